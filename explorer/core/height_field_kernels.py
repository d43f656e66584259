"""Kernels of the height field: which place of it every pixel shows, and where points fall.

Compiled by height_field_compiling.py.
"""

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.height_field_triangles import FINE, NOTHING, Index, Single, project, triangle
from explorer.core.height_field_walls import hole, walls

__all__ = ["PLACES"]


def raster(
    nodes: Single, stride: int, half_x: float, half_y: float, tall: float, eye: Array, room: Array,
    width: int, index: Index, near: Single,
) -> None:  # fmt: skip
    """Fill index and near (height x width) with what is seen of a field.

    `nodes` (rows, columns, 5) holds its heights from 0 to `tall` first, NaN in a hole, of which
    every `stride`th row and column is drawn; it reaches half_x and half_y to both sides. `room` (at
    least rows x columns / stride, 3) is for what falls where.
    """
    rows, columns = (nodes.shape[0] - 1) // stride + 1, (nodes.shape[1] - 1) // stride + 1
    index[:] = NOTHING
    near[:] = np.float32(0.0)
    for i in range(rows):
        y = half_y * (2.0 * i / (rows - 1) - 1.0)
        for j in range(columns):
            z = float(nodes[i * stride, j * stride, 0])
            x = half_x * (2.0 * j / (columns - 1) - 1.0)
            # In a hole the ground shows, at height 0.
            place = project(x, y, z if z == z else 0.0, eye)
            k = i * columns + j
            room[k, 0], room[k, 1], room[k, 2] = place[0], place[1], place[2]
    step_u, step_v = FINE / (columns - 1), FINE / (rows - 1)
    height = index.shape[0] // width
    for i in range(rows - 1):
        v0, v1 = i * step_v, (i + 1) * step_v
        for j in range(columns - 1):
            a, b = i * columns + j, (i + 1) * columns + j
            x0, y0, w0 = room[a, 0], room[a, 1], room[a, 2]
            x1, y1, w1 = room[a + 1, 0], room[a + 1, 1], room[a + 1, 2]
            x2, y2, w2 = room[b + 1, 0], room[b + 1, 1], room[b + 1, 2]
            x3, y3, w3 = room[b, 0], room[b, 1], room[b, 2]
            if not (w0 > 0.0 and w1 > 0.0 and w2 > 0.0 and w3 > 0.0):
                continue
            if max(x0, x1, x2, x3) < 0.0 or min(x0, x1, x2, x3) > width:
                continue
            if max(y0, y1, y2, y3) < 0.0 or min(y0, y1, y2, y3) > height:
                continue
            u0, u1 = j * step_u, (j + 1) * step_u
            z0, z1 = nodes[i * stride, j * stride, 0], nodes[i * stride, (j + 1) * stride, 0]
            z3, z2 = (
                nodes[(i + 1) * stride, j * stride, 0],
                nodes[(i + 1) * stride, (j + 1) * stride, 0],
            )
            if not z0 + z1 + z2 + z3 >= 0.0:
                hole(i, j, rows, columns, half_x, half_y, eye, width, height, index, near)
                continue
            triangle(
                x0,
                y0,
                w0,
                u0,
                v0,
                x1,
                y1,
                w1,
                u1,
                v0,
                x2,
                y2,
                w2,
                u1,
                v1,
                0,
                1,
                width,
                height,
                index,
                near,
            )
            triangle(
                x0,
                y0,
                w0,
                u0,
                v0,
                x2,
                y2,
                w2,
                u1,
                v1,
                x3,
                y3,
                w3,
                u0,
                v1,
                0,
                1,
                width,
                height,
                index,
                near,
            )
    walls(nodes, stride, rows, columns, half_x, half_y, tall, eye, width, height, index, near)


def height_at(nodes: Single, u: float, v: float) -> float:
    """Return the height of the drawn triangle at u v, from 0 to 1 across the field; NaN in a hole.

    Beside the field as well it is NaN.
    """
    rows, columns = nodes.shape[0], nodes.shape[1]
    if not (u >= 0.0 and v >= 0.0 and u <= 1.0 and v <= 1.0):
        return float(np.nan)
    j = min(int(u * (columns - 1)), columns - 2)
    i = min(int(v * (rows - 1)), rows - 2)
    s, t = u * (columns - 1) - j, v * (rows - 1) - i
    low, high = float(nodes[i, j, 0]), float(nodes[i + 1, j + 1, 0])
    if s >= t:
        corner = float(nodes[i, j + 1, 0])
        return float(low + s * (corner - low) + t * (high - corner))
    corner = float(nodes[i + 1, j, 0])
    return float(low + s * (high - corner) + t * (corner - low))


def lie(nodes: Single, shares: Array, heights: Array) -> None:
    """Fill heights (n,) with those of the field at shares (n, 2) of its width and depth."""
    for k in range(shares.shape[0]):
        heights[k] = height_at(nodes, shares[k, 0], shares[k, 1])


def look(
    points: Array, eye: Array, scale: float, slack: float, near: Single,
    pixels: Array, seen: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Fill pixels (n, 2) and seen (n,) of points (n, 3); behind the eye pixels are NaN.

    A point counts as hidden when all that is drawn around its pixel is nearer by the share `slack`.
    `near` is at `scale` times the pixels.
    """
    height, width = near.shape
    for k in range(points.shape[0]):
        x, y, w = project(points[k, 0], points[k, 1], points[k, 2], eye)
        seen[k] = False
        pixels[k, 0] = pixels[k, 1] = np.nan
        if not w > 0.0:
            continue
        pixels[k, 0], pixels[k, 1] = x, y
        column, row = x * scale, y * scale
        if not (column > -1.0 and row > -1.0 and column < width + 1.0 and row < height + 1.0):
            seen[k] = True  # beside the picture nothing is known
            continue
        for i in range(int(row) - 1, int(row) + 2):
            for j in range(int(column) - 1, int(column) + 2):
                nearest = near[min(max(i, 0), height - 1), min(max(j, 0), width - 1)]
                if w * (1.0 + slack) >= nearest:
                    seen[k] = True


PLACES = (raster, height_at, lie, look)
