"""Kernels of the trails: paths in pixels are thinned, stroked with soft edges, and beaded.

They are compiled by trail_compiling.py, and run as plain Python as well. A picture is one row of
pixels after the other, each with alpha, red, green and blue in 32 bits, multiplied by alpha.
"""

from math import atan2, ceil, floor, hypot, isfinite, isnan, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array

__all__ = ["KERNELS", "Index", "Mask", "Picture", "over"]

Index = NDArray[np.int64]
Mask = NDArray[np.float32]
Picture = NDArray[np.uint32]


def labour(pixels: Array, first: int, last: int, each: float, most: float) -> float:
    """Return the work to draw the straight line from one row to another."""
    length = hypot(pixels[last, 0] - pixels[first, 0], pixels[last, 1] - pixels[first, 1])
    return each if isnan(length) else each + min(length, most)


def thin(
    pixels: Array, fork: int, gap: float, unseen: float, piece: float, each: float, most: float,
    kept: Index, work: Array,
) -> int:  # fmt: skip
    """Write the rows of a line (n, 2) that stay, ascending, and return how many there are.

    That is what `kept_rows` of strokes.py says, and the row `fork`. `work` gets how much there is
    to draw up to each row: `each` for a piece of the thinned line, and its length up to `most`.
    Both must hold n.
    """
    n = len(pixels)
    count, place, last, done = 0, 0.0, np.nan, 0.0
    was_broken = True
    x1 = y1 = far = 0.0
    for k in range(n - 1):
        if k == 0:
            x1, y1 = pixels[1, 0] - pixels[0, 0], pixels[1, 1] - pixels[0, 1]
            far = hypot(x1, y1)
        turn, x2, y2, beyond = 0.0, 0.0, 0.0, 0.0
        if k + 2 < n:
            x2, y2 = pixels[k + 2, 0] - pixels[k + 1, 0], pixels[k + 2, 1] - pixels[k + 1, 1]
            beyond = hypot(x2, y2)
            turn = abs(atan2(x1 * y2 - y1 * x2, x1 * x2 + y1 * y2))
        bend = last if isnan(turn) or last > turn else turn
        bend = pi if isnan(bend) else bend
        is_broken = not isfinite(far)
        length = 1e6 if is_broken else min(far, 1e6)
        before = floor(place)
        place += max(min(sqrt(length * bend / (8.0 * unseen)), length / gap), length / piece)
        if k == 0 or k == fork or n < 3 or is_broken or was_broken or floor(place) != before:
            if count:
                done += labour(pixels, kept[count - 1], k, each, most)
            kept[count] = k
            count += 1
        work[k] = done
        last, x1, y1, far, was_broken = turn, x2, y2, beyond, is_broken
    if count:
        done += labour(pixels, kept[count - 1], n - 1, each, most)
    kept[count], work[n - 1] = n - 1, done
    return count + 1


def string(pixels: Array, first: int, every: int, apart: float, beads: Index) -> int:
    """Write the rows after `first` that carry a bead, as trail_line.py says; return how many."""
    count = 0
    x0 = y0 = -1e9
    for k in range(first + 1, len(pixels)):
        x, y = pixels[k, 0], pixels[k, 1]
        if not (abs(x) < 1e5 and abs(y) < 1e5):
            continue
        wide, tall = abs(x - pixels[k - 1, 0]), abs(y - pixels[k - 1, 1])
        has_jumped = max(wide, tall) > 2.0 * apart and not isnan(wide + tall)
        if (k % every == 0 or has_jumped) and hypot(x - x0, y - y0) >= apart:
            beads[count] = k
            count += 1
            x0, y0 = x, y
    return count


def over(upper: int, lower: int) -> int:
    """Return a colour over another one, rounded (Porter and Duff 1984)."""
    share = 255 - (upper >> 24)
    if share == 0 or lower == 0:
        return upper
    if upper == 0:
        return lower
    # Two parts at a time, each with 8 bits to spare.
    low, high = (lower & 0xFF00FF) * share + 0x800080, (lower >> 8 & 0xFF00FF) * share + 0x800080
    low = (low + (low >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF
    high = (high + (high >> 8 & 0xFF00FF)) & 0xFF00FF00
    return upper + (low | high)


def cut(a: float, b: float, low: float, high: float) -> tuple[float, float]:
    """Return from which share of the way from a to b, and to which, it is within low to high."""
    if low <= a <= high and low <= b <= high:
        return 0.0, 1.0
    if a == b:
        return 1.0, 0.0
    one, other = (low - a) / (b - a), (high - a) / (b - a)
    return max(min(one, other), 0.0), min(max(one, other), 1.0)


def sweep(
    x0: float, y0: float, x1: float, y1: float, reach: float, width: int, height: int,
    mask: Mask, inks: Picture, picture: Picture, paints: bool,
) -> None:  # fmt: skip
    """Go over the pixels within reach of a straight piece of line.

    First, the mask gets reach^2 - distance^2 where that is more than it is. Then, where `paints`,
    the ink of a pixel is put on the picture, and the mask is zero again.
    """
    enter, leave = cut(x0, x1, -reach, width + reach)
    later, sooner = cut(y0, y1, -reach, height + reach)
    enter, leave = max(enter, later), min(leave, sooner)
    if not enter <= leave:
        return
    dx, dy = x1 - x0, y1 - y0
    if leave < 1.0:
        x1, y1 = x0 + leave * dx, y0 + leave * dy
    if enter > 0.0:
        x0, y0 = x0 + enter * dx, y0 + enter * dy
    dx, dy = x1 - x0, y1 - y0
    square = dx * dx + dy * dy
    shrink = 1.0 / square if square > 0.0 else 0.0
    # A row sees the strip round the line, and no more than the box round the piece.
    slant = dx / dy if abs(dy) > 1e-6 * abs(dx) else 0.0
    half = reach * sqrt(1.0 + slant * slant) if abs(dy) > 1e-6 * abs(dx) else 1e9
    near, far = min(x0, x1) - reach, max(x0, x1) + reach
    limit, scale = reach * reach, 254.0 / (reach * reach)
    top = max(ceil(min(y0, y1) - reach - 0.5), 0)
    bottom = min(floor(max(y0, y1) + reach - 0.5), height - 1)
    wide, tall = np.float32(dx), np.float32(dy)
    ahead, most = np.float32(dx * shrink), np.float32(limit)
    none, one = np.float32(0.0), np.float32(1.0)
    for row in range(top, bottom + 1):
        middle = x0 + (row + 0.5 - y0) * slant
        left = max(ceil(max(near, middle - half) - 0.5), 0)
        right = min(floor(min(far, middle + half) - 0.5), width - 1)
        first = row * width + left
        if paints:
            for at in range(first, row * width + right + 1):
                if mask[at] > 0.0:
                    close = 1 + int(mask[at] * scale)
                    mask[at] = 0.0
                    colour = int(inks[512 + close])
                    if picture[at] > 0:
                        colour = over(int(inks[close]), int(picture[at]))
                        colour = over(colour, int(inks[256 + close]))
                    picture[at] = colour
            continue
        # In single precision, and without a choice in the loop: eight pixels at a time.
        px, py = np.float32(left + 0.5 - x0), np.float32(row + 0.5 - y0)
        begun = np.float32((row + 0.5 - y0) * dy * shrink)
        for k in range(right + 1 - left):
            x = px + np.float32(k)
            along = min(max(begun + x * ahead, none), one)
            a, b = x - along * wide, py - along * tall
            mask[first + k] = max(mask[first + k], most - a * a - b * b)


def stroke(
    corners: Array, ratio: float, top: int, reach: float, inks: Picture, width: int,
    picture: Picture, mask: Mask,
) -> None:  # fmt: skip
    """Draw a broken line (n, 2) over a picture, and its edge under all that is there.

    `ratio` is the picture's pixels to one of the line's, `reach` how many of them the ink goes. The
    picture may be a band of a whole one, and then begins at its row `top`.
    `inks` (768,) has the colours of the line, of its edge, and of the line over its edge, each at
    256 distances, whose squares fall evenly from reach^2 to 0. `mask` must be zero, and is so
    again.
    """
    height = len(picture) // width
    for paints in (False, True):
        for k in range(len(corners) - 1):
            x0, y0 = ratio * corners[k, 0], ratio * corners[k, 1]
            x1, y1 = ratio * corners[k + 1, 0], ratio * corners[k + 1, 1]
            # Farther ends are drawn nearer in the same direction, so that squares stay finite.
            size = max(abs(x0), abs(y0))
            if size > 1e100:
                x0, y0 = x0 * (1e100 / size), y0 * (1e100 / size)
            size = max(abs(x1), abs(y1))
            if size > 1e100:
                x1, y1 = x1 * (1e100 / size), y1 * (1e100 / size)
            if isfinite(x0) and isfinite(y0) and isfinite(x1) and isfinite(y1):
                sweep(x0, y0 - top, x1, y1 - top, reach, width, height, mask, inks, picture, paints)


def press(
    places: Array, rows: Index, ratio: float, top: int, stamp: Picture, side: int, width: int,
    picture: Picture,
) -> None:  # fmt: skip
    """Draw a small square picture, `side` wide, with its middle at some rows of `places` (n, 2).

    `top` is that of `stroke`.
    """
    height = len(picture) // width
    for k in range(len(rows)):
        left = floor(ratio * places[rows[k], 0] - 0.5 * side + 0.5)
        first = floor(ratio * places[rows[k], 1] - 0.5 * side + 0.5) - top
        for row in range(max(first, 0), min(first + side, height)):
            shift = (row - first) * side - row * width - left
            begin, end = max(left, 0), min(left + side, width)
            for at in range(row * width + begin, row * width + end):
                picture[at] = over(int(stamp[at + shift]), int(picture[at]))


KERNELS = (labour, thin, string, over, cut, sweep, stroke, press)  # those that are called first
