"""What is already known of a landscape's minima, looked up without searching."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.landscape import Landscape
from explorer.core.minima import known_critical_points

__all__ = ["KnownMinimum", "lowest_known", "nearest_known"]


@dataclass(frozen=True, slots=True)
class KnownMinimum:
    """A minimum from the catalogue or from an earlier search, and how far it is."""

    point: Point
    value: float
    distance: float  # in the landscape's own units


def nearest_known(landscape: Landscape, point: Point, reach: float) -> KnownMinimum | None:
    """Return the nearest known minimum within `reach` (a share of the box), or None."""
    minima, values = _minima(landscape)
    if not len(minima):
        return None
    apart = minima - np.array(point)
    shares = np.linalg.norm(apart / _widths(landscape), axis=1)
    best = int(np.argmin(shares))
    if not shares[best] <= reach:
        return None
    place = tuple(minima[best].tolist())
    return KnownMinimum(place, float(values[best]), float(np.linalg.norm(apart[best])))


def lowest_known(landscape: Landscape) -> float | None:
    """Return the lowest value known in the box; None where nothing is known."""
    if landscape.knows_its_minima:
        return landscape.lowest
    _, values = _minima(landscape)
    return float(values[0]) if len(values) else None


def _minima(landscape: Landscape) -> tuple[Array, Array]:
    if landscape.knows_its_minima:
        return _listed(landscape)
    found = [c for c in known_critical_points(landscape) or () if c.kind == "minimum"]
    points = np.array([c.point for c in found]).reshape(-1, landscape.dim)
    return points, np.array([c.value for c in found])


@lru_cache(maxsize=128)
def _listed(landscape: Landscape) -> tuple[Array, Array]:
    points = np.array(landscape.minima, dtype=np.float64).reshape(-1, landscape.dim)
    return points, landscape.value(points)


@lru_cache(maxsize=128)
def _widths(landscape: Landscape) -> Array:
    return np.array([high - low for low, high in landscape.box])
