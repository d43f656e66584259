"""What the charts draw of single steps: slope, length and angle."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.views.plot import Axes
from explorer.views.step_series import angle, angles, lengths, slope, step_length, work_of
from tests.views.by_hand import HILL, race_of, towards, trace_of


def test_steps_of_length_zero_are_left_out_of_a_logarithmic_height():
    stands = trace_of(HILL, [[0, 0], [1, 0], [1, 0], [1, 1]])
    assert np.isnan(step_length(race_of(HILL, stands), Axes(log=True)).lines[0].y[1])
    assert step_length(race_of(HILL, stands), Axes(log=False)).lines[0].y[1] == 0


def slope_of(x, y):
    return 4 * x * (x**2 + y - 11) + 2 * (x + y**2 - 7), 2 * (x**2 + y - 11) + 4 * y * (
        x + y**2 - 7
    )


def test_the_slope_is_the_length_of_the_gradient():
    points = np.random.default_rng(2).uniform(-4, 4, (20, 2))
    line = slope(race_of(HILL, trace_of(HILL, points)), Axes(log=False)).lines[0]
    assert line.y == pytest.approx([math.hypot(*slope_of(x, y)) for x, y in points])


def test_the_angle_is_between_the_step_and_downhill_where_it_began():
    points = np.random.default_rng(3).uniform(-4, 4, (20, 2))
    plot = angle(race_of(HILL, trace_of(HILL, points)), Axes())
    (line,) = plot.lines
    for row, (begin, end) in enumerate(pairwise(points)):
        way = math.atan2(end[1] - begin[1], end[0] - begin[0])
        steep = slope_of(*begin)
        downhill = math.atan2(-steep[1], -steep[0])
        apart = abs((math.degrees(way - downhill) + 180) % 360 - 180)
        assert line.y[row] == pytest.approx(apart)
    assert (plot.log, plot.log_across, line.first) == (False, False, 1)
    assert plot.goal[0] <= 0 < 90 < 180 <= plot.goal[1]


def test_straight_downhill_is_0_uphill_180_and_no_step_is_no_angle():
    bowl = typed("x^2 + y^2")
    path = trace_of(bowl, [[4, 2], [2, 1], [4, 2], [4, 2], [0, 0], [1, 0]])
    found = angles(path)
    assert found[[0, 1, 3]] == pytest.approx([0, 180, 0])
    assert np.isnan(found[2])
    assert np.isnan(found[4])  # at the bottom nothing leads downhill
    line = trace_of(typed("x^2"), [[2.0], [1.0], [3.0]])
    assert angles(line) == pytest.approx([0, 180])


@pytest.mark.parametrize("size", [1e-300, 1e-160, 1.0, 1e160, 1e300])
def test_lengths_and_angles_hold_for_numbers_of_any_size(size):
    vectors = size * np.array([[3.0, 4.0], [0.0, 0.0], [-1.0, 0.0]])
    assert lengths(vectors) == pytest.approx([5 * size, 0, size], rel=1e-12)
    trace = trace_of(HILL, [[0, 0], [1, 0], [1, 1]])
    trace = replace(trace, gradients=size * np.array([[-1.0, -1.0], [0.0, 1.0], [1.0, 1.0]]))
    assert angles(trace) == pytest.approx([45, 180])


def test_lengths_of_what_is_no_number_are_none():
    found = lengths(np.array([[np.nan, 1.0], [np.inf, 1.0], [1.0, 1.0]]))
    assert np.isnan(found[0])
    assert found[1] == np.inf


def test_long_paths_are_taken_in_parts(monkeypatch):
    monkeypatch.setattr("explorer.views.step_series.LARGE", 14)
    points = np.random.default_rng(4).uniform(-4, 4, (50, 2))
    moved = step_length(race_of(HILL, trace_of(HILL, points)), Axes(log=False)).lines[0].y
    assert moved == pytest.approx([math.dist(a, b) for a, b in pairwise(points)])


@pytest.mark.parametrize("drawing", [slope, step_length, angle])
def test_what_was_looked_at_once_is_no_work_again(drawing):
    race = race_of(HILL, trace_of(HILL, towards((3, 2), 10)))
    assert work_of(drawing)(race) == 20
    drawing(race, Axes())
    assert work_of(drawing)(race) == 0
