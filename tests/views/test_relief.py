"""Heights: valleys stay visible, and no value, however wild, breaks the colours."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.core.landscapes import LANDSCAPES
from explorer.views.relief import levels, relief
from explorer.views.terrain import landscape_relief

anything = arrays(np.float64, st.integers(1, 60), elements=st.floats(width=64))


# Between 0 and 6e14 the interpolation once overshot its end by a rounding.
ROUNDED = np.array(
    [0.0625, -4.78118103e16, 8.47633246e29, np.inf, -8.33756654e15, 0.0] + [6.02526809e14] * 18
)


@given(anything)
@example(values=ROUNDED)
def test_heights_are_between_low_and_high_and_rise_with_the_value(values):
    scale = relief(values)
    heights = scale.height(np.sort(values))
    known = heights[~np.isnan(heights)]
    assert ((known >= 0) & (known <= 1)).all()
    assert (np.diff(known) >= 0).all()
    assert (np.isnan(heights) == np.isnan(np.sort(values))).all()


@given(anything)
def test_isolines_lie_inside_what_is_seen(values):
    heights = relief(values).height(values)
    marks = levels(heights)
    known = heights[np.isfinite(heights)]
    assert len(marks) < 100
    if len(marks):
        assert known.min() < marks.min()
        assert marks.max() < known.max()


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
