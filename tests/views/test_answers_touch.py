"""The answers under the hand: examples are moved, added, erased and picked, and all is undone."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets import data_set
from explorer.core.nets.tiny_net import TinyNet, losses_for
from explorer.session.edits import pick_landscape
from explorer.session.net_edits import pick_net
from explorer.session.opening import opening_document
from explorer.views.answers_touch import ADD, ERASE, MOVE
from explorer.views.answers_view import AnswersView

EXACT = [key for key, landscape in LANDSCAPES.items() if landscape.fit is not None]


@pytest.fixture
def opened(qtbot, session, pointer):
    """Show a net or an exact landscape: session, view, pointer."""

    def show(key, size=(480, 320), hidden=(4,)):
        first = opening_document()
        if key in EXACT:
            landscape = LANDSCAPES[key]
            document = pick_landscape(first, landscape)
        else:
            plan = DataPlan(key, examples=60)
            landscape = TinyNet(plan, hidden, loss=losses_for(data_set(plan))[0])
            document = pick_net(first, landscape)
        made = session(document, begun=False)
        view = AnswersView(made)
        view.resize(*size)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        made.focus.hold(np.array(landscape.suggested_start))
        return made, view, pointer(view.plane, view.plane)

    return show


def rows(session):
    """Return the examples as they are now, (n, features + 1)."""
    landscape = session.document.landscape
    if isinstance(landscape, TinyNet):
        data = landscape.data_set
        return np.column_stack([data.inputs, data.targets])
    return np.array(landscape.fit.examples)


def spot(view, row):
    return QPointF(*view.plane.pixels[row])


def alone(view):
    """Return an example that has no other within reach."""
    points = view.plane.pixels
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    return int(apart.min(axis=1).argmax())


@pytest.mark.parametrize("key", ["moons", "xor", "sine", "o-rings", "penguins", *EXACT])
def test_an_example_goes_where_it_is_dragged_and_comes_back_by_one_undo(opened, key):
    session, view, hand = opened(key)
    row, before, document = alone(view), rows(session), session.document
    start, shift = spot(view, row), QPointF(30, -18)
    goal = view.plane.camera.to_point(*(start + shift).toTuple())
    hand.drag(start, start + shift)
    after = rows(session)
    others = np.arange(len(before)) != row
    assert np.array_equal(after[others], before[others])
    across, up = (0, 1)
    assert after[row, across] == pytest.approx(goal[0])
    if not view.plane.sheet.is_curve or not view.plane.sheet.learner.classes:
        assert after[row, up] == pytest.approx(goal[1])
    assert np.array_equal(after[row, 2:], before[row, 2:])
    assert session.undo_label == "Move example"
    session.undo()
    assert session.document == document
    assert session.undo_label is None


def test_all_follows_while_it_is_dragged(opened):
    session, view, hand = opened("moons")
    row = alone(view)
    seen = []
    session.changed.connect(lambda document: seen.append(document.landscape))
    hand.press(spot(view, row))
    camera, at = view.plane.camera, spot(view, row)
    for k in range(1, 6):
        hand.move(at + QPointF(9 * k, 0))
        assert spot(view, row).x() == pytest.approx(at.x() + 9 * k, abs=1e-6)
        assert view.plane.camera == camera
    assert len(set(seen)) == 5
    assert f"Example {row + 1}" in view._tip.text()
    hand.release(at + QPointF(45, 0))


def test_the_ground_is_not_drawn_again_for_an_example_alone(opened):
    session, view, hand = opened("moons")
    view.grab()
    ground = view.plane._ground
    hand.drag(spot(view, alone(view)), spot(view, alone(view)) + QPointF(9, 9))
    view.grab()
    assert view.plane._ground is ground, "these weights answer as before"
    session.focus.hold(-view.answered.weights)
    view.grab()
    assert view.plane._ground is not ground


def test_an_example_cannot_be_lost_outside(opened):
    session, view, hand = opened("moons")
    row = alone(view)
    hand.drag(spot(view, row), QPointF(5000, -5000))
    x, y = view.plane.pixels[row]
    assert 0 <= x <= view.plane.width()
    assert 0 <= y <= view.plane.height()
    assert len(rows(session)) == 60


def test_escape_takes_a_drag_back(opened, qtbot):
    session, view, hand = opened("moons")
    before, at = session.document, spot(view, alone(view))
    hand.press(at)
    hand.move(at + QPointF(40, 40))
    assert session.document != before
    qtbot.keyClick(view.plane, Qt.Key.Key_Escape)
    assert session.document == before
    hand.release(at + QPointF(40, 40))
    assert session.document == before


@pytest.mark.parametrize("key", ["o-rings", "net-o-rings"])
def test_dragging_across_the_middle_changes_the_class(opened, key):
    session, view, hand = opened(key)
    row = alone(view)
    before = rows(session)[row, 1]
    x, target = spot(view, row).x(), 1.0 - before
    goal = hand.at(0.0, target)
    hand.drag(spot(view, row), QPointF(x, goal.y()))
    assert rows(session)[row, 1] == target


def test_hovering_tells_of_an_example_and_a_click_picks_it(opened):
    session, view, hand = opened("moons")
    row = alone(view)
    hand.hover(spot(view, row))
    assert view._tip.isVisible()
    assert "loss" in view._tip.text()
    before = session.document
    hand.click(spot(view, row))
    assert session.focus.example == row
    assert session.document == before
    hand.hover(QPointF(2, 200))
    hand.click(QPointF(2, 200))
    assert session.focus.example is None


def test_keys_pick_move_add_and_erase(opened, qtbot):
    session, view, _ = opened("moons")
    plane, key = view.plane, Qt.Key
    plane.setFocus()
    qtbot.keyClick(plane, key.Key_Return)
    qtbot.keyClick(plane, key.Key_Tab)
    assert session.focus.example == 1
    qtbot.keyClick(plane, key.Key_Backtab)
    qtbot.keyClick(plane, key.Key_Tab)
    before, at = rows(session), spot(view, 1)
    qtbot.keyClick(plane, key.Key_Right)
    assert spot(view, 1).x() == pytest.approx(at.x() + 8)
    qtbot.keyClick(plane, key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert spot(view, 1).y() == pytest.approx(at.y() - 1)
    qtbot.keyClick(plane, key.Key_Plus)
    assert len(rows(session)) == 61
    assert session.focus.example == 60
    qtbot.keyClick(plane, key.Key_Delete)
    assert len(rows(session)) == 60
    assert session.focus.example is None
    for _ in range(4):
        session.undo()
    assert np.array_equal(rows(session), before)


def test_nothing_picked_leaves_the_keys_to_others(opened, qtbot):
    session, view, _ = opened("moons")
    heard = []
    view.keyPressEvent = lambda event: heard.append(event.key())
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        qtbot.keyClick(view.plane, key)
    assert len(heard) == 4
    assert session.undo_label is None


@pytest.mark.parametrize(
    ("key", "kind"), [("moons", 0), ("moons", 1), ("penguins", 2), ("sine", None), ("o-rings", 1)]
)
def test_adding_sprays_examples_in_one_undo_step(opened, key, kind):
    session, view, hand = opened(key)
    count = len(rows(session))
    view.tools.choose((ADD, kind))
    hand.drag(QPointF(100, 150), QPointF(220, 150), steps=60)
    added = rows(session)[count:]
    assert 8 <= len(added) <= 11, "one to about twelve pixels"
    if kind is not None:
        assert (added[:, -1] == kind).all()
    session.undo()
    assert len(rows(session)) == count
    assert session.undo_label is None


def test_the_inputs_that_are_not_shown_are_added_at_their_mean(opened):
    session, view, hand = opened("penguins")
    inputs, parts = session.focus.net.data_set.inputs, session.focus.net.data_set.parts
    view.tools.choose((ADD, 0))
    hand.click(QPointF(200, 150))
    assert rows(session)[-1, 2:4] == pytest.approx(inputs[parts == 0].mean(axis=0)[2:])


def test_erasing_takes_what_the_pointer_passes(opened):
    session, view, hand = opened("moons")
    row, before = alone(view), rows(session)
    view.tools.choose((ERASE, None))
    hand.click(spot(view, row))
    assert np.array_equal(rows(session), np.delete(before, row, axis=0))
    session.undo()
    assert np.array_equal(rows(session), before)


def test_the_last_example_stays(opened):
    session, view, hand = opened("net-sine")
    one = LANDSCAPES["net-sine"].with_examples([(1.0, 1.0)])
    session.edit(replace(session.document, landscape=one), "One example")
    said = []
    session.refused.connect(said.append)
    view.tools.choose((ERASE, None))
    hand.click(spot(view, 0))
    assert len(rows(session)) == 1
    assert len(said) == 1


def test_a_double_click_adds_one_like_its_nearest_neighbour(opened):
    session, view, hand = opened("blobs")
    row = int(rows(session)[:, 0].argmin())
    hand.double_click(spot(view, row) - QPointF(16, 0))
    assert len(rows(session)) == 61
    assert rows(session)[-1, -1] == rows(session)[row, -1]


def test_the_ground_pans_zooms_and_fits(opened, qtbot):
    session, view, hand = opened("moons")
    camera = view.plane.camera
    hand.drag(QPointF(3, 150), QPointF(60, 170))
    assert view.plane.camera.left < camera.left
    hand.wheel(QPointF(240, 160), 3)
    assert view.plane.camera.right - view.plane.camera.left < camera.right - camera.left
    qtbot.keyClick(view.plane, Qt.Key.Key_0)
    assert view.plane.camera == camera
    assert session.undo_label is None


def test_two_of_many_inputs_are_chosen(opened, qtbot):
    session, view, hand = opened("penguins", size=(320, 240))
    assert view.features.isVisible()
    view.features.up.setCurrentIndex(3)
    view.features.up.activated.emit(3)
    inputs = session.focus.net.data_set.inputs
    assert np.array_equal(view.plane.sheet.points(None), inputs[:, [0, 3]])
    view.features.across.setCurrentIndex(3)
    view.features.across.activated.emit(3)
    assert view.features.axes == (3, 0)
    row = alone(view)
    hand.drag(spot(view, row), spot(view, row) + QPointF(12, 8))
    assert np.array_equal(rows(session)[row, 1:3], inputs[row, 1:3])
    assert view.features.axes == (3, 0), "the choice stays when the examples change"


def test_the_tools_are_those_of_the_data(opened):
    assert [b.accessibleName() for b in opened("moons")[1].tools.buttons()] == [
        "Move", "Add upper", "Add lower", "Erase",
    ]  # fmt: skip
    _, view, _ = opened("sine")
    assert [b.accessibleName() for b in view.tools.buttons()] == ["Move", "Add", "Erase"]
    assert view.plane.tool == (MOVE, None)
    assert not opened("digits")[1].tools.isVisible()
