"""Follow the foot of a wall, where the height itself breaks, down to its lowest point."""

import numpy as np

from explorer.core.array import Array
from explorer.core.newton_search import Cancelled
from explorer.core.rings import lowest_around
from explorer.core.shares import Shares

__all__ = ["lowest_at_walls"]

STEPS = 90
LONGEST, SHORTEST = 0.03, 1e-10  # steps along a wall, in shares of the box


def lowest_at_walls(land: Shares, places: Array, cancelled: Cancelled) -> Array:
    """Return where places (n, 2) at the foot of walls come to, from ring to ring downwards."""
    places, heights = places.copy(), land.value(places)
    stride = np.full(len(places), 1e-2)
    for _ in range(STEPS):
        going = np.flatnonzero((stride > SHORTEST) & ((places > 0) & (places < 1)).all(axis=1))
        if not len(going) or cancelled():
            break
        there, angle = lowest_around(land, places[going], stride[going])
        ways = np.stack([np.cos(angle), np.sin(angle)], axis=1)
        lower = there < heights[going]
        gone = going[lower]
        places[gone] += stride[gone, None] * ways[lower]
        heights[gone] = land.value(places[gone])
        stride[going] = np.where(lower, np.minimum(1.5 * stride[going], LONGEST), stride[going] / 3)
    return places
