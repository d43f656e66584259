"""A curve is drawn by hand: it follows the pointer, and a stroke is one step."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.views.sculpting import WAVES, panel
from tests.views.sculpting import nothing_is_compiled as nothing_is_compiled
from tests.views.sculpting import shown as shown


def test_a_stroke_is_one_step_and_the_curve_follows_it(shown):
    session, stage, hand = shown(WAVES, "Draw")
    before, camera = session.document, stage.viewpoint.camera
    hand.press(hand.at(1.0, 1.5))
    for x in np.linspace(1.0, 3.0, 40):
        hand.move(hand.at(x, 1.5))
        assert stage.viewpoint.camera == camera, "the ground stays under the pointer"
    hand.release(hand.at(3.0, 1.5))
    landscape = session.document.landscape
    assert np.allclose(landscape.value(np.linspace(1.2, 2.8, 9)[:, None]), 1.5, atol=0.05)
    far = np.array([[-4.0], [-1.0]])
    assert np.allclose(landscape.value(far), WAVES.value(far), atol=0.02)
    assert session.document.starts == before.starts
    assert session.undo_label == "Draw the curve"
    session.undo()
    assert session.document == before


def test_a_stroke_that_leaves_the_panel_ends_at_its_edge(shown):
    session, stage, hand = shown(WAVES, "Draw")
    low = stage.viewpoint.camera.low
    hand.press(hand.at(2.0, 1.0))
    hand.move(QPointF(9999.0, 9999.0))
    hand.release(QPointF(9999.0, 9999.0))
    heights = session.document.landscape.heights
    assert min(heights) >= low - 0.5
    assert np.isfinite(heights).all()


def test_a_click_with_the_pencil_pulls_the_curve_there(shown):
    session, _stage, hand = shown(WAVES, "Draw")
    hand.click(hand.at(2.5, 2.0))
    assert session.document.landscape.value(np.array([[2.5]]))[0] == pytest.approx(2.0, abs=0.1)


def test_a_stroke_is_taken_back_by_escape_and_refused_where_locked(shown):
    session, stage, hand = shown(WAVES, "Draw")
    before = session.document
    hand.press(hand.at(2.5, 2.0))
    hand.move(hand.at(3.5, 2.0))
    assert session.document != before
    QTest.keyClick(stage.plane, Qt.Key.Key_Escape)
    hand.release(hand.at(3.5, 2.0))
    assert session.document == before
    session, _stage, hand = shown(WAVES, "Draw", lock=True)
    said = []
    session.refused.connect(said.append)
    hand.drag(hand.at(1.0, 1.0), hand.at(3.0, 2.0))
    assert session.document.landscape == WAVES
    assert len(said) == 1
    assert "locked" in said[0]


def test_a_drawn_curve_is_not_sculpted_but_drawn_on(shown):
    session, stage, hand = shown(WAVES, "Draw")
    hand.click(hand.at(2.5, 2.0))
    stage.tools.take("Sculpt")
    before = session.document
    hand.click(hand.at(0.0, 1.0))
    assert session.document == before
    assert "draw on it" in panel(stage)._words.text()
