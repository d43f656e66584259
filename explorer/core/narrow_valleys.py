"""Find the floors of valleys so narrow that a grid sees their sides alone, and follow them down."""

import numpy as np

from explorer.core.array import Array
from explorer.core.creases import lowest_of_creases
from explorer.core.newton_search import SAME, Cancelled, distinct
from explorer.core.shares import Shares

__all__ = ["narrow_valleys"]

NARROW = 1e4  # times as steep one cell up the side as along the floor
FLOORS = 40  # an axis
HALVINGS = 60
BESIDE = 2  # cells


def narrow_valleys(land: Shares, heights: Array, known: Array, cancelled: Cancelled) -> Array:
    """Return where narrow valleys lead down to, shares (n, 2) of the box.

    They are looked for among the `heights` on a grid (count, count), and not beside places that
    are `known` (m, 2).
    """
    count = len(heights)
    found = [np.empty((0, 2))]
    for axis in (0, 1):
        middle = heights[1:-1, 1:-1]
        before, after = (np.roll(heights, s, axis=axis)[1:-1, 1:-1] for s in (1, -1))
        lows = (np.argwhere((middle < before) & (middle < after)) + 1.0) / (count - 1)
        lows = lows[:: -(-len(lows) // FLOORS) or 1]
        floors = _across(land, lows, axis, 1.0 / (count - 1))
        side = np.abs(land.bend(floors)[:, axis, axis]) / (count - 1)
        found.append(floors[side > NARROW * np.linalg.norm(land.slope(floors), axis=1)])
    floors = np.concatenate(found)
    apart = np.abs(floors[:, None] - known[None]).max(axis=2) > BESIDE / (count - 1)
    floors = floors[apart.all(axis=1)]
    if not len(floors) or cancelled():
        return np.empty((0, 2))
    ends = lowest_of_creases(land, floors, cancelled)
    inside = ((ends > SAME) & (ends < 1.0 - SAME)).all(axis=1)
    return np.asarray(ends[inside][distinct(ends[inside], SAME)])


def _across(land: Shares, places: Array, axis: int, reach: float) -> Array:
    """Return where within `reach` along an axis it stops to fall and begins to rise."""
    left, right = places.copy(), places.copy()
    left[:, axis] -= reach
    right[:, axis] += reach
    for _ in range(HALVINGS):
        middle = (left + right) / 2
        falls = land.slope(middle)[:, axis] < 0
        left, right = (
            np.where(falls[:, None], middle, left),
            np.where(falls[:, None], right, middle),
        )
    return (left + right) / 2
