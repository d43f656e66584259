"""Hills and wells are put, dragged, deepened and widened by hand."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from explorer.core.hump import Hump
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.sculpted_landscape import humps_of, whole_text
from explorer.session.edits import pick_landscape
from explorer.session.opening import opening_document
from explorer.views.formula_field import FormulaField
from explorer.views.sculpt_hand import SculptHand
from explorer.views.side_by_side import SideBySideView
from explorer.views.theme import apply
from tests.views.conftest import SHIFT
from tests.views.sculpting import HIMMELBLAU, WAVES, panel
from tests.views.sculpting import nothing_is_compiled as nothing_is_compiled
from tests.views.sculpting import shown as shown

KNOB = QPointF(0.0, -30.0)


def humps(session):
    return humps_of(session.document.landscape)


def on_curve(session, x):
    return x, float(session.document.landscape.value(np.array([[x]]))[0])


def test_a_click_puts_a_well_and_with_shift_a_hill(shown):
    session, stage, hand = shown()
    start = session.document.starts
    hand.click(hand.at(-1.0, 1.0))
    hand.click(hand.at(1.0, -1.0), SHIFT)
    well, hill = humps(session)
    assert (well.is_well, hill.is_well) == (True, False)
    assert np.allclose(well.place, (-1.0, 1.0), atol=0.05)
    assert well.width == pytest.approx(0.08 * 10, rel=0.05), "a share of the box"
    assert session.document.starts == start
    assert session.undo_label == "Add a hill"
    stage.findChild(SculptHand).put_hills(True)
    hand.click(hand.at(0.0, -4.0))
    assert not humps(session)[-1].is_well
    session.undo()
    session.undo()
    assert humps(session) == (well,)
    session.undo()
    assert session.document.landscape == HIMMELBLAU


WELL = Hump(-100.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize("part", ["middle", "ring", "knob"])
def test_what_is_dragged_follows_the_pointer_in_one_step(shown, part):
    session, stage, hand = shown(humps=[WELL])
    before, camera = session.document, stage.viewpoint.camera
    middle = hand.at(0.0, 0.0)
    hand.click(middle)  # now it has a knob
    starts = {"middle": middle, "ring": hand.at(-1.0, 0.0), "knob": middle + KNOB}
    away = {
        "middle": hand.at(1.0, 2.0) - middle,
        "ring": hand.at(-2.0, 0.0) - hand.at(-1.0, 0.0),
        "knob": QPointF(0.0, 40.0),
    }
    hand.drag(starts[part], starts[part] + away[part])
    (hump,) = humps(session)
    if part == "middle":
        assert hump.place == pytest.approx((1.0, 2.0), abs=0.02)
    elif part == "ring":
        assert hump.width == pytest.approx(2.0, rel=0.01)
    else:
        assert hump.height < -130.0
    changed = {"middle": {"x", "y"}, "ring": {"width"}, "knob": {"height"}}[part]
    kept = {name: getattr(WELL, name) for name in {"x", "y", "width", "height"} - changed}
    assert replace(hump, **kept) == hump
    session.undo()
    assert session.document == before
    assert stage.viewpoint.camera == camera


def test_a_drag_is_taken_back_by_escape(shown):
    session, stage, hand = shown(humps=[WELL])
    before = session.document
    hand.press(hand.at(0.0, 0.0))
    hand.move(hand.at(2.0, 2.0))
    assert session.document != before
    QTest.keyClick(stage.plane, Qt.Key.Key_Escape)
    assert session.document == before
    hand.release(hand.at(3.0, 3.0))
    assert session.document == before


def test_the_wheel_deepens_widens_and_elsewhere_zooms(shown):
    session, stage, hand = shown(humps=[WELL])
    camera = stage.viewpoint.camera
    hand.wheel(hand.at(0.3, 0.3), -2)
    (hump,) = humps(session)
    assert hump.height < WELL.height
    assert stage.viewpoint.camera == camera
    hand.wheel(hand.at(0.3, 0.3), 4)
    assert humps(session)[0].height > hump.height
    hand.wheel(hand.at(-4.0, 4.0), 1)
    assert stage.viewpoint.camera != camera


def test_the_ground_is_panned_and_starts_are_dragged_as_always(shown):
    session, stage, hand = shown()
    camera, before = stage.viewpoint.camera, session.document
    hand.drag(hand.at(0.0, 0.0), hand.at(1.0, 1.0))
    assert stage.viewpoint.camera != camera
    assert session.document == before
    hand.drag(hand.at(*before.starts[0]), hand.at(-2.0, -2.0))
    assert session.document.starts[0] == pytest.approx((-2.0, -2.0), abs=0.05)
    assert session.document.landscape == before.landscape


def test_keys_go_through_them_nudge_and_remove(shown):
    others = [replace(WELL, x=3.0), replace(WELL, x=-3.0, height=50.0)]
    session, stage, _hand = shown(humps=[WELL, *others])
    hand = stage.findChild(SculptHand)
    seen = []
    for _ in range(3):
        QTest.keyClick(stage.plane, Qt.Key.Key_Tab)
        seen.append(hand.chosen)
    assert seen == [0, 1, 2]
    QTest.keyClick(stage.plane, Qt.Key.Key_Backtab)
    assert hand.chosen == 1
    QTest.keyClick(stage.plane, Qt.Key.Key_Right)
    assert humps(session)[1].x > 3.0
    QTest.keyClick(stage.plane, Qt.Key.Key_PageUp)
    assert humps(session)[1].height > WELL.height
    QTest.keyClick(stage.plane, Qt.Key.Key_Delete)
    assert humps(session) == (WELL, others[1])
    assert session.undo_label == "Remove a well"
    QTest.keyClick(stage.plane, Qt.Key.Key_Escape)
    QTest.keyClick(stage.plane, Qt.Key.Key_Right)
    assert humps(session) == (WELL, others[1]), "none is chosen"


def test_the_panel_shows_and_sets_the_numbers(shown):
    session, stage, hand = shown(humps=[WELL])
    said = []
    session.refused.connect(said.append)
    hand.click(hand.at(0.0, 0.0))
    fields = panel(stage)._fields
    assert {name: field.value for name, field in fields.items()} == {
        "height": -100.0, "width": 1.0, "x": 0.0, "y": 0.0,
    }  # fmt: skip
    for name, text in (("width", "0.25"), ("height", "-7.5"), ("x", "1")):
        fields[name].setFocus()
        fields[name].selectAll()
        QTest.keyClicks(fields[name], text)
        QTest.keyClick(fields[name], Qt.Key.Key_Return)
    assert humps(session) == (Hump(-7.5, 1.0, 0.0, 0.25),)
    fields["width"].setFocus()
    fields["width"].selectAll()
    QTest.keyClicks(fields["width"], "0")
    QTest.keyClick(fields["width"], Qt.Key.Key_Return)
    assert "width must lie" in said[0]
    assert humps(session) == (Hump(-7.5, 1.0, 0.0, 0.25),)
    panel(stage)._smooth.click()
    assert session.document.landscape == HIMMELBLAU
    assert panel(stage)._numbers.isHidden()


def test_a_locked_land_and_other_lands_say_why(shown):
    session, stage, hand = shown(humps=[WELL], lock=True)
    said = []
    session.refused.connect(said.append)
    before = session.document
    hand.drag(hand.at(0.0, 0.0), hand.at(1.0, 1.0))
    hand.click(hand.at(4.0, 0.0))
    hand.wheel(hand.at(0.0, 0.0), 1)
    assert session.document == before
    assert said
    assert all("locked" in sentence for sentence in said)
    assert "locked" in panel(stage)._words.text()
    session.new(pick_landscape(opening_document(), LANDSCAPES["robot-real"]))
    hand.click(hand.at(2.0, 4.0))
    assert "sculpted" in said[-1]
    assert said[-1] == panel(stage)._words.text()


def test_sixteen_humps_are_drawn_and_no_more_are_put(shown):
    session, stage, hand = shown(size=(300, 240))
    said = []
    session.refused.connect(said.append)
    for k in range(17):
        hand.click(hand.at(-5.0 + 3.0 * (k % 4), -5.0 + 2.4 * (k // 4)))
    assert len(humps(session)) == 16
    assert said == ["At most 16 hills and wells: remove one first."]
    assert not stage.plane.grab().isNull()


@pytest.mark.parametrize("look", ["dark", "light"])
def test_handles_show_while_the_tool_is_in_the_hand(shown, qapp, look):
    apply(qapp, look)
    _session, stage, hand = shown(humps=[WELL])

    def around():
        image = stage.plane.grab().toImage()
        at = hand.at(0.0, 0.0).toPoint()
        return [image.pixel(at.x() + k, at.y() - 4) for k in range(-3, 4)]

    taken = around()
    stage.tools.put_away()
    assert around() != taken


@pytest.mark.parametrize(
    "hump",
    [
        Hump(-1e100, 0.0, 0.0, 1e-9),
        Hump(1.0, 1e9, -1e9, 1e9),
        Hump(5.0, 50.0, 0.0, 1.0),
        Hump(0.0, 0.0, 0.0, 1e9),
    ],
)
def test_humps_of_any_size_and_place_are_drawn(shown, hump):
    session, stage, hand = shown(humps=[hump])
    assert not stage.plane.grab().isNull()
    hand.click(hand.at(2.0, 2.0))
    assert not stage.plane.grab().isNull()
    assert len(humps(session)) == 2 or humps(session)[0] == hump


@pytest.mark.parametrize("text", ["sqrt(-1-x^2) + y", "3 + 0*x*y", "x + 1e300*y^2"])
def test_grounds_without_range_can_be_sculpted(shown, text):
    session, stage, hand = shown(typed(text))
    hand.click(hand.at(1.0, 1.0))
    (hump,) = humps(session)
    assert hump.height < 0
    hand.drag(hand.at(1.0, 1.0), hand.at(2.0, 2.0))
    assert humps(session)[0].x == pytest.approx(2.0, abs=0.05)
    assert not stage.plane.grab().isNull()


def test_a_curve_is_sculpted_at_its_own_height(shown):
    session, stage, hand = shown(WAVES)
    hand.click(hand.at(1.0, 1.0))
    (hump,) = humps(session)
    assert (hump.y, hump.is_well) == (None, True)
    hand.drag(hand.at(*on_curve(session, hump.x)), hand.at(2.0, 0.0))
    assert humps(session)[0].x == pytest.approx(2.0, abs=0.05)
    middle = hand.at(*on_curve(session, humps(session)[0].x))
    before, camera = humps(session)[0].height, stage.viewpoint.camera
    hand.drag(middle + KNOB, middle + KNOB + QPointF(0.0, 50.0))
    lower = 50.0 * camera.per_pixel[1]
    assert humps(session)[0].height == pytest.approx(before - lower, rel=0.01)


def test_the_field_shows_the_whole_formula_and_takes_it_over(shown, qtbot):
    session, _stage, _hand = shown(humps=[WELL])
    field = FormulaField(session)
    qtbot.addWidget(field)
    text = field._text.text
    assert text == whole_text(session.document.landscape)
    assert "exp(" in text
    before = session.document
    field._take(f"{text} + 0.001*x")
    assert session.document.landscape == typed(f"{text} + 0.001*x", HIMMELBLAU.box)
    assert session.document.starts == before.starts
    session.undo()
    assert session.document == before
    session.edit(lambda now: pick_landscape(now, HIMMELBLAU), "Pick")
    assert field._text.text == "", "nobody has typed that"


def test_the_tools_are_on_maps_and_curves_alone(shown, qtbot):
    session, stage, _hand = shown()
    assert "Draw" not in stage.tools._buttons, "a map is not drawn"
    panels = SideBySideView(session)
    qtbot.addWidget(panels)
    assert stage.findChildren(SculptHand)
    assert not panels.findChildren(SculptHand)
