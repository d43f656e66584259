"""Find the floors of valleys so narrow that a grid sees their sides alone, and follow them down."""

import numpy as np

from explorer.core.array import Array
from explorer.core.creases import bottom, lowest_of_creases
from explorer.core.newton_search import SAME, Cancelled, distinct
from explorer.core.shares import Shares

__all__ = ["narrow_valleys"]

NARROW = 1e4  # times as steep one cell up the side as along the floor
FLOORS = 40  # an axis
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
        ways = np.broadcast_to(np.eye(2)[axis], lows.shape)
        left, right = bottom(land, lows, ways, np.full(len(lows), 1.0 / (count - 1)))
        floors = lows + ((left + right) / 2)[:, None] * ways
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
