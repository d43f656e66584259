"""Random restarts: their starts, their budget and what they tell."""

import itertools

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.randomness import starts_in
from explorer.core.restarts import restart, wilson
from explorer.core.run import Stop
from explorer.core.suggestion import suggested

FAMILY = pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())
VALLEY = LANDSCAPES["valley"]
HIMMELBLAU = LANDSCAPES["himmelblau"]


def restarted(key, landscape=HIMMELBLAU, **options):
    return restart(landscape, suggested(OPTIMIZERS[key], landscape), **options)


@FAMILY
def test_the_books_balance(kind):
    found = restart(HIMMELBLAU, suggested(kind, HIMMELBLAU), starts=20, seed=1)
    assert found.starts == len(found.traces) == 20
    assert found.counts.sum() + found.elsewhere == 20
    assert found.evaluations == sum(sum(t.evaluations.values()) for t in found.traces)
    spent, lowest = found.best_so_far.T
    assert np.all(np.diff(spent) >= 0)
    assert np.all(np.diff(lowest) <= 0)
    assert spent[-1] == found.evaluations
    assert lowest[-1] == min(t.values.min() for t in found.traces)
    assert found.best.values[-1] == min(t.values[-1] for t in found.traces)
    low, high = found.interval
    assert 0 <= low <= found.success <= high <= 1
    values = HIMMELBLAU.value(found.minima)
    assert np.all(np.diff(values) >= -1e-9)


@FAMILY
def test_the_first_starts_are_the_same_whatever_their_number(kind):
    optimizer = suggested(kind, HIMMELBLAU)
    few = restart(HIMMELBLAU, optimizer, starts=3, seed=2, steps=50)
    many = restart(HIMMELBLAU, optimizer, starts=70, seed=2, steps=50)
    for one, other in zip(few.traces, many.traces, strict=False):
        assert np.array_equal(one.points, other.points)
    starts = np.array([trace.points[0] for trace in many.traces])
    assert np.array_equal(starts, starts_in(HIMMELBLAU.box, 2, 0, 70))


@FAMILY
@pytest.mark.parametrize("budget", [1, 7, 500, 2000])
def test_a_budget_is_spent_and_not_overdrawn(kind, budget):
    if budget == 1 and kind.derivatives != "value":
        with pytest.raises(SettingError, match=r"does not pay"):
            restart(HIMMELBLAU, suggested(kind, HIMMELBLAU), evaluations=budget)
        return
    found = restart(HIMMELBLAU, suggested(kind, HIMMELBLAU), evaluations=budget)
    assert found.evaluations <= budget
    full = restart(HIMMELBLAU, suggested(kind, HIMMELBLAU), starts=found.starts)
    # What is left does not pay for the step that would come next.
    costs = full.traces[found.starts - 1].costs.sum(axis=1)
    taken = len(found.traces[-1].points)
    if taken < len(costs):
        assert found.evaluations + costs[taken] - costs[taken - 1] > budget
    else:  # nor for the evaluations of another start
        assert budget - found.evaluations < 3
    assert full.evaluations >= found.evaluations
    last, whole = found.traces[-1], full.traces[found.starts - 1]
    assert np.array_equal(last.points, whole.points[: len(last.points)])


def test_each_start_has_noise_of_its_own():
    found = restarted("noisy-gradient-descent", starts=2, steps=5)
    again = restarted("noisy-gradient-descent", starts=2, steps=5)
    one, other = (t.points[1:] - t.points[:-1] for t in found.traces)
    assert not np.allclose(one, other)
    assert np.array_equal(found.traces[1].points, again.traces[1].points)


def test_both_minima_of_the_valley_are_found_and_counted():
    found = restarted("gradient-descent", VALLEY, starts=60)
    np.testing.assert_allclose(found.minima[:, 0], [2.0, 6.25], atol=1e-6)
    assert found.elsewhere == 0
    assert np.all(found.counts > 10)
    assert found.success == found.counts[0] / 60


def test_success_needs_the_global_minimum_where_it_is_known():
    rastrigin = LANDSCAPES["rastrigin"]
    found = restarted("gradient-descent", rastrigin, starts=5, seed=3)
    assert found.counts.sum() == 5
    reached = np.abs(found.minima).max(axis=1) < 1e-3
    assert found.success == found.counts[reached].sum() / 5


def test_where_nothing_is_known_the_lowest_that_was_found_counts():
    well = typed("0.3*x + 2*cos(2*x) + 0.1*x^2 + 0.00017*x^3")
    found = restart(well, suggested(OPTIMIZERS["gradient-descent"], well), starts=40)
    assert len(found.minima) > 1
    assert found.success == found.counts[0] / 40


def test_a_formula_that_is_nowhere_defined_has_no_success():
    nowhere = typed("sqrt(-1 - x^2)")
    found = restart(nowhere, OPTIMIZERS["adam"](), starts=5)
    assert found.success == 0
    assert found.elsewhere == 5
    assert found.minima.shape == (0, 1)
    assert found.best_so_far.shape == (0, 2)
    assert found.best.stop is Stop.UNDEFINED


def test_a_run_that_flew_away_is_not_the_best():
    found = restart(typed("x^3"), OPTIMIZERS["gradient-descent"](learning_rate=0.01), starts=30)
    assert {t.stop for t in found.traces} > {Stop.DIVERGED}
    assert found.best.stop is not Stop.DIVERGED


def test_restarts_can_be_cancelled():
    asked = itertools.count()
    found = restarted("adam", starts=100_000, cancelled=lambda: next(asked) >= 2)
    assert 0 < found.starts < 1000


def test_long_runs_are_not_all_kept():
    found = restarted("adam", starts=30, steps=50_000, tolerance=0)
    assert found.starts == 30
    assert len(found.traces) < 30
    assert sum(len(t.points) for t in found.traces) <= 1_000_000


@pytest.mark.parametrize("options", [{"starts": 0}, {"starts": 10**7}, {"starts": 1.5}])
def test_impossible_numbers_of_starts_are_refused(options):
    with pytest.raises(SettingError, match=r"^Random restarts take from 1 to 100,000 starts\.$"):
        restarted("adam", **options)


@pytest.mark.parametrize("budget", [-1, 10**12, 2.5])
def test_impossible_budgets_are_refused(budget):
    with pytest.raises(SettingError, match=r"^The budget must be a whole number"):
        restarted("adam", evaluations=budget)


# Values of the score interval: Wilson 1927, as tabulated by Brown, Cai and DasGupta 2001.
@pytest.mark.parametrize(
    ("successes", "count", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_intervals_are_wilsons(successes, count, low, high):
    assert wilson(successes, count) == pytest.approx((low, high), abs=5e-5)
