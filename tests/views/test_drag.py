"""Dragging, clicking, zooming and keys, with real events sent to the map."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from explorer.session.edits import add_start
from explorer.views.map import MapView

SHIFT = Qt.KeyboardModifier.ShiftModifier
EMPTY = (1.0, -3.0)


@pytest.fixture
def shown(qtbot, session, pointer):
    opened = session()
    view = MapView(opened)
    view.resize(640, 480)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return opened, view, pointer(view.plane, view.viewpoint)


def near(view, point, wanted):
    return np.allclose(point, wanted, atol=1.01 * max(view.viewpoint.camera.per_pixel))


@pytest.mark.parametrize("goal", [(2.0, 2.0), (-3.0, -1.5), (0.0, 4.5), (5.5, -5.5)])
def test_a_dragged_start_goes_where_the_hand_goes(shown, goal):
    session, view, hand = shown
    hand.drag(hand.at(*session.document.starts[0]), hand.at(*goal))
    assert near(view, session.document.starts[0], goal)
    assert session.race.trace(0, 0).points[0] == pytest.approx(session.document.starts[0])


def test_a_whole_drag_is_one_step_of_undo(shown):
    session, _, hand = shown
    before = session.document
    hand.drag(hand.at(*before.starts[0]), hand.at(2, 2), steps=20)
    assert session.undo_label == "Move start"
    session.undo()
    assert session.document == before


def test_two_drags_are_two_steps(shown):
    session, _, hand = shown
    hand.drag(hand.at(*session.document.starts[0]), hand.at(2, 2))
    between = session.document
    hand.drag(hand.at(*between.starts[0]), hand.at(-1, 1))
    session.undo()
    assert session.document == between


def test_a_start_taken_off_its_middle_does_not_jump(shown):
    session, _, hand = shown
    before = session.document
    edge = hand.at(*before.starts[0]) + QPointF(7, -5)
    hand.hover(edge)
    hand.press(edge)
    hand.move(edge)
    assert session.document.starts[0] == pytest.approx(before.starts[0])
    hand.release(edge)


def test_a_click_on_empty_ground_moves_the_start_there(shown):
    session, view, hand = shown
    hand.click(hand.at(*EMPTY))
    assert len(session.document.starts) == 1
    assert near(view, session.document.starts[0], EMPTY)


def test_a_click_with_shift_adds_a_start(shown):
    session, view, hand = shown
    first = session.document.starts[0]
    hand.click(hand.at(*EMPTY), SHIFT)
    assert session.document.starts[0] == first
    assert near(view, session.document.starts[1], EMPTY)
    assert view.hand.active == 1


def test_a_click_moves_the_active_start_only(shown):
    session, view, hand = shown
    first = session.document.starts[0]
    hand.click(hand.at(*EMPTY), SHIFT)
    hand.click(hand.at(0, 0))
    assert session.document.starts[0] == first
    assert near(view, session.document.starts[1], (0, 0))


def test_delete_removes_the_active_start_but_never_the_last(shown):
    session, view, hand = shown
    told = []
    session.refused.connect(told.append)
    hand.click(hand.at(*EMPTY), SHIFT)
    QTest.keyClick(view.plane, Qt.Key.Key_Delete)
    assert len(session.document.starts) == 1
    assert not told
    QTest.keyClick(view.plane, Qt.Key.Key_Delete)
    assert len(session.document.starts) == 1
    assert len(told) == 1


@pytest.mark.parametrize(
    ("key", "way"),
    [
        (Qt.Key.Key_Left, (-1, 0)),
        (Qt.Key.Key_Right, (1, 0)),
        (Qt.Key.Key_Up, (0, 1)),
        (Qt.Key.Key_Down, (0, -1)),
    ],
)
def test_arrows_nudge_and_shift_makes_it_finer(shown, key, way):
    session, view, _ = shown
    start = np.array(session.document.starts[0])
    QTest.keyClick(view.plane, key)
    coarse = np.array(session.document.starts[0]) - start
    assert np.array_equal(np.sign(coarse), way)
    QTest.keyClick(view.plane, key, SHIFT)
    fine = np.array(session.document.starts[0]) - start - coarse
    assert np.allclose(10 * fine, coarse)


def test_each_nudge_is_a_step_of_undo(shown):
    session, view, _ = shown
    QTest.keyClick(view.plane, Qt.Key.Key_Up)
    once = session.document
    QTest.keyClick(view.plane, Qt.Key.Key_Up)
    session.undo()
    assert session.document == once


def test_escape_puts_a_dragged_start_back(shown):
    session, view, hand = shown
    before = session.document.starts
    at = hand.at(*before[0])
    hand.press(at)
    hand.move(at + QPointF(80, 40))
    assert session.document.starts != before
    QTest.keyClick(view.plane, Qt.Key.Key_Escape)
    assert session.document.starts == before
    hand.move(at + QPointF(90, 50))
    hand.release(at)
    assert session.document.starts == before


def test_dragging_the_ground_pans_and_edits_nothing(shown):
    session, view, hand = shown
    before, camera = session.document, view.viewpoint.camera
    hand.drag(hand.at(*EMPTY), hand.at(*EMPTY) + QPointF(60, 30))
    assert session.document == before
    assert view.viewpoint.camera.left == pytest.approx(camera.panned(60, 30).left)


def test_the_wheel_zooms_at_the_pointer(shown):
    _session, view, hand = shown
    at = hand.at(*EMPTY)
    width = view.viewpoint.camera.per_pixel[0]
    hand.wheel(at, 3)
    assert view.viewpoint.camera.per_pixel[0] < width
    assert np.allclose(view.viewpoint.camera.to_point(at.x(), at.y()), EMPTY)
    hand.wheel(at, -3)
    assert view.viewpoint.camera.per_pixel[0] == pytest.approx(width)


def test_a_double_click_fits_the_box_and_moves_nothing(shown):
    session, view, hand = shown
    before, camera = session.document, view.viewpoint.camera
    hand.wheel(hand.at(*EMPTY), 4)
    hand.double_click(hand.at(*EMPTY))
    assert view.viewpoint.camera == camera
    assert session.document == before


def test_tab_goes_through_the_starts_and_then_on(shown):
    session, view, _ = shown
    session.edit(add_start(session.document, (1.0, 1.0)), "Add start")
    view.hand.take(0)
    view.plane.setFocus()
    assert view.plane.focusNextPrevChild(True)
    assert view.hand.active == 1
    assert view.plane.hasFocus()
    view.plane.focusNextPrevChild(True)
    assert not view.plane.hasFocus()


def test_pointing_tells_the_place_and_leaving_tells_nothing(shown, qapp):
    session, _, hand = shown
    told = []
    session.pointed.connect(told.append)
    hand.hover(hand.at(*EMPTY))
    assert told[-1].point == pytest.approx(EMPTY)
    from PySide6.QtCore import QEvent

    qapp.sendEvent(hand.plane, QEvent(QEvent.Type.Leave))
    assert told[-1] is None


def test_other_buttons_change_nothing(shown, qapp):
    from PySide6.QtCore import QEvent

    session, view, hand = shown
    before, camera = session.document, view.viewpoint.camera
    right = Qt.MouseButton.RightButton
    at = hand.at(*EMPTY)
    hand.send(QEvent.Type.MouseButtonPress, at, right, right)
    hand.send(QEvent.Type.MouseButtonRelease, at, right, Qt.MouseButton.NoButton)
    assert session.document == before
    assert view.viewpoint.camera == camera


def test_a_start_removed_elsewhere_during_a_drag_is_no_harm(shown):
    session, _, hand = shown
    session.edit(add_start(session.document, (1.0, 1.0)), "Add start")
    at = hand.at(1.0, 1.0)
    hand.hover(at)
    hand.press(at)
    session.undo()
    hand.move(at + QPointF(5, 5))
    hand.release(at)
    assert len(session.document.starts) == 1
