"""Flock: move many lanes and record where they are and how high, at some of the steps.

The functions are compiled as they stand here; their arguments are those of lanes.py.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.lanes import finish, stride

__all__ = ["flock", "write_row"]

Kernel = Callable[..., Any]
Counts = NDArray[np.int64]
Streams = NDArray[np.uint64]


def write_row(
    row: int,
    age: int,
    first: int,
    points: Array,
    values: Array,
    stops: Counts,
    all_points: Array,
    all_values: Array,
) -> None:
    """Write where the lanes are after `age` steps; NaN where one flew away before or has no value.

    The lanes are those from number `first` on of all_points (rows, n, dim), all_values (rows, n).
    """
    dim, lanes = points.shape
    for i in range(lanes):
        is_lost = (stops[0, i] == 5 or stops[0, i] == 6) and stops[1, i] != age
        all_values[row, first + i] = np.nan if is_lost else values[i]
        for d in range(dim):
            all_points[row, first + i, d] = np.nan if is_lost else points[d, i]


def flock(
    rule: Kernel,
    value: Kernel,
    slope: Kernel,
    curvature: Kernel,
    constants: Array,
    box: Array,
    boundary: int,
    whole: bool,
    sloped: bool,
    steps: int,
    tolerances: Array,
    streams: Streams,
    settings: Array,
    extras: Array,
    scaled: Array,
    looks: Array,
    shared: Array,
    memory: Array,
    points: Array,
    counts: Counts,
    stops: Counts,
    room: Array,
    every: int,
    first: int,
    all_points: Array,
    all_values: Array,
) -> None:
    """Run up to `steps` steps; row r shows step r · every, the last row the last step.

    `room` (3 + 2 dim, lanes) is room to work in.
    """
    dim, lanes = points.shape
    values, squares, strays = room[0], room[1], room[2]
    gradients, before = room[3 : 3 + dim], room[3 + dim :]
    for i in range(lanes):
        counts[0, i] = 1
        counts[1, i] = 1 if sloped else 0
    running, row = lanes, 0
    for k in range(steps + 1):
        if running > 0:
            running = stride(
                *(rule, value, slope, curvature, constants, box, boundary, whole, sloped, k),
                *(tolerances, streams, settings, extras, scaled, looks, shared, memory, points),
                *(counts, stops, values, gradients, before, squares, strays, running),
            )
        if k % every == 0 or k == steps:
            write_row(row, k, first, points, values, stops, all_points, all_values)
            row += 1
    for i in range(lanes):
        finish(whole, steps, i, counts, stops)
