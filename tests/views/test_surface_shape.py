"""The shape of a surface: smooth, rising, and never flattened by a few huge values."""

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.views.surface_shape import shape, surface_relief

RNG = np.random.default_rng(8)
SAMPLES = {
    "even": RNG.uniform(-3, 5, 4000),
    "a plain with a well and a hill": np.concatenate([np.zeros(3000), RNG.normal(0, 3, 1000)]),
    "steps": np.repeat(np.arange(5.0), 800),
    "over many orders": 10 ** RNG.uniform(-6, 6, 4000),
    "a tower": np.concatenate([RNG.normal(0, 1, 3999), [1e300]]),
    "a pit": np.concatenate([RNG.normal(0, 1, 3999), [-1e300]]),
    "holes": np.concatenate([RNG.normal(0, 1, 4000), [np.nan, np.inf, -np.inf]]),
}


@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
def test_it_rises_without_a_kink(values):
    found = shape(values)
    known = values[np.isfinite(values)]
    assert found.height(np.array([known.min()]))[0] == pytest.approx(0.0, abs=1e-6)
    assert (np.diff(found.heights) > 0).all()
    assert (np.diff(found.values) > 0).all()
    assert found.heights[-1] == 1.0
    # A cliff of the scale's own would be a slope that leaps from one row of the table to the next.
    ground = found.values <= known.max()
    slope = np.diff(found.heights[ground]) / np.diff(found.values[ground])
    assert np.abs(np.diff(np.log(slope))).max(initial=0.0) < 0.06


def test_a_plain_that_all_lie_in_makes_no_cliff():
    heights = shape(SAMPLES["a plain with a well and a hill"]).height(np.array([-0.05, 0.05]))
    assert np.ptp(heights) < 0.02


@pytest.mark.parametrize("key", ["himmelblau", "rosenbrock", "goldstein-price", "beale"])
def test_huge_values_leave_half_the_land_a_share_of_the_height(key):
    landscape = LANDSCAPES[key]
    axes = [np.linspace(low, high, 50) for low, high in landscape.box]
    points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    heights = surface_relief(landscape, "balanced").height(landscape.value(points))
    assert np.median(heights) > 0.2
    assert heights.max() < 0.92


def test_land_without_height_is_flat():
    landscape = typed("0*x*y + 7", ((-2.0, 2.0), (-2.0, 2.0)))
    assert surface_relief(landscape, "quantile").height(np.array([7.0])) == pytest.approx([0.5])
