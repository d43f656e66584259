"""Promises of the panel beside the landscape of a net: what is in it, and that one tab works."""

import numpy as np
import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session.document import Document, Entrant
from explorer.views.net_panel import (
    CHECKS,
    CURVATURE,
    DREAM,
    EXAMPLES,
    GROUPS,
    NET,
    TABS,
    NetPanel,
)
from explorer.views.theme import apply

MOONS = TinyNet(data=DataPlan(examples=30), hidden=(3,))
FIELD = TinyNet(data=DataPlan("two-groups", examples=30, noise=0.5), hidden=(3,))
CURVE = TinyNet(data=DataPlan("sine", examples=30), hidden=(3,), loss="squared")
FIT = next(one for one in LANDSCAPES.values() if one.fit is not None)


def _document(objective, steps=4):
    entrants = (Entrant(GradientDescent(learning_rate=0.1), 0),)
    return Document(objective, entrants, (objective.suggested_start,), steps=steps)


@pytest.fixture
def styled(qapp):
    """Give the application its look, which decides how wide a tab is; take it off again."""
    before = qapp.style().name(), qapp.palette(), qapp.font()
    apply(qapp, "dark")
    yield
    qapp.setStyleSheet("")
    qapp.setStyle(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])


@pytest.fixture
def shown(session, qtbot, monkeypatch):
    """Make the panel on the screen: `shown(objective=MOONS)`; returns it and its session."""
    # The true curvatures would have to be compiled first.
    curvatures = np.linspace(-1.0, 1.0, MOONS.dim)
    monkeypatch.setattr("explorer.views.spectrum_view.spectrum", lambda *_: curvatures)

    def make(objective=MOONS, size=(320, 600)):
        opened = session(_document(objective), begun=False)
        panel = NetPanel(opened)
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.show()
        return panel, opened

    return make


def _tabs(panel):
    return [k for k in range(len(TABS)) if panel._tabs.button(k).isVisible()]


@pytest.mark.parametrize("index", range(len(TABS)))
def test_only_the_tab_on_top_can_be_seen(shown, index):
    panel, _ = shown(FIELD)
    panel.show_tab(index)
    assert [view.isVisible() for view in panel.views] == [k == index for k in range(len(TABS))]
    assert panel.answers.isVisible()
    assert panel.tab == index


def test_curvatures_are_computed_under_their_tab_only(shown):
    panel, session = shown()
    for index in (NET, EXAMPLES, CHECKS):
        panel.show_tab(index)
        assert not session.worker.is_busy("spectrum")
    panel.show_tab(CURVATURE)
    assert session.worker.is_busy("spectrum")
    panel.show_tab(NET)
    assert not session.worker.is_busy("spectrum")


def test_a_landscape_with_examples_shows_answers_and_examples_alone(shown):
    panel, session = shown()
    panel.show_tab(CHECKS)
    session.new(_document(FIT))
    assert _tabs(panel) == [EXAMPLES]
    assert panel.tab == EXAMPLES
    session.new(_document(MOONS))
    assert _tabs(panel) == [NET, EXAMPLES, CHECKS, CURVATURE, DREAM]
    assert panel.tab == CHECKS


def test_groups_are_offered_where_the_world_outside_is_known(shown):
    panel, session = shown(FIELD)
    assert GROUPS in _tabs(panel)
    panel.show_tab(GROUPS)
    session.new(_document(MOONS))
    assert (GROUPS in _tabs(panel), panel.tab) == (False, NET)
    session.new(_document(FIELD))
    assert (GROUPS in _tabs(panel), panel.tab) == (True, GROUPS)


def test_only_nets_of_classes_dream(shown):
    panel, session = shown()
    panel.show_tab(DREAM)
    session.new(_document(CURVE))
    assert (DREAM in _tabs(panel), panel.tab) == (False, NET)
    session.new(_document(MOONS))
    assert (DREAM in _tabs(panel), panel.tab) == (True, DREAM)


@pytest.mark.parametrize("size", [(280, 480), (320, 480), (320, 800), (560, 600)])
def test_it_fits_where_it_stands(shown, styled, size):
    panel, _ = shown(FIELD, size=size)
    for index in range(len(TABS)):
        panel.show_tab(index)
        assert not panel.grab().isNull()
        assert (panel.width(), panel.height()) == size
        assert panel.views[index].width() <= size[0]
        assert panel.views[index].height() >= 150


def test_every_tab_says_what_it_is_for(shown):
    panel, _ = shown()
    for index in range(len(TABS)):
        button = panel._tabs.button(index)
        assert button.toolTip()
        assert button.accessibleName()
