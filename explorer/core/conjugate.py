"""Conjugate gradients: how much of the last direction is kept, in five ways."""

from math import sqrt

from explorer.core.array import Array
from explorer.core.vectors import dot

__all__ = ["kept_share"]


def kept_share(formula: int, before: Array, gradient: Array, move: Array) -> float:
    """Return β from the gradients before and after a step along `move`, columns (dim, 1).

    0 Polak and Ribière, not below 0; 1 Fletcher and Reeves; 2 Hestenes and Stiefel; 3 Dai and Yuan;
    4 Hager and Zhang with their lower bound. 0 where the slope along the move has not risen.
    """
    square, after = dot(before, before), dot(gradient, gradient)
    change = after - dot(gradient, before)  # y · g, with y the change of the gradient
    rise = dot(gradient, move) - dot(before, move)  # y · p
    if formula == 1:
        return after / square
    if formula == 0:
        return max(0.0, change / square)
    if not rise > 0.0:
        return 0.0
    if formula == 2:
        return change / rise
    if formula == 3:
        return after / rise
    turn = after - 2.0 * dot(gradient, before) + square  # y · y
    least = -1.0 / (sqrt(dot(move, move)) * min(0.01, sqrt(square)))
    return max((change - 2.0 * dot(gradient, move) * turn / rise) / rise, least)
