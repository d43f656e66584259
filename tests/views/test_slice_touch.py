"""Moving the start of a net on its slice: real events, and the weights that come of them."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.edits import add_start
from explorer.session.net_edits import pick_net, set_slice
from explorer.session.opening import opening_document

SHIFT = Qt.KeyboardModifier.ShiftModifier
NET = TinyNet(DataPlan("moons", examples=24), hidden=(2,))
EMPTY = QPointF(90, 250)


def settle(session):
    for _ in range(6):
        session.finish()


@pytest.fixture
def shown(sliced, pointer):
    def show(kind="anchored"):
        document = replace(pick_net(opening_document(), NET), steps=12)
        session, view = sliced(set_slice(document, kind=kind))
        return session, view, pointer(view.plane, view.viewpoint)

    return show


def ring(view, start=0):
    """Return the pixel of a start."""
    return QPointF(*view.viewpoint.camera.to_pixels(view.hand.starts())[start].tolist())


def weights(session, start=0):
    return np.array(session.document.starts[start])


@pytest.mark.parametrize("kind", ["anchored", "pca", "weights", "random", "minima", "live"])
def test_a_dragged_start_moves_along_the_plane_alone(shown, kind):
    session, view, hand = shown(kind)
    plane, before = view.ground.shown.plane, weights(session)
    _, off = plane.project(before[None])
    goal = ring(view) + QPointF(40, -30)
    hand.press(ring(view))
    hand.move(goal)
    here, still_off = plane.project(weights(session)[None])
    moved = weights(session) - before
    assert np.allclose(here[0], view.viewpoint.camera.to_point(goal.x(), goal.y()))
    assert np.allclose(still_off, off)
    assert np.allclose(moved, np.linalg.pinv(plane.directions.T) @ moved @ plane.directions)
    hand.release(goal)


def test_along_a_line_only_sideways_counts(shown):
    session, view, hand = shown("line")
    before = weights(session)
    line = view.ground.shown.plane.directions[0]
    hand.drag(ring(view), ring(view) + QPointF(50, 80))
    moved = weights(session) - before
    assert np.allclose(moved, (moved @ line) / (line @ line) * line)
    assert np.linalg.norm(moved) > 0


def test_the_plane_stays_while_the_start_is_dragged(shown):
    session, view, hand = shown()
    plane, at = view.ground.shown.plane, ring(view)
    hand.press(at)
    for k in range(1, 5):
        hand.move(at + QPointF(10 * k, 6 * k))
        session.finish()
        assert view.ground.shown.plane is plane
    hand.release(at + QPointF(40, 24))
    settle(session)
    assert view.ground.shown.plane is not plane


def test_everybody_sees_the_weights_in_the_hand(shown):
    session, view, hand = shown()
    session.playback.seek(12)
    at = ring(view)
    hand.press(at)
    hand.move(at + QPointF(30, 30))
    assert np.array_equal(session.focus.weights, weights(session))
    hand.release(at + QPointF(30, 30))
    settle(session)
    assert np.array_equal(session.focus.weights, session.race.trace(0, 0).points[12])


def test_a_whole_drag_is_one_step_of_undo(shown):
    session, view, hand = shown()
    before = session.document
    hand.drag(ring(view), ring(view) + QPointF(60, -40), steps=12)
    assert session.undo_label == "Move start"
    session.undo()
    assert session.document == before


def test_escape_puts_a_dragged_start_back(shown):
    session, view, hand = shown()
    before, at = session.document, ring(view)
    hand.press(at)
    hand.move(at + QPointF(80, 40))
    QTest.keyClick(view.plane, Qt.Key.Key_Escape)
    assert np.allclose(weights(session), before.starts[0])
    hand.release(at)


def test_a_click_on_empty_ground_moves_the_start_there(shown):
    session, view, hand = shown()
    plane = view.ground.shown.plane
    hand.click(EMPTY)
    wanted = view.viewpoint.camera.to_point(EMPTY.x(), EMPTY.y())
    assert np.allclose(plane.project(weights(session)[None])[0][0], wanted)


def test_shift_click_adds_a_start_on_the_plane(shown):
    session, view, hand = shown()
    plane = view.ground.shown.plane
    hand.click(EMPTY, SHIFT)
    assert len(session.document.starts) == 2
    place, off = plane.project(weights(session, 1)[None])
    assert np.allclose(place[0], view.viewpoint.camera.to_point(EMPTY.x(), EMPTY.y()))
    assert off[0] == pytest.approx(0.0, abs=1e-9)
    assert view.hand.active == 1
    QTest.keyClick(view.plane, Qt.Key.Key_Delete)
    assert len(session.document.starts) == 1


def test_more_starts_than_may_race_are_refused(shown):
    session, _, hand = shown()
    said = []
    session.refused.connect(said.append)
    for k in range(14):
        hand.click(EMPTY + QPointF(5 * k, 0), SHIFT)
    assert len(session.document.starts) == 12
    assert "At most 12" in said[-1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Up])
@pytest.mark.parametrize("keys", [Qt.KeyboardModifier.NoModifier, SHIFT])
def test_arrow_keys_nudge_by_pixels(shown, key, keys):
    session, view, _ = shown()
    plane, before = view.ground.shown.plane, weights(session)
    QTest.keyClick(view.plane, key, keys)
    moved = np.abs(plane.project((weights(session) - before + plane.origin)[None])[0][0])
    along = int(key == Qt.Key.Key_Up)
    size = 1.0 if keys == SHIFT else 10.0
    assert moved[along] == pytest.approx(size * view.viewpoint.camera.per_pixel[along])
    assert moved[1 - along] == pytest.approx(0.0, abs=1e-9)


def test_dragging_the_ground_pans_and_edits_nothing(shown):
    session, view, hand = shown()
    before, camera = session.document, view.viewpoint.camera
    hand.drag(EMPTY, EMPTY + QPointF(60, 30))
    assert session.document == before
    assert view.viewpoint.camera.left == pytest.approx(camera.panned(60, 30).left)


def test_the_wheel_zooms_at_the_pointer_and_a_double_click_fits(shown):
    session, view, hand = shown()
    before, camera = session.document, view.viewpoint.camera
    under = camera.to_point(EMPTY.x(), EMPTY.y())
    hand.wheel(EMPTY, 3)
    assert view.viewpoint.camera.per_pixel[0] < camera.per_pixel[0]
    assert np.allclose(view.viewpoint.camera.to_point(EMPTY.x(), EMPTY.y()), under)
    hand.double_click(EMPTY)
    settle(session)
    assert view.viewpoint.camera == camera
    assert session.document == before


def test_what_was_zoomed_to_stays_when_the_paths_change(shown):
    session, view, hand = shown("weights")
    hand.wheel(EMPTY, 3)
    camera = view.viewpoint.camera
    session.edit(replace(session.document, steps=10), "Take fewer steps")
    settle(session)
    assert view.viewpoint.camera == camera
    session.edit(set_slice(session.document, kind="pca"), "Show PCA")
    settle(session)
    assert view.viewpoint.camera != camera


def test_tab_goes_through_the_starts_and_then_on(shown):
    session, view, _ = shown()
    session.edit(add_start(session.document, tuple(weights(session) + 0.3)), "Add start")
    view.hand.take(0)
    view.plane.setFocus()
    assert view.plane.focusNextPrevChild(True)
    assert view.hand.active == 1


def test_leaving_takes_the_reading_away(shown, qapp):
    _, view, hand = shown()
    hand.hover(EMPTY)
    assert view._here.isVisible()
    qapp.sendEvent(view.plane, QEvent(QEvent.Type.Leave))
    assert not view._here.isVisible()


def test_without_a_slice_the_pointer_does_no_harm(sliced, pointer):
    document = pick_net(opening_document(), NET)
    session, view = sliced(replace(document, entrants=()))
    hand = pointer(view.plane, view.viewpoint)
    hand.drag(QPointF(50, 50), QPointF(90, 90))
    hand.click(EMPTY)
    hand.click(EMPTY, SHIFT)
    QTest.keyClick(view.plane, Qt.Key.Key_Left)
    assert session.document.starts == document.starts
