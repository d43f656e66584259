"""The first race does what it promises: one start, different minima, paths that stay in view."""

from explorer.session.limits import check_document
from explorer.session.opening import opening_document


def test_the_first_race_can_be_raced():
    check_document(opening_document())


def test_each_optimizer_finds_another_minimum_without_leaving_the_map(session):
    race = session().race
    (traces,) = race.traces
    ends = {tuple(round(c, 2) for c in trace.verdict.minimum) for trace in traces}
    assert {trace.verdict.kind for trace in traces} == {"minimum"}
    assert len(ends) >= 3
    assert all(race.document.landscape.contains(p) for t in traces for p in t.points)
    assert all(trace.steps >= 50 for trace in traces)
