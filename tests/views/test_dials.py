"""Each dial of each data set is a row that shows it and turns it; the menu says what is a toy."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets import DATA_SETS, dial
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.net_edits import change_data, pick_net, set_dial
from explorer.session.opening import opening_document
from explorer.views.choices import Choice, ChoiceRow, Item, heading
from explorer.views.data_menu import HEADINGS, data_items
from explorer.views.net_data_card import DataCard

DIALLED = [key for key, kind in DATA_SETS.items() if kind.dials]
DIALS = [(key, name) for key in DIALLED for name in DATA_SETS[key].dials]


@pytest.fixture
def card(qtbot, session):
    """Show the card of a data set: `card(key)`."""

    def show(key):
        race = pick_net(opening_document(), TinyNet(hidden=(2,)))
        opened = session(change_data(race, key=key, examples=40), begun=False)
        made = DataCard(opened, opened.document.landscape)
        opened.changed.connect(lambda document: made.show_net(document.landscape))
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return opened, made

    return show


def plan_of(opened) -> DataPlan:
    return opened.document.landscape.data


@pytest.mark.parametrize("key", DATA_SETS)
def test_a_card_has_a_row_for_each_dial_and_none_without(card, key):
    _, made = card(key)
    assert made._dials.isVisible() == bool(DATA_SETS[key].dials)
    for name, one in DATA_SETS[key].dials.items():
        row = made._dials.row(name)
        assert row.isVisible()
        assert one.param.help in row.toolTip()


@pytest.mark.parametrize(("key", "name"), DIALS)
def test_a_row_turns_its_dial_and_undo_turns_it_back(card, key, name):
    opened, made = card(key)
    one, row = DATA_SETS[key].dials[name], made._dials.row(name)
    goal = one.param.high if one.default != one.param.high else one.param.low
    if isinstance(row, ChoiceRow):
        goal = len(one.words) - 1
        place = row.choice.findData(str(goal))
        row.choice.setCurrentIndex(place)
        row.choice.activated.emit(place)
    else:
        goal = 3.0 if name == "repeat_b" else goal  # more would be too many rows
        row._enter(goal)
    assert dial(plan_of(opened), name) == goal
    opened.undo()
    assert plan_of(opened).dials == ()
    if isinstance(row, ChoiceRow):
        assert row.choice.key == str(int(one.default))
    else:
        assert row.value == one.default


@pytest.mark.parametrize(("key", "name"), DIALS)
def test_a_dial_is_followed_and_its_row_stays_the_same_widget(card, key, name):
    opened, made = card(key)
    one, row = DATA_SETS[key].dials[name], made._dials.row(name)
    assert opened.edit(lambda document: set_dial(document, name, one.param.low), "Turn")
    assert made._dials.row(name) is row
    shown = float(row.choice.key) if isinstance(row, ChoiceRow) else row.value
    assert shown == one.param.low


def test_a_dial_turned_too_far_is_explained_and_goes_back(card):
    opened, made = card("two-groups")
    opened.edit(lambda document: set_dial(document, "share_b", 1.0), "Only B")
    opened.edit(lambda document: change_data(document, examples=600), "More")
    before = opened.document
    made._dials.row("repeat_b")._enter(40.0)
    assert opened.document == before
    assert made.sentence.endswith(".")
    assert made._dials.row("repeat_b").value == 1.0


def test_another_data_set_has_dials_of_its_own(card, qtbot):
    opened, made = card("tanks")
    opened.edit(lambda document: change_data(document, key="raters"), "Learn from others")
    with pytest.raises(KeyError):
        made._dials.row("light")
    qtbot.waitUntil(lambda: made._dials.row("judge").isVisible())


def test_every_data_set_stands_under_a_heading_and_the_toys_under_their_own():
    items, found, above = data_items(DataPlan()), {}, ""
    for item in items:
        above = above if item.key else item.words
        if item.key:
            found[item.key] = above
    assert list(found) == list(DATA_SETS)
    assert set(found.values()) == set(HEADINGS.values())
    for key, kind in DATA_SETS.items():
        assert (found[key] == "For lessons") == kind.line.lower().startswith(("a toy", "toy"))


def test_keys_pass_over_headings_and_nobody_can_choose_one(qtbot):
    choice = Choice("set", (heading("One"), Item("a", "A"), heading("Two"), Item("b", "B")))
    qtbot.addWidget(choice)
    choice.show()
    assert choice.key == "a"
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.key == "b"
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.key == "b"
    QTest.keyClick(choice, Qt.Key.Key_Up)
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert choice.key == "a"
    enabled = Qt.ItemFlag.ItemIsEnabled
    flags = [choice.model().index(row, 0).flags() & enabled for row in range(4)]
    assert list(map(bool, flags)) == [False, True, False, True]
