"""Find where the ground is lowest nearby by height alone: at kinks and cusps, which have no slope.

Grid points that no neighbour lies below are walked down over lattices that shrink. Those that come
to a crease follow it.
"""

from itertools import product

import numpy as np

from explorer.core.array import Array
from explorer.core.breaks import breaks
from explorer.core.creases import lowest_of_creases
from explorer.core.narrow_valleys import narrow_valleys
from explorer.core.newton_search import SAME, Cancelled, distinct
from explorer.core.rings import rounding
from explorer.core.shares import Shares
from explorer.core.tears import is_flat_ground, is_torn
from explorer.core.walls import lowest_at_walls

__all__ = ["MOST", "NEAR", "followed", "low_places"]

GRIDS = {1: (4097,), 2: (321, 1283)}  # points an axis; the second seldom runs along a crease
ROWS = 64  # between two looks at whether the result is still wanted
BESIDE = 2  # cells: so close to a place that is known, nothing new is looked for
NEAR = 1e-5  # of the box: a place so close to a known one is taken for it
CANDIDATES = 2000
MOST = {1: 4000, 2: 400}  # that are followed
LATTICES = 120


def low_places(land: Shares, known: Array, cancelled: Cancelled) -> Array:
    """Return shares (n, dim) of the box that may be lowest nearby, none of them near `known`.

    Where kinks come to light, they are looked for on a finer grid.
    """
    found = [np.empty((0, land.dim))]
    for count in GRIDS[land.dim]:
        heights = _surveyed(land, count, cancelled)
        if land.dim == 2 and len(found) == 1:
            found.append(narrow_valleys(land, heights, known, cancelled))
        lows = _low_points(heights, known)
        lows = lows[:: -(-len(lows) // CANDIDATES) or 1]
        walked = _walked_down(land, lows, 1.0 / (count - 1), cancelled)
        found.append(walked[distinct(walked, NEAR)])
        if cancelled() or not breaks(land, np.concatenate([known, walked])).is_kink.any():
            break
    both = np.concatenate(found)
    return np.asarray(both[distinct(both, SAME)])


def followed(land: Shares, places: Array, cancelled: Cancelled) -> Array:
    """Return low places (n, dim) where their creases and walls lead down to (m, dim)."""
    places = places[~is_flat_ground(land, places)]
    places = places[:: -(-len(places) // MOST[land.dim]) or 1]
    if land.dim == 1 or not len(places):
        return places
    is_kink, torn = breaks(land, places).is_kink, is_torn(land, places)
    ends = places.copy()
    creased = is_kink & ~torn
    ends[creased] = lowest_of_creases(land, places[creased], cancelled)
    ends[torn] = lowest_at_walls(land, places[torn], cancelled)
    height, noise = rounding(land, ends, torn)
    is_better = height <= land.value(places) + noise
    ends = np.where(is_better[:, None], ends, places)
    ends[is_kink] = _last_digits(land, ends[is_kink])
    return np.asarray(ends[distinct(ends, NEAR)])


def _surveyed(land: Shares, count: int, cancelled: Cancelled) -> Array:
    """Return the heights on a grid, (count,) * dim; NaN for the rest once cancelled."""
    axis = np.linspace(0.0, 1.0, count)
    if land.dim == 1:
        return land.value(axis[:, None])
    heights = np.full((count, count), np.nan)
    for first in range(0, count, ROWS):
        if cancelled():
            break
        rows = axis[first : first + ROWS]
        mesh = np.column_stack([np.repeat(rows, count), np.tile(axis, len(rows))])
        heights[first : first + ROWS] = land.value(mesh).reshape(len(rows), count)
    return heights


def _low_points(heights: Array, known: Array) -> Array:
    """Return the inner grid points that no neighbour lies below and that are not near `known`."""
    dim, count = heights.ndim, heights.shape[0]
    inner = heights[(slice(1, -1),) * dim]
    lowest, above = np.isfinite(inner), np.zeros(inner.shape, dtype=bool)
    for shift in product((-1, 0, 1), repeat=dim):
        neighbour = heights[tuple(slice(1 + s, count - 1 + s) for s in shift)]
        lowest &= ~(neighbour < inner)
        above |= neighbour > inner
    cell = np.rint(known * (count - 1)).astype(np.intp)
    taken = np.zeros((count + 2 * BESIDE,) * dim, dtype=bool)
    for shift in product(range(2 * BESIDE + 1), repeat=dim):
        taken[tuple((cell + shift).T)] = True
    free = ~taken[(slice(BESIDE + 1, -BESIDE - 1),) * dim]
    return np.asarray((np.argwhere(lowest & above & free) + 1.0) / (count - 1))


def _walked_down(land: Shares, places: Array, reach: float, cancelled: Cancelled) -> Array:
    """Walk each place to the lowest of a small lattice around it, again and again, finer."""
    lattice = np.array(list(product((0.0, -1.0, -0.5, 0.5, 1.0), repeat=land.dim)))
    arrived, moving, size = [np.empty((0, land.dim))], places, np.full(len(places), reach)
    for step in range(LATTICES):
        if not len(moving) or cancelled():
            break
        moving, is_best = _lowest_of(land, moving, size[:, None, None] * lattice)
        size = np.where(is_best, size / 2, size)
        is_done = size < 1e-15
        arrived.append(moving[is_done])
        moving, size = moving[~is_done], size[~is_done]
        if step % 10 == 9:
            apart = distinct(moving, 0.1 * SAME)
            moving, size = moving[apart], size[apart]
    walked = np.concatenate([*arrived, moving])
    return np.asarray(walked[((walked > SAME) & (walked < 1.0 - SAME)).all(axis=1)])


def _last_digits(land: Shares, places: Array) -> Array:
    """Return the lowest of the places that differ from these in their last digit."""
    last = np.array(list(product((0.0, -1.0, 1.0, -2.0, 2.0), repeat=land.dim)))
    return _lowest_of(land, places, np.finfo(float).eps * last[None])[0]


def _lowest_of(land: Shares, places: Array, offsets: Array) -> tuple[Array, Array]:
    """Return the lowest of places + offsets (n or 1, k, dim), and where it is the first of them."""
    tried = places[:, None] + offsets
    heights = land.value(tried.reshape(-1, land.dim)).reshape(tried.shape[:2])
    best = np.argmin(np.where(np.isnan(heights), np.inf, heights), axis=1)
    return tried[np.arange(len(places)), best], best == 0
