"""Where the height of a landscape itself breaks, as at the foot of a wall or the edge of a step."""

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.shares import Shares

__all__ = ["LEVEL", "compass", "is_flat_ground", "is_torn"]

DIRECTIONS = 16
LEVEL = 0.2  # of a ring: where more is neither higher nor lower, it is level ground
ROUGH = 1e-6  # of the range 1e-3 of the box away: less may be rounding
TORN = 0.8  # of the range of heights 1e-5 of the box away: where it is more 1e-7 away, it breaks


def compass(dim: int, count: int) -> Array:
    """Return unit vectors all round, (2, 1) on a line and (count, 2) in the plane."""
    if dim == 1:
        return np.array([[-1.0], [1.0]])
    angles = np.linspace(0.0, 2 * np.pi, count, endpoint=False)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def is_flat_ground(land: Shares, places: Array) -> NDArray[np.bool_]:
    """Tell at which shares (n, dim) much of the ground around is exactly as high: steps, plains."""
    ways, here = compass(land.dim, DIRECTIONS), land.value(places)
    around = land.value((places[:, None] + 1e-3 * ways).reshape(-1, land.dim))
    same = around.reshape(len(places), len(ways)) == here[:, None]
    return np.asarray(same.mean(axis=1) > LEVEL)


def is_torn(land: Shares, places: Array) -> NDArray[np.bool_]:
    """Tell at which shares (n, dim) the height varies as much near by as further off."""
    ways, here, ranges = compass(land.dim, DIRECTIONS), land.value(places), []
    for far in (1e-7, 1e-5, 1e-3):
        around = land.value((places[:, None] + far * ways).reshape(-1, land.dim))
        ranges.append(np.abs(around.reshape(len(places), len(ways)) - here[:, None]).max(axis=1))
    return np.asarray((ranges[0] > TORN * ranges[1]) & (ranges[0] > ROUGH * ranges[2]))
