"""Walls: what shows where the height field ends, at its edge and in its holes.

Compiled by height_field_compiling.py.
"""

from explorer.core.array import Array
from explorer.core.height_field_triangles import CUT, FINE, WALL, Index, Single, project, triangle

__all__ = ["WALLS", "hole", "walls"]


def wall(
    x0: float, y0: float, z0: float, along0: float, x1: float, y1: float, z1: float, along1: float,
    side: int, tall: float, base: int, sign: int, eye: Array,
    width: int, height: int, index: Index, near: Single,
) -> None:  # fmt: skip
    """Draw a wall from the ground up to the edge from (x0, y0, z0) to (x1, y1, z1)."""
    a, b, wa = project(x0, y0, 0.0, eye)
    c, d, wb = project(x1, y1, 0.0, eye)
    e, f, wc = project(x1, y1, z1, eye)
    g, h, wd = project(x0, y0, z0, eye)
    if wa > 0.0 and wb > 0.0 and wc > 0.0 and wd > 0.0:
        low = 8192.0 * side + 64.0
        v0, v1 = low + 8000.0 * z0 / tall, low + 8000.0 * z1 / tall
        # Sides 0 and 1 go round against the clock, 2 and 3 with it.
        if side < 2:
            a, b, wa, along0, v0, c, d, wb, along1, v1, e, f, wc, g, h, wd = (
                c, d, wb, along1, v1, a, b, wa, along0, v0, g, h, wd, e, f, wc,
            )  # fmt: skip
        triangle(
            a, b, wa, along0, low, e, f, wc, along1, v1, c, d, wb, along1, low,
            base, sign, width, height, index, near,
        )  # fmt: skip
        triangle(
            a, b, wa, along0, low, g, h, wd, along0, v0, e, f, wc, along1, v1,
            base, sign, width, height, index, near,
        )  # fmt: skip


def hole(
    i: int, j: int, rows: int, columns: int, half_x: float, half_y: float, eye: Array,
    width: int, height: int, index: Index, near: Single,
) -> None:  # fmt: skip
    """Draw the ground of one cell in which the field has no height."""
    x0, x1 = (
        half_x * (2.0 * j / (columns - 1) - 1.0),
        half_x * (2.0 * (j + 1) / (columns - 1) - 1.0),
    )
    y0, y1 = half_y * (2.0 * i / (rows - 1) - 1.0), half_y * (2.0 * (i + 1) / (rows - 1) - 1.0)
    step_u, step_v = FINE / (columns - 1), FINE / (rows - 1)
    u0, u1, v0, v1 = j * step_u, (j + 1) * step_u, i * step_v, (i + 1) * step_v
    a, b, wa = project(x0, y0, 0.0, eye)
    c, d, wb = project(x1, y0, 0.0, eye)
    e, f, wc = project(x1, y1, 0.0, eye)
    g, h, wd = project(x0, y1, 0.0, eye)
    if wa > 0.0 and wb > 0.0 and wc > 0.0 and wd > 0.0:
        triangle(
            a, b, wa, u0, v0, c, d, wb, u1, v0, e, f, wc, u1, v1, 0, 1, width, height, index, near
        )
        triangle(
            a, b, wa, u0, v0, e, f, wc, u1, v1, g, h, wd, u0, v1, 0, 1, width, height, index, near
        )


def is_whole(nodes: Single, stride: int, rows: int, columns: int, i: int, j: int) -> bool:
    """Tell whether a cell has a height at each of its corners."""
    if i < 0 or j < 0 or i >= rows - 1 or j >= columns - 1:
        return False
    a, b = i * stride, j * stride
    four = float(nodes[a, b, 0] + nodes[a + stride, b, 0] + nodes[a, b + stride, 0])
    return four + float(nodes[a + stride, b + stride, 0]) >= 0.0


def walls(
    nodes: Single, stride: int, rows: int, columns: int, half_x: float, half_y: float, tall: float,
    eye: Array, width: int, height: int, index: Index, near: Single,
) -> None:  # fmt: skip
    """Draw the walls at the edge of the field, and where a hole cuts it, that face the eye."""
    step_u, step_v = FINE / (columns - 1), FINE / (rows - 1)
    for i in range(rows):
        y = half_y * (2.0 * i / (rows - 1) - 1.0)
        next_y = half_y * (2.0 * (i + 1) / (rows - 1) - 1.0)
        for j in range(columns):
            x = half_x * (2.0 * j / (columns - 1) - 1.0)
            next_x = half_x * (2.0 * (j + 1) / (columns - 1) - 1.0)
            here = is_whole(nodes, stride, rows, columns, i, j)
            if j < columns - 1 and here != is_whole(nodes, stride, rows, columns, i - 1, j):
                side = 0 if here else 2
                if (eye[1] < y) == here:
                    is_rim = i == 0 or i == rows - 1
                    z0, z1 = (
                        nodes[i * stride, j * stride, 0],
                        nodes[i * stride, (j + 1) * stride, 0],
                    )
                    wall(
                        x, y, z0, j * step_u, next_x, y, z1, (j + 1) * step_u, side, tall,
                        WALL if is_rim else CUT, 1 if is_rim else -1, eye,
                        width, height, index, near,
                    )  # fmt: skip
            if i < rows - 1 and here != is_whole(nodes, stride, rows, columns, i, j - 1):
                side = 3 if here else 1
                if (eye[0] < x) == here:
                    is_rim = j == 0 or j == columns - 1
                    z0, z1 = (
                        nodes[i * stride, j * stride, 0],
                        nodes[(i + 1) * stride, j * stride, 0],
                    )
                    wall(
                        x, y, z0, i * step_v, x, next_y, z1, (i + 1) * step_v, side, tall,
                        WALL if is_rim else CUT, 1 if is_rim else -1, eye,
                        width, height, index, near,
                    )  # fmt: skip


WALLS = (wall, hole, is_whole, walls)
