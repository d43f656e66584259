"""Promises of the curvatures: those of the net, counted rightly, on an axis that holds them."""

import numpy as np
import pytest

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session.document import Document, Entrant
from explorer.views.curvatures import Curvatures
from explorer.views.spectrum_view import WAITING, SpectrumView

MOONS = TinyNet(data=DataPlan(examples=30), hidden=(3,))
KEY = "spectrum"
SAMPLES = {
    "bowl": [0.5, 1.0, 4.0],
    "saddle": [-3.0, 0.0, 1e-9, 2.0],
    "hill": [-5.0, -1e-3],
    "one": [1e-7],
    "wide": np.sinh(np.linspace(-40, 60, 609)),
    "tiny": [1e-300, 2e-300],
    "huge": [-1e300, 1e-300, 1e300],
}


def _document(net, steps=4):
    entrants = (Entrant(GradientDescent(learning_rate=0.1), 0),)
    return Document(net, entrants, (net.suggested_start,), steps=steps)


def _by_differences(net, weights, _cancelled=None):
    """Return the curvatures from differences of the gradient: nothing is compiled for them."""
    steps = 1e-5 * np.eye(net.dim)
    with np.errstate(all="ignore"):
        slopes = net.gradient(weights + steps) - net.gradient(weights - steps)
        hessian = slopes / 2e-5
    if not np.isfinite(hessian).all():
        return np.full(net.dim, np.nan)
    return np.linalg.eigvalsh((hessian + hessian.T) / 2)


@pytest.fixture
def shown(session, qtbot, monkeypatch):
    """Make the view on the screen: `shown(net=MOONS)`; returns it and its session."""
    monkeypatch.setattr("explorer.views.spectrum_view.spectrum", _by_differences)

    def make(net=MOONS):
        opened = session(_document(net), begun=False)
        view = SpectrumView(opened)
        qtbot.addWidget(view)
        view.resize(320, 260)
        view.show()
        return view, opened

    return make


@pytest.mark.parametrize("name", SAMPLES)
def test_every_curvature_is_counted_once_and_lies_on_the_axis(name):
    values = np.array(SAMPLES[name])
    found = Curvatures(values, len(values))
    assert sum(found.counts) == len(values)
    places = found.places()
    assert (np.diff(places) >= 0).all()
    assert np.abs(places).max() <= 1 + 1e-9
    assert (places * np.sign(values) >= 0).all()
    ticks = [at for at, _ in found.ticks()]
    assert len(set(ticks)) == len(ticks) == 2 * (found.decades + 1) + 1
    assert all(found.words())


def test_a_tick_lies_where_its_number_does():
    found = Curvatures(np.array([-1.0, 0.1, 10.0, 100.0]), 4)
    ticks = {label: at for at, label in found.ticks()}
    places = found.places()
    for label, place in zip(("−10⁰", "10⁻¹", "10¹", "10²"), places, strict=True):
        assert ticks[label] == pytest.approx(place)


def test_what_they_mean_is_said_in_words():
    words, rate = Curvatures(np.array([-2.0, 1e-9, 0.5, 4.0]), 4).words()
    assert "up in 2, down in 1, and hardly at all in 1" in words
    assert "2/λ = 0.5" in rate
    assert "no learning rate is too large" in Curvatures(np.array([-2.0, -1.0]), 2).words()[1]
    assert "outermost of 1,210" in Curvatures(np.array([-2.0, 1.0]), 1210).words()[0]
    assert "Flat" in Curvatures(np.zeros(3), 3).words()[0]
    assert "No curvature" in Curvatures(np.full(3, np.nan), 3).words()[0]


def test_gradient_descent_is_stable_below_the_rate_that_is_told_and_not_above():
    found = Curvatures(np.array([0.5, 4.0]), 2)
    for factor, is_stable in ((0.99, True), (1.01, False)):
        rate = factor * found.largest_rate
        assert (np.abs(1 - rate * found.values) < 1).all() == is_stable


def test_they_are_those_at_the_shown_weights(shown):
    view, session = shown()
    for weights in (np.array(MOONS.suggested_start), np.full(MOONS.dim, 0.3)):
        session.focus.hold(weights)
        session.worker.finish()
        assert (view.stems.shown.values == _by_differences(MOONS, weights)).all()
        assert not view.grab().isNull()
        assert "13 directions" in view.words()[0]


def test_a_moving_play_head_waits_for_what_is_computed_and_the_last_weights_win(shown):
    view, session = shown()
    for k in range(1, 20):
        session.focus.hold(np.full(MOONS.dim, 0.1 * k))
    assert session.worker.is_busy(KEY)
    session.worker.finish()
    last = _by_differences(MOONS, np.full(MOONS.dim, 0.1 * 19))
    assert (view.stems.shown.values == last).all()


def test_nothing_is_computed_while_it_cannot_be_seen(shown):
    view, session = shown()
    session.focus.hold(np.full(MOONS.dim, 0.5))
    view.hide()
    assert not session.worker.is_busy(KEY)
    session.focus.hold(np.full(MOONS.dim, 0.7))
    assert not session.worker.is_busy(KEY)
    view.show()
    assert session.worker.is_busy(KEY)
    session.worker.finish()
    assert all(view.words())


@pytest.mark.parametrize("wild", [np.nan, np.inf, 1e200])
def test_weights_beyond_all_bounds_are_ordinary(shown, wild):
    view, session = shown()
    session.focus.hold(np.full(MOONS.dim, wild))
    session.worker.finish()
    assert view.words()[0]
    assert not view.grab().isNull()


def test_another_net_shows_nothing_of_the_last(shown):
    view, session = shown()
    session.worker.finish()
    session.new(_document(TinyNet(data=MOONS.data, hidden=(2,))))
    assert view.words()[0] == WAITING
    assert view.stems.shown is None
    session.worker.finish()
    assert "9 directions" in view.words()[0]
    session.new()
    assert "choose a net" in view.words()[0]
