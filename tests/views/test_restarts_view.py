"""Random restarts: what is asked for, what came of it, and that it is computed only when seen."""

from dataclasses import replace

import pytest

from explorer.core.sampling import places
from explorer.session.document import RestartPlan
from explorer.session.edits import hide_entrant
from explorer.views.restarts_view import RestartsView


@pytest.fixture
def opened(session, qtbot):
    owner = session()
    owner.edit(replace(owner.document, restarts=RestartPlan(starts=12), steps=60), "Few restarts")
    view = RestartsView(owner)
    qtbot.addWidget(view)
    view.resize(840, 220)
    yield owner, view
    view.hide()


def test_nothing_is_computed_before_it_is_seen(opened):
    owner, view = opened
    owner.finish()
    assert not any(owner.restarts)
    view.show()
    owner.finish()
    assert all(owner.restarts)
    assert len(view.told()) == len(owner.document.entrants)


def test_each_visible_optimizer_has_a_row_and_a_line(opened):
    owner, view = opened
    view.show()
    owner.edit(hide_entrant(owner.document, 0, False), "Hide")
    owner.finish()
    assert len(view.told()) == len(owner.document.entrants) - 1
    assert len(view.chart.plot.lines) == len(owner.document.entrants) - 1


def test_a_row_tells_the_share_the_interval_and_the_minima(opened):
    owner, view = opened
    view.show()
    owner.finish()
    for row, restarts in zip(view.told(), owner.restarts, strict=True):
        assert f"{restarts.success:.0%}" in row
        assert sum(restarts.counts) + restarts.elsewhere == restarts.starts
        assert "×" in row or "ended" in row


def test_draw_again_takes_the_next_seed_and_can_be_undone(opened):
    owner, view = opened
    view.show()
    view.controls.again.click()
    assert owner.document.restarts.seed == 1
    owner.undo()
    assert owner.document.restarts.seed == 0


def test_a_budget_replaces_the_number_of_starts(opened):
    owner, view = opened
    view.controls.mode.chosen.emit(1)
    assert owner.document.restarts.evaluations > 0
    view.controls.mode.chosen.emit(0)
    assert owner.document.restarts == RestartPlan(starts=12)


@pytest.mark.parametrize("text", ["0", "-3", "2.5", "1e9", "many", ""])
def test_a_count_that_cannot_be_had_is_refused_in_a_sentence(opened, qtbot, text):
    owner, view = opened
    view.show()
    said = []
    owner.refused.connect(said.append)
    entry = view.controls.count
    entry.selectAll()
    entry.clear()
    qtbot.keyClicks(entry, text)
    entry.setModified(True)
    entry.returnPressed.emit()
    assert said
    assert said[0].endswith(".")
    assert owner.document.restarts == RestartPlan(starts=12)


def test_starts_are_spread_as_chosen_and_a_grid_counts_its_starts(opened):
    owner, view = opened
    view.controls.spread.chosen.emit("grid")
    view.show()
    owner.finish()
    firsts = [[trace.points[0].tolist() for trace in r.traces] for r in owner.restarts]
    box = owner.document.landscape.box
    assert firsts == [places(box, "grid", 0, 0, 12, 12).tolist()] * len(firsts)
    view.controls.mode.chosen.emit(1)
    assert (owner.document.restarts.sampling, owner.document.restarts.evaluations > 0) == (
        "sobol",
        True,
    )
    assert view.controls.spread.key == "sobol"
    view.controls.spread.chosen.emit("grid")
    assert (owner.document.restarts.sampling, owner.document.restarts.evaluations) == ("grid", 0)
