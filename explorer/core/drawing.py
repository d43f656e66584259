"""Drawing: what a stroke of the pointer makes of a curve."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from explorer.core.array import Array
from explorer.core.drawn_curve import MOST, DrawnCurve, drawn
from explorer.core.hump import HIGHEST
from explorer.core.landscape import Landscape
from explorer.core.param import SettingError

__all__ = ["redrawn", "sampled"]

FADE = 4  # heights beside a stroke that go along, ever less
SHARES = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, FADE + 1) / (FADE + 1))


def sampled(landscape: Landscape) -> DrawnCurve:
    """Return a landscape of one variable as if it had been drawn over its box.

    Where it has no value, the curve is straight. Raises SettingError for other landscapes.
    """
    if landscape.dim != 1:
        raise SettingError("Only a curve can be drawn: take a landscape of one variable.")
    ((low, high),) = landscape.box
    if isinstance(landscape, DrawnCurve) and landscape.span == (low, high):
        return landscape
    places = np.linspace(low, high, MOST)
    with np.errstate(all="ignore"):
        heights = np.clip(landscape.calm_value(places[:, None]), -HIGHEST, HIGHEST)
    known = np.isfinite(heights)
    if not known.any():
        return drawn((low, high), np.zeros(MOST))
    return drawn((low, high), np.interp(places, places[known], heights[known]))


def redrawn(curve: DrawnCurve, stroke: Sequence[tuple[float, float]]) -> DrawnCurve:
    """Return a curve that follows a stroke, (x, y) in the order drawn, where the stroke went.

    It goes through the ends of the stroke and is smoothed a little between them; beside it the
    curve goes along, ever less, so that there is no step. What lies outside the curve is left out.
    """
    points = np.array(stroke, dtype=np.float64).reshape(-1, 2)
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        return curve
    heights = np.array(curve.heights)
    followed = _followed(curve.places, points)
    where = np.flatnonzero(np.isfinite(followed))
    if not len(where):
        return curve
    first, last = int(where[0]), int(where[-1])
    found = np.clip(followed[first : last + 1], -HIGHEST, HIGHEST)
    found[1:-1] = 0.25 * found[:-2] + 0.5 * found[1:-1] + 0.25 * found[2:]
    before, after = found[0] - heights[first], found[-1] - heights[last]
    heights[first : last + 1] = found
    left, right = min(FADE, first), min(FADE, len(heights) - 1 - last)
    heights[first - left : first] += before * SHARES[:left][::-1]
    heights[last + 1 : last + 1 + right] += after * SHARES[:right]
    bounded = np.clip(heights, -HIGHEST, HIGHEST).tolist()
    return replace(curve, heights=tuple(bounded))


def _followed(places: Array, points: Array) -> Array:
    """Return how high a stroke went at each place, (n,), the last time; NaN where it was not."""
    ends = points if len(points) > 1 else np.concatenate([points, points])
    (left, low), (right, high) = ends[:-1].T, ends[1:].T
    passes = (np.minimum(left, right)[:, None] <= places) & (
        places <= np.maximum(left, right)[:, None]
    )
    latest = len(passes) - 1 - passes[::-1].argmax(axis=0)
    step = right - left
    with np.errstate(all="ignore"):
        share = np.where(step[latest] == 0.0, 1.0, (places - left[latest]) / step[latest])
        found = low[latest] + share * (high[latest] - low[latest])
    found[~passes.any(axis=0)] = np.nan
    # The pointer stands between two heights: the nearer one goes where it is.
    for x, y in points[[0, -1]]:
        nearest = int(np.abs(places - x).argmin())
        is_near = 2.0 * abs(places[nearest] - x) <= places[1] - places[0]
        if is_near and (np.isnan(found[nearest]) or x == points[-1, 0]):
            found[nearest] = y
    return np.asarray(found)
