"""Lanes: move many starts at once, each with its own settings; stop each where it ends.

A lane is one start. State is (dim, lanes), contiguous along lanes. What happens in a lane does
not depend on the other lanes, so results are the same however lanes are grouped. These functions
are compiled as they stand here, and also run as plain Python.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.probe import as_slope, confine

__all__ = ["begin", "path", "settle", "tile"]

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
    stops: Counts,
) -> int:
    """Stop the lanes that end here; return how many lanes are still running.

    `moved` (lanes,) is 1 for lanes that came here in this step; it is set to 0, and the point put
    back to `before`, where the step led to no finite point. `sloped` says that the gradients
    belong to the method, so they may stop it.
    """
    dim, lanes = points.shape
    notable = np.zeros(lanes, np.int64)
    squares = np.zeros(lanes)
    for d in range(dim):
        middle = 0.5 * (box[d, 0] + box[d, 1])
        reach = 1e6 * (box[d, 1] - box[d, 0])
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
    attention = 0
    for i in range(lanes):
        notable[i] |= values[i] - values[i] != 0.0
        if sloped:
            notable[i] |= squares[i] < tolerances[i] * tolerances[i]
        notable[i] &= moved[i]
        attention += notable[i]
    if attention > 0:
        for i in range(lanes):
            if notable[i] == 0:
                continue
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
                stops[i] = 6
            elif far:
                stops[i] = 6
            elif boundary == 3 and outside:
                stops[i] = 4
            elif undefined:
                stops[i] = 5
            elif stops[i] == 0:
                stops[i] = 1
    running = 0
    for i in range(lanes):
        running += stops[i] == 0
    return running


def begin(
    slope: Kernel,
    constants: Array,
    box: Array,
    boundary: int,
    sloped: bool,
    tolerances: Array,
    points: Array,
    values: Array,
    gradients: Array,
    counts: Counts,
    stops: Counts,
) -> int:
    """Evaluate the starts; return how many lanes may run."""
    as_slope(slope)(points, constants, values, gradients)
    for i in range(points.shape[1]):
        counts[0, i] += 1
        if sloped:
            counts[1, i] += 1
    moved = np.ones(points.shape[1], np.int64)
    return settle(
        box, boundary, sloped, tolerances, points, points, values, gradients, moved, stops
    )


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
    """Run up to `steps` steps and record every point: a row a step, (lanes, steps + 1, ...).

    A lane's number of steps is the value its row of `stops` gets in column 1.
    """
    dim, lanes = points.shape
    values, gradients = np.empty(lanes), np.empty((dim, lanes))
    before, moved = np.empty((dim, lanes)), np.ones(lanes, np.int64)
    stood = stops[0]
    running = begin(
        slope,
        constants,
        box,
        boundary,
        sloped,
        tolerances,
        points,
        values,
        gradients,
        counts,
        stood,
    )
    for k in range(steps + 1):
        if k > 0:
            if running == 0:
                break
            for i in range(lanes):
                moved[i] = stood[i] == 0
            for d in range(dim):
                for i in range(lanes):
                    before[d, i] = points[d, i]
            as_rule(rule)(
                value,
                slope,
                curvature,
                constants,
                box,
                boundary,
                k,
                streams,
                settings,
                memory,
                points,
                values,
                gradients,
                counts,
                stood,
            )
            if whole:
                if not sloped:  # for the picture alone, so it is not counted
                    as_slope(slope)(points, constants, np.empty(lanes), gradients)
            else:
                confine(points, box, boundary)
                as_slope(slope)(points, constants, values, gradients)
            running = settle(
                box, boundary, sloped, tolerances, before, points, values, gradients, moved, stood
            )
            if not whole:
                for i in range(lanes):
                    counts[0, i] += moved[i]
                    counts[1, i] += moved[i]
        for i in range(lanes):
            if moved[i] == 0:
                continue
            stops[1, i] = k
            all_values[i, k] = values[i]
            for d in range(dim):
                all_points[i, k, d] = points[d, i]
                all_gradients[i, k, d] = gradients[d, i]
            for j in range(3):
                all_costs[i, k, j] = counts[j, i]
    for i in range(lanes):
        if stood[i] == 0:
            stood[i] = 3


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
        lanes = min(low + width, last) - low
        names = np.empty(lanes, np.int64)
        for i in range(lanes):
            names[i] = low + i
        p, h, m = picked(points, names), picked(settings, names), picked(memory, names)
        c, s, r = picked(counts, names), picked(stops, names), picked(streams, names)
        v, g, before = np.empty(lanes), np.empty((dim, lanes)), np.empty((dim, lanes))
        t, moved = np.empty(lanes), np.ones(lanes, np.int64)
        for i in range(lanes):
            t[i] = tolerances[names[i]]
        running = begin(slope, constants, box, boundary, sloped, t, p, v, g, c, s[0])
        k = 0
        while running > 0 and k < steps:
            if 2 * running <= lanes:
                keep = np.empty(running, np.int64)
                kept = 0
                for i in range(lanes):
                    if s[0, i] == 0:
                        names[kept], v[kept], t[kept] = names[i], v[i], t[i]
                        keep[kept] = i
                        kept += 1
                    else:
                        put(names[i], i, p, v, c, s, points, values, counts, stops)
                lanes = running
                names, v, t, moved = names[:lanes], v[:lanes], t[:lanes], moved[:lanes]
                p, g, h, m = picked(p, keep), picked(g, keep), picked(h, keep), picked(m, keep)
                c, s, r = picked(c, keep), picked(s, keep), picked(r, keep)
                before = np.empty((dim, lanes))
            k += 1
            for i in range(lanes):
                moved[i] = s[0, i] == 0
            for d in range(dim):
                for i in range(lanes):
                    before[d, i] = p[d, i]
            rule(value, slope, curvature, constants, box, boundary, k, r, h, m, p, v, g, c, s[0])
            if not whole:
                confine(p, box, boundary)
                as_slope(slope)(p, constants, v, g)
            running = settle(box, boundary, sloped, t, before, p, v, g, moved, s[0])
            for i in range(lanes):
                s[1, i] += moved[i]
            if not whole:
                for i in range(lanes):
                    c[0, i] += moved[i]
                    c[1, i] += moved[i]
        for i in range(lanes):
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
    stops[0, name] = s[0, lane]
    stops[1, name] = s[1, lane]
