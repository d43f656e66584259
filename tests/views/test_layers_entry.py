"""Promises of the layers' entry: what is typed is layers, or a sentence says why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.session.net_edits import pick_net
from explorer.session.opening import opening_document
from explorer.views.layers_entry import hidden_words, read_hidden
from explorer.views.net_layers_card import LayersCard


@pytest.fixture
def card(qtbot, session):
    opened = session(pick_net(opening_document(), TinyNet()), begun=False)
    made = LayersCard(opened, opened.document.landscape, opened.document.starts[0])
    opened.changed.connect(lambda now: made.show_net(now.landscape, now.starts[0]))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _document(card):
    return card._session.document


@pytest.mark.parametrize("text", ["٣", "²", "8²", "８"])
def test_only_plain_digits_count(text):
    with pytest.raises(SettingError):
        read_hidden(text)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("8", (8,)), ("16-16-16", (16, 16, 16)), ("none", ()), ("", ()), (" None ", ()),
        ("4, 3", (4, 3)), ("4 3", (4, 3)), ("4 × 3", (4, 3)), ("2 – 2", (2, 2)),
    ],
)  # fmt: skip
def test_layers_are_read_however_they_are_written(text, hidden):
    assert read_hidden(text) == hidden
    assert read_hidden(hidden_words(hidden)) == hidden


@given(st.text(max_size=30))
def test_any_text_is_layers_or_a_sentence(text):
    said = ""
    try:
        hidden = read_hidden(text)
    except SettingError as error:
        said = str(error)
    assert said.endswith(".") or TinyNet(hidden=hidden).hidden == hidden


@pytest.mark.parametrize("text", ["0", "17", "8-8-8-8", "eight", "8--", "-3", "1e3", "99999"])
def test_layers_that_cannot_be_are_refused_in_words(card, text):
    before, entry = _document(card), card._layers
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert _document(card) == before
    assert card.sentence.endswith(".")
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert (entry.text(), card.sentence) == ("8", "")


def test_layers_are_typed_and_undone(card):
    entry, session = card._layers, card._session
    for text, hidden in (("16-16", (16, 16)), ("none", ())):
        entry.setFocus()
        entry.selectAll()
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Qt.Key.Key_Return)
        assert _document(card).landscape.hidden == hidden
        assert card._activation.isVisible() == bool(hidden)
        assert str(_document(card).landscape.dim) in card._count.text()
    session.undo()
    assert entry.text() == "16-16"
    QTest.keyClick(entry, Qt.Key.Key_Down)
    assert _document(card).landscape.hidden == (16, 15)
