"""Find where the slope of a landscape vanishes, all over its box.

The box is cut into blocks, and the slope is looked at on a grid in each. Wherever it may vanish,
Newton's method on gradient = 0 runs, many starts at once. Where a grid shows places that the one
before did not, and around there, the next is twice as fine.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.bends import bends
from explorer.core.newton_search import SAME, Cancelled, distinct, newton, thinned
from explorer.core.shares import Shares

__all__ = ["SlopeZeros", "slope_zeros"]

Flags = NDArray[np.bool_]

BLOCKS = {1: 64, 2: 20}  # along an axis
CELLS = {1: (16, 64, 256, 1024), 2: (8, 16, 32, 64, 128)}  # along a side of a block, grid by grid
POINTS = 700_000  # of a grid; one with more is not looked at
SEEDS = 24_000  # of a grid; more are thinned out
BAND = 1 << 16  # points between two looks at whether the result is still wanted
VAGUE = 300  # places without curvature; more, on whole lines of them, are thinned out
STRIDE, FAR = (
    1e-4,
    0.02,
)  # of the box: over which a curvature's change is taken, and how far it says


@dataclass(frozen=True, eq=False)
class SlopeZeros:
    """Where the slope vanishes, in shares of the box (n, dim).

    `is_whole` tells that the last grid showed nothing new.
    """

    shares: Array
    is_whole: bool


def slope_zeros(land: Shares, cancelled: Cancelled) -> SlopeZeros:
    """Search the inside of the box; what was found so far, if cancelled."""
    found = np.empty((0, land.dim))
    blocks = np.argwhere(np.ones((BLOCKS[land.dim],) * land.dim, dtype=bool))
    for cells in CELLS[land.dim]:
        if len(blocks) * (cells + 3) ** land.dim > POINTS or cancelled():
            return SlopeZeros(found, False)
        seeds = _seeds(land, blocks, cells, found, cancelled)
        seeds = seeds[:: -(-len(seeds) // SEEDS) or 1]
        both, fresh = found, newton(land, seeds, cancelled)
        while len(fresh):  # and their partners, and the partners of these
            known = len(both)
            both = np.concatenate([both, fresh])
            both = both[distinct(both, SAME)]
            fresh = newton(land, _folds(land, both[known:]), cancelled)
        is_fresh = np.arange(len(both)) >= len(found)
        here = bends(land, both)
        kept = np.sort(np.r_[np.flatnonzero(here.is_plain), thinned(both, here.vague, VAGUE)])
        found, is_fresh = both[kept], is_fresh[kept] & here.is_plain[kept]
        if cells > CELLS[land.dim][0]:
            blocks = _around(found[is_fresh], land.dim)
        if not len(blocks):
            return SlopeZeros(found, True)
    return SlopeZeros(found, False)


def _folds(land: Shares, shares: Array) -> Array:
    """Return where a partner of each place may be (n, dim), seen along its weakest curvature.

    Minima and saddles come in pairs, and where a pair is close, one grid cell may hold both.
    """
    here = bends(land, shares)
    number, weakest = np.arange(len(shares)), np.abs(here.curvatures).argmin(axis=1)
    way = here.axes[number, :, weakest]
    change = land.bend(shares + STRIDE * way) - land.bend(shares - STRIDE * way)
    change_along = np.einsum("ni,nij,nj->n", way, change, way) / (2 * STRIDE)
    far = -2.0 * here.curvatures[number, weakest] / change_along
    return np.asarray((shares + far[:, None] * way)[here.is_plain & (np.abs(far) < FAR)])


def _around(shares: Array, dim: int) -> NDArray[np.intp]:
    """Return the blocks (n, dim) that hold one of the shares, and their neighbours."""
    count = BLOCKS[dim]
    held = np.zeros((count + 2,) * dim, dtype=bool)
    inside = (shares * count).astype(np.intp).clip(0, count - 1)
    for shift in product((0, 1, 2), repeat=dim):
        held[tuple((inside + shift).T)] = True
    return np.argwhere(held[(slice(1, -1),) * dim])


def _seeds(
    land: Shares, blocks: NDArray[np.intp], cells: int, known: Array, cancelled: Cancelled
) -> Array:
    """Return where the slope may vanish in some blocks (b, dim), in shares of the box (n, dim).

    These are the cells in which every component changes its sign, and the grid points at which
    the slope is less steep than at their neighbours (an inflection changes no sign). Level ground
    is left out, and so are the cells of the `known` shares (m, dim).
    """
    dim, total = land.dim, BLOCKS[land.dim] * cells
    offsets = np.stack(np.meshgrid(*[np.arange(-1.0, cells + 2.0)] * dim, indexing="ij"), axis=-1)
    held = np.full((BLOCKS[dim],) * dim, -1)
    held[tuple(blocks.T)] = np.arange(len(blocks))
    cell = (known * total).astype(np.intp)
    block = held[tuple((cell // cells).T)]
    cell, block = (cell % cells)[block >= 0], block[block >= 0]
    found = []
    per_band = max(1, BAND // offsets[..., 0].size)
    for first in range(0, len(blocks), per_band):
        if cancelled():
            break
        band = blocks[first : first + per_band]
        corner = (band * cells).reshape(-1, *[1] * dim, dim)
        mesh = (corner + offsets) / total
        slopes = np.moveaxis(land.slope(mesh.reshape(-1, dim)).reshape(mesh.shape), -1, 0)
        in_band = (block >= first) & (block < first + per_band)
        where = (block[in_band] - first, *cell[in_band].T)
        changing, still = _sign_changes(slopes), _least_steep(slopes)
        changing[where] = False
        for shift in product((0, 1), repeat=dim):
            still[(where[0], *(w + s for w, s in zip(where[1:], shift, strict=True)))] = False
        for flags, middle in ((changing, 0.5), (still, 0.0)):
            at = np.argwhere(flags)
            found.append((band[at[:, 0]] * cells + at[:, 1:] + middle) / total)
    return np.concatenate(found) if found else np.empty((0, dim))


def _sign_changes(slopes: Array) -> Flags:
    """Tell in which cells (b, cells, ...) every slope (dim, b, cells + 3, ...) changes its sign."""
    dim, count = slopes.shape[0], slopes.shape[2]
    corners = [
        slopes[(slice(None), slice(None), *(slice(1 + s, count - 2 + s) for s in shift))]
        for shift in product((0, 1), repeat=dim)
    ]
    lowest, highest = corners[0], corners[0]
    for corner in corners[1:]:
        lowest, highest = np.minimum(lowest, corner), np.maximum(highest, corner)
    changing = ((lowest <= 0) & (highest >= 0)).all(axis=0)
    return np.asarray(changing & (lowest != highest).any(axis=0))


def _least_steep(slopes: Array) -> Flags:
    """Tell which grid points have no neighbour where it is less steep, and one where it is more."""
    dim, count = slopes.shape[0], slopes.shape[2]
    steepness = np.hypot(*slopes) if dim == 2 else np.abs(slopes[0])
    inner = steepness[(slice(None), *(slice(1, -1),) * dim)]
    still, sloping = np.isfinite(inner), np.zeros(inner.shape, dtype=bool)
    for shift in product((-1, 0, 1), repeat=dim):
        neighbour = steepness[(slice(None), *(slice(1 + s, count - 1 + s) for s in shift))]
        still &= ~(neighbour < inner)
        sloping |= neighbour > (1.0 + 1e-9) * inner
    return np.asarray(still & sloping)
