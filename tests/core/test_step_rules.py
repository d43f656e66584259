"""Step rules: what they promise of the length of a step holds at every step."""

from itertools import pairwise

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.extras import Extras
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.randomness import starts_in
from explorer.core.run import Run, Stop
from explorer.core.suggestion import suggested

KEYS = ("rosenbrock", "himmelblau", "beale", "double-well", "ackley")
SEARCHES = ("armijo", "strong-wolfe", "exact-line-search")
BOWL = typed("3*(x - 1)^2 + 2*x*y + (y + 2)^2")
BENDS = np.array([[6.0, 2.0], [2.0, 2.0]])  # its Hessian


def runs(kind: str, key: str, count: int = 12, steps: int = 60, **settings):
    hill = LANDSCAPES[key]
    optimizer = OPTIMIZERS[kind](**settings) if settings else suggested(OPTIMIZERS[kind], hill)
    starts = starts_in(hill.box, 7, 0, count).tolist()
    return descend([Run(hill, optimizer, tuple(s), steps, tolerance=1e-6) for s in starts])


def only(hill, optimizer, start, steps=60, **settings):
    hill = typed(hill) if isinstance(hill, str) else hill
    (trace,) = descend([Run(hill, OPTIMIZERS[optimizer](**settings), start, steps)])
    return trace


def rates(trace):
    """Return the rate of each step: how long it was, for each unit of slope."""
    lengths = np.linalg.norm(np.diff(trace.points, axis=0), axis=1)
    return lengths / np.linalg.norm(trace.gradients[:-1], axis=1)


@pytest.mark.parametrize("kind", SEARCHES)
def test_a_search_never_leads_up(kind):
    for key in KEYS:
        for trace in runs(kind, key):
            assert (np.diff(trace.values) <= 0.0).all(), key


def test_backtracking_takes_the_first_rate_that_is_low_enough():
    first, shrink, decrease = 0.5, 0.3, 0.1
    for key in ("rosenbrock", "himmelblau"):
        hill = LANDSCAPES[key]
        for trace in runs("armijo", key, first=first, shrink=shrink, decrease=decrease):
            tried = 0
            for (x, after), g in zip(pairwise(trace.points[:15]), trace.gradients, strict=False):
                rate, height = first, hill.value(x[None])[0]
                while hill.value((x - rate * g)[None])[0] > height - decrease * rate * (g @ g):
                    rate, tried = rate * shrink, tried + 1
                assert after == pytest.approx(x - rate * g, rel=1e-9, abs=1e-12)
            taken = min(trace.steps, 14)
            assert trace.costs[taken].tolist() == [1 + taken + tried, 1 + taken, 0]


@pytest.mark.parametrize("flatness", [0.1, 0.4, 0.9])
def test_both_wolfe_conditions_hold_at_every_step(flatness):
    for key in KEYS[:-1]:  # on a cusp, as that of Ackley, there is no such place
        for trace in runs("strong-wolfe", key, flatness=flatness):
            squares = (trace.gradients**2).sum(axis=1)
            along = (trace.gradients[1:] * trace.gradients[:-1]).sum(axis=1)
            falls = trace.values[:-1] - trace.values[1:]
            promised = 1e-4 * rates(trace) * squares[:-1]
            assert (falls >= promised * (1 - 1e-9) - 1e-14 * np.abs(trace.values[1:])).all(), key
            assert (np.abs(along) <= flatness * squares[:-1] * (1 + 1e-9)).all(), key


def test_an_exact_search_turns_by_right_angles_at_the_lowest_place_ahead():
    trace = only(BOWL, "exact-line-search", (4.0, 3.0), 10)
    for g, rate in zip(trace.gradients, rates(trace), strict=False):
        assert rate == pytest.approx(g @ g / (g @ BENDS @ g), rel=1e-6)
    for trace in runs("exact-line-search", "himmelblau", longest=0.0, first=0.01):
        g = trace.gradients / np.linalg.norm(trace.gradients, axis=1)[:, None]
        assert np.abs((g[1:] * g[:-1]).sum(axis=1)).max() <= 1e-6 / 1e-3


def test_a_parabola_takes_two_looks():
    trace = only(BOWL, "exact-line-search", (4.0, 3.0), 4, first=0.3)
    assert np.diff(trace.costs[:, 1])[0] == 2
    assert (np.diff(trace.costs[:, 0]) == np.diff(trace.costs[:, 1])).all()


def test_a_longest_step_is_kept_to():
    for kind in SEARCHES:
        for trace in runs(kind, "beale", longest=0.05):
            lengths = np.linalg.norm(np.diff(trace.points, axis=0), axis=1)
            assert lengths.max() <= 0.05 * (1 + 1e-9)


@pytest.mark.parametrize("kind", SEARCHES)
def test_a_search_ends_where_nothing_is_lower(kind):
    kink = only("abs(x) + abs(y)", kind, (0.0, 1e-3), 200)
    assert kink.stop in (Stop.FINISHED, Stop.FLAT)
    assert kink.values[-1] <= kink.values[0]
    level = only("0*x", kind, (0.3,), 5, first=1.0)
    assert level.stop in (Stop.FINISHED, Stop.FLAT)
    assert (level.points == 0.3).all()
    edge = only("sqrt(x) - x", kind, (0.2,), 50)  # there is no value left of 0
    assert edge.stop is not Stop.UNDEFINED
    assert (edge.points >= 0).all()


@pytest.mark.parametrize("kind", SEARCHES)
def test_weight_decay_moves_the_minimum_that_is_searched_for(kind):
    optimizer = OPTIMIZERS[kind](extras=Extras(weight_decay=2.0))
    (trace,) = descend([Run(typed("(x - 3)^2"), optimizer, (-2.0,), 300, tolerance=0.0)])
    assert trace.points[-1, 0] == pytest.approx(1.5, abs=1e-6)
    assert trace.values[-1] == pytest.approx(2.25, abs=1e-5)


def test_polyaks_step_halves_the_way_to_the_middle_of_a_bowl():
    trace = only("x^2 + y^2 - 5", "polyak-step", (4.0, 3.0), 20, lowest=-5.0)
    np.testing.assert_allclose(trace.points, [4.0, 3.0] * 0.5 ** np.arange(21)[:, None])


def test_polyaks_step_is_told_how_high_the_lowest_place_is():
    for kind in ("polyak-step", "momo"):
        for key in ("styblinski-tang", "goldstein-price"):
            hill = LANDSCAPES[key]
            assert suggested(OPTIMIZERS[kind], hill).lowest == hill.lowest
        unknown = typed("x^2 + 3*sin(5*x) + 7")
        assert 4.0 < suggested(OPTIMIZERS[kind], unknown).lowest < 5.5
        assert suggested(OPTIMIZERS[kind], typed("sqrt(-1 - x^2)")).lowest == 0.0


def test_below_the_height_it_was_told_polyaks_step_ends():
    trace = only("x^2", "polyak-step", (4.0,), 50, lowest=3.0)
    assert trace.stop is Stop.FINISHED
    assert trace.values[-1] <= 3.0
    assert trace.values[-2] == trace.values[-1]


def test_momo_without_means_is_polyaks_step():
    for key in ("himmelblau", "rosenbrock"):
        one, other = (
            runs(k, key, **s)
            for k, s in (("momo", {"beta": 0.0}), ("polyak-step", {"lowest": 0.0}))
        )
        for a, b in zip(one, other, strict=True):
            np.testing.assert_allclose(a.points[:8], b.points[:8], rtol=1e-7)


@pytest.mark.parametrize("formula", [0, 1, 2])
def test_barzilai_and_borweins_rates_are_those_of_the_last_step(formula):
    settings = {"first": 0.05, "formula": formula, "search": 0}
    trace = only("x^2 + 20*y^2 + 3*x*y - 4*x", "barzilai-borwein", (4.0, 3.0), 12, **settings)
    for k in range(1, trace.steps - 1):  # the very last are differences of next to nothing
        s, y = (np.diff(rows[k - 1 : k + 1], axis=0)[0] for rows in (trace.points, trace.gradients))
        is_short = formula == 1 or (formula == 2 and k % 2 == 0)
        wanted = s @ y / (y @ y) if is_short else s @ s / (s @ y)
        assert rates(trace)[k] == pytest.approx(wanted, rel=1e-6)
    taken = trace.steps + 1
    assert trace.evaluations == {"value": taken, "gradient": taken, "hessian": 0}
    assert taken > 5


def test_barzilai_and_borwein_gain_on_a_long_bowl_what_no_fixed_rate_does():
    for start in ((5.0, 3.0), (4.0, -1.0), (-2.0, 0.3)):
        trace = only("x^2 + 50*y^2 + x*y", "barzilai-borwein", start, 60, search=0)
        # The best fixed rate takes off 4 % a step: 500 steps from 1 to 1e-8.
        assert trace.stop is Stop.FLAT
        assert trace.steps <= 12


def test_the_search_keeps_below_the_last_ten_and_lets_steps_lead_up():
    rises = 0
    for key in KEYS:
        for trace in runs("barzilai-borwein", key):
            for k in range(1, len(trace.values)):
                assert trace.values[k] <= trace.values[max(0, k - 10) : k].max(), key
            rises += (np.diff(trace.values) > 0).sum()
    assert rises > 20
