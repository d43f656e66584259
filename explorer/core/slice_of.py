"""A slice through the weights of a net that was trained elsewhere, measured with its own loss."""

from collections.abc import Callable, Iterable
from math import isfinite
from typing import Any

import numpy as np

from explorer.core.array import Array, Box
from explorer.core.nets import path_planes
from explorer.core.nets.planes import view_box
from explorer.core.nets.weight_plane import WeightPlane
from explorer.core.param import SettingError
from explorer.core.recorded_slice import MOST_ACROSS, RecordedSlice, Recording, recorded

__all__ = ["slice_of"]

Loss = Callable[[Array], Any]


def slice_of(
    loss: Loss,
    weights: Any,
    directions: Any = "anchored",
    *,
    shape: tuple[int, int] = (51, 51),
    box: Iterable[tuple[float, float]] | None = None,
    name: str = "A net of your own",
) -> RecordedSlice:
    """Measure `loss` over a plane through the weights of a net, and return it as a landscape.

    `loss` is any function of one flat float64 array (dim,) that returns a number; it is called
    for each point of the grid, `shape` (columns, rows), and for each point of the path. `weights`
    is a path (n, dim), the start first, or the weights (dim,) of one net. `directions` is
    "anchored" (through start and end, true at both) or "pca" for a path, or an array (2, dim).
    `box` is the part of the plane to measure, in units of the directions; without it, the path
    with room around. Raises SettingError where these do not fit. The result can be raced on like
    any landscape; `save` writes it to a file that the app opens.
    """
    path = _path(weights)
    plane = _plane(path, directions)
    columns, rows = shape
    if not (4 <= columns <= MOST_ACROSS and 4 <= rows <= MOST_ACROSS):
        raise SettingError(f"The shape must be from 4 to {MOST_ACROSS} points each way.")
    ranges: Box = view_box(plane, [path]) if box is None else tuple((a, b) for a, b in box)
    if len(ranges) != 2:
        raise SettingError("The box of a slice has two ranges.")
    xs, ys = (np.linspace(*ends, n) for ends, n in zip(ranges, shape, strict=True))
    heights = [[_number(loss, plane.weights(np.array([x, y]))) for x in xs] for y in ys]
    dots, off = plane.project(path)
    return recorded(
        name,
        tuple((float(low), float(high)) for low, high in ranges),
        Recording(
            heights=tuple(tuple(row) for row in heights),
            path=tuple((float(x), float(y)) for x, y in dots),
            losses=tuple(_number(loss, point) for point in path),
            off=tuple(off.tolist()),
            share=plane.share(path),
            weights=path.shape[1],
            words=plane.words,
        ),
    )


def _path(weights: Any) -> Array:
    try:
        path = np.atleast_2d(np.asarray(weights, dtype=np.float64))
    except (TypeError, ValueError):
        raise SettingError("The weights must be numbers: an array (n, dim) or (dim,).") from None
    if path.ndim != 2 or path.shape[1] < 2 or not len(path):
        raise SettingError("The weights must be a path (n, dim) of at least two weights.")
    if not np.isfinite(path).all():
        raise SettingError("The weights must be finite: leave out what came after a divergence.")
    return path


def _plane(path: Array, directions: Any) -> WeightPlane:
    if isinstance(directions, str):
        ways = {"anchored": path_planes.anchored, "pca": path_planes.pca}
        if directions not in ways:
            raise SettingError(f'Directions are "anchored", "pca" or an array, not {directions!r}.')
        return ways[directions](path, 0)
    try:
        given = np.asarray(directions, dtype=np.float64)
    except (TypeError, ValueError):
        raise SettingError("The directions must be an array (2, dim) of numbers.") from None
    if given.shape != (2, path.shape[1]) or np.linalg.matrix_rank(given) < 2:
        raise SettingError(
            f"The directions must be two that are not parallel, (2, {path.shape[1]})."
        )
    return WeightPlane(path[-1], given, "plane of two given directions", ("first", "second"))


def _number(loss: Loss, weights: Array) -> float:
    found = float(loss(weights))
    return found if isfinite(found) else float("nan")
