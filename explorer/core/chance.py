"""Chance for rules that see the whole point: numbers that belong to a run, a step and a use.

`chance` is what such a rule is given: (seed, lane, step). These functions run compiled and as
plain Python.
"""

from typing import Any

from explorer.core.randomness import standard_normal, threefry, uniform

__all__ = ["Chance", "normal_from", "one_of", "uniform_from"]

Chance = tuple[Any, ...]


def normal_from(chance: Chance, use: int) -> float:
    """Return a standard normal number; `use` tells the numbers of one step apart."""
    return standard_normal(chance[0], chance[1], chance[2], use)


def uniform_from(chance: Chance, use: int) -> float:
    """Return a number strictly between 0 and 1, each as likely."""
    bits, _ = threefry(chance[0], chance[1], chance[2], use)
    return uniform(bits)


def one_of(chance: Chance, use: int, count: int) -> int:
    """Return a whole number from 0 to count − 1, each as likely."""
    bits, _ = threefry(chance[0], chance[1], chance[2], use)
    return min(int(uniform(bits) * count), count - 1)
