"""Probe: how a rule looks at the landscape by itself, with every look counted.

These functions run compiled and as plain Python. `world` is what a whole-vector rule is given:
(value, slope, curvature, constants, box (dim, 2), boundary, counts (3,), looks, step, extras, the
column of extras, seed, number of the start). `looks` (1 + m, 3 + dim) is a list of what was looked
at, its length first: step, 0 for a value and 1 for a slope, the value, the point; often empty.
"""

from collections.abc import Callable
from math import sqrt
from typing import Any

import numpy as np

from explorer.core.array import Array
from explorer.core.extras import treated

__all__ = [
    "World",
    "as_curvature",
    "as_slope",
    "as_value",
    "confine",
    "curvature_at",
    "gradient_at",
    "look",
    "looked_at",
    "norm",
    "slope_at",
    "solve",
    "treat",
    "value_at",
]

World = tuple[Any, ...]
Kernel = Callable[..., Any]


def as_value(kernel: Kernel) -> Kernel:
    """Return a kernel that can be called; compiled code gets its address, see signatures.py."""
    return kernel


as_slope = as_curvature = as_value


def confine(points: Array, box: Array, boundary: int) -> None:
    """Bring points (dim, n) back into the box (dim, 2), where the boundary says so."""
    if boundary == 1:  # clamp
        for d in range(points.shape[0]):
            low, high = box[d, 0], box[d, 1]
            for i in range(points.shape[1]):
                c = points[d, i]
                points[d, i] = low if c < low else (high if c > high else c)
    elif boundary == 2:  # reflect, as often as needed
        for d in range(points.shape[0]):
            low, high = box[d, 0], box[d, 1]
            width = high - low
            for i in range(points.shape[1]):
                c = points[d, i]
                if c < low or c > high:
                    turn = abs(c - low) % (2.0 * width)
                    c = low + (turn if turn <= width else 2.0 * width - turn)
                    points[d, i] = low if c < low else (high if c > high else c)


def look(world: World, kind: int, point: Array, height: float) -> None:
    """Note a look where notes are taken; what does not fit any more is left out."""
    looks, step = world[7], world[8]
    if looks.shape[0] > 0:
        row = int(looks[0, 0]) + 1
        if row < looks.shape[0]:
            looks[0, 0] = row
            looks[row, 0], looks[row, 1], looks[row, 2] = step, kind, height
            for d in range(point.shape[0]):
                looks[row, 3 + d] = point[d, 0]


def value_at(world: World, point: Array) -> float:
    """Return the value at a point (dim, 1), brought into the box; infinity where undefined."""
    confine(point, world[4], world[5])
    found = np.empty(1)
    as_value(world[0])(point, world[3], found)
    world[6][0] += 1
    height = found[0]
    look(world, 0, point, height)
    return height if height == height else np.inf


def slope_at(world: World, point: Array, height: Array, gradient: Array) -> None:
    """Fill height (1,) and gradient (dim, 1) at a point (dim, 1), brought into the box."""
    confine(point, world[4], world[5])
    as_slope(world[1])(point, world[3], height, gradient)
    for d in range(point.shape[0]):
        if point[d, 0] - point[d, 0] != 0.0:
            return  # no place that the run could go to: not counted
    world[6][0] += 1
    world[6][1] += 1
    look(world, 1, point, height[0])


def gradient_at(world: World, point: Array, gradient: Array) -> None:
    """Fill gradient (dim, 1) at the point whose value was looked at last: only that is counted."""
    height, looks = np.empty(1), world[7]
    as_slope(world[1])(point, world[3], height, gradient)
    world[6][1] += 1
    if looks.shape[0] > 0 and looks[0, 0] > 0.0:
        looks[int(looks[0, 0]), 1] = 1.0


def looked_at(world: World, point: Array, height: Array, gradient: Array) -> None:
    """Fill the same for the picture alone, where a rule steps by slopes elsewhere: not counted."""
    confine(point, world[4], world[5])
    as_slope(world[1])(point, world[3], height, gradient)


def treat(world: World, point: Array, gradient: Array) -> None:
    """Do to a gradient (dim, 1) taken at a point what the extras do to that of every step."""
    if world[9].shape[1] > 0:
        treated(world[9], world[10], world[11], world[12], world[8], point, gradient, 0)


def curvature_at(world: World, point: Array, hessian: Array) -> None:
    """Fill hessian (dim, dim, 1) at a point (dim, 1)."""
    as_curvature(world[2])(point, world[3], hessian)
    world[6][2] += 1


def norm(vector: Array) -> float:
    """Return the length of a vector (dim, 1), also where its square would be infinite."""
    largest, total = 0.0, 0.0
    for d in range(vector.shape[0]):
        largest = max(largest, abs(vector[d, 0]))
    if not 0.0 < largest < np.inf:
        return largest
    for d in range(vector.shape[0]):
        share = vector[d, 0] / largest
        total += share * share
    return largest * sqrt(total)


def solve(matrix: Array, vector: Array) -> bool:
    """Solve matrix (dim, dim, 1) x = vector (dim, 1) in place; False when it is singular.

    Gaussian elimination with the largest pivot; singular is a pivot below 1e-14 of the largest
    entry, or an entry that is not finite.
    """
    dim = matrix.shape[0]
    largest = 0.0
    for a in range(dim):
        for b in range(dim):
            size = abs(matrix[a, b, 0])
            if not size < np.inf:
                return False
            largest = max(largest, size)
    for a in range(dim):
        best = a
        for b in range(a + 1, dim):
            if abs(matrix[b, a, 0]) > abs(matrix[best, a, 0]):
                best = b
        if abs(matrix[best, a, 0]) <= 1e-14 * largest:
            return False
        if best != a:
            for b in range(dim):
                swap = matrix[a, b, 0]
                matrix[a, b, 0] = matrix[best, b, 0]
                matrix[best, b, 0] = swap
            swap = vector[a, 0]
            vector[a, 0] = vector[best, 0]
            vector[best, 0] = swap
        for b in range(a + 1, dim):
            share = matrix[b, a, 0] / matrix[a, a, 0]
            for c in range(a, dim):
                matrix[b, c, 0] -= share * matrix[a, c, 0]
            vector[b, 0] -= share * vector[a, 0]
    for a in range(dim - 1, -1, -1):
        rest = vector[a, 0]
        for b in range(a + 1, dim):
            rest -= matrix[a, b, 0] * vector[b, 0]
        vector[a, 0] = rest / matrix[a, a, 0]
    return True
