"""What is locked rests, is marked, and does not jump about under the hand."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QAbstractSlider, QComboBox, QLineEdit, QMenu, QToolButton

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.locks import LOCKS, set_lock
from explorer.session.net_edits import pick_net
from explorer.session.opening import opening_document
from explorer.views.answers_touch import ADD, MOVE
from explorer.views.answers_view import AnswersView
from explorer.views.disclosure import Disclosure
from explorer.views.landscape_gallery import LandscapeGallery
from explorer.views.lock_mark import LockMark
from explorer.views.map import MapView
from explorer.views.net_diagram import NetDiagram
from explorer.views.net_form import NetForm
from explorer.views.optimizer_cards import OptimizerCards
from explorer.views.slice_card import SliceCard

RACE = opening_document()
NET = replace(pick_net(RACE, TinyNet(DataPlan(examples=24), hidden=(2,))), steps=3)
CONTROLS = (QAbstractSlider, QLineEdit, QComboBox)
PANELS = {
    "landscape": (RACE, LandscapeGallery),
    "net": (NET, LandscapeGallery),
    "optimizers": (RACE, OptimizerCards),
}


@pytest.fixture
def shown(qtbot, session):
    """Show a panel with what it changes locked: `shown(name, locks)` is session and panel."""

    def show(name, locks=tuple(LOCKS)):
        document, kind = PANELS[name]
        opened = session(replace(document, locks=locks), begun=False)
        panel = kind(opened)
        panel.resize(280, 1400)
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitExposed(panel)
        for fold in panel.findChildren(Disclosure):
            fold.setChecked(True)
        return opened, panel

    return show


def controls(panel):
    """Return what changes the document, as far as it is seen: not the search, not the slice."""
    slices = panel.findChild(SliceCard)
    return [
        control
        for kind in CONTROLS
        for control in panel.findChildren(kind)
        if control.isVisible()
        and control.accessibleName() not in ("Search landscapes", "")
        and not (slices and slices.isAncestorOf(control))
    ]


def marks(panel):
    return [mark for mark in panel.findChildren(LockMark) if mark.isVisible()]


@pytest.mark.parametrize("name", PANELS)
def test_what_is_locked_rests_and_is_marked_until_it_is_unlocked(shown, name):
    session, panel = shown(name)
    found = controls(panel)
    assert found
    assert not any(control.isEnabled() for control in found)
    assert marks(panel)
    for lock in LOCKS:
        session.edit(lambda document, lock=lock: set_lock(document, lock, False), "Unlock")
    assert all(control.isEnabled() for control in found)
    assert not marks(panel)


@pytest.mark.parametrize("name", PANELS)
def test_a_mark_teaches_and_says_so_when_pressed(shown, name):
    session, panel = shown(name)
    told = []
    session.refused.connect(told.append)
    for mark in marks(panel):
        assert mark.accessibleName().endswith("locked")
        assert "unlock it in the Teach menu" in mark.toolTip()
        mark.click()
        assert told.pop() in mark.toolTip()


def test_a_net_whose_start_alone_is_locked_can_be_changed_otherwise(shown):
    _, panel = shown("net", locks=("starts",))
    form = panel.findChild(NetForm)
    resting = {c.accessibleName() for c in controls(form) if not c.isEnabled()}
    assert {"start weights", "Seed of start weights"} == resting


def test_optimizers_that_are_locked_can_still_be_hidden_and_explained(shown):
    _, panel = shown("optimizers")
    menus = [button.menu() for button in panel.cards[0].findChildren(QToolButton) if button.menu()]
    (menu,) = [menu for menu in menus if isinstance(menu, QMenu)]
    menu.aboutToShow.emit()
    free = {action.text() for action in menu.actions() if action.isEnabled() and action.text()}
    assert free == {"Hide", "What it does"}


@pytest.fixture
def touched(qtbot, session, pointer):
    """Show a map, or the answers of a net, with all locked: session, view, pointer, refusals."""

    def show(document, kind):
        opened = session(replace(document, locks=tuple(LOCKS)), begun=False)
        view = kind(opened)
        view.resize(480, 360)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        told = []
        opened.refused.connect(told.append)
        plane = view.plane
        return opened, view, pointer(plane, getattr(view, "viewpoint", plane)), told

    return show


def test_dragging_a_locked_start_moves_nothing_and_says_why_once(touched):
    session, view, hand, told = touched(RACE, MapView)
    before, camera = session.document, view.viewpoint.camera
    hand.drag(hand.at(*before.starts[0]), hand.at(2.0, 2.0), steps=20)
    assert (session.document, view.viewpoint.camera) == (before, camera)
    assert len(told) == 1
    hand.click(hand.at(2.0, 2.0))
    assert session.document == before
    assert len(told) == 2


def test_the_ground_around_a_locked_start_can_be_dragged(touched):
    session, view, hand, told = touched(RACE, MapView)
    before, camera = session.document, view.viewpoint.camera
    hand.drag(hand.at(1.0, -3.0), hand.at(2.0, 2.0))
    assert view.viewpoint.camera != camera
    assert (session.document, told) == (before, [])


def test_a_locked_start_is_drawn_with_a_lock(touched):
    session, view, _, _ = touched(RACE, MapView)
    locked = view.plane.grab().toImage()
    session.edit(lambda document: set_lock(document, "starts", False), "Unlock")
    assert view.plane.grab().toImage() != locked


def test_locked_examples_are_picked_but_stay_where_they_are(touched):
    session, view, hand, told = touched(NET, AnswersView)
    session.focus.hold(np.array(NET.starts[0]))
    before = session.document
    at = QPointF(*view.plane.pixels[3].tolist())
    hand.drag(at, at + QPointF(60, 30))
    assert session.focus.example == 3
    assert session.document == before
    assert set(told) == {"The landscape is locked: to change this, unlock it in the Teach menu."}
    assert np.allclose(view.plane.pixels[3], [at.x(), at.y()])


def test_locking_the_examples_puts_down_the_tool_that_adds_them(touched):
    session, view, _, _ = touched(NET, AnswersView)
    session.edit(lambda document: set_lock(document, "landscape", False), "Unlock")
    view.tools.choose((ADD, 0))
    session.edit(lambda document: set_lock(document, "landscape", True), "Lock")
    assert view.plane.tool == view.tools.tool == (MOVE, None)
    assert not any(button.isEnabled() for button in view.tools.buttons())


def test_locked_start_weights_are_not_typed(qtbot, session):
    opened = session(replace(NET, locks=("starts",)), begun=False)
    view = NetDiagram(opened)
    view.resize(380, 260)
    qtbot.addWidget(view)
    view.show()
    opened.focus.hold(np.array(NET.starts[0]))
    view.grab()
    view.type_weight(0)
    assert not view.field.isVisible()
    assert "locked" in " ".join(view.words())
