"""How a landscape bends where its slope vanishes, and whether that tells what the place is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.shares import Shares

__all__ = ["Bends", "bends", "principal"]

NEAR = 1e-5, 1e-6  # of the box: on one of them the slope must follow from the curvature
FAINT = 1e-13  # of the largest curvature: rounding hides a smaller one


@dataclass(frozen=True, eq=False)
class Bends:
    """Curvatures (n, dim) in shares of the box and their directions (n, dim, dim), the columns.

    The falling ones come first. Directions need not be at right angles, but none of them twists.
    Where `is_plain` (n,) the slopes nearby are those that the curvatures say. Elsewhere a
    curvature is as good as none, or there is a kink, or another such place is very close.
    """

    curvatures: Array
    axes: Array
    steepness: Array  # (n,), what is left of the slope
    is_plain: NDArray[np.bool_]

    @property
    def vague(self) -> NDArray[np.intp]:
        """The numbers of the places that are not plain; last those that bend in one way alone.

        These may be on a whole line of such places. Of them the steepest are last.
        """
        numbers = np.flatnonzero(~self.is_plain)
        size = np.abs(self.curvatures[numbers])
        is_even = ~(size.min(axis=1) < 0.01 * size.max(axis=1))
        return numbers[np.lexsort((self.steepness[numbers], ~is_even))]


def bends(land: Shares, shares: Array) -> Bends:
    """Return how the landscape bends at shares (n, dim) where its slope vanishes."""
    bend = land.bend(shares)
    sound = np.isfinite(bend).all(axis=(1, 2))
    bend[~sound] = 0.0
    scaled, ways = principal(bend)
    size = np.linalg.norm(ways, axis=1)
    curvatures, axes = scaled / size**2, ways / size[:, None]
    follows = np.zeros(len(shares), dtype=bool)
    for near in NEAR:
        rest = np.flatnonzero(~follows)
        follows[rest] = _follows(land, shares[rest], curvatures[rest], axes[rest], near)
    is_told = np.abs(scaled).min(axis=1) > FAINT * np.abs(scaled).max(axis=1)
    steepness = np.linalg.norm(land.slope(shares), axis=1)
    return Bends(curvatures, axes, steepness, sound & is_told & follows)


def _follows(
    land: Shares, shares: Array, curvatures: Array, axes: Array, near: float
) -> NDArray[np.bool_]:
    """Tell where the slope so near is what the curvature says, give or take half."""
    follows = np.ones(len(shares), dtype=bool)
    for k in range(land.dim):
        way = axes[:, :, k]
        for side in (near, -near):
            slope = np.einsum("ni,ni->n", land.slope(shares + side * way), way)
            follows &= np.abs(slope / (side * curvatures[:, k]) - 1.0) < 0.5
    return follows


def principal(bend: Array) -> tuple[Array, Array]:
    """Return the principal curvatures (n, dim), ascending, and ways (n, dim, dim) of Hessians.

    Both belong to variables so scaled that each has a curvature of about 1: then a gentle bend
    beside a sharp one keeps its digits. The columns of the ways are in the unscaled variables.
    """
    scale = np.sqrt(np.abs(np.einsum("nii->ni", bend)))
    if bend.shape[1] == 2:
        cross = np.abs(bend[:, 0, 1])
        both = np.sqrt(cross)
        other = np.where(scale[:, ::-1] > 0, cross[:, None] / scale[:, ::-1], both[:, None])
        scale = np.where(scale > 0, scale, other)
        excess = np.sqrt(np.maximum(1.0, cross / scale.prod(axis=1)))
        scale = scale * np.where(np.isfinite(excess), excess, 1.0)[:, None]
    scale = np.where(scale > 0, scale, 1.0)
    curvatures, axes = np.linalg.eigh(bend / scale[:, :, None] / scale[:, None])
    return curvatures, axes / scale[:, :, None]
