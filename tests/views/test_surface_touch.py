"""Pointer and keys on the surface: drag a start over the ground, turn, move and zoom."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest

from explorer.session.edits import add_start
from explorer.session.opening import opening_document
from explorer.views.surface_camera import CLOSEST, FARTHEST, HIGHEST, LOWEST

RACE = replace(opening_document(), layout="surface")
RIGHT = Qt.MouseButton.RightButton


@pytest.fixture
def opened(surface):
    return surface


def pixels(view):
    image = view.plane.grab().toImage()
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1).copy()


def pixel(view, *point):
    """Return where a point of the plane is on the screen."""
    return view.plane.spots(np.array([point]))[0]


def test_a_start_follows_the_pointer_over_the_ground(opened):
    owner, view, hand = opened()
    goal = (2.0, -1.0)
    before = owner.document
    hand.drag(pixel(view, *before.starts[0]), pixel(view, *goal))
    assert owner.document.starts[0] == pytest.approx(goal, abs=0.25)
    assert owner.undo_label == "Move start"
    owner.undo()
    assert owner.document == before


def test_a_start_dragged_beside_the_surface_stays_in_the_box(opened):
    owner, view, hand = opened()
    hand.drag(pixel(view, *owner.document.starts[0]), QPointF(470.0, 5.0))
    assert all(-6.0 <= c <= 6.0 for c in owner.document.starts[0])


def test_a_click_moves_the_start_and_with_shift_adds_one(opened):
    owner, view, hand = opened()
    hand.click(pixel(view, 1.0, 1.5))
    assert owner.document.starts[0] == pytest.approx((1.0, 1.5), abs=0.15)
    hand.click(pixel(view, -2.0, -1.0), Qt.KeyboardModifier.ShiftModifier)
    assert owner.document.starts[1] == pytest.approx((-2.0, -1.0), abs=0.15)
    view.plane.setFocus()
    QTest.keyClick(view.plane, Qt.Key.Key_Delete)
    assert len(owner.document.starts) == 1


def test_a_click_beside_the_surface_does_nothing(opened):
    owner, _, hand = opened()
    hand.click(QPointF(470.0, 300.0))
    assert owner.document == RACE


def test_dragging_the_ground_turns_it_and_edits_nothing(opened):
    owner, view, hand = opened()
    before = view.plane.camera.eye
    hand.drag(pixel(view, 4.0, 4.0), QPointF(100.0, 200.0))
    after = view.plane.camera.eye
    assert after.turn != before.turn
    assert after.tilt != before.tilt
    assert after.target == before.target
    assert owner.document == RACE


@pytest.mark.parametrize("button", ["shift", "right"])
def test_shift_or_the_right_button_move_it_along(opened, button):
    owner, view, hand = opened()
    eye = view.plane.camera.eye
    start, end = QPointF(240.0, 180.0), QPointF(280.0, 200.0)
    before = eye.to_pixels(np.array([eye.target]))[0]
    keys = Qt.KeyboardModifier.ShiftModifier if button == "shift" else Qt.KeyboardModifier(0)
    held = Qt.MouseButton.LeftButton if button == "shift" else RIGHT
    hand.send(QEvent.Type.MouseButtonPress, start, held, held, keys)
    hand.send(QEvent.Type.MouseMove, end, Qt.MouseButton.NoButton, held, keys)
    hand.send(QEvent.Type.MouseButtonRelease, end, held, Qt.MouseButton.NoButton, keys)
    after = view.plane.camera.eye.to_pixels(np.array([eye.target]))[0]
    assert after - before == pytest.approx((40.0, 20.0), abs=2.0)
    assert view.plane.camera.eye.turn == eye.turn
    assert owner.document == RACE


def test_the_wheel_zooms_at_the_pointer(opened):
    _, view, hand = opened()
    at = pixel(view, 1.0, 1.0)
    distance = view.plane.camera.eye.distance
    hand.wheel(at, 3)
    assert view.plane.camera.eye.distance < distance
    assert (pixel(view, 1.0, 1.0) - at).manhattanLength() < 4


def test_zoom_and_tilt_have_ends_and_a_double_click_goes_back(opened):
    owner, view, hand = opened()
    first = view.plane.camera.eye
    at = pixel(view, 1.0, 1.0)
    for notches in (400, -400):
        hand.wheel(at, notches)
        distance = view.plane.camera.eye.distance
        assert distance == pytest.approx(CLOSEST if notches > 0 else FARTHEST)
        assert pixels(view).std() > 2
    for over in (1000.0, -1000.0):
        view.plane.camera.turn(0.0, over)
        assert LOWEST <= view.plane.camera.eye.tilt <= HIGHEST
        pixels(view)
    hand.double_click(QPointF(470.0, 300.0))
    assert view.plane.camera.eye == first
    hand.double_click(pixel(view, 1.0, 1.0))
    assert owner.document == RACE


def test_the_eye_never_goes_into_a_hill(opened):
    _, view, _ = opened()
    camera = view.plane.camera
    camera.zoom(1e-9)
    for _ in range(40):
        camera.turn(17.0, -9.0)
        camera.pan(31.0, -57.0)
        eye, field = camera.eye, view.plane.ground.surface.field
        share = (eye.place[:2] / (field.half_x, field.half_y) / 2 + 0.5)[None]
        assert not eye.place[2] < field.heights(share)[0]


def test_keys_nudge_turn_and_go_back(opened):
    owner, view, _ = opened()
    plane, first = view.plane, view.plane.camera.eye
    plane.setFocus()
    QTest.keyClick(plane, Qt.Key.Key_Right)
    moved = np.subtract(owner.document.starts[0], RACE.starts[0])
    assert (moved != 0).sum() == 1
    here, there = pixel(view, *RACE.starts[0]), pixel(view, *owner.document.starts[0])
    assert there.x() > here.x()
    assert plane.camera.eye == first
    QTest.keyClick(plane, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert plane.camera.eye.turn != first.turn
    QTest.keyClick(plane, Qt.Key.Key_0)
    assert plane.camera.eye == first
    QTest.keyClick(plane, Qt.Key.Key_Plus)
    assert plane.camera.eye.distance < first.distance
    view._reset.click()
    assert plane.camera.eye == first
    assert not view._reset.isChecked()


def test_locked_starts_stay_and_say_why(opened):
    owner, view, hand = opened(replace(RACE, locks=("starts",)))
    said = []
    owner.refused.connect(said.append)
    hand.drag(pixel(view, *RACE.starts[0]), pixel(view, 2.0, 2.0))
    hand.click(pixel(view, 2.0, 2.0))
    assert owner.document.starts == RACE.starts
    assert said


def test_what_is_pointed_at_is_read(opened):
    owner, view, hand = opened()
    readings = []
    owner.pointed.connect(readings.append)
    hand.hover(pixel(view, 3.0, 2.0))
    assert readings[-1].point == pytest.approx((3.0, 2.0), abs=0.15)
    hand.hover(QPointF(475.0, 315.0))
    assert readings[-1] is None


def test_tab_goes_through_the_starts(opened):
    owner, view, _ = opened(add_start(RACE, (2.0, 2.0)))
    view.plane.setFocus()
    assert view.hand.active == 0
    QTest.keyClick(view.plane, Qt.Key.Key_Tab)
    assert view.hand.active == 1
    assert "Surface of Himmelblau" in view.plane.accessibleName()
    assert owner.document.starts[1] == (2.0, 2.0)
