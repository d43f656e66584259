"""Where two paths part, and why: each claim is compared with a computation of its own."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from explorer.core.descent import descend_interpreted
from explorer.core.difference import Racer, differences
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.minima import critical_points
from explorer.core.numbers import number
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum
from explorer.core.optimizers.noisy_gradient_descent import NoisyGradientDescent
from explorer.core.run import Run
from explorer.core.suggestion import suggested
from tests.core.running_down import homes

HIMMELBLAU, VALLEY = LANDSCAPES["himmelblau"], LANDSCAPES["valley"]
START = (-5.0, 0.5)


@cache
def traced(run):
    (trace,) = descend_interpreted([run])
    return trace


def racers(landscape, *optimizers, starts=(START,), steps=150, seeds=(0,)):
    count = max(len(optimizers), len(starts), len(seeds))
    runs = [
        Run(landscape, each(optimizers, k), each(starts, k), steps, each(seeds, k))
        for k in range(count)
    ]
    return [Racer(f"racer {k}", traced(run)) for k, run in enumerate(runs)]


def each(things, k):
    return things[min(k, len(things) - 1)]


def told(landscape, *args, known=None, **kwargs):
    first, *others = racers(landscape, *args, **kwargs)
    known = critical_points(landscape) if known is None else known
    return differences(landscape, known, first, others)


PAIRS = [
    (GradientDescent(learning_rate=0.001), Momentum(learning_rate=0.0005, momentum=0.95)),
    (Momentum(learning_rate=0.0005, momentum=0.95), GradientDescent(learning_rate=0.001)),
    (GradientDescent(learning_rate=0.001), Adam(learning_rate=0.03)),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_they_part_at_the_first_step_after_which_their_basins_always_differ(one, other):
    (difference,) = told(HIMMELBLAU, one, other)
    paths = [racer.trace.points for racer in racers(HIMMELBLAU, one, other)]
    count = max(map(len, paths))
    numbers = [homes(HIMMELBLAU, path) for path in paths]
    here, there = (row[np.minimum(np.arange(count), len(row) - 1)] for row in numbers)
    assert here[-1] != there[-1], "this pair is to part"
    parting = int(np.flatnonzero(here == there)[-1]) + 1
    assert difference.step == parting
    home = here[parting - 1]
    leaver = 1 if there[parting] != home else 0
    assert difference.leaver == leaver
    # Where it crosses, by halving the step with basins of our own.
    begin, end = paths[leaver][parting - 1], paths[leaver][parting]
    low, high = 0.0, 1.0
    for _ in range(5):
        shares = np.linspace(low, high, 9)
        away = homes(HIMMELBLAU, begin + np.outer(shares, end - begin)) != home
        first = int(np.argmax(away))
        low, high = shares[first - 1], shares[first]
    cross = begin + low * (end - begin)
    assert difference.place == pytest.approx(tuple(cross), abs=0.02)


def test_the_height_over_the_pass_and_the_climb_are_true():
    nesterov = OPTIMIZERS["nesterov"](learning_rate=0.0015, momentum=0.95)
    (difference,) = told(HIMMELBLAU, GradientDescent(learning_rate=0.001), nesterov)
    # The pass between the upper two hollows lies at 67.719 (its slope is nought, see below).
    saddle = np.array([[0.08667750455539647, 2.8842547011747772]])
    assert np.abs(HIMMELBLAU.gradient(saddle)).max() < 1e-9
    height = float(HIMMELBLAU.value(np.array([difference.place]))[0])
    above = height - float(HIMMELBLAU.value(saddle)[0])
    path = racers(HIMMELBLAU, nesterov)[0].trace.points
    step = path[difference.step] - path[difference.step - 1]
    assert HIMMELBLAU.gradient(np.array([difference.place]))[0] @ step > 0
    assert f"{number(above, 3)} above its pass, still climbing" in difference.words
    assert f"at step {difference.step}" in difference.words
    assert "racer 0 stayed" in difference.words


def test_a_learning_rate_over_two_by_the_curvature_is_named_as_the_cause():
    bowl = typed("x^2 + 3*y^2", ((-2, 2), (-2, 2)))  # its largest curvature is 6
    calm, wild = GradientDescent(learning_rate=0.3), GradientDescent(learning_rate=0.4)
    (difference,) = told(bowl, calm, wild, starts=((1.0, 1.0),), steps=300)
    steps = racers(bowl, wild, starts=((1.0, 1.0),), steps=300)[0].trace.steps
    assert difference.words == (
        f"Flew away at step {steps}: learning rate 0.4 is more than 2 / largest curvature there "
        "= 0.33, so its steps overshoot; racer 0 does not."
    )
    points = racers(bowl, wild, starts=((1.0, 1.0),), steps=300)[0].trace.points
    outside = (np.abs(points) > 2).any(axis=1)
    assert difference.step == int(np.flatnonzero(~outside)[-1]) + 1


def test_no_cause_is_named_for_who_runs_off_where_the_ground_falls_for_ever():
    (difference,) = told(
        typed("-x - y", ((-1, 1), (-1, 1))),
        GradientDescent(learning_rate=1e5),
        GradientDescent(learning_rate=2e5),
        starts=((0.0, 0.0),),
    )
    assert "learning rate" not in difference.words
    assert difference.words.startswith("Flew away at step")


def test_gradient_descent_leaves_a_basin_only_by_the_length_of_a_step():
    wells = typed("x^4/4 - x^2/2", ((-2, 2),))
    (difference,) = told(
        wells,
        GradientDescent(learning_rate=0.1),
        GradientDescent(learning_rate=0.7),
        starts=((1.7,),),
    )
    points = racers(wells, GradientDescent(learning_rate=0.7), starts=((1.7,),))[0].trace.points
    assert difference.step == 1
    assert points[0, 0] > 0 > points[1, 0]
    assert difference.place == pytest.approx((0.0,), abs=0.01)
    # The curvature at 1.7 is 3 · 1.7² − 1.
    assert f"more than 2 / largest curvature there = {number(2 / 7.67, 2)}" in difference.words


def test_arrivals_in_one_minimum_are_counted():
    pair = GradientDescent(learning_rate=0.002), GradientDescent(learning_rate=0.01)
    (difference,) = told(HIMMELBLAU, *pair)
    counts, minimum = [], (-2.805118086952745, 3.1313125182505726)
    for racer in racers(HIMMELBLAU, *pair):
        away = np.linalg.norm(racer.trace.points - minimum, axis=1) / 10.0
        counts.append(int(np.flatnonzero(away > 1e-3)[-1]) + 1)
    here, there = counts
    assert difference.words.startswith(
        f"Same minimum: there after {there} steps, racer 0 after {here} steps"
    )


def test_what_takes_more_looks_a_step_says_so():
    newton = OPTIMIZERS["newton"]()
    (difference,) = told(
        VALLEY, GradientDescent(learning_rate=0.1), newton, starts=((7.0,),), steps=100
    )
    trace = racers(VALLEY, newton, starts=((7.0,),), steps=100)[0].trace
    steps = int(np.flatnonzero(np.abs(trace.points[:, 0] - 6.25) > 8e-3)[-1]) + 1
    gradients, hessians = trace.costs[steps, 1:]
    assert f"{steps} steps ({gradients} gradients, {hessians} Hessians)" in difference.words


def test_the_same_way_is_measured_off_the_line():
    pair = GradientDescent(learning_rate=0.001), Momentum(learning_rate=0.0002, momentum=0.9)
    (difference,) = told(HIMMELBLAU, *pair, steps=400)
    one, other = (racer.trace.points / 10.0 for racer in racers(HIMMELBLAU, *pair, steps=400))
    fine = np.concatenate([np.linspace(a, b, 50) for a, b in pairwise(one)])
    off = np.array([np.linalg.norm(fine - place, axis=1).min() for place in other])
    far = np.flatnonzero(off > 0.01)
    if difference.step is None:
        assert not len(far)
        assert "the same way." in difference.words
    else:
        assert difference.step == far[0]
        assert f"the same way to step {far[0] - 1}" in difference.words


def test_starts_in_two_basins_are_told_from_starts_in_one():
    starts = (-3.0, 1.0), (-3.1, 1.2), (2.0, 2.0)
    near, far = told(HIMMELBLAU, GradientDescent(learning_rate=0.005), starts=starts)
    assert near.words.startswith("Same minimum")
    assert near.step is None
    assert far.step == 0
    assert far.words == (
        "The starts already lie in different basins: plain downhill leads from here to "
        "(3.00, 2.00), from racer 0 to (−2.81, 3.13)."
    )


def test_equal_settings_take_the_very_same_steps():
    rule = Adam(learning_rate=0.1)
    (difference,) = told(HIMMELBLAU, rule, rule)
    assert difference.words == "Takes the very same steps as racer 0."
    assert difference.step is None


def test_where_only_chance_differs_it_is_called_luck():
    rule = NoisyGradientDescent(learning_rate=0.002, noise_level=30.0)
    (difference,) = told(HIMMELBLAU, rule, seeds=(1, 2))
    assert "same rule, other luck" in difference.words


def test_a_step_to_where_there_is_no_value_is_an_event():
    land = typed("log(x) + (y - 1)^2", ((0.1, 3), (0, 3)))
    optimizers = GradientDescent(learning_rate=0.001), GradientDescent(learning_rate=0.9)
    (difference,) = told(land, *optimizers, starts=((0.5, 1.0),), steps=20)
    assert difference.words.startswith("Stepped to where there is no value, at step 1")


def test_where_nothing_is_certain_only_what_is_measured_is_said():
    plane = typed("x + y", ((-1, 1), (-1, 1)))
    (difference,) = told(
        plane,
        GradientDescent(learning_rate=0.001),
        Adam(learning_rate=0.002),
        starts=((0.0, 0.0),),
        steps=60,
    )
    one, other = racers(
        plane,
        GradientDescent(learning_rate=0.001),
        Adam(learning_rate=0.002),
        starts=((0.0, 0.0),),
        steps=60,
    )
    apart = np.linalg.norm(one.trace.points - other.trace.points, axis=1) / 2.0
    assert difference.step == int(np.flatnonzero(apart <= 0.01)[-1]) + 1
    assert f"away from racer 0 from step {difference.step} on" in difference.words
    assert not any(word in difference.words for word in ("basin", "crossed", "pass"))


def test_a_cancelled_comparison_says_nothing():
    first, *others = racers(HIMMELBLAU, *PAIRS[0])
    assert differences(HIMMELBLAU, (), first, others, lambda: True) == ()


@pytest.mark.parametrize("key", ["himmelblau", "valley", "rosenbrock", "cliff", "saddle"])
def test_of_any_path_there_is_a_sentence_and_it_points_into_the_paths(key):
    landscape = LANDSCAPES[key]
    kinds = "gradient-descent", "adam", "newton", "nelder-mead", "sign-descent", "random-search"
    rules = [suggested(OPTIMIZERS[kind], landscape) for kind in kinds]
    rules.append(GradientDescent(learning_rate=1e3))
    found = told(landscape, *rules, starts=(landscape.suggested_start,), steps=40)
    runs = racers(landscape, *rules, starts=(landscape.suggested_start,), steps=40)
    assert len(found) == len(rules) - 1
    for difference, racer in zip(found, runs[1:], strict=True):
        assert difference.words[:1].isupper()
        assert difference.words.endswith(".")
        assert difference.evidence
        longest = max(racer.trace.steps, runs[0].trace.steps)
        assert difference.step is None or 0 <= difference.step <= longest
        if difference.place is not None:
            path = (runs[0], racer)[difference.leaver].trace.points
            ends = path[difference.step - 1 : difference.step + 1]
            assert (np.array(difference.place) >= ends.min(axis=0) - 1e-9).all()
            assert (np.array(difference.place) <= ends.max(axis=0) + 1e-9).all()
