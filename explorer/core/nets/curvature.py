"""Curvature: the exact Hessian of a net's mean loss, column by column.

Each column is the derivative of backpropagation itself along one weight: the R-operator
(Pearlmutter, "Fast exact multiplication by the Hessian", 1994). A weight stirs nothing in the
layers before it, and the Hessian is symmetric, so each pass back ends at the weight's own layer.
Compiled as it stands, like kernels.py.
"""

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.passes import (
    SIZES,
    answer_slopes,
    block_width,
    bring_in,
    chances,
    combine,
    forward,
    products,
    unit_count,
)
from explorer.core.nets.pointwise import activation_bend, activation_slope, expm1

__all__ = ["CURVATURE"]


def answer_bends(problem: Array, raw: Array, stirred: Array, found: Array, width: int) -> None:
    """Fill found with how the slopes of the loss change as raw outputs change by `stirred`."""
    loss, outputs = int(problem[2]), raw.shape[0]
    if loss == 3:
        chances(raw, found, width)
        for k in range(width):
            mean = 0.0
            for j in range(outputs):
                mean += found[j, k] * stirred[j, k]
            for j in range(outputs):
                found[j, k] *= stirred[j, k] - mean
        return
    for j in range(outputs):
        for k in range(width):
            if loss == 0:
                p = expm1(abs(raw[j, k])) + 2.0
                found[j, k] = stirred[j, k] * (p - 1.0) / (p * p)
            else:
                found[j, k] = 2.0 * stirred[j, k] if loss == 1 else 0.0


def prepare(problem: Array, weights: Array, first: int, room: Array, width: int) -> None:
    """Fill, unit by unit, what all columns need of a block of examples: the room's first five.

    They are the sums, what is received, the errors (derivatives in the sums), the slopes of the
    activations, and their bends times the derivatives in what is received.
    """
    sums, received, errors, slopes, bends = room[0], room[1], room[2], room[3], room[4]
    layers, code, units = int(problem[0]), int(problem[1]), sums.shape[0]
    bring_in(problem, first, width, received)
    forward(problem, weights, False, sums, received, width)
    row = units - int(problem[SIZES + layers])
    answer_slopes(problem, first, sums[row:], errors[row:], width)
    at = weights.shape[0]
    for k in range(layers - 1, 0, -1):
        inputs, outputs = int(problem[SIZES + k]), int(problem[SIZES + k + 1])
        at -= (inputs + 1) * outputs
        below = row - inputs
        z, a, s, b = sums[below:row], received[below:row], slopes[below:row], bends[below:row]
        error = errors[below:row]
        combine(weights, at, 1, inputs, -1, errors[row : row + outputs], error, width)
        activation_bend(code, z, a, b, width)
        for j in range(inputs):
            for n in range(width):
                b[j, n] *= error[j, n]
                s[j, n] = 1.0
        activation_slope(code, z, a, s, width)
        activation_slope(code, z, a, error, width)
        row = below


def column(
    problem: Array, weights: Array, layer: int, at: int, row: int, j: int, i: int, room: Array,
    found: Array, width: int,
) -> None:  # fmt: skip
    """Add to found (dim,) a column of the Hessian, from the layer of its weight on.

    The weight is from unit i (or the bias, where i is the number of inputs) to unit j of `layer`,
    whose weights begin at `at` and whose inputs are the units from `row`. In the room, `stirred`
    are the changes of the sums, `felt` those of what is received, `backs` those of the errors.
    """
    received, errors, slopes, bends = room[1], room[2], room[3], room[4]
    stirred, felt, backs = room[5], room[6], room[7]
    layers = int(problem[0])
    for k in range(layer, layers):
        inputs, outputs = int(problem[SIZES + k]), int(problem[SIZES + k + 1])
        above = row + inputs
        if k > layer:
            z = stirred[above : above + outputs]
            combine(weights, at, inputs, 1, -1, felt[row:above], z, width)
        else:
            for u in range(outputs):
                for n in range(width):
                    stirred[above + u, n] = 0.0
            for n in range(width):
                stirred[above + j, n] = received[row + i, n] if i < inputs else 1.0
        if k < layers - 1:
            for u in range(above, above + outputs):
                for n in range(width):
                    felt[u, n] = slopes[u, n] * stirred[u, n]
        at += (inputs + 1) * outputs
        row = above
    answer_bends(problem, room[0, row:], stirred[row:], backs[row:], width)
    for k in range(layers - 1, layer - 1, -1):
        inputs, outputs = int(problem[SIZES + k]), int(problem[SIZES + k + 1])
        at -= (inputs + 1) * outputs
        below, end = row - inputs, row + outputs
        products(backs[row:end], received[below:row], at, True, found, width)
        if k > layer:
            products(errors[row:end], felt[below:row], at, False, found, width)
            combine(weights, at, 1, inputs, -1, backs[row:end], backs[below:row], width)
            for u in range(below, row):
                for n in range(width):
                    backs[u, n] = backs[u, n] * slopes[u, n] + bends[u, n] * stirred[u, n]
        row = below


def columns(problem: Array, weights: Array, room: Array, matrix: Array, width: int) -> None:
    """Add the columns of a block of examples, each to a row of matrix (dim, dim)."""
    at, row = 0, 0
    for layer in range(int(problem[0])):
        inputs, outputs = int(problem[SIZES + layer]), int(problem[SIZES + layer + 1])
        for c in range((inputs + 1) * outputs):
            is_bias = c >= inputs * outputs
            j = c - inputs * outputs if is_bias else c // inputs
            i = inputs if is_bias else c % inputs
            column(problem, weights, layer, at, row, j, i, room, matrix[at + c], width)
        at += (inputs + 1) * outputs
        row += inputs


def curvature(points: Array, problem: Array, hessian: Array) -> None:
    """Fill hessian (dim, dim, n) at points (dim, n)."""
    dim, lanes = points.shape
    begin, end = int(problem[6]), int(problem[7])
    block = block_width(end - begin)
    room, matrix = np.empty((8, unit_count(problem), block)), np.empty((dim, dim))
    weights = np.empty(dim)
    for lane in range(lanes):
        for d in range(dim):
            weights[d] = points[d, lane]
            for c in range(dim):
                matrix[d, c] = 0.0
        for first in range(begin, end, block):
            width = min(block, end - first)
            prepare(problem, weights, first, room, width)
            columns(problem, weights, room, matrix, width)
        for a in range(dim):
            for b in range(a, dim):
                mean = matrix[a, b] / (end - begin)
                hessian[a, b, lane] = mean
                hessian[b, a, lane] = mean
        at = 0
        for k in range(int(problem[0])):
            inputs, outputs = int(problem[SIZES + k]), int(problem[SIZES + k + 1])
            for d in range(at, at + inputs * outputs):
                hessian[d, d, lane] += problem[4]
            at += (inputs + 1) * outputs


CURVATURE = (activation_bend, answer_bends, prepare, column, columns, curvature)
