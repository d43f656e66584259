"""The survey of a surface: a landscape sampled over its box, and baked as a height field."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Point
from explorer.core.height_field import HeightField, bake, warm_up
from explorer.core.objective import Objective
from explorer.views.relief import Relief, Scale
from explorer.views.surface_shape import surface_relief
from explorer.views.terrain import landscape_relief

__all__ = ["COARSE", "FINE", "Surface", "SurfaceRequest", "survey_surface"]

COARSE, FINE = 97, 281  # nodes along the longer side
LONGEST = 3.5  # times the shorter side: a longer box is shown square
BAND = 16_384  # points between two looks at whether the result is still wanted


@dataclass(frozen=True)
class SurfaceRequest:
    """Which landscape of two variables, on which scale, with how many nodes a side."""

    landscape: Objective
    scale: Scale
    nodes: int


@dataclass(frozen=True, eq=False)
class Surface:
    """A landscape as a block of ground. Shares (n, 2) go from 0 to 1 over the box."""

    request: SurfaceRequest
    field: HeightField
    relief: Relief  # its heights; its colours are those of the map

    @property
    def box(self) -> Array:
        """The lowest and the highest coordinates, (2, 2)."""
        return np.array(self.request.landscape.box).T

    def shares(self, points: Array) -> Array:
        """Return where points (n, 2) of the plane lie in the box; infinite ones stay so."""
        low, high = self.box
        with np.errstate(invalid="ignore", over="ignore"):
            found: Array = (points - low) / (high - low)
        return found

    def place(self, share: tuple[float, float]) -> Point:
        """Return the point of the plane at a share of the box."""
        low, high = self.box
        x, y = (low + np.clip(share, 0.0, 1.0) * (high - low)).tolist()
        return x, y

    def lay(self, points: Array) -> tuple[Array, NDArray[np.bool_]]:
        """Return points (n, 2) of the plane as points (n, 3) of the ground, and which lie in it.

        Those beside the box wait at its edge, NaN as well; over a hole they wait on the ground.
        """
        shares = self.shares(points)
        inside: NDArray[np.bool_] = np.all((shares >= 0.0) & (shares <= 1.0), axis=1)
        shares = np.clip(np.where(np.isnan(shares), 0.5, shares), 0.0, 1.0)
        found = self.field.points(shares)
        found[:, 2] = np.nan_to_num(found[:, 2])
        return found, inside


def survey_surface(
    request: SurfaceRequest, cancelled: Callable[[], bool] | None = None
) -> Surface | None:
    """Sample and bake a landscape; None when cancelled on the way."""
    warm_up()
    landscape = request.landscape
    (left, right), (low, high) = landscape.box
    half_x, half_y = _halves(right - left, high - low)
    columns, rows = (_count(request.nodes, half) for half in (half_x, half_y))
    xs, ys = np.linspace(left, right, columns), np.linspace(low, high, rows)
    values = np.empty((rows, columns))
    depth = max(1, BAND // columns)
    for first in range(0, rows, depth):
        if cancelled is not None and cancelled():
            return None
        band = ys[first : first + depth]
        points = np.column_stack([np.tile(xs, len(band)), np.repeat(band, columns)])
        values[first : first + depth] = landscape.value(points).reshape(len(band), columns)
    relief = surface_relief(landscape, request.scale)
    heights, shades = (
        relief.height(values),
        landscape_relief(landscape, request.scale).height(values),
    )
    if cancelled is not None and cancelled():
        return None
    return Surface(request, bake(heights, shades, half_x, half_y), relief)


def _halves(width: float, depth: float) -> tuple[float, float]:
    """Return half the sides of the block: the longer one is 1, the shorter in proportion."""
    ratio = width / depth
    if not 1 / LONGEST <= ratio <= LONGEST:
        return 1.0, 1.0
    return min(1.0, ratio), min(1.0, 1 / ratio)


def _count(nodes: int, half: float) -> int:
    """Return how many nodes a side has: a number that leaves 1 when divided by 4."""
    return 4 * max(8, round((nodes - 1) * half / 4)) + 1
