"""Promises of moving the land: sliders that move it and nothing else, and a way back."""

from dataclasses import replace

import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.moved_landscape import moved, moves_of
from explorer.core.moves import Moves
from explorer.session.edits import pick_landscape
from explorer.session.land_edits import move_land, put_land_back
from explorer.session.locks import set_lock
from explorer.session.opening import opening_document
from explorer.views.formula_field import FormulaField
from explorer.views.landscape_details import LandscapeDetails
from explorer.views.viewpoint import Viewpoint


def document_on(landscape):
    return pick_landscape(opening_document(), landscape)


@pytest.fixture
def details(qtbot, session):
    """Show the details of a landscape with the sliders unfolded."""

    def show(landscape):
        made = LandscapeDetails(session(document_on(landscape), begun=False))
        made.resize(230, 700)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        made.moves.fold.setChecked(True)
        return made, made._session

    return show


def test_a_drag_moves_the_land_in_one_step_and_leaves_starts_and_settings(details):
    card, session = details(LANDSCAPES["rosenbrock"])
    before, form = session.document, card.moves.form
    for tick in (600, 700, 750):
        form.row("turn")._slider.setValue(tick)
    session.seal()
    document = session.document
    assert moves_of(document.landscape) == Moves(turn=90.0)
    assert (document.starts, document.entrants) == (before.starts, before.entrants)
    assert card.moves.form is form, "the slider stays in the hand"
    assert "Rosenbrock, moved" in card._title.text()
    assert "X = y" in card._formula.text()
    session.undo()
    assert session.document == before
    assert form.row("turn").value == 0.0


def test_the_button_puts_the_land_back(details):
    card, session = details(LANDSCAPES["rosenbrock"])
    before = session.document
    assert card.moves._back.isHidden()
    session.edit(lambda document: move_land(document, "stretch", 4.0), "Move the land")
    session.edit(lambda document: move_land(document, "shift_x", -0.25), "Move the land")
    card.moves._back.click()
    assert session.document == before
    assert session.undo_label == "Put the land back"
    assert card.moves._back.isHidden()


def test_the_folded_line_says_how_the_land_is_moved(details):
    card, session = details(LANDSCAPES["rosenbrock"])
    card.moves.fold.setChecked(False)
    session.edit(lambda document: move_land(document, "turn", 30.0), "Move the land")
    assert "turn 30°" in card.moves.fold.accessibleDescription()
    assert card.moves._back.isHidden(), "there is no room for it beside the words"


def test_sliders_that_unfold_are_seen_where_the_card_has_to_scroll(qtbot, session):
    card = LandscapeDetails(session(document_on(LANDSCAPES["rosenbrock"]), begun=False))
    qtbot.addWidget(card)
    card.resize(230, 260)
    card.show()
    qtbot.waitExposed(card)
    card.moves.fold.setChecked(True)
    last = card.moves.form.row("noise")
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())


@pytest.mark.parametrize(("key", "count"), [("valley", 3), ("bowl", 5)])
def test_a_curve_has_fewer_sliders_than_a_map(details, key, count):
    card, _session = details(LANDSCAPES[key])
    assert card.moves.form.isVisible()
    assert len(card.moves.form._rows) == count


@pytest.mark.parametrize("key", ["net-tanh", "robot-real"])
def test_what_cannot_be_moved_says_why_in_place_of_sliders(details, key):
    card, session = details(LANDSCAPES[key])
    assert card.moves._refusal.isVisible()
    assert card.moves._refusal.text().endswith("cannot be moved.")
    assert not card.moves._sliders.isVisible()
    session.edit(lambda document: pick_landscape(document, LANDSCAPES["bowl"]), "Pick")
    assert not card.moves._refusal.isVisible()
    assert card.moves._sliders.isVisible()


def test_a_locked_landscape_is_not_moved(details):
    _card, session = details(LANDSCAPES["bowl"])
    session.edit(lambda document: set_lock(document, "landscape", True), "Lock")
    before, said = session.document, []
    session.refused.connect(said.append)
    assert not session.edit(lambda document: move_land(document, "turn", 9.0), "Move the land")
    assert session.document == before
    assert "locked" in said[0]


def test_a_typed_land_stays_moved_while_it_is_typed_on(qtbot, session):
    opened = session(document_on(typed("x^2 + 3*y^2")), begun=False)
    field = FormulaField(opened)
    qtbot.addWidget(field)
    opened.edit(lambda document: move_land(document, "turn", 45.0), "Move the land")
    assert field._text.text == "x^2 + 3*y^2", "what was typed stays"
    field._take("x^2 + 5*y^2")
    landscape = opened.document.landscape
    assert landscape == moved(typed("x^2 + 5*y^2"), Moves(turn=45.0))
    field._take("x^4")
    assert opened.document.landscape == typed("x^4"), "a curve is not turned"


def test_a_moved_land_can_be_typed_on(qtbot, session):
    document = document_on(LANDSCAPES["stretched-bowl"])
    document = move_land(move_land(document, "turn", 90.0), "noise", 0.1)
    field = FormulaField(session(document, begun=False))
    qtbot.addWidget(field)
    field.show()
    field.take_over()
    text = field._text.text
    assert "noise(x, y)" in text
    point = [[0.3, -0.7]]
    assert typed(text).value(point) == pytest.approx(document.landscape.value(point), rel=1e-3)


def test_the_view_stays_where_it_is_while_a_typed_land_is_moved(qapp):
    land = typed("x^2 + y^2")
    viewpoint = Viewpoint(land)
    viewpoint.zoom(0.5, 100.0, 100.0)
    camera = viewpoint.camera
    viewpoint.show(moved(land, Moves(turn=10.0)))
    assert viewpoint.camera == camera


def test_the_land_goes_back_in_the_box_that_is_looked_at():
    document = move_land(document_on(LANDSCAPES["bowl"]), "turn", 20.0)
    wide = document.landscape.with_box(((-9.0, 9.0), (-9.0, 9.0)))
    back = put_land_back(replace(document, landscape=wide))
    assert back.landscape == LANDSCAPES["bowl"].with_box(wide.box)
