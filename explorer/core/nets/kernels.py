"""Kernels: the mean loss of a net, its slope, its curvature and its map, compiled as they stand.

They have the signatures of explorer/core/kernels.py, with the problem (see passes.py) in the place
of the constants, so that every optimizer's rule can use them unchanged.
"""

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.passes import (
    SIZES,
    answer_slopes,
    backward,
    block_width,
    bring_in,
    combine,
    forward,
    losses,
    right_answers,
    unit_count,
)
from explorer.core.nets.pointwise import real

__all__ = ["MAP", "STEPS"]


def penalty(problem: Array, weights: Array, gradient: Array) -> float:
    """Return what the weights cost, and add its slope to gradient where that is not empty."""
    l1, l2 = problem[3], problem[4]
    if l1 == 0.0 and l2 == 0.0:
        return 0.0
    at, total = 0, 0.0
    for k in range(int(problem[0])):
        inputs, outputs = int(problem[SIZES + k]), int(problem[SIZES + k + 1])
        for i in range(at, at + inputs * outputs):
            w = weights[i]
            total += 0.5 * l2 * w * w + l1 * abs(w)
            if gradient.shape[0] > 0:
                gradient[i] += l2 * w + (l1 if w > 0.0 else (-l1 if w < 0.0 else 0.0))
        at += (inputs + 1) * outputs
    return total


def sweep(
    problem: Array, weights: Array, sums: Array, received: Array, backs: Array, found: Array,
    gradient: Array,
) -> None:  # fmt: skip
    """Fill found (3,): objective, mean loss, share of right answers; and gradient if not empty."""
    units, block = sums.shape
    first, last = int(problem[6]), int(problem[7])
    n, outputs = last - first, int(problem[SIZES + int(problem[0])])
    raw, slopes = sums[units - outputs :], backs[units - outputs :]
    prices = received[units - 1]  # outputs are received by nobody: the row is free
    total, right = 0.0, 0
    for i in range(gradient.shape[0]):
        gradient[i] = 0.0
    for begin in range(first, last, block):
        width = min(block, last - begin)
        bring_in(problem, begin, width, received)
        forward(problem, weights, False, sums, received, width)
        losses(problem, begin, raw, prices, width)
        for k in range(width):
            total += prices[k]
        right += right_answers(problem, begin, raw, width)
        if gradient.shape[0] > 0:
            answer_slopes(problem, begin, raw, slopes, width)
            backward(problem, weights, sums, received, backs, gradient, width)
    for i in range(gradient.shape[0]):
        gradient[i] /= n
    found[1] = total / n
    found[0] = found[1] + penalty(problem, weights, gradient)
    found[2] = right / n if problem[8] > 0.0 else np.nan


def value(points: Array, problem: Array, value: Array) -> None:
    """Fill value (n,) with the objective at points (dim, n).

    For one point, value may be (3,), and takes all that `sweep` finds.
    """
    dim, lanes = points.shape
    room = np.empty((2, unit_count(problem), block_width(int(problem[7] - problem[6]))))
    weights, found, none = np.empty(dim), np.empty(3), np.empty(0)
    for i in range(lanes):
        for d in range(dim):
            weights[d] = points[d, i]
        sweep(problem, weights, room[0], room[1], room[0], found, none)
        value[i] = found[0]
    for i in range(lanes, value.shape[0]):
        value[i] = found[i]


def slope(points: Array, problem: Array, value: Array, gradient: Array) -> None:
    """Fill value (n,), or (3,) as above, and gradient (dim, n)."""
    dim, lanes = points.shape
    room = np.empty((3, unit_count(problem), block_width(int(problem[7] - problem[6]))))
    weights, found, slopes = np.empty(dim), np.empty(3), np.empty(dim)
    for i in range(lanes):
        for d in range(dim):
            weights[d] = points[d, i]
        sweep(problem, weights, room[0], room[1], room[2], found, slopes)
        value[i] = found[0]
        for d in range(dim):
            gradient[d, i] = slopes[d]
    for i in range(lanes, value.shape[0]):
        value[i] = found[i]


def heights(
    problem: Array, origin: Array, directions: Array, xs: Array, ys: Array, pure: bool,
    first: int, last: int, found: Array,
) -> None:  # fmt: skip
    """Fill found, of len(ys) x len(xs) in one row, from number `first` to before `last`.

    They are the objectives at origin + x directions[0] + y directions[1], without penalties where
    `pure`. The sums of the first layer are affine in x and y, and so cost next to nothing.
    """
    dim, across, units = origin.shape[0], xs.shape[0], unit_count(problem)
    inputs, begin, end = int(problem[SIZES]), int(problem[6]), int(problem[7])
    layers, hidden = int(problem[0]), int(problem[SIZES + 1])
    block = block_width(end - begin)
    given, affine = np.empty((inputs, block)), np.empty((3, hidden, block))
    sums, received = np.empty((units, block), real), np.empty((units, block), real)
    start, aside = np.empty((hidden, block), real), np.empty((hidden, block), real)
    weights, exact, none = np.empty(dim, real), np.empty(dim), np.empty(0)
    raw, prices = sums[units - int(problem[SIZES + layers]) :], received[units - 1]
    for p in range(first, last):
        found[p] = 0.0
    for at in range(begin, end, block):
        width, line = min(block, end - at), -1
        bring_in(problem, at, width, given)
        combine(origin, 0, inputs, 1, inputs * hidden, given, affine[0], width)
        combine(directions[0], 0, inputs, 1, inputs * hidden, given, affine[1], width)
        combine(directions[1], 0, inputs, 1, inputs * hidden, given, affine[2], width)
        for p in range(first, last):
            x, y = xs[p % across], ys[p // across]
            if p // across != line:
                line = p // across
                for j in range(hidden):
                    for k in range(width):
                        start[j, k] = affine[0, j, k] + y * affine[2, j, k]
                        aside[j, k] = affine[1, j, k]
            for d in range((inputs + 1) * hidden, dim):
                weights[d] = origin[d] + x * directions[0, d] + y * directions[1, d]
            share = real(x)
            for j in range(hidden):
                z, a, b = sums[inputs + j], start[j], aside[j]
                for k in range(width):
                    z[k] = a[k] + share * b[k]
            forward(problem, weights, True, sums, received, width)
            losses(problem, at, raw, prices, width)
            total = 0.0
            for k in range(width):
                total += prices[k]
            found[p] += total
    for p in range(first, last):
        found[p] /= end - begin
        if not pure:
            x, y = xs[p % across], ys[p // across]
            for d in range(dim):
                exact[d] = origin[d] + x * directions[0, d] + y * directions[1, d]
            found[p] += penalty(problem, exact, none)


MAP = (penalty, heights)
STEPS = (penalty, sweep, value, slope)
