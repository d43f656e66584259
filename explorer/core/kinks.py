"""Find minima by value alone: at kinks and cusps, where no slope vanishes.

A point counts only if every ring around it lies higher, and on each ring the lowest spot is
looked for, so that a sharp, curved valley is not taken for a row of minima.
"""

from itertools import product

import numpy as np

from explorer.core.array import Array
from explorer.core.landscape import Landscape

__all__ = ["kink_minima"]

CANDIDATES = 400
RINGS = (1e-3, 1e-4, 1e-5)  # radii, of the box width


def kink_minima(landscape: Landscape, values: Array, known: Array, spread: float) -> Array:
    """Return minima (k, dim) that the grid of values (count,) * dim shows and `known` lacks.

    `known` (m, dim) are the smooth minima, `spread` is the usual range of the values.
    """
    low = np.array([low for low, _ in landscape.box])
    width = np.array([high - low for low, high in landscape.box])
    cell = 1.0 / (values.shape[0] - 1)
    seeds = low + width * cell * _low_cells(values)
    seeds = seeds[_away_from(known, seeds, 2.5 * cell * width)]
    if not 0 < len(seeds) <= CANDIDATES:
        return np.empty((0, landscape.dim))
    polished = _polish(landscape, seeds, cell * width)
    polished = polished[_away_from(known, polished, 1e-5 * width)]
    found: list[Array] = []
    for point in polished[np.argsort(landscape.value(polished), kind="stable")]:
        share = (point - low) / width
        inside = bool(((share > 1e-6) & (share < 1 - 1e-6)).all())
        fresh = _away_from(np.array(found), point[None], 1e-5 * width)[0]
        if inside and fresh and _is_lowest_nearby(landscape, point, width, spread):
            found.append(point)
    return np.array(found).reshape(-1, landscape.dim)


def _low_cells(values: Array) -> Array:
    """Return the inner grid points that no neighbour lies below (n, dim)."""
    dim, count = values.ndim, values.shape[0]
    inner = values[(slice(1, -1),) * dim]
    lowest, above = np.isfinite(inner), np.zeros(inner.shape, dtype=bool)
    for shift in product((-1, 0, 1), repeat=dim):
        neighbour = values[tuple(slice(1 + s, count - 1 + s) for s in shift)]
        lowest &= ~(neighbour < inner)
        above |= neighbour > inner
    return np.asarray(np.argwhere(lowest & above) + 1.0, dtype=np.float64)


def _away_from(known: Array, points: Array, distance: Array) -> Array:
    if not len(known):
        return np.ones(len(points), dtype=bool)
    apart = np.abs(points[:, None] - known[None]) > distance
    return np.asarray(np.all(np.any(apart, axis=2), axis=1))


def _polish(landscape: Landscape, points: Array, reach: Array) -> Array:
    """Walk each point to the lowest of a small lattice around it, again and again, finer."""
    dim = landscape.dim
    lattice = np.array(list(product((0.0, -1.0, -0.5, 0.5, 1.0), repeat=dim)))
    scale = np.ones(len(points))
    for _ in range(160):
        tried = points[:, None] + scale[:, None, None] * reach * lattice
        values = landscape.value(tried.reshape(-1, dim)).reshape(len(points), -1)
        best = np.argmin(np.where(np.isnan(values), np.inf, values), axis=1)
        points = tried[np.arange(len(points)), best]
        scale = np.where(best == 0, scale / 2, scale)
        if float(np.max(scale)) < 1e-14:
            break
    return points


def _is_lowest_nearby(landscape: Landscape, point: Array, width: Array, spread: float) -> bool:
    """Tell whether every ring lies higher, and the closer the less (so a pole is no minimum)."""
    here = float(landscape.value(point[None])[0])
    noise = 64 * np.finfo(float).eps * max(abs(here), 1e-6 * spread)
    rises = [_lowest_on_ring(landscape, point, r * width) - here for r in RINGS]
    return bool(min(rises) > noise and rises[-1] < 0.8 * rises[0])


def _lowest_on_ring(landscape: Landscape, point: Array, radii: Array) -> float:
    """Return the lowest value on a ring; NaN where part of the ring is undefined."""
    if landscape.dim == 1:
        return float(np.min(landscape.value(point + radii * np.array([[-1.0], [1.0]]))))
    angles = np.linspace(0.0, 2 * np.pi, 72, endpoint=False)
    reach = angles[1]
    lowest = np.inf
    for _ in range(30):
        ring = point + radii * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        values = landscape.value(ring)
        if np.isnan(values).any():
            return float("nan")
        lowest = min(lowest, float(values.min()))
        best = angles[np.argsort(values)[:6]]
        reach /= 2
        angles = np.concatenate([best, best - reach, best + reach])
    return lowest
