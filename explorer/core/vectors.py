"""Vectors: products and copies of columns (dim, 1), for rules that see the whole point.

These functions run compiled, together with the rule that calls them, and as plain Python. They
are loops, as what NumPy does with whole arrays takes Numba seconds to compile.
"""

from explorer.core.array import Array

__all__ = ["copied", "dot", "shifted"]


def dot(one: Array, other: Array) -> float:
    """Return the inner product of two columns (dim, 1)."""
    total = 0.0
    for d in range(one.shape[0]):
        total += one[d, 0] * other[d, 0]
    return total


def copied(source: Array, target: Array) -> None:
    """Copy a column (dim, 1) into another."""
    for d in range(source.shape[0]):
        target[d, 0] = source[d, 0]


def shifted(point: Array, move: Array, share: float, target: Array) -> bool:
    """Fill target with point + share · move; tell whether that is another point."""
    moved = False
    for d in range(point.shape[0]):
        target[d, 0] = point[d, 0] + share * move[d, 0]
        moved = moved or target[d, 0] != point[d, 0]
    return moved
