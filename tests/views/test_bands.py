"""Many paths as a band around the one in the middle."""

import math
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.many_starts import Cloud
from explorer.views.bands import clouds_of, quantiles
from explorer.views.plot import Axes
from explorer.views.series import distance, gap, loss
from tests.views.by_hand import HILL, race_of, towards, trace_of


def cloud_of(points, landscape=HILL, stride=1, steps=None):
    """Return a cloud along points (rows, n, dim)."""
    rows, count, _ = points.shape
    values = landscape.value(points.reshape(rows * count, -1)).reshape(rows, count)
    steps = (rows - 1) * stride if steps is None else steps
    ends = np.zeros(count, np.int64)
    return Cloud(points, values, np.full(count, steps), ends, steps=steps, stride=stride)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 10, 500])
def test_bands_are_the_ranks_that_numpy_finds(count):
    numbers = np.random.default_rng(count).normal(size=(40, count))
    for found, share in zip(quantiles(numbers), (0.1, 0.5, 0.9), strict=True):
        assert (found == np.quantile(numbers, share, axis=1, method="inverted_cdf")).all()


def test_paths_that_flew_away_are_above_all_others():
    numbers = np.array([[1.0, 2, 3, 4, 5, 6, 7, 8, np.nan, np.nan]])
    low, middle, high = quantiles(numbers)
    assert (low, middle, high) == (1, 5, np.inf)


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(
    "measure", [loss, gap, lambda r, a, clouds: distance(r, a, HILL.minima, clouds)]
)
def test_a_cloud_is_a_middle_line_in_a_band(measure, log):
    points = np.random.default_rng(5).uniform(-5, 5, (12, 60, 2))
    race = race_of(HILL, trace_of(HILL, towards((3, 2), 9)), trace_of(HILL, towards((1, 2), 9)))
    plot = measure(race, Axes(log), (cloud_of(points), None))
    assert [line.key for line in plot.lines] == [(0, 0), (0, 1)]  # the second has no cloud
    ((band,), middle) = plot.bands, plot.lines[0]
    assert (band.low <= middle.y).all()
    assert (middle.y <= band.high).all()
    assert len(band.x) == len(middle.x) == 12
    assert plot.width == 11
    assert "60 starts" in plot.label


def test_a_band_of_distances_is_that_of_each_point():
    points = np.random.default_rng(6).uniform(-5, 5, (4, 30, 2))
    race = race_of(HILL, trace_of(HILL, towards((3, 2), 5)))
    line = distance(race, Axes(log=False), HILL.minima, (cloud_of(points),)).lines[0]
    for row in range(4):
        each = sorted(min(math.dist(p, m) for m in HILL.minima) for p in points[row])
        assert line.y[row] == pytest.approx(each[14])


def test_a_thinned_cloud_stands_at_its_steps():
    points = np.random.default_rng(7).uniform(-5, 5, (5, 8, 2))
    race = race_of(HILL, trace_of(HILL, towards((3, 2), 5)))
    (line,) = loss(race, Axes(), (cloud_of(points, stride=10, steps=37),)).lines
    assert line.x.tolist() == [0, 10, 20, 30, 37]
    assert [line.row(step) for step in (0, 9, 10, 36, 37, 90)] == [0, 0, 1, 3, 4, 4]


def test_three_ordinary_starts_can_be_drawn_as_a_band():
    paths = [
        trace_of(HILL, towards(end, count))
        for end, count in (((3, 2), 9), ((1, 2), 5), ((0, 3), 7))
    ]
    race = race_of(HILL, paths[0])
    race = replace(race, traces=tuple((path,) for path in paths))
    (cloud,) = clouds_of(race)
    assert cloud.values.shape == (9, 3)
    for k, path in enumerate(paths):
        assert cloud.values[-1, k] == path.values[-1]
    assert clouds_of(replace(race, traces=race.traces[:2])) == ()
    assert len(loss(race, Axes(), clouds_of(race)).bands) == 1
