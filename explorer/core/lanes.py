"""Lanes: move many starts at once, each with its own settings; stop each where it ends.

A lane is one start. State is (dim, lanes), contiguous along lanes. What happens in a lane does
not depend on the other lanes, so results are the same however lanes are grouped. These functions
are compiled as they stand here, and also run as plain Python.

Arguments that they share: the kernels; constants of the landscape; box (dim, 2); boundary: 0 free,
1 clamp, 2 reflect, 3 stop; whole: the rule evaluates by itself; sloped: the gradient belongs to the
method; tolerances (lanes,) on the gradient norm; streams (2, lanes): seed and lane, the key of the
noise; settings (settings, lanes); memory (rows, lanes); points (dim, lanes), moved in place;
counts (3, lanes): evaluations of value, gradient, Hessian; stops (2, lanes): how a lane stands
(0 runs, 1 flat, 2 finished, 3 out of steps, 4 left the box, 5 undefined, 6 diverged) and the
steps it took.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.probe import as_slope, confine

__all__ = ["as_rule", "path", "picked", "put", "settle", "stride", "tile"]

Kernel = Callable[..., Any]
Counts = NDArray[np.int64]
Streams = NDArray[np.uint64]


def as_rule(rule: Kernel) -> Kernel:
    """Return a rule that can be called; compiled code gets its address and does it its own way."""
    return rule


def settle(
    box: Array,
    boundary: int,
    sloped: bool,
    tolerances: Array,
    before: Array,
    points: Array,
    values: Array,
    gradients: Array,
    moved: Counts,
    notable: Counts,
    squares: Array,
    stops: Counts,
) -> int:
    """Stop the lanes that end here; return how many lanes are still running.

    `moved` (lanes,) is 1 for lanes that came here in this step; it is set to 0, and the point put
    back to `before`, where the step led to no finite point. `notable` and `squares` (lanes,) are
    room to work in: almost always nothing is notable, and that is found in vector code.
    """
    dim, lanes = points.shape
    for i in range(lanes):
        notable[i] = values[i] - values[i] != 0.0
        squares[i] = 0.0
    for d in range(dim):
        middle, reach = 0.5 * (box[d, 0] + box[d, 1]), 1e6 * (box[d, 1] - box[d, 0])
        for i in range(lanes):
            notable[i] |= not abs(points[d, i] - middle) <= reach
        if boundary == 3:
            for i in range(lanes):
                notable[i] |= points[d, i] < box[d, 0] or points[d, i] > box[d, 1]
        if sloped:
            for i in range(lanes):
                g = gradients[d, i]
                squares[i] += g * g
                notable[i] |= g - g != 0.0
    if sloped:
        for i in range(lanes):
            notable[i] |= squares[i] < tolerances[i] * tolerances[i]
    attention, running = 0, 0
    for i in range(lanes):
        attention += notable[i] & moved[i]
        running += stops[0, i] == 0
    if attention == 0:
        return running
    running = 0
    for i in range(lanes):
        if notable[i] & moved[i]:
            lost, far, outside = False, False, False
            undefined = values[i] - values[i] != 0.0
            for d in range(dim):
                c = points[d, i]
                lost |= c - c != 0.0
                far |= abs(c - 0.5 * (box[d, 0] + box[d, 1])) > 1e6 * (box[d, 1] - box[d, 0])
                outside |= c < box[d, 0] or c > box[d, 1]
                undefined |= sloped and gradients[d, i] - gradients[d, i] != 0.0
            if lost:
                for d in range(dim):
                    points[d, i] = before[d, i]
                moved[i] = 0
                stops[0, i] = 6
            elif far:
                stops[0, i] = 6
            elif boundary == 3 and outside:
                stops[0, i] = 4
            elif undefined:
                stops[0, i] = 5
            elif stops[0, i] == 0:
                stops[0, i] = 1
        running += stops[0, i] == 0
    return running


def stride(
    rule: Kernel,
    value: Kernel,
    slope: Kernel,
    curvature: Kernel,
    constants: Array,
    box: Array,
    boundary: int,
    whole: bool,
    sloped: bool,
    k: int,
    tolerances: Array,
    streams: Streams,
    settings: Array,
    memory: Array,
    points: Array,
    counts: Counts,
    stops: Counts,
    values: Array,
    gradients: Array,
    before: Array,
    moved: Counts,
    notable: Counts,
    squares: Array,
) -> int:
    """Take step number k in every running lane, 0: evaluate the starts; return how many run on.

    `moved` (lanes,) tells which lanes have a new point, or their start, to show for it.
    """
    dim, lanes = points.shape
    for i in range(lanes):
        moved[i] = stops[0, i] == 0
    for d in range(dim):
        for i in range(lanes):
            before[d, i] = points[d, i]
    if k > 0:
        as_rule(rule)(
            *(value, slope, curvature, constants, box, boundary, k, streams, settings, memory),
            *(points, values, gradients, counts, stops[0]),
        )
        if not whole:
            confine(points, box, boundary)
    if k == 0 or not whole:
        as_slope(slope)(points, constants, values, gradients)
    running = settle(
        *(box, boundary, sloped, tolerances, before, points, values, gradients),
        *(moved, notable, squares, stops),
    )
    if k == 0 or not whole:
        for i in range(lanes):
            counts[0, i] += moved[i]
            if sloped:
                counts[1, i] += moved[i]
    for i in range(lanes):
        stops[1, i] += moved[i]
    return running


def path(
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
    memory: Array,
    points: Array,
    counts: Counts,
    stops: Counts,
    all_points: Array,
    all_values: Array,
    all_gradients: Array,
    all_costs: Counts,
) -> None:
    """Run up to `steps` steps and record every point: (lanes, steps + 1, ...)."""
    dim, lanes = points.shape
    values, squares = np.empty(lanes), np.empty(lanes)
    gradients, before = np.empty((dim, lanes)), np.empty((dim, lanes))
    moved, notable = np.empty(lanes, np.int64), np.empty(lanes, np.int64)
    for i in range(lanes):
        stops[1, i] = -1  # the start is no step
    for k in range(steps + 1):
        running = stride(
            *(rule, value, slope, curvature, constants, box, boundary, whole, sloped, k),
            *(tolerances, streams, settings, memory, points, counts, stops),
            *(values, gradients, before, moved, notable, squares),
        )
        if not sloped and k > 0:  # for the picture alone, so it is not counted
            as_slope(slope)(points, constants, squares, gradients)
        for i in range(lanes):
            if moved[i]:
                all_values[i, k] = values[i]
                for d in range(dim):
                    all_points[i, k, d] = points[d, i]
                    all_gradients[i, k, d] = gradients[d, i]
                for j in range(3):
                    all_costs[i, k, j] = counts[j, i]
        if running == 0:
            break
    for i in range(lanes):
        if stops[0, i] == 0:
            stops[0, i] = 3


def tile(
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
    memory: Array,
    points: Array,
    counts: Counts,
    stops: Counts,
    values: Array,
    first: int,
    last: int,
    width: int,
) -> None:
    """Run lanes first..last, `width` at a time, and keep only where each ends.

    Lanes that have stopped are taken out when they are half of those at hand.
    """
    dim = points.shape[0]
    for low in range(first, last, width):
        n = min(width, last - low)
        names = np.empty(n, np.int64)
        t, v, moved, notable = (
            np.empty(n),
            np.empty(n),
            np.empty(n, np.int64),
            np.empty(n, np.int64),
        )
        g, before, squares = np.empty((dim, n)), np.empty((dim, n)), np.empty(n)
        for i in range(n):
            names[i] = low + i
            t[i] = tolerances[low + i]
            stops[1, low + i] = -1
        p, h, m = picked(points, names), picked(settings, names), picked(memory, names)
        c, s, r = picked(counts, names), picked(stops, names), picked(streams, names)
        running = n
        for k in range(steps + 1):
            if 2 * running <= n:
                keep = np.empty(running, np.int64)
                kept = 0
                for i in range(n):
                    if s[0, i] == 0:
                        names[kept], v[kept], t[kept] = names[i], v[i], t[i]
                        keep[kept] = i
                        kept += 1
                    else:
                        put(names[i], i, p, v, c, s, points, values, counts, stops)
                n = running
                p, g, h, m = picked(p, keep), picked(g, keep), picked(h, keep), picked(m, keep)
                c, s, r = picked(c, keep), picked(s, keep), picked(r, keep)
                t, v, moved, notable, squares = t[:n], v[:n], moved[:n], notable[:n], squares[:n]
                before = np.empty((dim, n))
            running = stride(
                *(rule, value, slope, curvature, constants, box, boundary, whole, sloped, k),
                *(t, r, h, m, p, c, s, v, g, before, moved, notable, squares),
            )
            if running == 0:
                break
        for i in range(n):
            if s[0, i] == 0:
                s[0, i] = 3
            put(names[i], i, p, v, c, s, points, values, counts, stops)


def picked(rows: Array, keep: Counts) -> Array:
    """Return the columns `keep` of rows (n, lanes)."""
    out = np.empty((rows.shape[0], keep.size), rows.dtype)
    for d in range(rows.shape[0]):
        for i in range(keep.size):
            out[d, i] = rows[d, keep[i]]
    return out


def put(
    name: int,
    lane: int,
    p: Array,
    v: Array,
    c: Counts,
    s: Counts,
    points: Array,
    values: Array,
    counts: Counts,
    stops: Counts,
) -> None:
    """Write the end of one lane where the caller reads it."""
    values[name] = v[lane]
    for d in range(p.shape[0]):
        points[d, name] = p[d, lane]
    for j in range(3):
        counts[j, name] = c[j, lane]
    for j in range(2):
        stops[j, name] = s[j, lane]
