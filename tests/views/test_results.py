"""Promises of the results table: a row for each run, in place, in words and in colour."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from explorer.core.verdict import Verdict
from explorer.session.edits import add_start, hide_entrant, remove_entrant
from explorer.views.results import ResultsView
from explorer.views.results_model import ENDED, LOSS, START, ResultsModel, short_words, verdict_ink


@pytest.fixture
def results(qtbot, session):
    opened = session(begun=False)
    made = ResultsView(opened)
    made.resize(300, 300)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    opened.finish()
    return made


def _verdict(kind, is_global=None):
    return Verdict(kind, is_global, (0.0,), 0.0, 0.0, (1.0,), None, kind, "Because.")


KINDS = (
    *("saddle", "maximum", "plateau", "cycle", "chaos", "oscillating"),
    *("diverged", "left-box", "budget"),
)


def test_a_row_for_every_start_and_visible_optimizer(results):
    session = results._session
    count = len(session.document.entrants)
    assert results._model.rowCount() == count
    session.edit(lambda document: add_start(document, (1.0, 1.0)), "Add start")
    session.finish()
    assert results._model.rowCount() == 2 * count
    assert not results._table.isColumnHidden(START)
    session.edit(lambda document: hide_entrant(document, 0, False), "Hide")
    session.finish()
    assert results._model.rowCount() == 2 * (count - 1)
    assert results._model.key(0) == (0, 1)


def test_numbers_change_in_place(results):
    session, resets, changes = results._session, [], []
    results._model.modelReset.connect(lambda: resets.append(True))
    results._model.dataChanged.connect(lambda *_: changes.append(True))
    for step in range(5):
        session.edit(session.document.with_start(0, (0.1 * step, 1.0)), "Move", key="start")
        session.finish()
    assert changes
    assert not resets


def test_every_cell_speaks_and_every_verdict_has_evidence(results):
    model = results._model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            assert index.data()
            assert index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert "\n" in model.index(row, ENDED).data(Qt.ItemDataRole.ToolTipRole)


def test_sorting_by_loss_is_by_number(results):
    results._table.sortByColumn(LOSS, Qt.SortOrder.AscendingOrder)
    order = [
        results._sorted.index(row, LOSS).data(Qt.ItemDataRole.UserRole)
        for row in range(results._sorted.rowCount())
    ]
    assert order == sorted(order)


def test_choosing_a_row_selects_its_path_also_when_sorted(results):
    results._table.sortByColumn(LOSS, Qt.SortOrder.DescendingOrder)
    index = results._sorted.index(1, LOSS)
    results._table.setCurrentIndex(index)
    key = results._model.key(results._sorted.mapToSource(index).row())
    assert results._session.selection == key


def test_a_selection_made_elsewhere_is_shown_and_not_echoed(results):
    heard = []
    results._session.select((0, 2))
    results._session.selected.connect(heard.append)
    results.show_selection((0, 2))
    assert results._model.key(results._sorted.mapToSource(results._table.currentIndex()).row()) == (
        0,
        2,
    )
    results.show_selection(None)
    assert not results._table.selectionModel().hasSelection()
    assert heard == []


def test_an_empty_race_says_what_to_do(results):
    session = results._session
    for _ in session.document.entrants:
        session.edit(lambda document: remove_entrant(document, 0), "Remove")
    session.finish()
    assert results._empty.isVisible()
    assert not results._table.isVisible()


def test_a_run_that_is_still_computed_has_dots(qapp, results):
    race = results._session.race
    waiting = replace(race, traces=tuple((None,) * len(row) for row in race.traces))
    model = ResultsModel()
    model.show(waiting)
    assert model.rowCount() == len(race.document.entrants)
    assert model.index(0, LOSS).data() == "…"


def test_verdicts_differ_in_words_and_only_the_global_minimum_is_green():
    ends = [_verdict("minimum", known) for known in (True, False, None)]
    ends += [_verdict(kind) for kind in KINDS]
    assert len({short_words(end) for end in ends}) == len(ends)
    assert [end for end in ends if verdict_ink(end) == "good"] == ends[:1]
    assert verdict_ink(_verdict("diverged")) == "bad"
