"""Passes: forward through the layers of a net, and backward, for a block of examples at a time.

Compiled as they stand, like pointwise.py, whose names they use. A `problem` is one flat array:
how many layers, the codes of activation and loss, l1, l2, the number of examples, the first and
last of the batch, whether the targets are classes, then from SIZES on the units of each layer,
and from HEAD on the inputs (features, n) and the targets (outputs, n). Units are counted through
all layers, inputs first: rows of `sums`, `received` and `backs`.
"""

from math import log

from explorer.core.array import Array
from explorer.core.nets.pointwise import activate, activation_slope, expm1, real, sigmoid, softplus

__all__ = ["BLOCK", "HEAD", "PASSES", "SIZES"]

SIZES = 10  # where the units of each layer begin, at most 6 layers of them
HEAD = 16
BLOCK = 256  # examples that are taken at a time: their numbers fit the fast memory


def block_width(n: int) -> int:
    """Return how many of n examples to take at a time: blocks of about one size, in eights."""
    parts = max(1, (n + BLOCK - 1) // BLOCK)
    return max(8, ((n + parts - 1) // parts + 7) // 8 * 8)


def unit_count(problem: Array) -> int:
    """Return the number of units, inputs and outputs included."""
    total = 0
    for k in range(int(problem[0]) + 1):
        total += int(problem[SIZES + k])
    return total


def combine(
    weights: Array, at: int, over: int, along: int, biases: int, given: Array, found: Array,
    width: int,
) -> None:  # fmt: skip
    """Fill found (j, width): sums over i of weights[at + over j + along i] given (i, width).

    Where `biases` is not negative, weights[biases + j] is added.
    """
    inputs = given.shape[0]
    for j in range(found.shape[0]):
        row, w, i = found[j], at + j * over, 0
        if biases >= 0:
            bias = weights[biases + j]
            for n in range(width):
                row[n] = bias
        else:
            for n in range(width):
                row[n] = real(0.0)
        while i + 8 <= inputs:
            a, b, c, d = given[i], given[i + 1], given[i + 2], given[i + 3]
            e, f, g, h = given[i + 4], given[i + 5], given[i + 6], given[i + 7]
            wa, wb, wc = weights[w], weights[w + along], weights[w + 2 * along]
            wd, we, wf = weights[w + 3 * along], weights[w + 4 * along], weights[w + 5 * along]
            wg, wh = weights[w + 6 * along], weights[w + 7 * along]
            for n in range(width):
                row[n] += (
                    (wa * a[n] + wb * b[n]) + (wc * c[n] + wd * d[n])
                ) + ((we * e[n] + wf * f[n]) + (wg * g[n] + wh * h[n]))  # fmt: skip
            i += 8
            w += 8 * along
        while i + 2 <= inputs:
            a, b = given[i], given[i + 1]
            wa, wb = weights[w], weights[w + along]
            for n in range(width):
                row[n] += wa * a[n] + wb * b[n]
            i += 2
            w += 2 * along
        if i < inputs:
            a, wa = given[i], weights[w]
            for n in range(width):
                row[n] += wa * a[n]


def forward(
    problem: Array, weights: Array, is_begun: bool, sums: Array, received: Array, width: int
) -> None:
    """Fill sums and received, from the inputs in the first rows of received.

    With `is_begun` the sums of the first layer are there already.
    """
    layers, code = int(problem[0]), int(problem[1])
    at, row = 0, 0
    for k in range(layers):
        inputs, outputs = int(problem[SIZES + k]), int(problem[SIZES + k + 1])
        biases, end = at + inputs * outputs, row + inputs
        z = sums[end : end + outputs]
        if k > 0 or not is_begun:
            combine(weights, at, inputs, 1, biases, received[row:end], z, width)
        if k < layers - 1:
            activate(code, z, received[end : end + outputs], width)
        at, row = biases + outputs, end


def bring_in(problem: Array, first: int, width: int, received: Array) -> None:
    """Copy inputs number first, first + 1, ... into the first rows of received."""
    n = int(problem[5])
    for i in range(int(problem[SIZES])):
        row, at = received[i], HEAD + i * n + first
        for k in range(width):
            row[k] = problem[at + k]


def losses(problem: Array, first: int, raw: Array, found: Array, width: int) -> None:
    """Fill found (width,) with the loss of each example, from raw outputs (outputs, width)."""
    n, loss = int(problem[5]), int(problem[2])
    outputs = raw.shape[0]
    at = HEAD + int(problem[SIZES]) * n + first
    for k in range(width):
        found[k] = real(0.0)
    if loss == 3:
        for k in range(width):
            top = raw[0, k]
            for j in range(1, outputs):
                top = max(top, raw[j, k])
            total, right = real(0.0), real(0.0)
            for j in range(outputs):
                total += real(1.0) / (real(1.0) + expm1(top - raw[j, k]))
                right += real(problem[at + j * n + k]) * (raw[j, k] - top)
            found[k] = log(total) - right
        return
    for j in range(outputs):
        s, t = raw[j], at + j * n
        if loss == 0:
            for k in range(width):
                price = softplus(-abs(s[k]))
                target = real(problem[t + k])
                share = real(1.0) - target if s[k] > real(0.0) else -target
                found[k] += price + share * s[k]
        elif loss == 1:
            for k in range(width):
                off = s[k] - real(problem[t + k])
                found[k] += off * off
        else:
            for k in range(width):
                side = real(2.0) * real(problem[t + k]) - real(1.0)
                lack = real(1.0) - side * s[k]
                found[k] += real(0.0) if lack < real(0.0) else lack


def answer_slopes(problem: Array, first: int, raw: Array, backs: Array, width: int) -> None:
    """Fill backs (outputs, width) with the derivative of each example's loss in raw outputs."""
    n, loss = int(problem[5]), int(problem[2])
    outputs = raw.shape[0]
    at = HEAD + int(problem[SIZES]) * n + first
    if loss == 3:
        chances(raw, backs, width)
    for j in range(outputs):
        s, b, t = raw[j], backs[j], at + j * n
        if loss == 0:
            for k in range(width):
                b[k] = sigmoid(s[k]) - problem[t + k]
        elif loss == 1:
            for k in range(width):
                b[k] = 2.0 * (s[k] - problem[t + k])
        elif loss == 2:
            for k in range(width):
                side = 2.0 * problem[t + k] - 1.0
                b[k] = -side if 1.0 - side * s[k] > 0.0 else 0.0
        else:
            for k in range(width):
                b[k] -= problem[t + k]


def chances(raw: Array, found: Array, width: int) -> None:
    """Fill found (outputs, width) with the softmax of raw outputs."""
    outputs = raw.shape[0]
    for k in range(width):
        top = raw[0, k]
        for j in range(1, outputs):
            top = max(top, raw[j, k])
        total = 0.0
        for j in range(outputs):
            found[j, k] = 1.0 / (1.0 + expm1(top - raw[j, k]))
            total += found[j, k]
        for j in range(outputs):
            found[j, k] /= total


def right_answers(problem: Array, first: int, raw: Array, width: int) -> int:
    """Return how many of the answers are the right class."""
    n, outputs, right = int(problem[5]), raw.shape[0], 0
    at = HEAD + int(problem[SIZES]) * n + first
    if outputs == 1:
        edge, s = (0.5 if int(problem[2]) == 1 else 0.0), raw[0]
        for k in range(width):
            right += (s[k] > edge) == (problem[at + k] > 0.5)
        return right
    for k in range(width):
        best, wanted = 0, 0
        for j in range(1, outputs):
            best = j if raw[j, k] > raw[best, k] else best
            wanted = j if problem[at + j * n + k] > problem[at + wanted * n + k] else wanted
        right += best == wanted
    return right


def products(
    backs: Array, given: Array, at: int, is_biased: bool, gradient: Array, width: int
) -> None:
    """Add to gradient from `at` the sums over examples of backs (j, width) given (i, width).

    Those of backs alone, for the biases, follow where `is_biased`.
    """
    inputs, outputs = given.shape[0], backs.shape[0]
    for j in range(outputs):
        back, w, i = backs[j], at + j * inputs, 0
        while i + 4 <= inputs:
            a, b, c, d = given[i], given[i + 1], given[i + 2], given[i + 3]
            ga, gb, gc, gd = 0.0, 0.0, 0.0, 0.0
            for n in range(width):
                ga += back[n] * a[n]
                gb += back[n] * b[n]
                gc += back[n] * c[n]
                gd += back[n] * d[n]
            gradient[w + i] += ga
            gradient[w + i + 1] += gb
            gradient[w + i + 2] += gc
            gradient[w + i + 3] += gd
            i += 4
        while i < inputs:
            a, ga = given[i], 0.0
            for n in range(width):
                ga += back[n] * a[n]
            gradient[w + i] += ga
            i += 1
        if is_biased:
            ga = 0.0
            for n in range(width):
                ga += back[n]
            gradient[at + inputs * outputs + j] += ga


def backward(
    problem: Array, weights: Array, sums: Array, received: Array, backs: Array, gradient: Array,
    width: int,
) -> None:  # fmt: skip
    """Add to gradient what follows from the slopes of the outputs, the last rows of backs."""
    layers, code = int(problem[0]), int(problem[1])
    at, row = weights.shape[0], sums.shape[0] - int(problem[SIZES + layers])
    for k in range(layers - 1, -1, -1):
        inputs, outputs = int(problem[SIZES + k]), int(problem[SIZES + k + 1])
        at -= (inputs + 1) * outputs
        here = backs[row : row + outputs]
        below = row - inputs
        products(here, received[below:row], at, True, gradient, width)
        if k > 0:
            there = backs[below:row]
            combine(weights, at, 1, inputs, -1, here, there, width)
            activation_slope(code, sums[below:row], received[below:row], there, width)
        row = below


PASSES = (
    *(block_width, unit_count, combine, forward, bring_in, losses, chances, answer_slopes),
    *(right_answers, products, backward),
)
