"""Basin: slide from a place to the bottom of the basin that it lies in, by limited-memory BFGS.

These functions run compiled, together with the rule that calls them, and as plain Python.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from explorer.core.array import Array
from explorer.core.line_search import WOLFE, wolfe
from explorer.core.probe import World, norm
from explorer.core.vectors import copied, dot, shifted

__all__ = ["BASIN", "slide_down", "turned_by_history"]


def turned_by_history(moves: Array, rises: Array, used: int, first: int, move: Array) -> None:
    """Turn the gradient in `move` into minus a step of Newton's kind, by the pairs seen so far.

    `moves` and `rises` (10, dim, 1) hold the last steps and changes of the gradient, number
    `first` the oldest of `used`. Nocedal 1980, the two loops.
    """
    shares = np.empty(10)
    for k in range(used - 1, -1, -1):
        j = (first + k) % 10
        shares[j] = dot(moves[j], move) / dot(moves[j], rises[j])
        for d in range(move.shape[0]):
            move[d, 0] -= shares[j] * rises[j, d, 0]
    if used > 0:
        j = (first + used - 1) % 10
        scale = dot(moves[j], rises[j]) / dot(rises[j], rises[j])
        for d in range(move.shape[0]):
            move[d, 0] *= scale
    for k in range(used):
        j = (first + k) % 10
        share = shares[j] - dot(rises[j], move) / dot(moves[j], rises[j])
        for d in range(move.shape[0]):
            move[d, 0] += share * moves[j, d, 0]


def slide_down(
    world: World, point: Array, height: Array, gradient: Array, longest: float, most: int
) -> None:
    """Go downhill from a point (dim, 1) by at most `most` line searches; overwrites all three.

    It ends where the gradient is below 1e-8, or where no lower place is found. A search goes at
    most as far as `longest`, and begins at most a tenth of that away.
    """
    dim = point.shape[0]
    moves, rises = np.empty((10, dim, 1)), np.empty((10, dim, 1))
    move, base, slope_before = np.empty((dim, 1)), np.empty((dim, 1)), np.empty((dim, 1))
    used, first = 0, 0
    for _ in range(most):
        size = norm(gradient)
        if not 1e-8 < size < np.inf:
            return
        copied(gradient, move)
        turned_by_history(moves, rises, used, first, move)
        for d in range(dim):
            move[d, 0] = -move[d, 0]
        slope = dot(move, gradient)
        if not slope < 0.0:
            used = 0
            for d in range(dim):
                move[d, 0] = -gradient[d, 0]
            slope = dot(move, gradient)
        begin = 1.0 if used > 0 else min(1.0, 1.0 / size)
        length = norm(move)
        if not 0.0 < length < np.inf:
            return
        most_share = longest / length
        begin = min(begin, 0.1 * most_share)
        copied(point, base)
        copied(gradient, slope_before)
        share = wolfe(world, point, height, gradient, move, slope, begin, most_share, 1e-4, 0.9)
        if share == 0.0:
            if used == 0:
                return
            used = 0
            continue
        j = (first + used) % 10
        shifted(point, base, -1.0, moves[j])
        shifted(gradient, slope_before, -1.0, rises[j])
        if dot(moves[j], rises[j]) > 1e-16 * dot(rises[j], rises[j]):
            if used == 10:
                first = (first + 1) % 10
            else:
                used += 1


BASIN: tuple[Callable[..., Any], ...] = (*WOLFE, turned_by_history, slide_down)
