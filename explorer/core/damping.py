"""Damping: what is added to all curvatures, so that a step leads down and not too far.

These functions run compiled, together with the rule that calls them, and as plain Python.
"""

import numpy as np

from explorer.core.array import Array
from explorer.core.line_search import drag, gives_up, longest_share, pull
from explorer.core.matrices import bent, definite_solve, largest_entry
from explorer.core.probe import World, gradient_at, value_at
from explorer.core.region import promised
from explorer.core.vectors import copied, dot, shifted

__all__ = ["DAMPING", "damped", "levenberg"]


def damped(bends: Array, gradient: Array, damping: float, move: Array) -> float:
    """Fill move with −(bends + τ I)⁻¹ gradient; return τ: `damping`, or more until it leads down.

    Infinity, and −gradient, where no damping helps. Where nothing bends at all τ is 1.
    """
    dim, scale, added = gradient.shape[0], largest_entry(bends), damping
    least = 1e-3 * scale if scale > 0.0 else 1.0
    for _ in range(60):
        if definite_solve(bends, added, gradient, move):
            for d in range(dim):
                move[d, 0] = -move[d, 0]
            return added
        added = max(4.0 * added, least)
    for d in range(dim):
        move[d, 0] = -gradient[d, 0]
    return np.inf


def levenberg(
    world: World, point: Array, height: Array, gradient: Array, bends: Array, damping: Array,
    growth: Array, known: Array, longest: float,
) -> bool:  # fmt: skip
    """Try the damped step; take it where it leads down; tell whether there is nothing left to do.

    The damping falls to a third at best, the more of the promised fall came true; where the step
    leads up it grows, by 2, 4, 8 and so on. Nielsen 1999.
    """
    move, trial = np.empty(point.shape), np.empty(point.shape)
    added = damped(bends, gradient, damping[0], move)
    if not added < np.inf:
        return gives_up(world)
    damping[0] = added
    share = min(1.0, longest_share(move, longest))
    for d in range(point.shape[0]):
        move[d, 0] *= share
    fall = promised(bends, gradient, move)
    if not shifted(point, move, 1.0, trial) or not dot(gradient, move) < 0.0:
        return gives_up(world)
    base = height[0] + pull(world, point)
    found = value_at(world, trial)
    fell = base - found - pull(world, trial)
    known[0] = height[0]
    if fell > 0.0 and fall > 0.0:
        gradient_at(world, trial, move)
        square = dot(move, move)
        if square - square == 0.0:  # else there is no slope to go on with
            copied(trial, point)
            copied(move, gradient)
            drag(world, point, gradient)
            height[0], known[0] = found, np.inf
            ratio = min(fell / fall, 1.0)
            damping[0] *= max(1.0 / 3.0, 1.0 - (2.0 * ratio - 1.0) ** 3)
            growth[0] = 2.0
            return False
    damping[0] = max(damping[0], 1e-12 * largest_entry(bends)) * growth[0]
    growth[0] *= 2.0
    return False


DAMPING = (
    *(dot, copied, shifted, pull, drag, gives_up, longest_share),
    *(largest_entry, bent, definite_solve, promised, damped, levenberg),
)
