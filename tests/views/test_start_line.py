"""The line of starts: the pointer draws it, its ends can be moved, and the rest is as always."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from explorer.core.landscapes import LANDSCAPES
from explorer.core.many_starts import ManyStarts
from explorer.session import edits
from explorer.session.many_edits import draw_line, spread_many
from explorer.session.opening import opening_document
from explorer.views.curve import CurveView
from explorer.views.map import MapView

OPENING = replace(opening_document(), steps=60, many=ManyStarts(9))


@pytest.fixture
def shown(qtbot, session):
    """Open a document on its map or curve, without what is computed of it."""

    def show(document):
        opened = session(document, begun=False)
        view = (MapView if document.landscape.dim == 2 else CurveView)(opened)
        view.resize(640, 480)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        return opened, view

    return show


@pytest.fixture
def lined(shown, pointer):
    """A map with the tool in the hand and starts along a line."""

    def make(document=OPENING):
        opened, view = shown(spread_many(document, "line"))
        view.many.button.click()
        return opened, view, pointer(view.plane, view.viewpoint)

    return make


def test_a_drag_draws_the_line_as_one_step_of_undo(lined):
    opened, _, hand = lined()
    before = opened.document
    first, last = (2.0, 4.0), (4.0, -2.0)
    hand.drag(hand.at(*first), hand.at(*last))
    drawn = np.array(opened.document.many.line)
    np.testing.assert_allclose(drawn, [first, last], atol=0.05)
    assert opened.document.starts == before.starts
    opened.undo()
    assert opened.document == before


def test_an_end_can_be_dragged_and_the_start_point_as_well(lined):
    opened, _, hand = lined()
    (first, last), start = opened.document.many.line, opened.document.starts[0]
    hand.drag(hand.at(*last), hand.at(2.0, 0.0))
    np.testing.assert_allclose(opened.document.many.line, [first, (2.0, 0.0)], atol=0.05)
    hand.drag(hand.at(*start), hand.at(-2.0, 3.0))
    np.testing.assert_allclose(opened.document.starts, [(-2.0, 3.0)], atol=0.05)
    np.testing.assert_allclose(opened.document.many.line, [first, (2.0, 0.0)], atol=0.05)


def test_a_click_draws_nothing_and_moves_nothing(lined):
    opened, _, hand = lined()
    before = opened.document
    hand.click(hand.at(1.0, 3.0))
    assert opened.document == before


def test_keys_choose_an_end_and_move_it(lined, qtbot):
    opened, view, _ = lined()
    first, last = opened.document.many.line
    view.plane.setFocus()
    qtbot.keyClick(view.plane, Qt.Key.Key_1)
    qtbot.keyClick(view.plane, Qt.Key.Key_Right)
    (moved, kept), unit = opened.document.many.line, view.viewpoint.camera.per_pixel[0]
    assert kept == last
    np.testing.assert_allclose(moved, (first[0] + 10 * unit, first[1]))
    qtbot.keyClick(view.plane, Qt.Key.Key_Escape)
    starts = opened.document.starts
    qtbot.keyClick(view.plane, Qt.Key.Key_Right)
    assert opened.document.many.line == (moved, kept)
    assert opened.document.starts != starts


def test_escape_takes_a_drag_back(lined, qtbot):
    opened, view, hand = lined()
    before = opened.document
    hand.press(hand.at(1.0, 3.0))
    hand.move(hand.at(3.0, 3.0))
    assert opened.document != before
    qtbot.keyClick(view.plane, Qt.Key.Key_Escape)
    hand.move(hand.at(3.0, 1.0))
    hand.release(hand.at(3.0, 1.0))
    assert opened.document == before


def test_on_a_curve_the_line_is_drawn_along_it(lined):
    opened, _, hand = lined(edits.pick_landscape(OPENING, LANDSCAPES["valley"]))
    hand.drag(hand.at(1.0, 3.0), hand.at(3.0, 2.0))
    np.testing.assert_allclose(opened.document.many.line, [(1.0,), (3.0,)], atol=0.05)


def test_the_pointer_does_as_always_unless_they_stand_along_a_line(shown, pointer):
    opened, view = shown(OPENING)
    view.many.button.click()
    assert view.plane.tool is None
    opened.edit(draw_line(opened.document, (0.0, 0.0), (1.0, 1.0)), "Line")
    assert view.plane.tool is view.many.line
    view.many.button.click()
    assert view.plane.tool is None
    hand = pointer(view.plane, view.viewpoint)
    hand.click(hand.at(1.0, 3.0))
    np.testing.assert_allclose(opened.document.starts, [(1.0, 3.0)], atol=0.05)
