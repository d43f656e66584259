"""Newton's method on gradient = 0, from many starts at once: where it comes to rest."""

from collections.abc import Callable
from itertools import product

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.bends import principal
from explorer.core.shares import Shares

__all__ = ["SAME", "Cancelled", "distinct", "newton", "newton_step", "thinned"]

Cancelled = Callable[[], bool]

SAME = 1e-6  # of the box: closer points are one
ITERATIONS = 60
PATIENCE = 6  # iterations in which a start must come nearer, once it had twice as many
LONGEST_STEP = 0.03  # of the box
ARRIVED = 1e-12  # of the box
LINE = 1 / 400  # of the box: too many places are taken so far apart, or further
SLOW = 1e-7  # of the box: a step so short, at the end, is one towards a point without curvature


def newton(land: Shares, seeds: Array, cancelled: Cancelled) -> Array:
    """Return the shares (m, dim), inside the box, to which Newton's method led from `seeds`."""
    moving, resting = seeds, [np.empty((0, land.dim))]
    length = before = np.full(len(seeds), np.inf)
    level = np.zeros(len(seeds), dtype=bool)
    for iteration in range(ITERATIONS):
        if not len(moving) or cancelled():
            break
        if iteration % PATIENCE == 0 and iteration:
            nearer = (length < 0.8 * before) | (iteration == PATIENCE)
            moving, length = moving[nearer], length[nearer]
            apart = distinct(moving, 0.1 * SAME)
            moving, before = moving[apart], length[apart]
        step, level = newton_step(land, moving)
        length = np.linalg.norm(step, axis=1)
        at_rest = (length <= ARRIVED) & level
        resting.append(moving[at_rest] + step[at_rest])
        shorter = np.minimum(1.0, LONGEST_STEP / np.maximum(length, ARRIVED))
        moving = moving + step * shorter[:, None]
        stays = ~at_rest & ((moving > -0.02) & (moving < 1.02)).all(axis=1) & (length > 0)
        moving, length, before, level = moving[stays], length[stays], before[stays], level[stays]
    else:
        resting.append(moving[level & (length <= SLOW)])
    shares = np.concatenate(resting)
    shares = shares[((shares > 1e-9) & (shares < 1 - 1e-9)).all(axis=1)]
    return np.asarray(shares[distinct(shares, SAME)])


def newton_step(land: Shares, shares: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Return -H⁻¹ g (n, dim) without the ways that do not curve, and whether these are level.

    The step is NaN where slope or curvature are no numbers.
    """
    slope, bend = land.slope(shares), land.bend(shares)
    sound = np.isfinite(slope).all(axis=1) & np.isfinite(bend).all(axis=(1, 2))
    slope[~sound], bend[~sound] = np.nan, 0.0
    curvature, ways = principal(bend)
    largest = np.abs(curvature).max(axis=1, keepdims=True)
    along = np.einsum("nij,ni->nj", ways, slope)
    usable = np.abs(curvature) > 1e-13 * largest
    steep = np.abs(np.where(usable, 0.0, along) / np.linalg.norm(ways, axis=1)).max(axis=1)
    along = np.where(usable, along / np.where(usable, curvature, 1.0), 0.0)
    step = np.asarray(-np.einsum("nij,nj->ni", ways, along))
    step[~sound] = np.nan
    return step, np.asarray(steep <= 1e-10 * np.abs(bend).max(axis=(1, 2)))


def distinct(shares: Array, reach: float) -> NDArray[np.intp]:
    """Return the numbers of shares (n, dim) of which no two are closer than `reach`, in order.

    Of those that are close the first is taken; some may be twice as far off.
    """
    kept = np.arange(len(shares))
    for shift in product((0.0, 0.5), repeat=shares.shape[1]):  # close ones share a cell of one
        cells = np.floor(shares[kept] / (2 * reach) + shift).astype(np.int64)
        _, first = np.unique(cells @ [1 << 31, 1][: cells.shape[1]], return_index=True)
        kept = kept[np.sort(first)]
    return kept


def thinned(shares: Array, numbers: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """Return at most so many of the numbers of shares (n, dim), of dense ones the first."""
    reach = LINE
    while len(numbers) > most:
        numbers = numbers[distinct(shares[numbers], reach)]
        reach *= 1.5
    return numbers
