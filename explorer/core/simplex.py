"""Simplex: the corners that Nelder-Mead keeps, best first: dim numbers each, one after another."""

from explorer.core.array import Array

__all__ = ["arrange", "is_small"]


def arrange(corners: Array, values: Array) -> None:
    """Sort the corners by their values, lowest first; equal ones keep their order."""
    dim = values.size - 1
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


def is_small(corners: Array, values: Array, point_tolerance: float, value_tolerance: float) -> bool:
    """Tell whether all corners are this near to the best one, and all values too."""
    dim = values.size - 1
    for k in range(1, dim + 1):
        for d in range(dim):
            if not abs(corners[k * dim + d] - corners[d]) <= point_tolerance:
                return False
        if not abs(values[k] - values[0]) <= value_tolerance:
            return False
    return True
