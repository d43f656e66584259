"""Promises of the optimizer gallery: all is listed, read, found and taken, by keyboard too."""

from html import escape

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from shiboken6 import Shiboken

from explorer.core.optimizer import GROUPS
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.optimizers.adam import Adam
from explorer.session.edits import remove_entrant
from explorer.session.limits import MAX_ENTRANTS, TOO_MANY_ENTRANTS
from explorer.session.locks import set_lock
from explorer.views.explanation import explanation
from explorer.views.optimizer_cards import OptimizerCards
from explorer.views.optimizer_rows import WRAPPED, _fits_beside, _fonts, found_rows
from explorer.views.theme import apply

KEY = Qt.Key


@pytest.fixture
def gallery(qtbot, session):
    """The gallery, open over a wide panel of cards."""
    cards = OptimizerCards(session(begun=False))
    cards.resize(1000, 640)
    qtbot.addWidget(cards)
    cards.show()
    qtbot.waitExposed(cards)
    cards.activateWindow()
    cards.show_gallery()
    opened = cards._gallery
    opened.cards = cards
    return opened


def keys(document):
    return [entrant.optimizer.key for entrant in document.entrants]


def press(gallery, *pressed):
    for key in pressed:
        QTest.keyClick(gallery._search, key)


def kinds(rows):
    return [row.kind for row in rows if row.kind]


def test_all_are_listed_once_under_their_groups_in_order():
    rows = found_rows("")
    assert sorted(kind.key for kind in kinds(rows)) == sorted(OPTIMIZERS)
    headings = [row.title for row in rows if row.kind is None]
    assert headings == [g for g in GROUPS if any(k.group == g for k in OPTIMIZERS.values())]
    group = ""
    for row in rows:
        group = row.title if row.kind is None else group
        assert row.words.endswith(".")
        assert row.kind is None or row.kind.group == group


def test_the_users_own_come_first(monkeypatch):
    class Mine(Adam):
        """Walk as I like."""

        key, name = "mine", "Mine"

    Mine.__module__ = "explorer_plugin_0"
    monkeypatch.setitem(OPTIMIZERS, "mine", Mine)
    assert [row.title for row in found_rows("")[:2]] == ["yours", "Mine"]
    assert kinds(found_rows("yours")) == [Mine]


def test_every_optimizer_is_added_by_its_name_and_enter(gallery):
    session = gallery._session
    for key, kind in OPTIMIZERS.items():
        while session.document.entrants:
            session.edit(lambda document: remove_entrant(document, 0), "Remove")
        gallery._search.clear()
        gallery._search.insert(kind.name)  # QTest types no dash as in Nelder–Mead
        while gallery.current is not kind:  # another one may have the name in its own
            before = gallery.current
            press(gallery, KEY.Key_Down)
            assert gallery.current is not before, f"{key} is not found by its name"
        press(gallery, KEY.Key_Return)
        assert keys(session.document) == [key]
        assert not gallery.isHidden()
    assert session.undo_label == f"Add {kind.name}"


def test_the_arrows_reach_every_optimizer_and_no_heading(gallery):
    reached = [gallery.current]
    for _ in range(len(OPTIMIZERS) - 1):
        press(gallery, KEY.Key_Down)
        reached.append(gallery.current)
    assert reached == kinds(gallery._model.rows)
    press(gallery, KEY.Key_Down)
    assert gallery.current is reached[-1]
    for kind in reversed(reached[:-1]):
        press(gallery, KEY.Key_Up)
        assert gallery.current is kind
    assert gallery._list.verticalScrollBar().value() == 0, "the first heading is in sight"


def test_the_explanation_says_all_that_is_declared(gallery):
    for kind in OPTIMIZERS.values():
        gallery._list.setCurrentIndex(gallery._model.index(gallery._model.row_of(kind)))
        shown = gallery._about._text.text()
        assert shown == explanation(kind)
        for words in (kind.cost[1:], kind.source, kind.differs, kind.draws):
            assert escape(words) in shown.replace("\N{ZERO WIDTH SPACE}", "")
        assert gallery._about._text.accessibleName() == f"What {kind.name} does"


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [900, 1440])
def test_no_words_are_cut(gallery, qapp, width, large):
    apply(qapp, "dark", large)
    try:
        gallery.cards.resize(width, 640)
        gallery._arrange()
        qapp.processEvents()
        view, painter = gallery._list, gallery._list.itemDelegate()
        for number, row in enumerate(gallery._model.rows):
            rect, room = view.visualRect(gallery._model.index(number)), painter._room()
            title, words = _fonts(row)
            said = [row.words]
            if row.kind and not _fits_beside(row, room):
                said.append(row.kind.cost)
            needed = [
                QFontMetrics(words).boundingRect(QRect(0, 0, room, 9999), WRAPPED, one)
                for one in said
            ]
            assert max(one.width() for one in needed) <= room <= view.viewport().width()
            lines = sum(one.height() for one in needed)
            assert lines + QFontMetrics(title).height() < rect.height()
            name = QFontMetrics(title).horizontalAdvance(row.title)
            assert name <= room
        for kind in OPTIMIZERS.values():
            gallery._about.show_kind(kind)
            text, seen = gallery._about._text, gallery._about.viewport()
            text.adjustSize()
            assert text.minimumSizeHint().width() <= seen.width(), kind.key
        for button in (gallery._take, gallery.cross):
            assert gallery.inside.rect().contains(button.geometry())
            assert button.width() >= button.minimumSizeHint().width()
    finally:
        apply(qapp, "dark", large=False)


def test_the_chips_go_to_the_groups(gallery):
    for group in GROUPS:
        members = [kind for kind in OPTIMIZERS.values() if kind.group == group]
        gallery._search.setText("adam")
        gallery._groups.button(group).click()
        assert gallery.current is members[0]
        assert gallery._search.hasFocus()
        heading = next(i for i, row in enumerate(gallery._model.rows) if row.title == group)
        rect = gallery._list.visualRect(gallery._model.index(heading))
        assert gallery._list.viewport().rect().intersects(rect)


def test_typing_in_the_list_searches_and_escape_leaves(gallery):
    gallery._list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(gallery._list, "n")
    assert gallery._search.hasFocus()
    assert gallery._search.text() == "n"
    press(gallery, KEY.Key_Escape)
    assert gallery.isHidden()


def test_tab_stays_on_the_sheet(gallery):
    for _ in range(15):
        QTest.keyClick(gallery.window().focusWidget(), KEY.Key_Tab)
        assert gallery.isAncestorOf(gallery.window().focusWidget())


def test_a_press_beside_the_sheet_closes_it_and_one_on_it_does_not(gallery):
    window = gallery.window().windowHandle()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=gallery.geometry().center())
    assert not gallery.isHidden()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert gallery.isHidden()


def test_a_double_click_adds_and_the_row_is_marked(gallery):
    model, view = gallery._model, gallery._list
    kind = OPTIMIZERS["newton"]
    index = model.index(model.row_of(kind))
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gallery._search.hasFocus()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    press(gallery, KEY.Key_Return)
    entrants = gallery._session.document.entrants
    assert model.racing(kind) == tuple(e.colour for e in entrants if e.optimizer.key == "newton")
    assert len(model.racing(kind)) == 2
    assert "2 in the race" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert gallery._take.text() == "Add another"


def test_a_full_race_takes_no_more_and_says_so(gallery):
    while len(gallery._session.document.entrants) < MAX_ENTRANTS:
        press(gallery, KEY.Key_Return)
    assert not gallery._take.isEnabled()
    assert gallery._note.text() == TOO_MANY_ENTRANTS
    press(gallery, KEY.Key_Return)
    assert len(gallery._session.document.entrants) == MAX_ENTRANTS


def test_a_swap_takes_place_and_colour_and_closes(gallery):
    press(gallery, KEY.Key_Escape)
    session, cards = gallery._session, gallery.cards
    before = session.document.entrants
    cards.cards[1].swap_asked.emit(1)
    assert before[1].optimizer.name in gallery.title.text()
    QTest.keyClicks(gallery._search, "newton")
    press(gallery, KEY.Key_Return)
    after = session.document.entrants
    assert gallery.isHidden()
    assert after[1].optimizer.key == "newton"
    assert after[1].colour == before[1].colour
    assert (after[0], after[2:]) == (before[0], before[2:])
    session.undo()
    assert session.document.entrants == before


def test_the_keyboard_goes_back_to_who_had_it_if_it_is_still_there(gallery, qtbot):
    press(gallery, KEY.Key_Escape)
    cards = gallery.cards
    cards._add.setFocus()
    cards.show_gallery()
    press(gallery, KEY.Key_Escape)
    assert cards._add.hasFocus()
    gone = QToolButton(cards)
    gone.show()
    gone.setFocus()
    cards.show_gallery()
    Shiboken.delete(gone)
    press(gallery, KEY.Key_Escape)
    assert gallery.isHidden()


def test_what_is_locked_is_not_offered(gallery):
    gallery._session.edit(lambda document: set_lock(document, "optimizers", True), "Lock")
    assert gallery.isHidden()


def test_a_search_for_nothing_there_says_so(gallery):
    gallery._search.setText("zzz")
    assert gallery._nothing.isVisible()
    assert "zzz" in gallery._nothing.text()
    assert gallery.current is None
    assert not gallery._take.isEnabled()
    press(gallery, KEY.Key_Return)
    gallery._search.clear()
    assert not gallery._nothing.isVisible()
    assert gallery.current is not None
