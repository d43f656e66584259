"""Lanes: move many starts at once, each with its own settings; stop each where it ends.

A lane is one start. State is (dim, lanes), contiguous along lanes. What happens in a lane does
not depend on the other lanes, so results are the same however lanes are grouped. These functions
are compiled as they stand here, and also run as plain Python.

Arguments that they share: the kernels; constants of the landscape; box (dim, 2); boundary: 0 free,
1 clamp, 2 reflect, 3 stop; whole: the rule evaluates by itself; sloped: the gradient belongs to the
method; tolerances (lanes,) on the gradient norm; streams (2, lanes): seed and lane, the key of the
noise; settings (settings, lanes) and shared (rows, lanes), or (..., 1) where all lanes have the
same; extras (8, lanes) or (8, 1) as settings, (8, 0) where there are none, and `scaled`, the size
of settings, for what they make of these; looks, see probe.py; memory (rows, lanes); points
(dim, lanes), moved in place; counts (3, lanes): evaluations of value, gradient, Hessian; stops
(2, lanes): how a lane stands and the steps it took. It stands at 0 running, 1 flat, 2 finished,
3 out of steps, 4 out of the box, 5 undefined, 6 diverged, 7 the rule has just finished.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.extras import adapt
from explorer.core.probe import as_slope, confine

__all__ = ["as_rule", "finish", "path", "settle", "stride"]

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
    k: int,
    tolerances: Array,
    before: Array,
    points: Array,
    values: Array,
    gradients: Array,
    squares: Array,
    strays: Array,
    stops: Counts,
    running: int,
) -> int:
    """Stop the lanes that end in step k; return how many of `running` lanes are still running.

    Where a step led to no finite point, the point is put back to `before`, and the step is not
    counted. `squares` and `strays` (lanes,) are room to work in: almost always nothing is to be
    done, and that is found in vector code that may err on the safe side.
    """
    dim, lanes = points.shape
    last = dim - 1
    low, high = box[last, 0], box[last, 1]
    for d in range(last):  # all axes but the last, which the loop below takes with it
        middle, share = 0.5 * (box[d, 0] + box[d, 1]), 1e-6 / (box[d, 1] - box[d, 0])
        for i in range(lanes):
            stray = abs(points[d, i] - middle) * share
            square = gradients[d, i] * gradients[d, i]
            strays[i] = stray if d == 0 else strays[i] + stray
            squares[i] = square if d == 0 else squares[i] + square
    calls = 0
    middle, share = 0.5 * (low + high), 1e-6 / (high - low)
    for i in range(lanes):
        stray = abs(points[last, i] - middle) * share + (strays[i] if last > 0 else 0.0)
        square = gradients[last, i] * gradients[last, i] + (squares[i] if last > 0 else 0.0)
        squares[i] = square
        fine = (values[i] - values[i] == 0.0) & (stray < 0.99)
        if sloped:
            fine = fine & (tolerances[i] * tolerances[i] <= square) & (square < np.inf)
        stop = stops[0, i]
        calls += ((not fine) & (stop == 0)) | (stop == 7)
    if boundary == 3:
        for d in range(dim):
            for i in range(lanes):
                outside = (points[d, i] < box[d, 0]) | (points[d, i] > box[d, 1])
                calls += outside & (stops[0, i] == 0)
    if calls == 0:
        return running
    running = 0
    for i in range(lanes):
        if stops[0, i] == 0 or stops[0, i] == 7:
            lost, far, outside = False, False, False
            undefined = values[i] - values[i] != 0.0
            for d in range(dim):
                c, low, high = points[d, i], box[d, 0], box[d, 1]
                lost = lost or c - c != 0.0
                far = far or abs(c - 0.5 * (low + high)) > 1e6 * (high - low)
                outside = outside or c < low or c > high
                undefined = undefined or (sloped and gradients[d, i] - gradients[d, i] != 0.0)
            if lost:
                for d in range(dim):
                    points[d, i] = before[d, i]
                stops[0, i] = 6
            elif far:
                stops[0, i] = 6
            elif boundary == 3 and outside:
                stops[0, i] = 4
            elif undefined:
                stops[0, i] = 5
            elif stops[0, i] == 7:
                stops[0, i] = 2
            elif sloped and squares[i] < tolerances[i] * tolerances[i]:
                stops[0, i] = 1
            if stops[0, i] != 0:
                stops[1, i] = k - 1 if lost else k
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
) -> int:
    """Take step number k in every running lane, 0: evaluate the starts; return how many run on."""
    dim, lanes = points.shape
    for d in range(dim):
        for i in range(lanes):
            before[d, i] = points[d, i]
    has_extras, used = extras.shape[1] > 0, settings
    if k > 0:
        if has_extras:
            used = scaled
            adapt(extras, k, sloped, streams, settings, scaled, points, gradients, stops)
        as_rule(rule)(
            *(value, slope, curvature, constants, box, boundary, k, streams),
            *(used, extras, looks, shared),
            *(memory, points, values, gradients, counts, stops),
        )
        if not whole and (boundary == 1 or boundary == 2):
            confine(points, box, boundary)
    if k == 0 or not whole:
        as_slope(slope)(points, constants, values, gradients)
    elif has_extras and sloped:  # a rule that stayed where it was has left what it was given
        as_slope(slope)(points, constants, squares, gradients)
    return settle(
        *(box, boundary, sloped, k, tolerances, before, points, values, gradients),
        *(squares, strays, stops, running),
    )


def finish(whole: bool, steps: int, lane: int, counts: Counts, stops: Counts) -> None:
    """Complete how a lane ended and, for an elementwise rule, what it evaluated."""
    if stops[0, lane] == 0:
        stops[0, lane] = 3
        stops[1, lane] = steps
    if not whole:
        counts[0, lane] = stops[1, lane] + 1
        counts[1, lane] = stops[1, lane] + 1


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
    extras: Array,
    scaled: Array,
    looks: Array,
    shared: Array,
    memory: Array,
    points: Array,
    counts: Counts,
    stops: Counts,
    room: Array,
    all_points: Array,
    all_values: Array,
    all_gradients: Array,
    all_costs: Counts,
    all_memory: Array,
    all_shared: Array,
) -> None:
    """Run up to `steps` steps and record every point: (lanes, steps + 1, ...).

    Lanes that have taken steps before, those that run as many as `stops` says, go on from there:
    with the values and slopes that were left in `room` (3 + 2 dim, lanes) if something has been
    evaluated before, else where they are is evaluated first. What the rules carry, all_memory and
    all_shared, is recorded too, where there is room for it: they may be (0, 0, 0).
    """
    dim, lanes = points.shape
    values, squares, strays = room[0], room[1], room[2]
    gradients, before = room[3 : 3 + dim], room[3 + dim :]
    has_looked, running, before_these = counts[0, 0] > 0, 0, 0
    for i in range(lanes):
        running += stops[0, i] == 0
        before_these = max(before_these, stops[1, i])
        if not has_looked:
            counts[0, i] = 1
            counts[1, i] = 1 if sloped else 0
    for k in range(steps + 1):
        age = before_these + k if k > 0 else 0
        if k > 0 or not has_looked:
            running = stride(
                *(rule, value, slope, curvature, constants, box, boundary, whole, sloped, age),
                *(tolerances, streams, settings, extras, scaled, looks, shared, memory, points),
                *(counts, stops, values, gradients, before, squares, strays, running),
            )
        if not sloped and k > 0:  # for the picture alone, so it is not counted
            as_slope(slope)(points, constants, squares, gradients)
        for i in range(lanes):
            if stops[0, i] == 0 or stops[1, i] == age:
                all_values[i, k] = values[i]
                for d in range(dim):
                    all_points[i, k, d] = points[d, i]
                    all_gradients[i, k, d] = gradients[d, i]
                all_costs[i, k, 0] = counts[0, i] if whole else before_these + k + 1
                all_costs[i, k, 1] = counts[1, i] if whole else before_these + k + 1
                all_costs[i, k, 2] = counts[2, i]
                if all_memory.shape[0] > 0:
                    for row in range(memory.shape[0]):
                        all_memory[i, k, row] = memory[row, i]
                    for row in range(shared.shape[0]):
                        all_shared[i, k, row] = shared[row, min(i, shared.shape[1] - 1)]
        if running == 0:
            break
    for i in range(lanes):
        finish(whole, before_these + steps, i, counts, stops)
