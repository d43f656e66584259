"""Streamlines: the ways downhill from everywhere, evenly spread over a part of the ground."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, log2

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.objective import Objective
from explorer.views.camera import Camera

__all__ = ["StreamRequest", "Streams", "stream_request", "streamlines"]

APART = 19.0  # pixels between lines at least, and less than twice that
BLOCK = 12  # cells: what is computed begins and ends at multiples of them
NODES = 4  # gradients along the side of a cell
FINE = 2  # along the side of a cell: so near a line may come to another before it ends
STEP = 0.22  # of a cell
LONGEST = 160  # steps each way
SHORTEST = 7  # points; what is shorter is not worth drawing
TRUE = 0.9  # of a line that must run downhill; else the land is finer than the grid
STEADY = 0.35  # where the directions around disagree more, a minimum or a saddle is near
# First few, far apart, then between them: (cells between seeds, and the offset both ways).
ROUNDS = ((8, 4, 4), (4, 2, 2), (2, 1, 1), (2, 0, 0), (2, 1, 0), (2, 0, 1))


@dataclass(frozen=True)
class StreamRequest:
    """Which part of which landscape: cells of `size` along both axes, from `first` on.

    The cells are powers of two and the part is larger than the view: while one pans and zooms a
    little, the request stays the same, and so do the lines.
    """

    landscape: Objective
    size: tuple[float, float]
    first: tuple[int, int]
    count: tuple[int, int]


@dataclass(frozen=True, eq=False)
class Streams:
    """The lines, as one broken line (n, 2) of points of the plane, each running downhill.

    `heads` (k, 2, 2) has a short piece from the middle of each, for the head of an arrow.
    """

    request: StreamRequest
    lines: Array
    heads: Array


def stream_request(landscape: Objective, camera: Camera) -> StreamRequest:
    """Return what is to be computed for a view."""
    sizes, firsts, counts = [], [], []
    for low, high, unit in zip(
        (camera.left, camera.low), (camera.right, camera.high), camera.per_pixel, strict=True
    ):
        size = 2.0 ** ceil(log2(unit * APART))
        first = BLOCK * floor(low / size / BLOCK)
        sizes.append(size)
        firsts.append(first)
        counts.append(BLOCK * ceil(high / size / BLOCK) - first)
    return StreamRequest(
        landscape, (sizes[0], sizes[1]), (firsts[0], firsts[1]), (counts[0], counts[1])
    )


def streamlines(
    request: StreamRequest, cancelled: Callable[[], bool] = lambda: False
) -> Streams | None:
    """Trace the lines; None when cancelled on the way.

    The way of steepest descent, dx/dt = −g, by the midpoint rule through exact gradients on a
    grid. A line ends where it comes too near to another (Jobard and Lefer 1997); unlike theirs
    many are traced at once, from seeds that are far apart.
    """
    field = _field(request)
    across, up = request.count
    owner = np.full((up * FINE + 2, across * FINE + 2), -1, dtype=np.int64)  # with a rim
    pieces: list[Array] = []
    begun = 0
    for stride, right, over in ROUNDS:
        if cancelled():
            return None
        u, v = np.meshgrid(np.arange(right, across, stride), np.arange(over, up, stride))
        every: Array = np.column_stack([u.ravel(), v.ravel()]).astype(np.float64) + 0.5
        seeds = every[_is_free(owner, every)]
        names = begun + np.arange(len(seeds))
        begun += len(seeds)
        down = _trace(field, owner, seeds, names, 1.0)
        above = _trace(field, owner, seeds, names, -1.0)
        pieces += list(np.concatenate([above[:, :0:-1], down], axis=1))
    return _finished(request, pieces)


def _field(request: StreamRequest) -> Array:
    """Return the directions downhill in cells (rows, columns, 2), of length 1; 0 where unknown."""
    axes = [
        (first + np.arange(count * NODES + 1) / NODES) * size
        for first, count, size in zip(request.first, request.count, request.size, strict=True)
    ]
    points = np.stack(np.meshgrid(*axes), axis=-1)
    with np.errstate(all="ignore"):
        slopes = request.landscape.gradient(points.reshape(-1, 2)).reshape(points.shape)
        slopes = slopes / np.abs(slopes).max(axis=2, keepdims=True)
        ways = -slopes / np.array(request.size) * max(request.size)
        ways /= np.hypot(ways[..., 0], ways[..., 1])[..., None]
    return np.where(np.isfinite(ways).all(axis=2, keepdims=True), ways, 0.0)


def _trace(
    field: Array, owner: NDArray[np.int64], seeds: Array, names: NDArray[np.int64], turn: float
) -> Array:
    """Follow the field from seeds (n, 2) at once; return (n, steps, 2), NaN after a line's end."""
    path = np.full((len(seeds), LONGEST + 1, 2), np.nan)
    path[:, 0] = seeds
    at, way = seeds.copy(), turn * _direction(field, seeds)
    live = np.arange(len(seeds))
    room = (np.array(field.shape[1::-1]) - 1) / NODES
    for step in range(1, LONGEST + 1):
        _claim(owner, at, names[live])
        middle = turn * _direction(field, at + 0.5 * STEP * way)
        ahead = at + STEP * middle
        onward = turn * _direction(field, ahead)
        steady = np.hypot(*onward.T) > STEADY
        turned = (way * onward).sum(axis=1) <= 0  # past the bottom, and back
        inside = ((ahead > 0) & (ahead < room)).all(axis=1)
        owned = owner[_cell(ahead)]
        goes = steady & ~turned & inside & ((owned == -1) | (owned == names[live]))
        if not goes.any():
            break
        live, at, way = live[goes], ahead[goes], onward[goes]
        path[live, step] = at
    return path


def _direction(field: Array, at: Array) -> Array:
    """Return the field between its nodes (n, 2); shorter than 1 where the nodes disagree."""
    spot = np.clip(at * NODES, 0.0, np.array(field.shape[1::-1]) - 1.000001)
    corner = spot.astype(np.intp)
    u, v = (spot - corner).T[..., None]
    x, y = corner.T
    low = (1 - u) * field[y, x] + u * field[y, x + 1]
    high = (1 - u) * field[y + 1, x] + u * field[y + 1, x + 1]
    found: Array = (1 - v) * low + v * high
    return found


def _cell(at: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    x, y = (at * FINE).astype(np.intp).T + 1
    return y, x


def _claim(owner: NDArray[np.int64], at: Array, names: NDArray[np.int64]) -> None:
    where = _cell(at)
    free = owner[where] == -1
    owner[where[0][free], where[1][free]] = names[free]


def _is_free(owner: NDArray[np.int64], seeds: Array) -> NDArray[np.bool_]:
    """Tell which seeds have no line near them."""
    y, x = _cell(seeds)
    near = [owner[y + a, x + b] == -1 for a in (-1, 0, 1) for b in (-1, 0, 1)]
    free: NDArray[np.bool_] = np.logical_and.reduce(near)
    return free


def _finished(request: StreamRequest, pieces: list[Array]) -> Streams:
    size, first = np.array(request.size), np.array(request.first)
    lines, heads = [], []
    for piece in pieces:
        known = piece[np.isfinite(piece[:, 0])]
        if len(known) < SHORTEST:
            continue
        points = (first + known) * size
        with np.errstate(all="ignore"):
            falls = np.diff(request.landscape.value(points)) <= 0
        if falls.mean() < TRUE:
            continue
        middle = len(points) // 2
        lines += [points, np.full((1, 2), np.nan)]
        heads.append(points[middle - 1 : middle + 1])
    if not lines:
        return Streams(request, np.empty((0, 2)), np.empty((0, 2, 2)))
    return Streams(request, np.concatenate(lines), np.stack(heads))
