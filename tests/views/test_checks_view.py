"""Promises of the checks: both gradients agree, it is said when they do not, and costs add up."""

import numpy as np
import pytest

from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.cost import cost
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.gradient_check import LayerCheck
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session.document import Document, Entrant
from explorer.views.checks_view import OTHER, ChecksView, agreement

MOONS = TinyNet(data=DataPlan(examples=30), hidden=(3, 2))


def _document(net, steps=4):
    entrants = (Entrant(GradientDescent(learning_rate=0.1), 0),)
    return Document(net, entrants, (net.suggested_start,), steps=steps)


@pytest.fixture
def shown(session, qtbot):
    """Make the checks on the screen: `shown(net=MOONS)`; returns them and their session."""

    def make(net=MOONS):
        opened = session(_document(net), begun=False)
        view = ChecksView(opened)
        qtbot.addWidget(view)
        view.resize(320, 420)
        view.show()
        return view, opened

    return make


def _check(view, session):
    view.button.click()
    session.worker.finish()


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_gradient_is_right_in_every_layer(shown, activation):
    net = TinyNet(data=MOONS.data, hidden=(3, 2), activation=activation)
    view, session = shown(net)
    _check(view, session)
    assert view.words()[0].startswith("They agree")
    assert [row[0] for row in view.rows()] == ["layer 1", "layer 2", "output layer"]
    assert view.button.isEnabled()


@pytest.mark.parametrize(
    ("errors", "role", "word"),
    [
        ((1e-9, 3e-8), "", "agree to 7 digits"),
        ((1e-9, 2e-5), "warning", "roughly"),
        ((1e-9, 0.2), "error", "do not agree"),
        ((np.nan, 1e-9), "error", "flown away"),
        ((np.inf,), "error", "flown away"),
        ((0.0, 0.0), "", "agree to 16 digits"),
    ],
)
def test_how_well_both_agree_is_said_in_words(errors, role, word):
    words, found = agreement([LayerCheck("layer", error, 4, 0) for error in errors])
    assert (found, word in words) == (role, True)


def test_nothing_to_compare_is_said_too():
    words, role = agreement([LayerCheck("layer 1", float("nan"), 0, 4)])
    assert role == "warning"
    assert "kink" in words


def test_weights_beyond_all_bounds_have_no_gradient_to_check(shown):
    view, session = shown()
    session.focus.hold(np.full(MOONS.dim, np.nan))
    _check(view, session)
    assert "flown away" in view.words()[0]


def test_a_check_says_when_it_was_of_other_weights_and_goes_with_its_net(shown):
    view, session = shown()
    _check(view, session)
    session.focus.hold(np.full(MOONS.dim, 0.5))
    assert view.words()[0] == OTHER
    assert view.rows()
    session.new(_document(TinyNet(data=MOONS.data, hidden=(4,))))
    assert view.rows() == []
    assert view.words()[0] == ""


def test_a_check_that_nobody_waits_for_is_given_up(shown):
    view, session = shown()
    view.button.click()
    assert not view.button.isEnabled()
    view.hide()
    assert not session.worker.is_busy("gradient check")
    view.show()
    assert view.button.isEnabled()


def test_the_meter_tells_the_costs_of_the_net(shown):
    view, session = shown(TinyNet(hidden=(8,)))
    found = cost(session.focus.net)
    assert [row[1] for row in view.costs()] == ["4,800", "163,200", "11,200"]
    words = view.words()[1]
    assert f"N = {found.weights}" in words
    assert f"M = {found.examples}" in words
    assert found.trial == found.weights * found.examples


def test_a_landscape_has_nothing_to_check(shown):
    view, session = shown()
    session.new()
    assert view._empty.isVisible()
    assert not view._sheet.isVisible()
