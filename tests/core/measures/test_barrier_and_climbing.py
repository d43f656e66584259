"""Barriers and climbs read off runs: the same numbers as by hand, and refusals in a sentence."""

import numpy as np
import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.measure import Ended
from explorer.core.measures import MEASURES
from explorer.core.measures.barrier import BARRIERS
from explorer.core.measures.climbing import CLIMBS
from explorer.core.nets.climbing import climb
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.symmetry import matched, shuffled
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.adam import Adam
from explorer.core.param import SettingError
from explorer.core.run import Run, Stop, Trace
from explorer.core.verdict import Verdict

MOONS = DataPlan(examples=60)
NET = TinyNet(MOONS, (5,), l2=1e-3)
DIGITS = TinyNet(DataPlan("digits", examples=80, noise=0.0), (6,), loss="softmax")


def ended(ground, points):
    """Return a run as if it had visited these points (n, dim)."""
    points = np.asarray(points, float)
    values = np.zeros(len(points))
    verdict = Verdict("budget", None, tuple(points[-1]), 0.0, 1.0, (), None, "", "")
    costs = np.zeros((len(points), 3), np.int64)
    trace = Trace(points, values, np.zeros_like(points), costs, Stop.BUDGET, verdict)
    return Ended(Run(ground, Adam(), tuple(points[0])), trace)


def random_points(net, seed, count=3):
    return 0.8 * np.random.RandomState(seed).normal(size=(count, net.dim))


@pytest.mark.parametrize("with_matching", [0, 1])
@pytest.mark.parametrize("step", [0, 1, -1])
def test_the_barrier_between_two_runs_is_the_hill_on_the_straight_line(with_matching, step):
    first, second = random_points(NET, 1), random_points(NET, 2)
    found = MEASURES["barrier"](matched=with_matching, step=step).of(
        [ended(NET, first), ended(NET, second)]
    )
    one, other = first[step], second[step]
    if with_matching:
        other = matched(NET, one, other)
    shares = np.linspace(0, 1, 101)
    heights = np.array([NET.value((one + s * (other - one))[None])[0] for s in shares])
    line = heights[0] + shares * (heights[-1] - heights[0])
    assert found == pytest.approx(max(0.0, (heights - line).max()))
    apart = MEASURES["distance-between"](matched=with_matching, step=step)
    assert apart.of([ended(NET, first), ended(NET, second)]) == pytest.approx(
        np.linalg.norm(one - other)
    )


def test_a_shuffled_copy_is_the_same_net_beyond_a_hill():
    points = random_points(NET, 3)
    copy = shuffled(NET, points[-1], 4)
    run = [ended(NET, points)]
    assert MEASURES["shuffled-difference"](seed=4).of(run) < 1e-12
    away = np.linalg.norm(copy - points[-1])
    assert MEASURES["shuffled-distance"](seed=4).of(run) == pytest.approx(away)
    between = MEASURES["barrier"]().of([*run, ended(NET, copy[None])])
    assert MEASURES["shuffled-barrier"](seed=4).of(run) == pytest.approx(between)
    assert MEASURES["copies"]().of(run) == 120 * 2**5


def test_two_nets_that_differ_are_refused():
    other = TinyNet(MOONS, (4,))
    runs = [ended(NET, random_points(NET, 1)), ended(other, random_points(other, 1))]
    with pytest.raises(SettingError, match="same units"):
        MEASURES["barrier"]().of(runs)
    with pytest.raises(SettingError, match="off 2 runs, not 1"):
        MEASURES["barrier"]().of(runs[:1])
    deep = TinyNet(MOONS, (4, 4))
    pair = [ended(deep, random_points(deep, seed)) for seed in (1, 2)]
    assert MEASURES["barrier"]().of(pair) >= 0.0
    with pytest.raises(SettingError, match="exactly one hidden layer"):
        MEASURES["barrier"](matched=1).of(pair)


def test_a_net_without_units_has_none_to_shuffle():
    net = TinyNet(MOONS, ())
    with pytest.raises(SettingError, match="no units to shuffle"):
        MEASURES["shuffled-barrier"]().of([ended(net, random_points(net, 1))])


@pytest.mark.parametrize("goal", [0, 4, 9])
def test_climbs_start_from_the_noise_of_their_seed(goal):
    points = random_points(DIGITS, 5)
    settings = {"goal": goal, "steps": 20, "rate": 0.2, "shrink": 0.01, "seed": 3}
    found = climb(DIGITS, points[-1], goal, None, 20, 0.2, 0.01, 3)
    run = [ended(DIGITS, points)]

    def read(key, **more):
        return MEASURES[key](**settings, **more).of(run)

    assert read("climb-chance") == found.chances[20]
    assert read("climb-distance") == found.nearest[20]
    assert read("climb-typical-distance") == found.typical
    assert read("climb-likeness") == found.likeness[20]
    above = [k for k, chance in enumerate(found.chances) if chance > 0.3]
    first = read("climb-steps-to-sure", threshold=0.3)
    assert first == above[0] if above else np.isnan(first)
    assert np.isnan(read("climb-steps-to-sure", threshold=1.0))


def test_what_has_no_climb_is_refused():
    with pytest.raises(SettingError, match="two numbers have no shape"):
        MEASURES["climb-likeness"](steps=2).of([ended(NET, random_points(NET, 1))])
    with pytest.raises(SettingError, match="there is no class 5"):
        MEASURES["climb-chance"](goal=5).of([ended(NET, random_points(NET, 1))])


@pytest.mark.parametrize("kind", [*BARRIERS, *CLIMBS], ids=lambda kind: kind.key)
def test_a_landscape_is_refused_and_weights_that_flew_away_are_no_number(kind):
    hill = ended(LANDSCAPES["bowl"], [[1.0, 1.0]])
    with pytest.raises(SettingError, match="on a landscape"):
        kind().of([hill] * kind.runs)
    net = DIGITS if kind in CLIMBS else NET
    lost = ended(net, np.full((1, net.dim), np.inf))
    assert np.isnan(kind().of([lost] * kind.runs))
