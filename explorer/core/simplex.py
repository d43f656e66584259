"""Simplex: the corners that Nelder-Mead keeps, best first, followed by their values.

Stored in one array of (dim + 1) * (dim + 1) numbers: dim for each corner, then the values.
"""

from explorer.core.array import Array

__all__ = ["arrange", "is_small"]


def arrange(corners: Array, dim: int) -> None:
    """Sort the corners by their values, lowest first; equal ones keep their order."""
    values = corners[dim * (dim + 1) :]
    for last in range(1, dim + 1):
        k = last
        while k > 0 and values[k] < values[k - 1]:
            value = values[k]
            values[k] = values[k - 1]
            values[k - 1] = value
            for d in range(dim):
                c = corners[k * dim + d]
                corners[k * dim + d] = corners[(k - 1) * dim + d]
                corners[(k - 1) * dim + d] = c
            k -= 1


def is_small(corners: Array, dim: int, point_tolerance: float, value_tolerance: float) -> bool:
    """Tell whether all corners are this near to the best one, and all values too."""
    values = corners[dim * (dim + 1) :]
    for k in range(1, dim + 1):
        for d in range(dim):
            if not abs(corners[k * dim + d] - corners[d]) <= point_tolerance:
                return False
        if not abs(values[k] - values[0]) <= value_tolerance:
            return False
    return True
