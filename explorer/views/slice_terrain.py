"""The terrain of a slice: the loss of a net over a plane of its weights, coloured and contoured."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.slice_plan import MapLayer
from explorer.core.nets.surface import survey
from explorer.session.slicer import Slice
from explorer.views.camera import Camera
from explorer.views.relief import Relief, relief
from explorer.views.terrain import SHADES, isolines
from explorer.views.theme import difference_colours, landscape_colours

__all__ = ["SliceRequest", "SliceTerrain", "slice_scale", "slice_terrain"]

SAMPLES = 25  # across the box, for the colour scale
SMOOTH = 220  # points across after smoothing, about


@dataclass(frozen=True, eq=False)
class SliceRequest:
    """Which slice to survey, over which part of its plane, at about `count` points squared.

    Without a `scale` one is made from the slice's own box; `usual` are losses that it shall reach.
    """

    slice: Slice
    camera: Camera
    count: int
    scale: Relief | None = None
    usual: Array = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True, eq=False)
class SliceTerrain:
    """The surveyed slice. Over a plane `values` are (rows, columns), the top row first.

    Along a line they are one row, and `held_out` is another: the held-out loss, if it is shown too.
    """

    request: SliceRequest
    scale: Relief
    xs: Array  # (columns,) rising
    values: Array
    held_out: Array  # (columns,), or none
    colours: NDArray[np.uint8]  # (rows, columns, 4) RGBA, smoothed
    isolines: Array  # (n, 2) points of the plane, NaN between two lines
    is_whole: bool  # whether every value is a number

    def value_at(self, x: float, y: float = 0.0) -> float:
        """Return the surface at coordinates of the plane, between the points; NaN outside."""
        camera = self.request.camera
        if not camera.left <= x <= camera.right:
            return float("nan")
        if len(self.values) == 1:
            return float(np.interp(x, self.xs, self.values[0]))
        if not camera.low <= y <= camera.high:
            return float("nan")
        rows, columns = self.values.shape
        across = (x - camera.left) / (camera.right - camera.left) * (columns - 1)
        down = (camera.high - y) / (camera.high - camera.low) * (rows - 1)
        column, row = min(int(across), columns - 2), min(int(down), rows - 2)
        s, t = across - column, down - row
        near, far = self.values[row, column : column + 2], self.values[row + 1, column : column + 2]
        weights = (1 - s, s)
        with np.errstate(invalid="ignore"):  # nothing times infinity
            return float((1 - t) * (near @ weights) + t * (far @ weights))


def slice_terrain(
    request: SliceRequest, cancelled: Callable[[], bool] | None = None
) -> SliceTerrain | None:
    """Survey a slice; None when cancelled on the way."""
    seen = request.slice
    scale = request.scale or slice_scale(seen, request.usual, cancelled)
    if scale is None:
        return None
    if len(seen.plane.directions) == 1:
        return _along(request, scale, cancelled)
    camera = request.camera
    shape = sqrt(camera.width / camera.height)
    columns, rows = max(5, round(request.count * shape)), max(5, round(request.count / shape))
    xs, ys = (
        np.linspace(camera.left, camera.right, columns),
        np.linspace(camera.low, camera.high, rows),
    )
    values = survey(seen.net, seen.plane, seen.plan.layer, xs, ys, seen.rows, cancelled)
    if values is None:
        return None
    values = np.ascontiguousarray(values[::-1])
    heights = scale.height(values)
    is_whole = not np.isnan(heights).any()
    if is_whole:
        heights = _smoothed(heights)
    across = np.linspace(camera.left, camera.right, heights.shape[1])
    down = np.linspace(camera.high, camera.low, heights.shape[0])
    lines = isolines(across, down, heights, not is_whole)
    return SliceTerrain(
        request, scale, xs, values, np.empty(0), _colours(heights, seen.plan.layer), lines, is_whole
    )


def slice_scale(
    seen: Slice, usual: Array, cancelled: Callable[[], bool] | None = None
) -> Relief | None:
    """Return the colour scale of a slice from a look at its whole box; None when cancelled."""
    xs = np.linspace(*seen.box[0], SAMPLES)
    ys = np.linspace(*seen.box[1], SAMPLES) if len(seen.box) > 1 else np.zeros(1)
    values = survey(seen.net, seen.plane, seen.plan.layer, xs, ys, seen.rows, cancelled)
    if values is None:
        return None
    # As many as were surveyed, so that they count as much.
    known = np.resize(usual, values.size) if len(usual) else usual
    values = np.concatenate([values.ravel(), known])
    return _either_way(values) if seen.plan.layer == "difference" else relief(values)


def _either_way(values: Array) -> Relief:
    """Return a scale with nothing in the middle: what is below on one side, above on the other."""
    sizes = relief(np.abs(values), 0.0)
    if len(sizes.values) < 2:
        return sizes
    return Relief(
        np.concatenate([-sizes.values[:0:-1], sizes.values]),
        np.concatenate([0.5 - sizes.heights[:0:-1] / 2, 0.5 + sizes.heights / 2]),
    )


def _along(
    request: SliceRequest, scale: Relief, cancelled: Callable[[], bool] | None
) -> SliceTerrain | None:
    """Survey a line: its losses, and where it is the training loss, the held-out ones as well."""
    seen, camera = request.slice, request.camera
    xs, ys = np.linspace(camera.left, camera.right, 4 * request.count + 1), np.zeros(1)
    layers: list[MapLayer] = [seen.plan.layer]
    if seen.plan.layer == "train" and len(seen.net.data_set.rows("held-out")):
        layers.append("held-out")
    found = []
    for layer in layers:
        values = survey(seen.net, seen.plane, layer, xs, ys, seen.rows, cancelled)
        if values is None:
            return None
        found.append(np.asarray(values).reshape(-1))
    values = found[0][None, :]
    whole = not np.isnan(values).any()
    nothing = np.empty((0, 0, 4), dtype=np.uint8)
    held_out = found[1] if len(found) > 1 else np.empty(0)
    return SliceTerrain(request, scale, xs, values, held_out, nothing, np.empty((0, 2)), whole)


def _colours(heights: Array, layer: MapLayer) -> NDArray[np.uint8]:
    table = difference_colours(SHADES) if layer == "difference" else landscape_colours(SHADES)
    undefined = np.isnan(heights)
    shades = np.where(undefined, 0.0, np.clip(heights, 0.0, 1.0)) * (SHADES - 1)
    colours = table[shades.astype(np.intp)]
    colours[undefined] = 0
    return colours


def _smoothed(heights: Array) -> Array:
    """Return heights on a finer grid, through all that were surveyed (Catmull and Rom 1974)."""
    rows, columns = heights.shape
    times = max(1, round(SMOOTH / max(rows, columns)))
    if times == 1:
        return heights
    smooth: Array = _between(rows, times) @ heights @ _between(columns, times).T
    return smooth


def _between(count: int, times: int) -> Array:
    """Return the matrix that takes values at `count` points to `times` as fine a grid."""
    at = np.linspace(0, count - 1, (count - 1) * times + 1)
    first = np.minimum(at.astype(int), count - 2)
    t = at - first
    shares = np.stack(
        [
            ((2 - t) * t - 1) * t / 2,
            ((3 * t - 5) * t * t + 2) / 2,
            ((4 - 3 * t) * t + 1) * t / 2,
            (t - 1) * t * t / 2,
        ]
    )
    matrix = np.zeros((len(at), count))
    rows = np.arange(len(at))
    for k, share in enumerate(shares):
        # Beyond the edge the last step goes on straight: p(-1) = 2 p(0) - p(1).
        column = first + k - 1
        inside = (column >= 0) & (column < count)
        np.add.at(matrix, (rows[inside], column[inside]), share[inside])
        for edge, inner, out in ((0, 1, column < 0), (count - 1, count - 2, column >= count)):
            np.add.at(matrix, (rows[out], edge), 2 * share[out])
            np.add.at(matrix, (rows[out], inner), -share[out])
    return matrix
