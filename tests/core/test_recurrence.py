"""Whether the end of a run repeats, and after how many steps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.array import Array
from explorer.core.recurrence import LONGEST_CYCLE, Recurrence, recurrence


def found(points: Array) -> Recurrence | None:
    """Look at a path in a box of width 1, with the same height all along."""
    path = np.asarray(points, dtype=np.float64).reshape(len(points), -1)
    return recurrence(path, np.zeros(len(path)), (1.0,) * path.shape[1])


def repeated(cycle: Array, times: int) -> Array:
    return np.tile(cycle, (times, 1))


@settings(max_examples=60, deadline=None)
@given(
    period=st.integers(2, LONGEST_CYCLE), dim=st.sampled_from([1, 2]), seed=st.integers(0, 10**6)
)
def test_any_cycle_has_its_period_and_no_multiple_of_it(period: int, dim: int, seed: int) -> None:
    cycle = np.random.default_rng(seed).uniform(-1, 1, (period, dim))
    seen = found(repeated(cycle, 1 + 400 // period))
    assert seen is not None
    assert seen.period == period
    assert seen.low == pytest.approx(cycle.min(axis=0))
    assert seen.high == pytest.approx(cycle.max(axis=0))


def test_nearly_equal_halves_are_not_one_half() -> None:
    cycle = np.array([[0.5], [-0.5], [0.502], [-0.5]])
    seen = found(repeated(cycle, 60))
    assert seen is not None
    assert seen.period == 4


@pytest.mark.parametrize("period", [2, 3, 8])
def test_closing_in_on_a_cycle_is_one_once_it_is_all_but_there(period: int) -> None:
    cycle = np.random.default_rng(period).uniform(-1, 1, (period, 2))
    path = repeated(cycle, 600 // period)
    off = np.random.default_rng(1).uniform(-1, 1, (1, 2))
    fade = np.arange(len(path))[:, None]
    near, far = found(path + off * 0.96**fade), found(path + off * 0.995**fade)
    assert near is not None
    assert near.period == period
    assert far is None or far.period == 0


@pytest.mark.parametrize("shrinks", [0.99, 0.999, 0.9999, 1.0001, 1.001, 1.01])
@pytest.mark.parametrize("angle", [np.pi, 0.3, 2 * np.pi / 5])
def test_a_spiral_is_no_cycle_and_its_pace_is_told(shrinks: float, angle: float) -> None:
    steps = np.arange(301)
    size = shrinks**steps
    path = np.stack([size * np.cos(angle * steps), 0.5 * size * np.sin(angle * steps)], axis=1)
    seen = found(path)
    assert seen is not None
    assert seen.period == 0
    assert not seen.lasts
    assert seen.change == pytest.approx(shrinks, abs=0.3 * abs(shrinks - 1))


def test_a_turn_by_an_irrational_share_lasts_without_a_period() -> None:
    steps = np.arange(301)
    path = np.stack([np.cos(2**0.5 * steps), np.sin(2**0.5 * steps)], axis=1)
    seen = found(path)
    assert seen is not None
    assert (seen.period, seen.lasts) == (0, True)


def test_a_walk_that_goes_somewhere_does_not_recur() -> None:
    steps = np.arange(301.0)
    assert found(np.stack([steps, 0.3 * np.sin(steps)], axis=1)) is None
    assert found(np.sqrt(steps)) is None
    assert found(np.zeros(301)) is None
    assert found(np.array([0.0, 1.0, 0.0])) is None


def test_what_gets_lower_does_not_recur() -> None:
    path = np.random.default_rng(0).uniform(-1, 1, (301, 2))
    falling = recurrence(path, np.linspace(1.0, 0.0, 301), (1.0, 1.0))
    assert falling is None
    level = recurrence(path, np.zeros(301), (1.0, 1.0))
    assert level is not None
    assert level.lasts
