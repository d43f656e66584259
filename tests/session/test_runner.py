"""The race is computed once, is never one of another document, and never blocks the window."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session import edits, runner
from explorer.session.document import Document, Entrant
from explorer.session.opening import opening_document
from explorer.session.trace_cache import TraceCache

OPENING = opening_document()


def races(session):
    seen = []
    session.raced.connect(seen.append)
    return seen


def counted(monkeypatch, name="descend"):
    """Count the runs that are computed, and on which thread."""
    calls = []
    real = getattr(runner, name)

    def counting(runs, *rest):
        calls.append((len(runs), threading.current_thread() is threading.main_thread()))
        return real(runs, *rest)

    monkeypatch.setattr(runner, name, counting)
    return calls


def test_a_quick_race_is_there_before_edit_returns(session, monkeypatch):
    opened = session()
    seen, calls = races(opened), counted(monkeypatch)
    assert opened.edit(OPENING.with_start(0, (1.0, 1.0)), "Move start")
    assert opened.race.finished
    assert [race.document for race in seen] == [opened.document]
    assert calls == [(4, True)]
    assert opened.race.milliseconds > 0.0


def test_what_did_not_change_is_not_computed_again(session, monkeypatch):
    opened = session()
    before, calls = opened.race, counted(monkeypatch)
    opened.edit(edits.hide_entrant(OPENING, 1, False), "Hide")
    opened.edit(edits.hide_entrant(opened.document, 1, True), "Show")
    opened.edit(edits.set_optimizer(OPENING, 0, GradientDescent(learning_rate=0.01)), "Settings")
    opened.undo()
    assert calls == [(1, True)]
    assert opened.race.traces == before.traces
    assert opened.race.milliseconds == 0.0


def test_equal_runs_are_computed_once(session, monkeypatch):
    opened, calls = session(), counted(monkeypatch)
    document = edits.duplicate_entrant(OPENING, 0).with_start(0, (2.0, 2.0))
    opened.edit(document, "Duplicate")
    assert calls == [(4, True)]
    assert opened.race.trace(0, 0) is opened.race.trace(0, 1)


def test_hidden_optimizers_do_not_race(session):
    opened = session(edits.hide_entrant(OPENING, 2, False))
    assert opened.race.trace(0, 2) is None
    assert opened.race.finished
    assert opened.race.trace(0, 4) is None
    assert opened.race.trace(1, 0) is None
    assert opened.race.trace(-1, 0) is None


def test_a_long_race_is_computed_beside_the_window_and_comes_in_pieces(session, monkeypatch):
    opened = session()
    seen, calls = races(opened), counted(monkeypatch)
    long = replace(OPENING, steps=200_000, tolerance=0.0)
    opened._runner._pace[False] = 1e-6
    opened.edit(long, "Steps")
    assert opened.race.document is long
    assert opened.race.traces == ((None,) * 4,)
    opened.finish()
    assert opened.race.finished
    assert not any(on_the_window for _, on_the_window in calls)
    assert len(seen) > 2
    assert all(race.document is long for race in seen)


def test_a_result_nobody_wants_any_more_is_not_shown(session):
    opened = session()
    seen = races(opened)
    opened._runner._pace[False] = 1.0
    old, new = (OPENING.with_start(0, (x, 1.0)) for x in (1.0, 2.0))
    opened.edit(old, "Move start")
    opened.edit(new, "Move start")
    opened.finish()
    assert opened.race.finished
    for race in seen:
        for index, trace in enumerate(race.traces[0]):
            assert trace is None or tuple(trace.points[0]) == race.document.starts[0], index
    assert seen[-1].document is new


def test_the_play_head_keeps_its_place_while_a_race_is_computed(session):
    opened = session()
    opened.playback.seek(70)
    opened._runner._pace[False] = 1.0
    opened.edit(OPENING.with_start(0, (1.0, 1.0)), "Move start")
    assert not opened.race.finished
    assert opened.playback.step == 70
    opened.finish()


def test_before_the_engine_runs_the_race_is_drafted_between_frames(qtbot, session, monkeypatch):
    compiled, plain = counted(monkeypatch), counted(monkeypatch, "descend_interpreted")
    monkeypatch.setattr(runner, "engine_ready", lambda runs: False)
    opened = session(begun=False)
    assert opened.race.trace(0, 0) is not None
    assert opened.race.trace(0, 3) is None
    qtbot.waitUntil(lambda: opened.race.finished)
    qtbot.waitUntil(lambda: not opened._runner._between_frames.isActive())
    assert (plain, compiled) == ([(1, True)] * 4, [])

    drafts = opened.race.traces
    monkeypatch.undo()
    opened.begin()
    opened.finish()
    for draft, trace in zip(drafts[0], opened.race.traces[0], strict=True):
        assert trace is not draft
        np.testing.assert_allclose(trace.points[:20], draft.points[:20], rtol=1e-6)


def test_drafts_are_finished_without_an_event_loop_too(session, monkeypatch):
    monkeypatch.setattr(runner, "engine_ready", lambda runs: False)
    opened = session(begun=False)
    opened.edit(edits.hide_entrant(OPENING, 3, False), "Hide")
    opened.finish()
    assert opened.race.finished


def test_a_large_race_waits_for_the_engine(session, monkeypatch):
    plain = counted(monkeypatch, "descend_interpreted")
    opened = session(replace(OPENING, steps=5000), begun=False)
    if not runner.engine_ready([OPENING.run(0, 0)]):
        assert plain == []
    opened.begin()
    opened.finish()
    assert opened.race.finished


def test_a_new_formula_is_drafted_and_then_compiled_beside_the_window(session, monkeypatch):
    opened = session()
    compiled = counted(monkeypatch)
    document = edits.pick_landscape(OPENING, typed("x^4 + y^4 - 1.2345*x*y"))
    opened.edit(document, "Formula")
    assert opened.race.trace(0, 0) is not None
    opened.finish()
    assert opened.race.finished
    assert compiled[0] == (4, False)  # nothing is compiled on the window's thread


def test_minima_found_later_improve_the_verdicts(session):
    formula = typed("(x^2 - 1)^2 + 0.3*x", ((-2.0, 2.0),))
    document = Document(
        formula, (Entrant(GradientDescent(learning_rate=0.05), 0),), ((1.2,),), steps=300
    )
    opened = session(document)
    assert len([p for p in opened.minima if p.kind == "minimum"]) == 2
    assert opened.race.trace(0, 0).verdict.is_global is False
    opened.edit(opened.document.with_start(0, (-1.2,)), "Move start")
    assert opened.race.trace(0, 0).verdict.is_global is not False


def test_a_fault_in_the_worker_is_told_and_the_window_stays_live(session, monkeypatch, caplog):
    opened, told = session(), []
    opened.refused.connect(told.append)

    def fault(runs, *rest):
        raise MemoryError

    monkeypatch.setattr(runner, "descend", fault)
    opened._runner._pace[False] = 1.0
    opened.edit(OPENING.with_start(0, (1.0, 1.0)), "Move start")
    opened.finish()
    assert told
    assert told[0] == "Something went wrong while computing: MemoryError."
    assert not opened.race.finished
    monkeypatch.undo()
    opened.undo()
    assert opened.race.finished


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_cache_keeps_to_its_limit_and_forgets_the_oldest(session, count):
    opened = session()
    traces = [opened.race.trace(0, i) for i in range(4)]
    runs = [OPENING.run(0, i) for i in range(4)]
    largest = max(
        t.points.nbytes + t.values.nbytes + t.gradients.nbytes + t.costs.nbytes for t in traces
    )
    cache = TraceCache(limit=largest * count)
    for run, trace in zip(runs, traces, strict=True):
        cache.put(run, trace)
        cache.put(run, trace)
        assert cache.get(run) is trace
        assert cache.bytes <= largest * count
    assert (cache.get(runs[0]) is None) == (count < 4)
    cache.clear()
    assert (cache.bytes, cache.get(runs[3])) == (0, None)


def test_a_trace_larger_than_the_cache_is_not_kept(session):
    trace, cache = session().race.trace(0, 0), TraceCache(limit=10)
    cache.put(OPENING.run(0, 0), trace)
    assert (cache.bytes, cache.get(OPENING.run(0, 0))) == (0, None)
