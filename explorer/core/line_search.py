"""Line search: how far to go along a direction, found by looking at a few places on it.

These functions run compiled, together with the rule that calls them, and as plain Python. Columns
are (dim, 1); `slope` is the inner product of gradient and move, below zero. A search overwrites
point, height and gradient with those of the place that it found, and returns how far that is as a
share of the move; where it finds nothing lower it leaves all as it is, and returns 0.

With weight decay the height is that of the landscape and ½ · decay · |x|², of which the decay is
the gradient.
"""

from collections.abc import Callable
from math import sqrt
from typing import Any

import numpy as np

from explorer.core.array import Array
from explorer.core.probe import World, curvature_at, gradient_at, norm, slope_at, value_at
from explorer.core.vectors import copied, dot, shifted

__all__ = [
    "BACKTRACK",
    "WOLFE",
    "backtrack",
    "between",
    "curved",
    "downhill",
    "drag",
    "gives_up",
    "longest_share",
    "pull",
    "wolfe",
]


def pull(world: World, point: Array) -> float:
    """Return what weight decay adds to the height of a point."""
    if world[9].shape[1] == 0 or world[9][7, world[10]] == 0.0:
        return 0.0
    return float(0.5 * world[9][7, world[10]] * dot(point, point))


def drag(world: World, point: Array, gradient: Array) -> None:
    """Add to a gradient what weight decay adds to it."""
    if world[9].shape[1] > 0:
        for d in range(point.shape[0]):
            gradient[d, 0] += world[9][7, world[10]] * point[d, 0]


def curved(world: World, point: Array, hessian: Array) -> None:
    """Fill hessian (dim, dim, 1) at a point, with what weight decay adds to it."""
    curvature_at(world, point, hessian)
    if world[9].shape[1] > 0:
        for d in range(point.shape[0]):
            hessian[d, d, 0] += world[9][7, world[10]]


def gives_up(world: World) -> bool:
    """Tell whether a search that found nothing ends the run: not where noise shakes the slope."""
    return bool(world[9].shape[1] == 0 or world[9][6, world[10]] == 0.0)


def longest_share(move: Array, longest: float) -> float:
    """Return the share of a move that is `longest` long; infinity where that is 0: no limit."""
    length = norm(move)
    return longest / length if longest > 0.0 and length > 0.0 else np.inf


def backtrack(
    world: World, point: Array, height: Array, gradient: Array, move: Array, slope: float,
    level: float, first: float, shrink: float, decrease: float,
) -> float:  # fmt: skip
    """Shorten the share, from `first` on, until the height is low enough (Armijo).

    That is at most level + decrease · share · slope, with `level` the height at the point, or
    another that it is measured against. At most 60 trials, each `shrink` times the one before.
    """
    trial, rise, share = np.empty(point.shape), np.empty(point.shape), first
    for _ in range(60):
        if not shifted(point, move, share, trial):
            return 0.0
        found = value_at(world, trial)
        if found + pull(world, trial) <= level + decrease * share * slope:
            gradient_at(world, trial, rise)
            drag(world, trial, rise)
            square = dot(rise, rise)
            if square - square == 0.0:  # else there is no slope to go on with
                height[0] = found
                copied(trial, point)
                copied(rise, gradient)
                return share
        share *= shrink
    return 0.0


def between(
    a: float, a_height: float, a_slope: float, b: float, b_height: float, b_slope: float,
    low: float, high: float,
) -> float:  # fmt: skip
    """Return where the cubic through two heights and slopes is lowest, within [low, high].

    The middle of that where there is no such place. Nocedal and Wright 2006, equation 3.59.
    """
    middle = 0.5 * (low + high)
    if b < a:
        a, a_height, a_slope, b, b_height, b_slope = b, b_height, b_slope, a, a_height, a_slope
    if not a < b:
        return middle
    sum_ = a_slope + b_slope - 3.0 * (a_height - b_height) / (a - b)
    square = sum_ * sum_ - a_slope * b_slope
    if not 0.0 <= square < np.inf:
        return middle
    root = sqrt(square)
    below = b_slope - a_slope + 2.0 * root
    if below == 0.0:
        return middle
    return min(max(b - (b - a) * ((b_slope + root - sum_) / below), low), high)


def wolfe(
    world: World, point: Array, height: Array, gradient: Array, move: Array, slope: float,
    first: float, most: float, decrease: float, flatness: float,
) -> float:  # fmt: skip
    """Find a share, at most `most`, where both strong Wolfe conditions hold.

    The height has fallen by at least decrease · share · |slope|, and the slope along the move is
    at most `flatness` times what it was. After 25 looks without one it takes the lowest that has
    fallen enough; and it takes `most` where the way goes on down. Nocedal and Wright 2006,
    algorithms 3.5 and 3.6, with cubics.
    """
    base = height[0] + pull(world, point)
    trial, rise, found = np.empty(point.shape), np.empty(point.shape), np.empty(1)
    best, best_rise, best_height = np.empty(point.shape), np.empty(point.shape), 0.0
    # The best share so far, and the other end of where one is looked for, once that is known.
    low, low_height, low_slope = 0.0, base, slope
    high, high_height, high_slope = 0.0, base, slope
    share, is_between, is_tight = min(first, most), False, False
    for look in range(25):
        if is_between:
            left, right = min(low, high), max(low, high)
            share = between(low, low_height, low_slope, high, high_height, high_slope, left, right)
            edge = 0.1 * (right - left)
            is_near = min(right - share, share - left) < edge
            if is_near and (is_tight or not left < share < right):  # else it might creep
                share = right - edge if right - share < share - left else left + edge
                is_near = False
            is_tight = is_near
        if not shifted(point, move, share, trial):
            break
        slope_at(world, trial, found, rise)
        drag(world, trial, rise)
        tried, bend = found[0] + pull(world, trial), dot(rise, move)
        is_low = tried <= base + decrease * share * slope and bend - bend == 0.0
        if not is_low or (look > 0 and tried >= low_height):
            high, high_height, high_slope, is_between = share, tried, bend, True
            continue
        was, was_height, was_slope = low, low_height, low_slope
        low, low_height, low_slope, best_height = share, tried, bend, found[0]
        copied(trial, best)
        copied(rise, best_rise)
        if abs(bend) <= -flatness * slope:
            break
        if is_between or bend >= 0.0:
            if not is_between or bend * (high - was) >= 0.0:
                high, high_height, high_slope, is_between = was, was_height, was_slope, True
        elif share >= most:
            break
        else:
            share = between(
                *(was, was_height, was_slope, low, low_height, low_slope),
                *(low + 0.01 * (low - was), 10.0 * low),
            )
            share = min(share, most)
    if low > 0.0:
        height[0] = best_height
        copied(best, point)
        copied(best_rise, gradient)
    return low


def downhill(
    world: World, point: Array, height: Array, gradient: Array, rate: Array, longest: float,
    decrease: float, flatness: float,
) -> bool:  # fmt: skip
    """Step along −gradient to where `wolfe` says; tell whether there is nothing left to do.

    `rate` (1,) is what is tried first, and becomes what was found.
    """
    move = np.empty(point.shape)
    for d in range(point.shape[0]):
        move[d, 0] = -gradient[d, 0]
    slope, most, share = -dot(gradient, gradient), longest_share(move, longest), 0.0
    if slope < 0.0:
        share = wolfe(
            *(world, point, height, gradient, move, slope, rate[0], most, decrease, flatness)
        )
    if share > 0.0:
        rate[0] = share
    return share == 0.0 and gives_up(world)


BACKTRACK: tuple[Callable[..., Any], ...] = (
    *(dot, copied, shifted, pull, drag, gives_up, longest_share, backtrack),
)
WOLFE: tuple[Callable[..., Any], ...] = (
    *(dot, copied, shifted, pull, drag, gives_up, longest_share, between, wolfe),
)
