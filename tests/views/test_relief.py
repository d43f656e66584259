"""Heights: valleys stay visible, and no value, however wild, breaks the colours."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.core.landscapes import LANDSCAPES
from explorer.views.relief import SCALES, TOP, levels, relief
from explorer.views.terrain import landscape_relief

anything = arrays(np.float64, st.integers(1, 60), elements=st.floats(width=64))


# Between 0 and 6e14 the interpolation once overshot its end by a rounding.
ROUNDED = np.array(
    [0.0625, -4.78118103e16, 8.47633246e29, np.inf, -8.33756654e15, 0.0] + [6.02526809e14] * 18
)


@given(anything, st.sampled_from(SCALES))
@example(values=ROUNDED, kind="balanced")
@example(values=np.array([1e16, 1e16 + 2, 1e16 + 4, 2e16]), kind="log")
def test_heights_are_between_low_and_high_and_rise_with_the_value(values, kind):
    scale = relief(values, scale=kind)
    heights = scale.height(np.sort(values))
    known = heights[~np.isnan(heights)]
    assert ((known >= 0) & (known <= 1)).all()
    assert (np.diff(known) >= 0).all()
    assert (np.isnan(heights) == np.isnan(np.sort(values))).all()


@given(anything, st.sampled_from(SCALES))
def test_isolines_lie_inside_what_is_seen(values, kind):
    heights = relief(values, scale=kind).height(values)
    marks = levels(heights)
    known = heights[np.isfinite(heights)]
    assert len(marks) < 100
    if len(marks):
        assert known.min() < marks.min()
        assert marks.max() < known.max()


@given(anything, st.sampled_from(SCALES))
def test_the_value_at_a_height_has_that_height(values, kind):
    scale = relief(values, scale=kind)
    assert (np.diff(scale.values) > 0).all()
    rising = np.flatnonzero(np.diff(scale.heights) > 0)
    heights = scale.heights[rising]
    found = scale.height(scale.value(heights))
    assert np.allclose(found, heights, atol=1e-9)


def test_a_linear_scale_has_equal_heights_for_equal_differences():
    values = np.random.default_rng(0).uniform(-3, 7, 500)
    scale = relief(values, -3.0, "linear")
    heights = scale.height(np.linspace(-3, values.max(), 11))
    assert np.allclose(heights, np.linspace(0, TOP, 11))


def test_a_log_scale_has_equal_heights_for_equal_ratios_above_the_lowest():
    gaps = np.geomspace(1e-6, 1e4, 2000)
    heights = relief(5.0 + gaps, 5.0, "log").height(5.0 + np.geomspace(1e-3, 1e4, 8))
    assert np.ptp(np.diff(heights)) < 0.002
    assert heights[-1] == pytest.approx(TOP)


def test_a_quantile_scale_gives_every_colour_the_same_ground():
    values = np.exp(np.random.default_rng(1).normal(0, 4, 6400))
    heights = relief(values, scale="quantile").height(values)
    shares, _ = np.histogram(heights, bins=10, range=(0, TOP))
    assert np.allclose(shares / len(values), 0.1, atol=0.01)


def test_a_tower_does_not_take_a_linear_scale_for_itself():
    calm = np.linspace(0, 1, 1000)
    heights = relief(np.append(calm, 1e300), scale="linear").height(calm)
    assert np.ptp(heights) > 0.3
    assert np.allclose(np.diff(heights), np.ptp(heights) / 999)


def test_a_constant_has_one_height_and_no_isolines():
    scale = relief(np.full(50, 3.0))
    assert scale.height(np.array([3.0]))[0] == 0.5
    assert len(levels(np.full(9, 0.5))) == 0


def test_one_huge_value_does_not_flatten_the_rest():
    calm = np.linspace(0, 1, 1000)
    heights = relief(np.append(calm, 1e300)).height(calm)
    assert np.ptp(heights) > 0.5


@pytest.mark.parametrize("key", LANDSCAPES)
def test_every_landscape_uses_the_whole_range_of_colours(key):
    landscape = LANDSCAPES[key]
    rng = np.random.default_rng(0)
    low, high = np.array(landscape.box).T
    points = rng.uniform(low, high, (4000, landscape.dim))
    heights = landscape_relief(landscape).height(landscape.value(points))
    assert np.ptp(heights[np.isfinite(heights)]) > 0.5


def test_halving_keeps_the_lines_that_were_there():
    wide, close = np.linspace(0.2, 0.8, 99), np.linspace(0.4, 0.5, 99)
    kept = [mark for mark in levels(wide) if 0.4 < mark < 0.5]
    assert kept
    assert np.isin(kept, levels(close)).all()
