"""Kernels of the height field: the colour of every pixel, with light, isolines and soft edges.

They are compiled by height_field_compiling.py. A place of the field is coloured from its heights,
slopes, shades and light (`nodes`, see `HeightField`), so that colours and lines are as sharp close
by as from afar. `style` holds numbers, see `Style`, with colours from 0 to 255.
"""

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.height_field_triangles import CUT, FINE, NOTHING, WALL, Index, Single

__all__ = ["SHADING"]

SHARE = 1.0 / FINE  # a product is quicker than a quotient
CROWDED, APART = 2.5, 5.0  # pixels from one isoline to the next: none is drawn, and all of it is

Colour = tuple[float, float, float]


def surface(
    nodes: Single, half_x: float, half_y: float, eye: Array, u: float, v: float, table: Single,
    style: Array,
) -> Colour:  # fmt: skip
    """Return the colour r, g, b of the field at u v, from 0 to 1 across it."""
    rows, columns = nodes.shape[0], nodes.shape[1]
    across, along = u * (columns - 1), v * (rows - 1)
    j, i = min(int(across), columns - 2), min(int(along), rows - 2)
    s, t = np.float32(across - j), np.float32(along - i)
    one = np.float32(1.0)
    a, b, c, d = (one - s) * (one - t), s * (one - t), (one - s) * t, s * t
    p, q, r, w = nodes[i, j], nodes[i, j + 1], nodes[i + 1, j], nodes[i + 1, j + 1]
    z = a * p[0] + b * q[0] + c * r[0] + d * w[0]
    if z != z:
        return hatch(u * half_x, v * half_y, style)
    east = a * p[1] + b * q[1] + c * r[1] + d * w[1]
    north = a * p[2] + b * q[2] + c * r[2] + d * w[2]
    upright = a * p[3] + b * q[3] + c * r[3] + d * w[3]
    shade = a * p[4] + b * q[4] + c * r[4] + d * w[4]
    light = a * p[5] + b * q[5] + c * r[5] + d * w[5]
    # Between two colours of the table.
    at = shade * np.float32(table.shape[0] - 1)
    k = min(max(int(at), 0), table.shape[0] - 2)
    at -= np.float32(k)
    low, high = table[k], table[k + 1]
    # Blinn 1977: a gloss where the ground is turned half-way between eye and light.
    gloss = east * style[1] + north * style[2] + upright * style[3]
    gloss = max(gloss, 0.0)
    gloss *= gloss
    gloss *= gloss
    gloss *= gloss
    gloss *= gloss
    gloss *= style[0] * gloss
    red = (low[0] + at * (high[0] - low[0]) + gloss) * light
    green = (low[1] + at * (high[1] - low[1]) + gloss) * light
    blue = (low[2] + at * (high[2] - low[2]) + gloss) * light
    if style[4] > 0.0:
        x, y = half_x * (2.0 * u - 1.0) - eye[0], half_y * (2.0 * v - 1.0) - eye[1]
        # The slope of this cell, not that between nodes: on a step they differ.
        gx = (q[0] - p[0] + t * (w[0] - r[0] - q[0] + p[0])) * ((columns - 1) / (2.0 * half_x))
        gy = (r[0] - p[0] + s * (w[0] - q[0] - r[0] + p[0])) * ((rows - 1) / (2.0 * half_y))
        z0, side, ahead = z - eye[2], -east / upright, -north / upright
        line = isoline(x, y, z, z0, gx, gy, side, ahead, eye, style)
        if line > 0.0:
            red += line * (style[8] - red)
            green += line * (style[9] - green)
            blue += line * (style[10] - blue)
    return red, green, blue


def spacing(
    x: float, y: float, z0: float, gx: float, gy: float, eye: Array
) -> tuple[float, float]:  # fmt: skip
    """Return two numbers whose ratio is, squared, how many pixels a unit of height takes.

    That is on ground of a slope gx, gy, up or down along the screen; x, y, z0 are as seen from the
    eye.
    """
    close = -1.0 / (eye[9] * x + eye[10] * y + eye[11] * z0)
    right = (eye[3] * x + eye[4] * y + eye[5] * z0) * close
    up = (eye[6] * x + eye[7] * y + eye[8] * z0) * close
    # Where a step along x, or along y, on the ground leads on the screen, as shares of `scale`.
    back = eye[9] + gx * eye[11]
    xx, xy = eye[3] + gx * eye[5] + right * back, eye[6] + gx * eye[8] + up * back
    back = eye[10] + gy * eye[11]
    yx, yy = eye[4] + gy * eye[5] + right * back, eye[7] + gy * eye[8] + up * back
    a, b = gx * yy - xy * gy, xx * gy - yx * gx
    area = (xx * yy - xy * yx) * eye[12] * close
    return area * area, a * a + b * b + 1e-20


def isoline(
    x: float, y: float, z: float, z0: float, gx: float, gy: float, east: float, north: float,
    eye: Array, style: Array,
) -> float:  # fmt: skip
    """Return how much of a pixel an isoline covers; x, y, z0 are as seen from the eye.

    Its width is even on the screen, by the slope gx, gy of the cell; `east`, `north` is the slope
    as it is lit, even from cell to cell.
    """
    level = z * style[28]
    number = np.floor(level + 0.5)
    off, reach = abs(level - number) * style[4], 0.5 * style[5] + 0.5
    across, rise = spacing(x, y, z0, gx, gy, eye)
    if off * off * across >= reach * reach * rise or number <= 0.0:
        return 0.0
    strength = style[7] if int(number) % 5 == 0 else style[6]
    # Crowded lines, and those of next to no slope, fade; by both slopes, as beside a cliff the one
    # of a cell leaps from pixel to pixel.
    size = np.sqrt(across / rise)
    across, rise = spacing(x, y, z0, east, north, eye)
    gap = style[4] * min(size, np.sqrt(across / rise))
    share = min(max((gap - CROWDED) / (APART - CROWDED), 0.0), 1.0)
    strength *= share * share * (3.0 - 2.0 * share)
    strength *= min(np.sqrt(gx * gx + gy * gy) / 4e-3, 1.0)
    return float(strength * min(reach - off * size, 1.0))


def hatch(x: float, y: float, style: Array) -> Colour:
    """Return the colour of the ground where the field has no height."""
    stripe = (x + y) * 18.0
    stripe -= np.floor(stripe)
    line = min(max(7.0 * (0.16 - abs(stripe - 0.5)), 0.0), 1.0)
    return (
        style[17] + line * (style[20] - style[17]),
        style[18] + line * (style[21] - style[18]),
        style[19] + line * (style[22] - style[19]),
    )


def wall_colour(
    place: int, half_x: float, half_y: float, tall: float, eye: Array, style: Array
) -> Colour:  # fmt: skip
    """Return the colour of a wall, paler towards its top, with a line at the height of isolines."""
    along, rest = (place & FINE) / FINE, place >> 15
    side, height = rest >> 13, ((rest & 8191) - 64) / 8000.0
    lit = style[23 + side] * (0.62 + 0.38 * height)
    red, green, blue = style[11] * lit, style[12] * lit, style[13] * lit
    if style[4] > 0.0:
        x = half_x * (2.0 * along - 1.0) if side % 2 == 0 else half_x * (2.0 - side)
        y = half_y * (2.0 * along - 1.0) if side % 2 == 1 else half_y * (side - 1.0)
        z = height * tall
        far = -(eye[9] * (x - eye[0]) + eye[10] * (y - eye[1]) + eye[11] * (z - eye[2]))
        level = z / style[4]
        number = np.floor(level + 0.5)
        size = abs(eye[12] / far * eye[8]) * style[4]  # pixels from one level to the next
        cover = 0.5 * style[5] + 0.5 - abs(level - number) * size
        if cover > 0.0 and number > 0.0:
            share = min(max((size - CROWDED) / (APART - CROWDED), 0.0), 1.0)
            line = style[27] * min(cover, 1.0) * share
            red += line * (style[14] - red)
            green += line * (style[15] - green)
            blue += line * (style[16] - blue)
    return red, green, blue


def tint(
    place: int, nodes: Single, half_x: float, half_y: float, tall: float, eye: Array,
    table: Single, style: Array,
) -> Colour:  # fmt: skip
    """Return the colour of what one place of the index shows."""
    if place <= CUT:
        return wall_colour(CUT - place, half_x, half_y, tall, eye, style)
    if place >= WALL:
        return wall_colour(place - WALL, half_x, half_y, tall, eye, style)
    u, v = (place & FINE) * SHARE, (place >> 15) * SHARE
    return surface(nodes, half_x, half_y, eye, u, v, table, style)


def is_even(a: int, b: int, c: int, d: int, reach: int) -> bool:
    """Tell whether four neighbours lie so close to each other on the field that one stands for all.

    `reach` is in steps of FINE.
    """
    if min(a, b, c, d) < 0:
        return False
    u0, v0 = a & FINE, a >> 15
    return (
        abs((b & FINE) - u0) <= reach
        and abs((c & FINE) - u0) <= reach
        and abs((d & FINE) - u0) <= reach
        and abs((b >> 15) - v0) <= reach
        and abs((c >> 15) - v0) <= reach
        and abs((d >> 15) - v0) <= reach
    )


def middle(a: int, b: int, c: int, d: int) -> tuple[float, float]:
    """Return the mean of four places, from 0 to 1 across the field."""
    u = (a & FINE) + (b & FINE) + (c & FINE) + (d & FINE)
    v = (a >> 15) + (b >> 15) + (c >> 15) + (d >> 15)
    return u * (0.25 * SHARE), v * (0.25 * SHARE)


def byte(colour: float) -> int:
    """Return a colour as a whole number from 0 to 255."""
    return int(min(max(colour + 0.5, 0.0), 255.0))


def shade(
    nodes: Single, half_x: float, half_y: float, tall: float, eye: Array, index: Index,
    factor: int, reach: int, table: Single, style: Array, out: NDArray[np.uint32],
) -> None:  # fmt: skip
    """Fill out (height, width) with colours 0xAARRGGBB, premultiplied, clear beside the field.

    `index` (factor x height, factor x width) says what is seen, see `raster`; where its places
    differ by more than `reach`, as along an edge, all of a pixel's are mixed. `eye` is that of out.
    """
    height, width = out.shape
    for row in range(height):
        for column in range(width):
            if factor == 1:
                place = index[row, column]
                if place == NOTHING:
                    out[row, column] = 0
                    continue
                red, green, blue = tint(place, nodes, half_x, half_y, tall, eye, table, style)
                cover = 4
            else:
                a, b = index[2 * row, 2 * column], index[2 * row, 2 * column + 1]
                c, d = index[2 * row + 1, 2 * column], index[2 * row + 1, 2 * column + 1]
                if a == NOTHING and b == NOTHING and c == NOTHING and d == NOTHING:
                    out[row, column] = 0
                    continue
                if is_even(a, b, c, d, reach):
                    if a >= WALL:
                        place = a - WALL
                        red, green, blue = wall_colour(place, half_x, half_y, tall, eye, style)
                    else:
                        u, v = middle(a, b, c, d)
                        red, green, blue = surface(nodes, half_x, half_y, eye, u, v, table, style)
                    cover = 4
                else:
                    red = green = blue = 0.0
                    cover = 0
                    for k in range(4):
                        place = a if k == 0 else b if k == 1 else c if k == 2 else d
                        if place != NOTHING:
                            cover += 1
                            one = tint(place, nodes, half_x, half_y, tall, eye, table, style)
                            red, green, blue = red + one[0], green + one[1], blue + one[2]
                    red, green, blue = 0.25 * red, 0.25 * green, 0.25 * blue
            alpha = min(64 * cover, 255)
            out[row, column] = np.uint32(
                (alpha << 24)
                | (min(byte(red), alpha) << 16)
                | (min(byte(green), alpha) << 8)
                | min(byte(blue), alpha)
            )


SHADING = (hatch, spacing, isoline, surface, wall_colour, tint, is_even, middle, byte, shade)
