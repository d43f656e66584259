"""Many starts: each lane of a cloud is a run of its own, and every one of them is counted."""

import numpy as np
import pytest

from explorer.core.batch import ENDS
from explorer.core.descent import descend
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.many_descent import MOST_NUMBERS, cloud, seeds_of, starts_of, stride_for
from explorer.core.many_starts import Cloud, ManyStarts
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.noisy_gradient_descent import NoisyGradientDescent
from explorer.core.param import SettingError
from explorer.core.randomness import derived_seed
from explorer.core.run import Run, Stop
from explorer.core.standing import AT, scatter_of, standing
from explorer.core.suggestion import suggested

HIMMELBLAU = LANDSCAPES["himmelblau"]
# Undefined for y < -1, steep, and with a singular value: lanes end in every way.
ROUGH = typed("sqrt(y + 1) + x^4 - 3*x^2 + sin(3*x)*y + 1/(x + 2)")
FAMILY = pytest.mark.parametrize(
    "kind",
    [kind for kind in OPTIMIZERS.values() if kind.derivatives != "residuals"],
    ids=lambda kind: kind.key,
)
PLAN = ManyStarts(5, "sobol", 3)


def made(landscape, optimizer, plan, steps=40, **options):
    starts = starts_of(plan, landscape.box, landscape.suggested_start)
    return cloud(landscape, optimizer, starts, seeds_of(plan), steps, **options)


@FAMILY
@pytest.mark.parametrize("landscape", [HIMMELBLAU, ROUGH], ids=["himmelblau", "rough"])
def test_each_lane_is_the_run_from_its_start_bit_for_bit(kind, landscape):
    optimizer = suggested(kind, landscape)
    starts = starts_of(PLAN, landscape.box, ())
    found = made(landscape, optimizer, PLAN)
    runs = [
        Run(landscape, optimizer, tuple(start), 40, derived_seed(PLAN.seed, k))
        for k, start in enumerate(starts.tolist())
    ]
    for k, trace in enumerate(descend(runs)):
        rows = trace.steps + 1
        assert np.array_equal(found.points[:rows, k], trace.points, equal_nan=True)
        assert np.array_equal(found.values[:rows, k], trace.values, equal_nan=True)
        assert (found.stops[k], ENDS[found.ends[k]]) == (trace.steps, trace.stop)
        is_lost = trace.stop in (Stop.DIVERGED, Stop.UNDEFINED)
        rest = np.full(2, np.nan) if is_lost else trace.points[-1]
        assert np.array_equal(
            found.points[rows:, k], np.tile(rest, (41 - rows, 1)), equal_nan=is_lost
        )


@pytest.mark.parametrize("stride", [1, 2, 7, 40, 100])
def test_with_a_stride_the_rows_are_those_of_the_whole_cloud(stride):
    for landscape in (HIMMELBLAU, ROUGH):
        whole = made(landscape, GradientDescent(learning_rate=0.02), PLAN)
        coarse = made(landscape, GradientDescent(learning_rate=0.02), PLAN, stride=stride)
        shown = [*range(0, 40, stride), 40]
        assert np.array_equal(coarse.points, whole.points[shown], equal_nan=True)
        assert np.array_equal(coarse.stops, whole.stops)
        assert [coarse.row(step) for step in (*shown, 999)] == [*range(len(shown)), len(shown) - 1]


@pytest.mark.parametrize("clouds", [1, 12])
@pytest.mark.parametrize(("count", "steps"), [(1, 0), (1, 1_000_000), (500, 300), (5000, 100_000)])
def test_all_clouds_of_a_race_fit_in_memory(count, steps, clouds):
    stride = stride_for(count, steps, 2, clouds)
    rows = 1 + -(-steps // stride)
    assert rows * count * 3 * clouds <= max(MOST_NUMBERS, 2 * count * 3 * clouds)
    assert stride == 1 or (rows + 1) * count * 3 * clouds > MOST_NUMBERS / 2


@pytest.mark.parametrize("spread", ["uniform", "sobol", "grid"])
@pytest.mark.parametrize("land", ["himmelblau", "valley"])
@pytest.mark.parametrize("count", [1, 5000])
def test_starts_are_all_over_the_box(spread, land, count):
    box = LANDSCAPES[land].box
    starts = starts_of(ManyStarts(count, spread, 4), box, ())
    low, high = np.array(box).T
    assert starts.shape == (count, len(box))
    assert ((starts >= low) & (starts <= high)).all()
    if count > 1:
        assert np.histogramdd(starts, bins=4, range=box)[0].min() > 0.5 * count / 4 ** len(box)


def test_starts_along_a_line_are_evenly_apart_from_end_to_end():
    plan = ManyStarts(5, "line", line=((0.0, 4.0), (2.0, 0.0)))
    expected = [(0.0, 4.0), (0.5, 3.0), (1.0, 2.0), (1.5, 1.0), (2.0, 0.0)]
    assert starts_of(plan, HIMMELBLAU.box, ()).tolist() == [list(point) for point in expected]
    nowhere = ManyStarts(3, "line", line=((1.0, 1.0), (1.0, 1.0)))
    assert starts_of(nowhere, HIMMELBLAU.box, ()).tolist() == [[1.0, 1.0]] * 3
    with pytest.raises(SettingError, match="Draw the line"):
        starts_of(ManyStarts(3, "line"), HIMMELBLAU.box, ())


def test_starts_in_one_place_part_by_chance_alone():
    plan = ManyStarts(40, "here", 1)
    certain = made(HIMMELBLAU, GradientDescent(learning_rate=0.01), plan)
    assert scatter_of(certain, 40).deviations.tolist() == [0.0, 0.0]
    noisy = made(HIMMELBLAU, NoisyGradientDescent(learning_rate=0.01), plan)
    assert len(np.unique(noisy.points[-1], axis=0)) == 40
    assert len(np.unique(noisy.points[0], axis=0)) == 1


def test_the_scatter_is_that_of_the_sample():
    rng = np.random.default_rng(2)
    points = rng.normal(size=(1, 500, 2)) @ np.array([[3.0, 0.0], [1.0, 0.5]]) + (5.0, -2.0)
    points[0, 7] = np.nan
    ended = np.zeros(500, np.int64)
    found = scatter_of(Cloud(points, points[..., 0], ended, ended, steps=0), 0)
    there = np.delete(points[0], 7, axis=0)
    assert found.count == 499
    np.testing.assert_allclose(found.mean, there.mean(axis=0))
    rebuilt = found.axes.T @ np.diag(found.deviations**2) @ found.axes
    np.testing.assert_allclose(rebuilt, np.cov(there.T))
    assert found.deviations[0] >= found.deviations[1]


def test_where_nobody_or_one_has_a_place_there_is_no_scatter():
    points = np.full((1, 3, 2), np.nan)
    points[0, 0] = 1.0
    ended = np.zeros(3, np.int64)
    assert scatter_of(Cloud(points, points[..., 0], ended, ended, steps=0), 0) is None
    points[0] = [[1e300, 0.0], [-1e300, 0.0], [0.0, 0.0]]  # a square that is no number
    assert scatter_of(Cloud(points, points[..., 0], ended, ended, steps=0), 0) is None


def test_a_start_counts_where_its_nearest_minimum_is_and_every_one_counts_once():
    steps = 400
    found = made(HIMMELBLAU, GradientDescent(learning_rate=0.01), ManyStarts(64), steps)
    minima = np.array(HIMMELBLAU.minima)
    now = standing(found, steps, minima, HIMMELBLAU.box)
    width = HIMMELBLAU.box[0][1] - HIMMELBLAU.box[0][0]
    apart = np.linalg.norm(found.points[-1][:, None] - minima, axis=2)
    assert now.counts.tolist() == [int((apart[:, k] <= AT * width).sum()) for k in range(4)]
    assert now.counts.sum() > 60
    assert now.total == 64
    assert standing(found, 0, minima, HIMMELBLAU.box).total == 64
    nothing = standing(found, steps, np.empty((0, 2)), HIMMELBLAU.box)
    assert (nothing.elsewhere, len(nothing.counts)) == (64, 0)


@pytest.mark.parametrize(
    ("formula", "rate", "word"),
    [
        ("sqrt(x - 40) + y", 0.1, "undefined"),  # no value anywhere in the box
        ("x^4 + y^4", 1e3, "flown"),
        ("-x^2 - y^2", 0.3, "outside"),
        ("0*x + 0*y + 3", 0.1, "elsewhere"),
    ],
)
def test_bad_ground_is_counted_and_harms_nothing(formula, rate, word):
    landscape = typed(formula)
    found = made(landscape, GradientDescent(learning_rate=rate), ManyStarts(30), 12)
    now = standing(found, 12, np.empty((0, 2)), landscape.box)
    assert getattr(now, word) == 30
    assert now.total == 30


def test_one_that_flew_away_is_counted_from_then_on_and_not_before():
    landscape = typed("x^4 + y^4")
    found = made(landscape, GradientDescent(learning_rate=1e3), ManyStarts(9), 12)
    first, last = int(found.stops.min()), int(found.stops.max())
    assert 0 < first <= last < 12
    assert standing(found, first - 1, np.empty((0, 2)), landscape.box).flown == 0
    assert standing(found, last, np.empty((0, 2)), landscape.box).flown == 9


def test_it_can_be_given_up():
    asked = []

    def soon():
        asked.append(True)
        return len(asked) > 2

    assert made(HIMMELBLAU, GradientDescent(), ManyStarts(1000), cancelled=soon) is None
    assert len(asked) == 3


def test_what_cannot_be_run_is_refused_in_words():
    with pytest.raises(SettingError, match="sum of squares"):
        made(typed("sin(x) + y"), OPTIMIZERS["gauss-newton"](), PLAN)
