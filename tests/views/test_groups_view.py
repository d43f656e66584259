"""The table of groups says what the net answers in the field, wherever the play head is."""

from math import nan

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, Qt

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_sets import DATA_SETS
from explorer.core.nets.groups import GroupErrors, group_errors
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session.document import Document, Entrant
from explorer.session.net_edits import change_data, move_example, set_dial
from explorer.views.groups_model import COUNT, GROUP, MISSES, YES
from explorer.views.groups_view import GroupsView, compared

WITH_FIELD = [key for key, kind in DATA_SETS.items() if kind.outside is not None]
ALL = range(GROUP, YES + 1)


def race_on(key: str) -> Document:
    net = TinyNet(DATA_SETS[key].plan, hidden=(2,))
    return Document(
        net, (Entrant(GradientDescent(learning_rate=0.1), 0),), (net.suggested_start,), steps=3
    )


@pytest.fixture
def shown(session, qtbot, monkeypatch):
    """Show the table: `shown(document)` is its session and its view."""
    monkeypatch.setattr("explorer.views.groups_view.PAUSE", 0)  # nothing to wait for

    def show(document, size=(380, 300)):
        opened = session(document, begun=False)
        view = GroupsView(opened)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return opened, view

    return show


def weights_of(document: Document, seed: int = 1):
    return np.random.default_rng(seed).normal(size=document.landscape.dim)


def told(view):
    """Return the numbers of the table, a tuple a line; a share of nobody is NaN."""
    model = view.model
    lines = []
    for row in range(model.rowCount()):
        texts = [model.data(model.index(row, column)) for column in ALL]
        shares = [nan if text == "–" else float(text.rstrip("%")) / 100 for text in texts[2:]]
        lines.append((texts[GROUP], int(texts[COUNT].replace(",", "")), *shares))
    return lines


def counted(document, weights):
    return [
        (row.name, row.count, row.wrong, row.misses, row.false_alarms, row.yes)
        for row in group_errors(document.landscape, weights).rows
    ]


def agree(one, other) -> bool:
    assert [line[:2] for line in one] == [line[:2] for line in other]
    return np.allclose(
        [line[2:] for line in one], [line[2:] for line in other], atol=0.0051, equal_nan=True
    )


@pytest.mark.parametrize("key", WITH_FIELD)
def test_it_shows_what_the_net_answers_at_the_weights_in_focus(shown, key):
    document = race_on(key)
    session, view = shown(document)
    for seed in (1, 2):
        weights = weights_of(document, seed)
        session.focus.hold(weights)
        assert agree(told(view), counted(document, weights))
        assert view.words == compared(group_errors(document.landscape, weights))


def test_it_follows_the_play_head(shown):
    document = race_on("two-groups")
    session, view = shown(document)
    session.finish()
    trace = session.race.trace(0, 0)
    for step in (0, 3, 1):
        session.playback.seek(step)
        assert agree(told(view), counted(document, trace.points[step]))


def test_it_follows_a_dial_that_changes_the_world(shown):
    document = race_on("raters")
    session, view = shown(document)
    session.focus.hold(weights := weights_of(document))
    session.edit(lambda d: change_data(d, key="past-decisions"), "Learn from others")
    assert [line[0] for line in told(view)] == list(DATA_SETS["past-decisions"].groups)
    session.edit(lambda d: set_dial(d, "postcode", "withheld"), "Turn")
    assert agree(told(view), counted(session.document, weights))


def test_while_hidden_it_counts_nothing_and_then_catches_up(shown, monkeypatch):
    document, calls = race_on("alarms"), []
    session, view = shown(document)
    monkeypatch.setattr(
        "explorer.views.groups_view.group_errors",
        lambda net, weights: calls.append(weights) or group_errors(net, weights),
    )
    view.hide()
    for seed in (1, 2, 3):
        session.focus.hold(weights_of(document, seed))
    assert not calls
    view.show()
    assert len(calls) == 1
    assert agree(told(view), counted(document, weights_of(document, 3)))


@pytest.mark.parametrize(
    "change",
    [
        lambda document: change_data(document, key="moons"),
        lambda document: change_data(document, key="sine"),
        lambda document: move_example(document, 0, (0.5, 0.5)),
    ],
)
def test_without_a_field_it_says_so(shown, change):
    session, view = shown(race_on("two-groups"))
    assert session.edit(change, "Change")
    assert view.model.rowCount() == 0
    assert view._empty.isVisible()
    assert not view._table.isVisible()


def test_a_landscape_has_no_groups(shown):
    landscape = LANDSCAPES["rosenbrock"]
    document = Document(landscape, (), (landscape.suggested_start,))
    _, view = shown(document)
    assert view._empty.isVisible()


def test_weights_that_flew_away_leave_dashes_and_a_sentence(shown):
    document = race_on("two-groups")
    session, view = shown(document)
    session.focus.hold(np.full(document.landscape.dim, np.nan))
    assert all(np.isnan(line[2:]).all() for line in told(view))
    assert "no answer" in view.words


@pytest.mark.parametrize(
    ("held_out", "field", "words"),
    [
        (0.978, 0.746, "Held-out accuracy 97.8%, in the field 74.6%: the test promises 23 points"),
        (0.945, 0.95, "about what the test promises"),
        (0.5, 0.9, "40 points more than the test promises"),
        (nan, 0.9, "Nothing is held out to compare with"),
        (0.9, nan, "no answer"),
    ],
)
def test_the_line_compares_the_test_with_the_world(held_out, field, words):
    sentence = compared(GroupErrors((), field, held_out))
    assert words in sentence
    assert sentence.endswith(".")
    assert "nan" not in sentence


@pytest.mark.parametrize("key", WITH_FIELD)
def test_every_title_and_every_cell_teaches(shown, key):
    document = race_on(key)
    session, view = shown(document)
    session.focus.hold(weights_of(document))
    model, classes = view.model, document.landscape.data_set.classes
    way = Qt.Orientation.Horizontal
    tips = [model.headerData(column, way, Qt.ItemDataRole.ToolTipRole) for column in ALL]
    assert all(tips)
    assert all(name in tip for name in classes for tip in tips[MISSES:YES])
    assert classes[1] in model.headerData(YES, way)
    for row, name in enumerate(document.landscape.data_set.field.groups):
        for column in ALL:
            said = model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole)
            assert said.startswith(name)
    assert model.columnCount(QModelIndex()) == len(tips)


@pytest.mark.parametrize("width", [280, 330, 380, 700])
def test_all_shares_are_on_the_screen_in_any_width(shown, width):
    document = race_on("past-decisions")
    session, view = shown(document, size=(width, 300))
    session.focus.hold(weights_of(document))
    header = view._table.horizontalHeader()
    assert not any(header.isSectionHidden(column) for column in ALL if column != COUNT)
    assert header.length() <= view._table.viewport().width()
    assert header.sectionSize(GROUP) >= 60
    assert not view.grab().isNull()
