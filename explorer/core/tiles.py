"""Tiles: run a great many lanes, a few hundred at a time, and keep only where each ends.

The functions are compiled as they stand here; their arguments are those of lanes.py.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.lanes import finish, stride
from explorer.core.probe import as_slope

__all__ = ["march", "picked", "put", "tile"]

Kernel = Callable[..., Any]
Counts = NDArray[np.int64]
Streams = NDArray[np.uint64]


def march(
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
    values: Array,
    gradients: Array,
    before: Array,
    squares: Array,
    strays: Array,
    running: int,
) -> tuple[int, int]:
    """Go on from step k until half the lanes have stopped; return the next step and who runs."""
    half = running // 2
    while k <= steps and running > half:
        running = stride(
            *(rule, value, slope, curvature, constants, box, boundary, whole, sloped, k),
            *(tolerances, streams, settings, extras, scaled, looks, shared, memory, points),
            *(counts, stops, values, gradients, before, squares, strays, running),
        )
        k += 1
    return k, running


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
    extras: Array,
    looks: Array,
    shared: Array,
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
    spot, found, tilt = np.empty((dim, 1)), np.empty(1), np.empty((dim, 1))
    for low in range(first, last, width):
        n = min(width, last - low)
        names, t, v, room = np.empty(n, np.int64), np.empty(n), np.empty(n), np.empty((2, n))
        g, before = np.empty((dim, n)), np.empty((dim, n))
        for i in range(n):
            names[i] = low + i
            t[i] = tolerances[low + i]
        p, h, a = picked(points, names), picked(settings, names), picked(shared, names)
        e, w = picked(extras, names), picked(settings, names)
        m, r = picked(memory, names), picked(streams, names)
        c, s = picked(counts, names), picked(stops, names)
        for i in range(n):
            c[0, i] = 1
            c[1, i] = 1 if sloped else 0
        k, running = 0, n
        while running > 0:
            k, running = march(
                rule,
                value,
                slope,
                curvature,
                constants,
                box,
                boundary,
                whole,
                sloped,
                k,
                steps,
                t,
                r,
                h,
                e,
                w,
                looks,
                a,
                m,
                p,
                c,
                s,
                v,
                g,
                before,
                room[0],
                room[1],
                running,
            )
            if k > steps:
                running = 0
            keep, kept = np.empty(running, np.int64), 0
            for i in range(n):
                if running > 0 and s[0, i] == 0:
                    names[kept], v[kept], t[kept] = names[i], v[i], t[i]
                    keep[kept] = i
                    kept += 1
                else:
                    finish(whole, steps, i, c, s)
                    if s[0, i] == 6:  # it may have been put back: not to the value it had
                        for d in range(dim):
                            spot[d, 0] = p[d, i]
                        as_slope(slope)(spot, constants, found, tilt)
                        v[i] = found[0]
                    put(names[i], i, p, v, c, s, points, values, counts, stops)
            n = running
            p, h, a = picked(p, keep), picked(h, keep), picked(a, keep)
            e, w = picked(e, keep), picked(w, keep)
            g, m, r = picked(g, keep), picked(m, keep), picked(r, keep)
            c, s, t, v = picked(c, keep), picked(s, keep), t[:n], v[:n]
            before, room = np.empty((dim, n)), np.empty((2, n))


def picked(rows: Any, keep: Counts) -> Any:
    """Return the columns `keep` of rows (n, lanes); of rows (n, 1) or (n, 0) a copy."""
    shares = rows.shape[1] <= 1
    out = np.empty((rows.shape[0], rows.shape[1] if shares else keep.size), rows.dtype)
    for d in range(rows.shape[0]):
        for i in range(out.shape[1]):
            out[d, i] = rows[d, 0 if shares else keep[i]]
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
