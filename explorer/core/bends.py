"""How a landscape bends where its slope vanishes, and whether that tells what the place is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.shares import Shares

__all__ = ["Bends", "bends"]

NEAR = 1e-5  # of the box: so far the slope must follow from the curvature
FAINT = 1e-13  # of the largest curvature: rounding hides a smaller one


@dataclass(frozen=True, eq=False)
class Bends:
    """Curvatures (n, dim) in shares of the box, ascending, and their directions (n, dim, dim).

    Where `is_plain` (n,) the slopes nearby are those that the curvatures say. Elsewhere a
    curvature is as good as none, or there is a kink, or another such place is very close.
    """

    curvatures: Array
    axes: Array  # the columns are directions
    is_plain: NDArray[np.bool_]


def bends(land: Shares, shares: Array) -> Bends:
    """Return how the landscape bends at shares (n, dim) where its slope vanishes."""
    bend = land.bend(shares)
    sound = np.isfinite(bend).all(axis=(1, 2))
    bend[~sound] = 0.0
    curvatures, axes = np.linalg.eigh(bend)
    least, most = np.abs(curvatures).min(axis=1), np.abs(curvatures).max(axis=1)
    is_plain = sound & (least > FAINT * most)
    for k in range(land.dim):
        for side in (NEAR, -NEAR):
            slope = np.einsum("ni,ni->n", land.slope(shares + side * axes[:, :, k]), axes[:, :, k])
            share = slope / (side * curvatures[:, k])
            is_plain &= (share > 0.5) & (share < 1.5)
    return Bends(curvatures, axes, is_plain)
