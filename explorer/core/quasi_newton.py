"""Quasi-Newton: curvature that is learned from how the gradient changes from step to step.

These functions run compiled, together with the rule that calls them, and as plain Python. `s` is
a step (dim, 1) and `y` what the gradient changed over it; B is the matrix of curvatures, of which
the inverse is kept, flat (dim · dim), or only the last pairs of s and y.
"""

from math import sqrt

import numpy as np

from explorer.core.array import Array
from explorer.core.marks import Mark, Moment, Ring
from explorer.core.vectors import dot

__all__ = ["begun", "is_curved", "learned", "model_ring", "opening", "turned", "two_loop"]


def opening(fell: float, slope: float) -> float:
    """Return the share to try first: where a parabola would fall as far as the last step did.

    `fell` is below 0, and so is the slope. At most the full step. Nocedal and Wright 2006,
    equation 3.60, with SciPy's factor.
    """
    share = 1.01 * 2.0 * fell / slope
    return min(1.0, share) if share > 0.0 else 1.0


def begun(inverse: Array, dim: int) -> None:
    """Set the inverse (dim · dim,) to the identity: nothing is known of the curvature."""
    for a in range(dim):
        for b in range(dim):
            inverse[a * dim + b] = 1.0 if a == b else 0.0


def turned(inverse: Array, gradient: Array, move: Array) -> float:
    """Fill move with −B⁻¹ gradient; return the slope along it."""
    dim, slope = gradient.shape[0], 0.0
    for a in range(dim):
        total = 0.0
        for b in range(dim):
            total += inverse[a * dim + b] * gradient[b, 0]
        move[a, 0] = -total
        slope -= total * gradient[a, 0]
    return slope


def is_curved(s: Array, y: Array) -> bool:
    """Tell whether the gradient grew along a step, by more than rounding could."""
    return bool(dot(s, y) > 1e-14 * sqrt(dot(s, s)) * sqrt(dot(y, y)))


def learned(inverse: Array, s: Array, y: Array) -> None:
    """Update the inverse by BFGS, so that it takes y to s."""
    dim, bend = s.shape[0], dot(s, y)
    known, middle = np.empty((dim, 1)), 1.0
    for a in range(dim):
        total = 0.0
        for b in range(dim):
            total += inverse[a * dim + b] * y[b, 0]
        known[a, 0] = total
    middle += dot(y, known) / bend
    for a in range(dim):
        for b in range(dim):
            cross = known[a, 0] * s[b, 0] + s[a, 0] * known[b, 0]
            inverse[a * dim + b] += (middle * s[a, 0] * s[b, 0] - cross) / bend


def two_loop(
    gradient: Array, moves: Array, changes: Array, stored: int, history: int, move: Array
) -> None:
    """Fill move with −B⁻¹ gradient, from the last pairs of s and y alone.

    Pair number k, from 0, is row k % history of `moves` and `changes` (dim numbers each); `stored`
    were so far. Nocedal 1980; Nocedal and Wright 2006, algorithm 7.4.
    """
    dim, kept = gradient.shape[0], min(stored, history)
    shares, bends = np.empty(history), np.empty(history)
    scale = 1.0
    for d in range(dim):
        move[d, 0] = -gradient[d, 0]
    for back in range(kept):
        row = ((stored - 1 - back) % history) * dim
        along, bend, turn = 0.0, 0.0, 0.0
        for d in range(dim):
            along += moves[row + d] * move[d, 0]
            bend += moves[row + d] * changes[row + d]
            turn += changes[row + d] * changes[row + d]
        if back == 0:
            scale = bend / turn
        shares[back], bends[back] = along / bend, bend
        for d in range(dim):
            move[d, 0] -= shares[back] * changes[row + d]
    for d in range(dim):
        move[d, 0] *= scale
    for back in range(kept - 1, -1, -1):
        row = ((stored - 1 - back) % history) * dim
        along = 0.0
        for d in range(dim):
            along += changes[row + d] * move[d, 0]
        for d in range(dim):
            move[d, 0] += (shares[back] - along / bends[back]) * moves[row + d]


def model_ring(moment: Moment, inverse: Array) -> tuple[Mark, ...]:
    """Return the level line, through the point, of the parabola with this B⁻¹ (dim, dim)."""
    step = -inverse @ moment.gradient
    matrix = -float(moment.gradient @ step) * inverse
    if not (np.isfinite(matrix).all() and np.all(np.diag(matrix) > 0.0)):
        return ()
    middle = tuple((moment.point + step).tolist())
    rows = tuple(tuple(row) for row in (0.5 * (matrix + matrix.T)).tolist())
    return (Ring(middle, rows, "level line of the parabola that it believes in"),)
