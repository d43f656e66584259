"""Verdicts on runs whose end is known beforehand: at least 99 % right, no saddle a minimum."""

from collections import Counter

import pytest

from tests.core.labelled_runs import Judged, confusion, judged_runs

FEWEST = {
    **{"minimum": 40, "saddle": 30, "plateau": 15, "cycle": 40, "chaos": 10},
    **{"oscillating": 10, "diverged": 15, "left-box": 10, "budget": 30, "maximum": 5},
}


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return judged_runs()


def test_at_least_99_percent_of_the_labelled_runs_are_judged_right(judged: list[Judged]) -> None:
    wrong = [one.line for one in judged if not one.is_right]
    assert len(wrong) <= 0.01 * len(judged), "\n".join([*wrong, confusion(judged)])


def test_no_saddle_hilltop_or_plateau_is_called_a_minimum(judged: list[Judged]) -> None:
    kinds = ("saddle", "maximum", "plateau")
    found = {one.verdict.kind for one in judged if one.labelled.kind in kinds}
    assert "minimum" not in found


def test_the_suite_has_every_kind_and_many_optimizers(judged: list[Judged]) -> None:
    counts = Counter(one.labelled.kind for one in judged)
    assert all(counts[kind] >= fewest for kind, fewest in FEWEST.items()), counts
    assert len({one.labelled.run for one in judged}) == len(judged)
    assert len({type(one.labelled.run.optimizer) for one in judged}) >= 25


def test_the_evidence_says_the_numbers(judged: list[Judged]) -> None:
    for one in judged:
        found = one.verdict
        assert found.evidence.endswith(".")
        assert "nan" not in found.evidence
        if found.kind == "cycle":
            assert f"The same {found.period} steps" in found.evidence
        if found.kind == "chaos":
            assert found.exponent is not None
            assert found.exponent > 0
            assert f"Lyapunov exponent {found.exponent:.2g}" in found.evidence
        if found.kind in ("cycle", "oscillating", "chaos", "minimum", "saddle", "plateau"):
            assert "gradient norm" in found.evidence
