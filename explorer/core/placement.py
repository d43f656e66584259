"""Placement: where a landscape lies on the map, and where its minima are then."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Box, Point
from explorer.core.ground import typical_range
from explorer.core.landscape import Landscape

__all__ = ["Placement", "minima_there"]

EQUAL = 1e-9  # so much higher than the lowest is as low
GRID = {1: 2001, 2: 65}  # points an axis, to see whether lower ground has come into the box
SEEDS = {1: 401, 2: 33}  # points an axis from which a lowest place is looked for
STEPS = 60


@dataclass(frozen=True)
class Placement:
    """A turn and a shift: the height at p is that of the landscape at turn·p + shift.

    `turn` is a matrix (dim, dim) that has an inverse, row by row; it may stretch and mirror, too.
    """

    turn: tuple[Point, ...]
    shift: Point

    def on_land(self, points: Array) -> Array:
        """Return where points of the map (n, dim) lie on the landscape, (n, dim)."""
        return np.asarray(points @ np.array(self.turn).T + np.array(self.shift))

    def on_map(self, places: Array) -> Array:
        """Return where places of the landscape (n, dim) lie on the map, (n, dim)."""
        return np.asarray(np.linalg.solve(np.array(self.turn), (places - np.array(self.shift)).T).T)


def minima_there(
    landscape: Landscape, placement: Placement, box: Box
) -> tuple[tuple[Point, ...], float | None]:
    """Return the known minimisers in a box of the map, deepest first, and the lowest value.

    They are those of the land without noise. Nothing is known where no lowest place lies in the
    box, or where lower ground has come into it from beyond the landscape's own box: of that
    ground nobody has said that it is higher.
    """
    lowest = landscape.lowest
    if lowest is None or not landscape.knows_its_minima:
        return (), None
    listed = np.array(landscape.minima, dtype=np.float64).reshape(-1, landscape.dim)
    places = placement.on_map(listed)
    inside = _within(places, box)
    if len(listed):
        deepest = listed[inside][:1]
    else:
        deepest = _lowest_places(landscape)
        deepest = deepest[_within(placement.on_map(deepest), box)][:1]
    if not len(deepest) or not _is_lowest(landscape, deepest[0]):
        return (), None
    if _has_lower_ground(landscape, placement, box):
        return (), None
    return tuple(map(tuple, places[inside].tolist())), lowest


def _within(points: Array, box: Box) -> NDArray[np.bool_]:
    low, high = np.array(box).T
    return np.asarray(((low <= points) & (points <= high)).all(axis=1))


def _is_lowest(landscape: Landscape, place: Array) -> bool:
    lowest = landscape.lowest or 0.0
    return float(landscape.calm_value(place[None])[0]) - lowest <= EQUAL * (1.0 + abs(lowest))


def _has_lower_ground(landscape: Landscape, placement: Placement, box: Box) -> bool:
    """Tell whether a grid over the box finds lower ground outside the landscape's own box."""
    places = placement.on_land(_grid(box, GRID[landscape.dim]))
    values = landscape.calm_value(places[~_within(places, landscape.box)])
    lowest = landscape.lowest or 0.0
    return bool((values < lowest - EQUAL * (1.0 + abs(lowest))).any())


@lru_cache(maxsize=32)
def _lowest_places(landscape: Landscape) -> Array:
    """Return places of a whole curve of minima, (n, dim): Polyak's steps lead to the known value.

    Twice his step, (f - lowest)·g/|g|², is Newton's for the root of a square. Steps stay short.
    """
    lowest, reach = landscape.lowest or 0.0, EQUAL * typical_range(landscape)
    width = np.array([high - low for low, high in landscape.box])
    places = _grid(landscape.box, SEEDS[landscape.dim])
    with np.errstate(all="ignore"):
        for _ in range(STEPS):
            height, slope = landscape.calm_value(places) - lowest, landscape.gradient(places)
            step = (2.0 * height / np.square(slope).sum(axis=1))[:, None] * slope
            longest = np.abs(step / width).max(axis=1, keepdims=True)
            step /= np.maximum(1.0, 10.0 * longest)
            places = places - np.where(np.isfinite(step), step, 0.0)
        low = landscape.calm_value(places) - lowest <= reach
    return np.asarray(places[low & _within(places, landscape.box)])


def _grid(box: Box, count: int) -> Array:
    axes = [np.linspace(low, high, count) for low, high in box]
    return np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1)
