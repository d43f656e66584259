"""The shape of a surface: how high its ground stands for a value, without cliffs of its own.

A scale by rank is right for colours, where crowded values should differ. As ground it would show a
cliff wherever many values are alike. Here a height depends on the value alone, by one smooth curve.
"""

from functools import lru_cache

import numpy as np

from explorer.core.array import Array
from explorer.core.objective import Objective
from explorer.views.relief import SMALLEST, TOP, Relief, Scale
from explorer.views.terrain import landscape_relief, landscape_sample

__all__ = ["shape", "surface_relief"]

USUAL = 0.98  # of the samples are no higher than the ground's usual top
MIDDLE = 0.42  # how high the median stands at least, if that takes no more than STEEPEST
STEEPEST = 2000.0  # times as much as at the top the ground may rise beside the lowest value
KNOTS = 769
ROUND = 0.5  # of the usual reach: towers beyond it grow by the logarithm of their reach over this
BEYOND = 100.0  # times the usual reach: what is higher is not


def surface_relief(landscape: Objective, scale: Scale) -> Relief:
    """Return the heights of a surface: those of the scale, a smooth shape for one by rank."""
    if scale in ("linear", "log"):
        return landscape_relief(landscape, scale)
    return _shape_of(landscape)


@lru_cache(maxsize=64)
def _shape_of(landscape: Objective) -> Relief:
    return shape(*landscape_sample(landscape))


def shape(values: Array, lowest: float | None = None) -> Relief:
    """Return heights for sampled values; `lowest` is a value known to lie below all of them.

    The height is log(1 + bend v) of the value v above the lowest. The bend is none where the median
    lies half-way up anyway, and the stronger the more high values would flatten all else.
    """
    known = np.sort(np.clip(values[np.isfinite(values)], -1e300, 1e300), axis=None)
    if not len(known):
        return Relief(np.array([0.0]), np.array([0.5]))
    low = min(known[0], lowest) if lowest is not None and np.isfinite(lowest) else known[0]
    reach = float(np.quantile(known, USUAL) - low) or float(known[-1] - low)
    if reach <= max(1e-12 * max(abs(low), abs(low + reach)), SMALLEST):
        return Relief(np.array([low]), np.array([0.5]))
    bend = _bend(float((np.median(known) - low) / reach))
    most = float(np.clip((known[-1] - low) / reach, 1.0, BEYOND))
    steep = bend / ((1.0 + bend) * np.log1p(bend))  # at the usual top, where the towers begin
    top = 1.0 + steep * ROUND * np.log1p((most - 1.0) / ROUND)
    heights = np.linspace(0.0, 1.0, KNOTS)
    usual = np.minimum(top * heights, 1.0)
    towers = ROUND * np.expm1((top * heights - usual) / (steep * ROUND))
    knots = low + reach * (np.expm1(usual * np.log1p(bend)) / bend + towers)
    is_new = np.concatenate([[True], np.diff(knots) > 0])  # beside a huge value small steps vanish
    knots, heights = knots[is_new], TOP * heights[is_new]
    end = max(float(known[-1]), knots[-1])
    far = end + (end - low) * np.array([1.0, 4.0, 99.0])
    return Relief(np.concatenate([knots, far]), np.concatenate([heights, [0.91, 0.95, 1.0]]))


def _bend(middle: float) -> float:
    """Return the bend that lifts a value at a share of the usual reach to MIDDLE."""
    bends = np.geomspace(0.02, STEEPEST, 400)
    lifted = np.log1p(bends * middle) / np.log1p(bends)
    return float(bends[min(int(np.searchsorted(lifted, MIDDLE)), len(bends) - 1)])
