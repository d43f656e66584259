"""Promises of the card of the data: tables of one's own are read, or refused in words."""

import pytest

from explorer.core.nets.data_plan import MOST_ROWS
from explorer.core.nets.data_sets import DATA_SETS
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.net_edits import move_example, pick_net
from explorer.session.opening import opening_document
from explorer.views.choices import Choice
from explorer.views.net_data_card import DataCard


@pytest.fixture
def card(qtbot, session):
    opened = session(pick_net(opening_document(), TinyNet()), begun=False)
    made = DataCard(opened, opened.document.landscape)
    opened.changed.connect(lambda document: made.show_net(document.landscape))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def net_of(card) -> TinyNet:
    return card._session.document.landscape


def choose(choice: Choice, key: str) -> None:
    """Choose as a hand does."""
    row = choice.findData(key)
    choice.setCurrentIndex(row)
    choice.activated.emit(row)


def test_more_examples_than_there_are_is_all_of_them(card):
    choose(card._set.choice, "o-rings")
    slider = card._form.row("examples")
    slider._enter(MOST_ROWS)
    assert net_of(card).data.examples == DATA_SETS["o-rings"].most == slider.value


def test_a_table_is_read_and_becomes_ones_own(card, tmp_path):
    table = tmp_path / "shapes.csv"
    rows = [f"{k},{k % 3},{'round' if k % 2 else 'square'}" for k in range(24)]
    table.write_text("\n".join(["width,height,label", *rows]))
    card.read(table)
    card._session.worker.finish()
    net = net_of(card)
    assert net.data.key == "own"
    assert net.data_set.features == ("width", "height")
    assert net.data.standardised
    assert card._set.choice.key == "own"
    assert not card._form.row("examples").isVisible()
    assert "shapes.csv" in card._session.undo_label
    choose(card._set.choice, "moons")
    assert "own" not in {item.key for item in card._set.choice.items}


def test_a_moved_example_makes_the_data_ones_own(card):
    card._session.edit(lambda document: move_example(document, 3, (0.5, 0.5)), "Move example")
    assert card._set.choice.key == "own"
    assert "Two moons" in card._set.choice.currentText()


@pytest.mark.parametrize("text", ["", "x,y,label\n1,2,a\n3,oops,b\n", "\0\0\0", "a\nb\nc"])
def test_a_table_that_cannot_be_read_is_explained(card, tmp_path, text):
    table, before, said = tmp_path / "bad.csv", card._session.document, []
    card._session.refused.connect(said.append)
    table.write_text(text)
    for path in (table, tmp_path / "missing.csv", tmp_path):
        card.read(path)
        card._session.worker.finish()
        assert card._session.document == before
        assert card.sentence == said[-1]
        assert said[-1].endswith(".")


def test_examples_of_ones_own_are_saved_and_read_again(card, tmp_path):
    assert not card._save.isVisible()
    card._session.edit(lambda document: move_example(document, 3, (2.0, -1.5)), "Move")
    assert card._save.isVisible()
    rows = net_of(card).data.own.rows
    card.write(tmp_path / "mine.csv")
    card.read(tmp_path / "mine.csv")
    card._session.worker.finish()
    assert [row[:2] for row in net_of(card).data.own.rows] == [row[:2] for row in rows]


def test_a_table_that_cannot_be_written_is_said(card, tmp_path):
    told = []
    card._session.refused.connect(told.append)
    card._session.edit(lambda document: move_example(document, 3, (2.0, -1.5)), "Move")
    card.write(tmp_path / "nowhere" / "mine.csv")
    assert len(told) == 1
    assert "cannot be saved" in told[0]
