"""Terrain: a landscape sampled over the part that is seen, coloured and with its isolines."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import contourpy
import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.objective import Objective
from explorer.views.camera import Camera
from explorer.views.relief import Relief, Scale, levels, relief
from explorer.views.theme import landscape_colours

__all__ = [
    "COARSE", "FINE", "SHADES", "Terrain", "TerrainRequest",
    "isolines", "landscape_relief", "landscape_sample", "survey",
]  # fmt: skip

COARSE, FINE = 9_000, 150_000  # points: at once (about 2 ms), and in a worker
SHADES = 512
BAND = 16_384  # points between two looks at whether the result is still wanted


@dataclass(frozen=True)
class TerrainRequest:
    """Which landscape to sample, over which part of the plane, at about how many points.

    `scale` says how values become heights, and with them colours and isolines.
    """

    landscape: Objective
    camera: Camera
    points: int
    isolines: bool = True
    scale: Scale = "balanced"


@dataclass(frozen=True, eq=False)
class Terrain:
    """The sampled landscape: one colour a grid point, and the isolines as one broken line."""

    request: TerrainRequest
    colours: NDArray[np.uint8]  # (rows, columns, 4) RGBA, the top row first; clear where undefined
    isolines: Array  # (n, 2) points of the plane, NaN between two lines
    is_whole: bool  # whether the formula is defined everywhere in view


def survey(request: TerrainRequest, cancelled: Callable[[], bool] | None = None) -> Terrain | None:
    """Sample a landscape of two variables; None when cancelled on the way."""
    camera = request.camera
    ratio = camera.width / camera.height
    rows = max(2, round(sqrt(request.points / ratio)))
    columns = max(2, round(rows * ratio))
    xs = np.linspace(camera.left, camera.right, columns)
    ys = np.linspace(camera.high, camera.low, rows)
    values = np.empty((rows, columns))
    depth = max(1, BAND // columns)
    for top in range(0, rows, depth):
        if cancelled is not None and cancelled():
            return None
        band = ys[top : top + depth]
        points = np.column_stack([np.tile(xs, len(band)), np.repeat(band, columns)])
        values[top : top + depth] = request.landscape.value(points).reshape(len(band), columns)
    heights = landscape_relief(request.landscape, request.scale).height(values)
    undefined = np.isnan(heights)
    shades = (np.where(undefined, 0.0, heights) * (SHADES - 1)).astype(np.intp)
    colours = landscape_colours(SHADES)[shades]
    if any_undefined := bool(undefined.any()):
        colours[undefined] = 0
    if cancelled is not None and cancelled():
        return None
    lines = isolines(xs, ys, heights, any_undefined) if request.isolines else np.empty((0, 2))
    return Terrain(request, colours, lines, not any_undefined)


@lru_cache(maxsize=64)
def landscape_relief(landscape: Objective, scale: Scale = "balanced") -> Relief:
    """Return the colour scale of a landscape, the same at any zoom: from a sample of its box."""
    return relief(*landscape_sample(landscape), scale)


def landscape_sample(landscape: Objective) -> tuple[Array, float | None]:
    """Return values all over the box of a landscape, and the lowest one if it is known."""
    count = 1024 if landscape.dim == 1 else 80
    axes = [np.linspace(low, high, count) for low, high in landscape.box]
    points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, landscape.dim)
    return landscape.value(points), landscape.lowest if landscape.knows_its_minima else None


def isolines(xs: Array, ys: Array, heights: Array, broken: bool) -> Array:
    """Return the isolines of heights on a grid as one broken line; `broken` where some are NaN."""
    # The lines of the heights are those of the values, and no value can overflow in them.
    lines = contourpy.contour_generator(
        xs,
        ys,
        np.ma.masked_invalid(heights) if broken else heights,
        name="serial",
        line_type=contourpy.LineType.ChunkCombinedNan,
    )
    pieces: list[Array] = []
    for level in levels(heights):
        points = lines.lines(float(level))[0][0]
        if points is not None:
            pieces += [points, np.full((1, 2), np.nan)]
    return np.concatenate(pieces) if pieces else np.empty((0, 2))
