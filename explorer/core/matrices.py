"""Matrices: symmetric ones (dim, dim, 1), as rules get them: solved, measured, taken apart.

These functions run compiled, together with the rule that calls them, and as plain Python.
"""

from math import sqrt

import numpy as np

from explorer.core.array import Array

__all__ = ["bent", "definite_solve", "eigen", "largest_entry", "noted", "recalled"]


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


def eigen(matrix: Array, axes: Array) -> bool:
    """Turn matrix in place until only its diagonal is left: the curvatures along the axes.

    Fills axes (dim, dim), an axis a column. Jacobi 1846, row by row; False where an entry is not
    finite.
    """
    dim, largest = matrix.shape[0], largest_entry(matrix)
    for a in range(dim):
        for b in range(dim):
            axes[a, b] = 1.0 if a == b else 0.0
    if not largest < np.inf:
        return False
    for _ in range(50):
        turns = 0
        for a in range(dim):
            for b in range(a + 1, dim):
                off = matrix[a, b, 0]
                if abs(off) <= 1e-17 * largest:
                    continue
                turns += 1
                half = 0.5 * (matrix[b, b, 0] - matrix[a, a, 0]) / off
                tangent = 1.0 / (abs(half) + sqrt(half * half + 1.0))
                if half < 0.0:
                    tangent = -tangent
                cosine = 1.0 / sqrt(tangent * tangent + 1.0)
                sine = tangent * cosine
                for c in range(dim):
                    left, right = matrix[c, a, 0], matrix[c, b, 0]
                    matrix[c, a, 0] = cosine * left - sine * right
                    matrix[c, b, 0] = sine * left + cosine * right
                for c in range(dim):
                    left, right = matrix[a, c, 0], matrix[b, c, 0]
                    matrix[a, c, 0] = cosine * left - sine * right
                    matrix[b, c, 0] = sine * left + cosine * right
                    left, right = axes[c, a], axes[c, b]
                    axes[c, a] = cosine * left - sine * right
                    axes[c, b] = sine * left + cosine * right
        if turns == 0:
            break
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
