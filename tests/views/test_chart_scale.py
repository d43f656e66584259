"""Ranges, ticks and thinning of charts."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.views.chart_scale import (
    calm,
    decade,
    linear_ticks,
    log_ticks,
    thinned,
    wanted,
)

anything = st.floats(allow_nan=True, allow_infinity=True)
lines = st.lists(arrays(np.float64, st.integers(1, 30), elements=anything), max_size=4)
ends = st.tuples(st.floats(-1e4, 1e4), st.floats(1e-3, 1e6)).map(lambda p: (p[0], p[0] + p[1]))


@given(lines)
def test_any_lines_get_a_finite_range_that_is_not_empty_or_none(parts):
    goal = wanted(parts, log=False)
    if goal is None:
        assert not any(np.isfinite(part).any() for part in parts)
    else:
        assert goal[0] < goal[1]
        assert math.isfinite(goal[0])
        assert math.isfinite(goal[1])


@given(st.lists(arrays(np.float64, st.integers(1, 30), elements=st.floats(-330, 308)), min_size=1))
def test_a_logarithmic_range_is_whole_decades_and_not_too_many(parts):
    low, high = wanted(parts, log=True)
    assert low == int(low)
    assert high == int(high)
    assert 1 <= high - low <= 14


def test_a_line_that_explodes_does_not_stretch_the_range():
    calm_line = np.linspace(10.0, 0.0, 50)
    wild = np.concatenate([np.linspace(10, 9, 40), 10.0 ** np.arange(1, 300, 10)])
    assert wanted([calm_line, wild], log=False)[1] <= 40


def test_a_line_that_falls_for_ever_shows_twelve_decades():
    low, high = wanted([np.linspace(2, -300, 100)], log=True)
    assert high == 2
    assert low == -10


@given(ends, ends)
def test_a_calm_range_always_holds_what_is_wanted(previous, goal):
    low, high = calm(previous, goal)
    assert low <= goal[0]
    assert high >= goal[1]


@given(ends, st.floats(0.0, 0.15), st.floats(0.0, 0.15))
def test_a_range_that_needs_little_less_does_not_move(previous, a, b):
    height = previous[1] - previous[0]
    goal = (previous[0] + a * height, previous[1] - b * height)
    assert calm(previous, goal) == previous


def test_a_range_that_is_mostly_empty_closes_in():
    assert calm((-10.0, 3.0), (-2.0, 3.0)) == (-2.0, 3.0)


@given(ends, st.integers(1, 20))
def test_linear_ticks_lie_in_the_range_and_are_few(range_, most):
    low, high = range_
    ticks = linear_ticks(low, high, most)
    slack = 1e-6 * (high - low)
    assert len(ticks) <= most + 2
    assert all(low - slack <= at <= high + slack for at, _ in ticks)


@given(st.integers(-320, 300), st.integers(1, 40), st.integers(1, 20))
def test_log_ticks_are_powers_of_ten_in_the_range(low, height, most):
    ticks = log_ticks(float(low), float(low + height), most)
    assert len(ticks) <= most + 1
    assert all(low <= at <= low + height and at == int(at) for at, _ in ticks)


def test_ticks_of_steps_are_whole_and_grouped():
    assert linear_ticks(0, 3, 10, whole=True) == [(0, "0"), (1, "1"), (2, "2"), (3, "3")]
    assert linear_ticks(0, 20000, 2, whole=True)[-1][1] == "20,000"
    assert [label for _, label in linear_ticks(0, 200, 10, whole=True)][1] == "20"


def test_a_decade_is_written_as_a_person_writes_it():
    assert decade(-12) == "10⁻¹²"


@given(st.integers(1, 2000), st.integers(1, 300), st.randoms(use_true_random=False))
def test_thinning_keeps_the_extremes_and_leaves_two_points_a_pixel(count, pixels, random):
    x = np.arange(count, dtype=float)
    y = np.array([random.uniform(-5, 5) for _ in range(count)])
    thin_x, thin_y = thinned(x, y, pixels)
    assert len(thin_x) == len(thin_y) <= max(2 * pixels + 2, 2)
    assert thin_y.min() == y.min()
    assert thin_y.max() == y.max()
    assert (np.diff(thin_x) >= 0).all()
