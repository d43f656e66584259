"""Matrices: symmetric ones (dim, dim, 1), as rules get them: solved, measured, kept.

These functions run compiled, together with the rule that calls them, and as plain Python.
"""

from math import sqrt

import numpy as np

from explorer.core.array import Array

__all__ = ["bent", "definite_solve", "largest_entry", "noted", "recalled"]


def largest_entry(matrix: Array) -> float:
    """Return the size of the largest entry; infinity where one is not finite."""
    largest = 0.0
    for a in range(matrix.shape[0]):
        for b in range(matrix.shape[0]):
            size = abs(matrix[a, b, 0])
            if not size < np.inf:
                return np.inf
            largest = max(largest, size)
    return largest


def bent(matrix: Array, one: Array, other: Array) -> float:
    """Return oneᵀ · matrix · other, of columns (dim, 1)."""
    total = 0.0
    for a in range(matrix.shape[0]):
        for b in range(matrix.shape[0]):
            total += one[a, 0] * matrix[a, b, 0] * other[b, 0]
    return total


def definite_solve(matrix: Array, shift: float, vector: Array, found: Array) -> bool:
    """Fill found with the solution x of (matrix + shift · I) x = vector; by Cholesky's factors.

    False where that is not clearly positive definite: a pivot below 1e-13 of the largest entry.
    """
    dim = matrix.shape[0]
    factor = np.empty((dim, dim))
    least = 1e-13 * (largest_entry(matrix) + abs(shift))
    for a in range(dim):
        for b in range(a + 1):
            rest = matrix[a, b, 0] + (shift if a == b else 0.0)
            for c in range(b):
                rest -= factor[a, c] * factor[b, c]
            if a != b:
                factor[a, b] = rest / factor[b, b]
            elif rest > least:
                factor[a, a] = sqrt(rest)
            else:
                return False
    for a in range(dim):
        rest = vector[a, 0]
        for b in range(a):
            rest -= factor[a, b] * found[b, 0]
        found[a, 0] = rest / factor[a, a]
    for a in range(dim - 1, -1, -1):
        rest = found[a, 0]
        for b in range(a + 1, dim):
            rest -= factor[b, a] * found[b, 0]
        found[a, 0] = rest / factor[a, a]
    return True


def noted(matrix: Array, memory: Array) -> None:
    """Keep a matrix in memory (dim · dim,)."""
    dim = matrix.shape[0]
    for a in range(dim):
        for b in range(dim):
            memory[a * dim + b] = matrix[a, b, 0]


def recalled(memory: Array, matrix: Array) -> None:
    """Fill a matrix from memory."""
    dim = matrix.shape[0]
    for a in range(dim):
        for b in range(dim):
            matrix[a, b, 0] = memory[a * dim + b]
