"""A smooth surface through heights on a grid: the bicubic B-spline, with exact derivatives.

The functions without underscore are compiled as they stand here, and also run as plain Python.
Source: de Boor, A Practical Guide to Splines, 1978; natural ends (no curvature there).

`constants` hold columns, rows, the first x, the gap between columns, the first y, the gap between
rows, and then the coefficients, (rows + 2) times (columns + 2), row by row.
"""

import numpy as np
from numpy import nan

from explorer.core.array import Array, Box
from explorer.core.handmade import Handmade

__all__ = ["SPLINE", "bicubic", "coefficients", "curvature", "packed", "slope", "surface", "value"]
__all__ += ["bends_of", "slopes_of", "weights_of"]


def weights_of(s: float) -> tuple[float, float, float, float]:
    """Return what the four nearest coefficients weigh, a share s of the way on."""
    r = 1.0 - s
    return (
        r * r * r / 6.0,
        (s * s * (3.0 * s - 6.0) + 4.0) / 6.0,
        (s * (s * (3.0 - 3.0 * s) + 3.0) + 1.0) / 6.0,
        s * s * s / 6.0,
    )


def slopes_of(s: float) -> tuple[float, float, float, float]:
    """Return the derivatives of these weights."""
    r = 1.0 - s
    return -0.5 * r * r, s * (1.5 * s - 2.0), s * (1.0 - 1.5 * s) + 0.5, 0.5 * s * s


def bends_of(s: float) -> tuple[float, float, float, float]:
    """Return their second derivatives."""
    return 1.0 - s, 3.0 * s - 2.0, 1.0 - 3.0 * s, s


def bicubic(
    constants: Array, x: float, y: float
) -> tuple[float, float, float, float, float, float]:
    """Return value, slope in x and y, and curvature xx, xy, yy at a point; NaN off the grid."""
    columns, rows = int(constants[0]), int(constants[1])
    across, up = constants[3], constants[5]
    u, v = (x - constants[2]) / across, (y - constants[4]) / up
    if not (0.0 <= u <= columns - 1.0 and 0.0 <= v <= rows - 1.0):
        return nan, nan, nan, nan, nan, nan
    i, j = min(int(u), columns - 2), min(int(v), rows - 2)
    a, b = weights_of(u - i), weights_of(v - j)
    da, db = slopes_of(u - i), slopes_of(v - j)
    dda, ddb = bends_of(u - i), bends_of(v - j)
    f = fx = fy = fxx = fxy = fyy = 0.0
    for k in range(4):
        at = 6 + (j + k) * (columns + 2) + i
        row = drow = ddrow = 0.0
        for n in range(4):
            c = constants[at + n]
            row += a[n] * c
            drow += da[n] * c
            ddrow += dda[n] * c
        f += b[k] * row
        fx += b[k] * drow
        fxx += b[k] * ddrow
        fy += db[k] * row
        fxy += db[k] * drow
        fyy += ddb[k] * row
    return f, fx / across, fy / up, fxx / across**2, fxy / (across * up), fyy / up**2


def value(points: Array, constants: Array, value: Array) -> None:
    """Fill value (n,) at points (2, n)."""
    for i in range(points.shape[1]):
        value[i] = bicubic(constants, points[0, i], points[1, i])[0]


def slope(points: Array, constants: Array, value: Array, gradient: Array) -> None:
    """Fill value (n,) and gradient (2, n) at points (2, n)."""
    for i in range(points.shape[1]):
        found = bicubic(constants, points[0, i], points[1, i])
        value[i], gradient[0, i], gradient[1, i] = found[0], found[1], found[2]


def curvature(points: Array, constants: Array, hessian: Array) -> None:
    """Fill hessian (2, 2, n) at points (2, n)."""
    for i in range(points.shape[1]):
        found = bicubic(constants, points[0, i], points[1, i])
        hessian[0, 0, i], hessian[1, 1, i] = found[3], found[5]
        hessian[0, 1, i] = hessian[1, 0, i] = found[4]


SPLINE = Handmade(
    "\nfrom numpy import nan\n",
    (weights_of, slopes_of, bends_of, bicubic),
    (value, slope, curvature),
    (value, slope, curvature),
)


def surface(constants: Array, points: Array) -> Array:
    """Return value, slopes and curvatures at points (2, n) as (6, n), all at once in NumPy."""
    columns, rows = int(constants[0]), int(constants[1])
    across, up = constants[3], constants[5]
    u, v = (points[0] - constants[2]) / across, (points[1] - constants[4]) / up
    off = ~((u >= 0) & (u <= columns - 1) & (v >= 0) & (v <= rows - 1))
    u, v = np.where(off, 0.0, u), np.where(off, 0.0, v)
    i, j = np.minimum(u.astype(int), columns - 2), np.minimum(v.astype(int), rows - 2)
    grid = constants[6:].reshape(rows + 2, columns + 2)
    near = np.array([[grid[j + k, i + n] for n in range(4)] for k in range(4)])
    ways = (weights_of, slopes_of, bends_of)
    a, b = ([np.array(way(s)) for way in ways] for s in (u - i, v - j))
    found = np.array(
        [
            np.einsum("ki,mi,kmi->i", b[q], a[p], near)
            for p, q in ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
        ]
    )
    scale = np.array([1.0, across, up, across**2, across * up, up**2])
    found /= scale[:, None]
    found[:, off] = np.nan
    return found


def packed(heights: Array, box: Box) -> Array:
    """Return the constants of a surface through heights (rows, columns), the low row first.

    There are at least four rows and columns.
    """
    (left, right), (low, high) = box
    rows, columns = heights.shape
    found = coefficients(coefficients(heights).T).T
    head = [columns, rows, left, (right - left) / (columns - 1), low, (high - low) / (rows - 1)]
    return np.concatenate([head, found.ravel()])


def coefficients(heights: Array) -> Array:
    """Return the coefficients (n + 2, ...) of splines down the columns of heights (n, ...)."""
    n = len(heights)
    matrix = np.zeros((n + 2, n + 2))
    matrix[0, :3] = matrix[-1, -3:] = 1.0, -2.0, 1.0
    for k in range(n):
        matrix[k + 1, k : k + 3] = 1.0 / 6.0, 4.0 / 6.0, 1.0 / 6.0
    goal = np.zeros((n + 2, *heights.shape[1:]))
    goal[1:-1] = heights
    return np.asarray(np.linalg.solve(matrix, goal), dtype=np.float64)
