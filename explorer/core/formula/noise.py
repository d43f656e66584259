"""Frozen noise: a number by chance that belongs to the point, the same each time one looks."""

from inspect import getsource
from typing import Any

from numpy import floor

__all__ = ["NOISE", "noise"]


def noise(u: Any, v: Any) -> Any:
    """Return a number between -3 and 3, mean 0 and standard deviation 1, for the point (u, v).

    Points further apart than 3e-8 have numbers of their own; beyond 4.5e15 a coordinate counts as
    0. Each turn adds to the state of two turns ago a word of the point, a number that stands for
    nothing, and the cube of the last state, modulo the largest prime below 2^25 (where each number
    has one cube root). The last three states are evenly spread and are added. All of them are
    whole numbers, products stay below 2^53, and nothing is rounded before the last line: every
    machine finds the same bits.
    """
    p = 33554393.0
    u = u * (abs(u) <= 4503599627370496.0)
    v = v * (abs(v) <= 4503599627370496.0)
    first, second = floor(u), floor(v)
    before, state, total = 3141592.0, 9265359.0, 0.0
    for turn, word in enumerate(
        (
            first - p * floor(first / p),
            floor((u - first) * 33554432.0),
            second - p * floor(second / p),
            floor((v - second) * 33554432.0),
            0.0,
            0.0,
            0.0,
            0.0,
        )
    ):
        square = state * state
        after = (square - p * floor(square / p)) * state + (before + word + 27182819.0)
        before, state = state, after - p * floor(after / p)
        if turn > 4:
            total = total + state
    return (total - 50331588.0) * (2.0 / p)


NOISE = "from typing import Any\n\n\n" + getsource(noise)
