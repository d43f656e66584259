"""Promises of the optimizer cards: kept in a drag, one undo step, everything undone."""

from html import escape

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import Param, params
from explorer.core.suggestion import suggested
from explorer.session.document import Document, Entrant
from explorer.session.edits import add_entrant, remove_entrant
from explorer.views.explanation import Explanation, explanation, teaching
from explorer.views.number_slider import NumberSlider
from explorer.views.optimizer_card import OptimizerCard
from explorer.views.optimizer_cards import SIDE, OptimizerCards
from explorer.views.race_settings import BOUNDARIES, RaceSettings
from explorer.views.theme import apply


@pytest.fixture
def cards(qtbot, session):
    made = OptimizerCards(session(begun=False))
    made.resize(300, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _optimizer(cards, index=0):
    return cards._session.document.entrants[index].optimizer


def _menu(card):
    menu = card._menu_button.menu()
    card._fill(menu)
    return {action.text(): action for action in menu.actions() if action.text()}


def test_there_is_a_card_for_every_entrant_in_order(cards):
    entrants = cards._session.document.entrants
    assert [card.sign for card in cards.cards] == [(type(e.optimizer), e.colour) for e in entrants]


@pytest.fixture
def card(qtbot, session):
    """Make a card alone in a column: `card(kind)`; no race is run for it."""
    opened, column = session(begun=False), QWidget()
    qtbot.addWidget(column)
    column.resize(400, 2000)
    column.show()

    def make(kind):
        made = OptimizerCard(opened, 0, Entrant(suggested(kind, opened.document.landscape), 0))
        made.setParent(column)
        return made

    return make


def test_every_optimizer_gets_a_card_with_all_its_settings(card):
    for kind in OPTIMIZERS.values():
        made = card(kind)
        for name, declared in params(kind).items():
            row = (made._main if declared.main else made._folded.forms[0]).row(name)
            assert row.value == getattr(made._entrant.optimizer, name), f"{kind.key}: {name}"
            assert row.toolTip(), f"{kind.key}: {name}"


# The offscreen platform has no windows to raise and no keyboard to grab for a popup.
@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_every_optimizer_is_explained(qapp, qtbot):
    anchor = QWidget()
    qtbot.addWidget(anchor)
    for kind in OPTIMIZERS.values():
        assert escape(kind.name) in explanation(kind)
        assert escape(kind.cost) in teaching(kind)
        sheet = Explanation(kind, anchor)
        sheet.show_beside(anchor)
        assert sheet.isVisible()
        sheet.close()


def test_a_drag_keeps_the_cards_and_is_one_step(cards):
    before, kept = cards._session.document, cards.cards
    slider = cards.cards[0]._main.row("learning_rate")._slider
    slider.setSliderDown(True)
    for tick in (300, 400, 500, 600):
        slider.setValue(tick)
    assert _optimizer(cards) != before.entrants[0].optimizer
    assert cards.cards == kept
    slider.setSliderDown(False)
    slider.released.emit()
    cards._session.undo()
    assert cards._session.document == before
    assert cards.cards == kept
    rate = cards.cards[0]._main.row("learning_rate")
    assert rate.value == before.entrants[0].optimizer.learning_rate


def test_two_drags_are_two_steps(cards):
    slider = cards.cards[0]._main.row("learning_rate")._slider
    for tick in (300, 600):
        slider.setValue(tick)
        slider.released.emit()
    first = _optimizer(cards)
    cards._session.undo()
    assert _optimizer(cards) != first
    assert cards._session.undo_label is not None


def test_duplicate_hide_reset_and_remove_do_what_they_say(cards):
    session = cards._session
    count = len(session.document.entrants)
    _menu(cards.cards[0])["Duplicate"].trigger()
    assert len(cards.cards) == count + 1
    assert _optimizer(cards, 0) == _optimizer(cards, 1)
    assert cards.cards[0].sign != cards.cards[1].sign
    _menu(cards.cards[1])["Hide"].trigger()
    assert not session.document.entrants[1].visible
    assert "Show" in _menu(cards.cards[1])
    cards.cards[1]._hidden.click()
    assert session.document.entrants[1].visible
    cards.cards[0]._main.row("learning_rate")._slider.setValue(1)
    _menu(cards.cards[0])["Reset settings"].trigger()
    _menu(cards.cards[1])["Remove"].trigger()
    assert len(cards.cards) == count


def test_removing_keeps_the_other_cards(cards):
    first, _second, *others = cards.cards
    cards._session.edit(lambda document: remove_entrant(document, 1), "Remove")
    assert cards.cards == (first, *others)
    others[0]._main.row("learning_rate")._slider.setValue(700)
    changed = cards._session.document.entrants[1].optimizer
    assert changed.learning_rate == others[0]._main.row("learning_rate").value


def test_an_empty_race_says_what_to_do(cards):
    for _ in cards.cards:
        cards._session.edit(lambda document: remove_entrant(document, 0), "Remove")
    assert cards.cards == ()
    assert cards._empty.isVisible()
    cards._session.undo()
    assert not cards._empty.isVisible()


def test_a_full_race_refuses_another_in_a_sentence(cards, qtbot):
    said = []
    cards._session.refused.connect(said.append)
    while not said:
        before = len(cards.cards)
        cards._session.edit(lambda document: add_entrant(document, "adam"), "Add")
        assert len(cards.cards) <= 12
    assert len(cards.cards) == before
    assert said[0].endswith(".")


def test_the_name_selects_the_path_and_is_outlined(cards):
    card = cards.cards[2]
    QTest.mouseClick(card._name, Qt.MouseButton.LeftButton)
    assert cards._session.selection == (0, 2)
    assert card.property("role") == "chosen"
    QTest.mouseClick(card._name, Qt.MouseButton.LeftButton)
    assert cards._session.selection is None
    assert card.property("role") == "card"


def test_a_card_keeps_its_fold_while_it_is_told_of_changes(cards):
    index = next(i for i, card in enumerate(cards.cards) if card._more.isVisible())
    card = cards.cards[index]
    assert isinstance(card, OptimizerCard)
    card._more.setChecked(True)
    assert card._folded.isVisible()
    cards._session.edit(lambda document: add_entrant(document, "adam"), "Add")
    assert card._folded.isVisible()


@pytest.fixture
def race(qtbot, session):
    made = RaceSettings(session(begun=False))
    qtbot.addWidget(made)
    return made


def test_steps_and_tolerance_are_set_and_undone(race):
    before: Document = race._session.document
    race._form.row("steps")._enter(1000)
    assert race._session.document.steps == 1000
    race._form.row("tolerance")._enter(0.0)
    assert race._session.document.tolerance == 0.0
    race._session.undo()
    race._session.undo()
    assert race._session.document == before
    assert race._form.row("steps").value == before.steps


def test_steps_that_are_too_many_in_all_are_refused_and_shown_back(race):
    steps, said = race._session.document.steps, []
    race._session.refused.connect(said.append)
    race._form.row("steps")._enter(1_000_000 + 0)
    if said:
        assert race._session.document.steps == steps
        assert race._form.row("steps").value == steps
    else:
        assert race._session.document.steps == 1_000_000


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_every_boundary_can_be_chosen(race, boundary):
    row = race._boundary.findData(boundary)
    race._boundary.setCurrentIndex(row)
    race._set_boundary(row)
    assert race._session.document.boundary == boundary
    assert race._boundary.toolTip()


def test_every_card_fits_in_a_narrow_column(card, qapp):
    """Names may end in …, but no number and no button is pushed out of sight."""
    apply(qapp, "dark", large=True)
    try:
        room = 211 - 2 * SIDE - 10  # at 1024 pixels, without the scroll bar
        for key, kind in OPTIMIZERS.items():
            made = card(kind)
            made._more.setChecked(True)
            assert made.minimumSizeHint().width() <= room, key
            made.show()
            made.resize(room, 2000)
            qapp.processEvents()
            for form in (made._main, made._folded.forms[0], made._folded.forms[1].form):
                for row in form._rows.values():
                    assert row.isHidden() or form.rect().contains(row.geometry()), key
            made.hide()
    finally:
        apply(qapp, "dark", large=False)


def test_a_card_says_what_is_unusual_about_its_rule(card):
    for kind in OPTIMIZERS.values():
        note = card(kind)._note
        assert note.isHidden() != bool(kind.draws or kind.cost != "1 gradient")
        assert not kind.draws or kind.draws[1:] in note.text()
        assert kind.cost == "1 gradient" or kind.cost in note.text()


def test_the_newest_card_is_in_sight(cards):
    for _ in range(8):
        cards._session.edit(lambda document: add_entrant(document, "adam"), "Add")
    bar = cards._scroll.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()


def test_a_number_has_its_name_above_it_where_it_is_narrow(qtbot, qapp):
    column = QWidget()
    slider = NumberSlider("learning_rate", Param(0.0, 1.0, "A help."), 0.5)
    slider.setParent(column)
    qtbot.addWidget(column)
    column.show()
    for width, is_above in ((300, False), (120, True), (300, False)):
        slider.resize(width, 60)
        qapp.processEvents()
        assert (slider._label.geometry().bottom() < slider._slider.geometry().top()) == is_above
        assert slider.rect().contains(slider._entry.geometry())
