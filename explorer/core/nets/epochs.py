"""Epochs: the loop over steps and batches of a training, compiled as it stands.

It also runs as plain Python. State is that of lanes.py with one lane. Problems (see passes.py)
are `full`, all training examples in their order; `seen`, those that the steps take, which may be
the same array; and `held`, those that training never sees. Row k of what is recorded belongs to
the weights after step k: the objective on all training examples, and the slope that step k + 1
sees there.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.extras import adapt, rate_factor, treated
from explorer.core.lanes import as_rule, settle
from explorer.core.nets.passes import HEAD, SIZES
from explorer.core.probe import as_slope, as_value
from explorer.core.randomness import BATCHES, standard_normal, threefry, uniform

__all__ = ["EPOCHS", "learn", "turn_to"]

Kernel = Callable[..., Any]
Counts = NDArray[np.int64]
Streams = NDArray[np.uint64]


def turn_to(step: int, batch: int, streams: Streams, full: Array, seen: Array) -> None:
    """Set the window of `seen` to the batch of a step, counted from 1; a new order every epoch."""
    n = int(full[5])
    each = (n + batch - 1) // batch
    epoch, number = (step - 1) // each, (step - 1) % each
    if number == 0:
        keys = np.empty(n)
        for i in range(n):
            bits, _ = threefry(streams[0, 0], epoch, i, BATCHES << 32)
            keys[i] = uniform(bits)
        order = np.argsort(keys, kind="mergesort")
        rows = int(full[SIZES]) + int(full[SIZES + int(full[0])])
        for row in range(rows):
            at = HEAD + row * n
            for i in range(n):
                seen[at + i] = full[at + order[i]]
    seen[6] = number * batch
    seen[7] = min(number * batch + batch, n)


def learn(
    rule: Kernel, value: Kernel, slope: Kernel, curvature: Kernel, box: Array, whole: bool,
    sloped: bool, batch: int, shrink: Array, full: Array, seen: Array, held: Array, begin: int,
    end: int, tolerances: Array, streams: Streams, settings: Array, extras: Array, scaled: Array,
    looks: Array, shared: Array, memory: Array, points: Array, counts: Counts, stops: Counts,
    room: Array, all_points: Array, all_values: Array, all_gradients: Array, all_costs: Counts,
    all_measures: Array,
) -> None:  # fmt: skip
    """Take the steps from number `begin` to before `end`; step 0 evaluates the start.

    `batch` is how many examples a step sees, 0 for all. `shrink` (dim,) are the shares of the
    weights that decay takes off before each step. `room` (3 + 2 dim, 1) is the state, and
    all_measures (steps + 1, 4) the loss and the accuracy in training, and those held out.
    """
    dim = points.shape[0]
    values, squares, strays = room[0], room[1], room[2]
    gradients, before = room[3 : 3 + dim], room[3 + dim :]
    found, apart = np.empty(3), np.full(3, np.nan)
    has_decay, has_extras, used = shrink.max() > 0.0, extras.shape[1] > 0, settings
    for k in range(begin, end):
        for d in range(dim):
            before[d, 0] = points[d, 0]
        if k > 0:
            rate = rate_factor(extras, 0, k) if has_extras else 1.0
            if has_decay:
                for d in range(dim):
                    points[d, 0] -= rate * shrink[d] * points[d, 0]
                if whole:  # it takes its slope as given, so it gets that of the shrunk weights
                    as_slope(slope)(points, seen, values, gradients)
                    counts[0, 0] += 1
                    counts[1, 0] += 1 if sloped else 0
            if has_extras:
                used = scaled
                adapt(extras, k, sloped, streams, settings, scaled, points, gradients, stops)
            as_rule(rule)(
                *(value, slope, curvature, seen, box, 0, k, streams),
                *(used, extras, looks, shared, memory),
                *(points, values, gradients, counts, stops),
            )
        if batch > 0:
            turn_to(k + 1, batch, streams, full, seen)
            as_value(value)(points, full, found)
            as_slope(slope)(points, seen, values, gradients)
            if whole and sloped and k > 0:
                counts[0, 0] += 1
                counts[1, 0] += 1
        else:
            as_slope(slope)(points, full, found, gradients)
            values[0] = found[0]
        seen_value = values[0]
        values[0] = found[0]
        settle(
            *(box, 0, sloped, k, tolerances, before, points, values, gradients, squares, strays),
            *(stops, 1),
        )
        values[0] = seen_value
        if stops[0, 0] != 0 and stops[1, 0] != k:
            return
        if int(held[5]) > 0:
            as_value(value)(points, held, apart)
        all_values[k] = found[0]
        for d in range(dim):
            all_points[k, d] = points[d, 0]
            all_gradients[k, d] = gradients[d, 0]
        all_costs[k, 0] = counts[0, 0] if whole else k + 1
        all_costs[k, 1] = counts[1, 0] if whole else k + 1
        all_costs[k, 2] = counts[2, 0]
        all_measures[k, 0], all_measures[k, 1] = found[1], found[2]
        all_measures[k, 2], all_measures[k, 3] = apart[1], apart[2]
        if stops[0, 0] != 0:
            return


EPOCHS = (
    *(threefry, uniform, standard_normal, rate_factor, treated, adapt),
    *(settle, turn_to, learn),
)
