"""Around a surface: the sky behind it, its shadow, and numbers along its edges."""

from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPolygonF

from explorer.core.array import Array
from explorer.core.height_field import TALL
from explorer.core.height_field_eye import Eye
from explorer.views.numbers import number
from explorer.views.surface_survey import Surface
from explorer.views.theme import Theme
from explorer.views.ticks import ticks

__all__ = ["paint_axes", "paint_sky"]

SIZE = 10  # pixels of a letter
APART = 64.0  # pixels between numbers, about
CLOSE = 17.0  # pixels: numbers closer than that are left out
TICK, BESIDE, NAME = 4.0, 13.0, 32.0  # pixels from the edge: end of a tick, its number, the name
SHADOW = ((0.16, 10), (0.1, 14), (0.05, 20), (0.015, 30))  # how far beyond the base, and how dark
HEIGHTS = (0.0, 0.2, 0.4, 0.6, 0.8)  # where about the values are told
SMALL = 260  # pixels: smaller panels have no numbers


def paint_sky(painter: QPainter, eye: Eye, surface: Surface | None, look: Theme) -> None:
    """Paint what is behind a surface, and the shadow under it."""
    sky = QLinearGradient(0, 0, 0, eye.height)
    sky.setColorAt(0.0, look.ink("sky"))
    sky.setColorAt(1.0, look.ink("ground"))
    painter.fillRect(QRectF(0, 0, eye.width, eye.height), sky)
    if surface is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    x, y = surface.field.half_x, surface.field.half_y
    for far, dark in SHADOW:
        a, b = x + far, y + far
        corners = np.array([[-a, -b, 0.0], [a, -b, 0.0], [a, b, 0.0], [-a, b, 0.0]])
        pixels = eye.to_pixels(corners)
        if not (np.abs(pixels) < 1e5).all():
            return
        ink = look.ink("surface_shadow")
        ink.setAlpha(dark)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in pixels.tolist()]))


def paint_axes(painter: QPainter, eye: Eye, surface: Surface, look: Theme) -> None:
    """Paint the coordinates along the two near edges of the base, and values up one corner."""
    if min(eye.width, eye.height) < SMALL:
        return
    painter.setFont(look.font(SIZE))
    half = surface.field.half_x, surface.field.half_y
    side = [1.0 if place > 0 else -1.0 for place in eye.place[:2].tolist()]
    low, high = surface.box
    for axis in (0, 1):
        ends = np.zeros((2, 3))
        ends[:, axis] = (-half[axis], half[axis])
        ends[:, 1 - axis] = side[1 - axis] * half[1 - axis]
        out = np.zeros(3)
        out[1 - axis] = side[1 - axis]
        pixels = eye.to_pixels(ends)
        if not np.isfinite(pixels).all():
            continue
        length = hypot(*(pixels[1] - pixels[0]))
        values = ticks(float(low[axis]), float(high[axis]), length / APART)
        shares = (np.array(values) - low[axis]) / (high[axis] - low[axis])
        spots = ends[0] + shares[:, None] * (ends[1] - ends[0])
        _paint_scale(painter, eye, look, spots, out, [number(v, 6) for v in values])
        middle = ends.mean(axis=0)[None]
        _paint_scale(painter, eye, look, middle, out, ["xy"[axis]], NAME)
    _paint_values(painter, eye, surface, look)


def _paint_values(painter: QPainter, eye: Eye, surface: Surface, look: Theme) -> None:
    """Paint the values of the landscape up the corner that is farthest left."""
    x, y = surface.field.half_x, surface.field.half_y
    corners = np.array([[-x, -y, 0.0], [x, -y, 0.0], [x, y, 0.0], [-x, y, 0.0]])
    pixels = eye.to_pixels(corners)
    if not np.isfinite(pixels).all():
        return
    corner = corners[int(pixels[:, 0].argmin())]
    heights, words = _told(surface)
    spots = np.tile(corner, (len(heights), 1))
    spots[:, 2] = TALL * heights
    _paint_scale(painter, eye, look, spots, -eye.axes[0], words)


def _told(surface: Surface) -> tuple[Array, list[str]]:
    """Return at which heights values are told, and the values."""
    relief = surface.relief
    top = float(np.nanmax(surface.field.nodes[:, :, 0], initial=0.0)) / TALL
    if len(relief.values) == 1:
        return relief.heights[:1], [number(float(relief.values[0]), 3)]
    if surface.request.scale == "linear":
        low, high = relief.value(np.array([0.0, top]))
        values = np.array(ticks(float(low), float(high), 5))
    else:
        rough = relief.value(np.array(HEIGHTS))
        values = np.array([float(f"{value:.1e}") for value in rough.tolist()])
    heights = relief.height(values)
    kept = heights <= top + 1e-6
    return heights[kept], [number(value, 3) for value in values[kept].tolist()]


def _paint_scale(
    painter: QPainter,
    eye: Eye,
    look: Theme,
    spots: Array,
    out: Array,
    words: list[str],
    beside: float = BESIDE,
) -> None:
    """Paint words beside spots (n, 3), in the direction `out` of space, with a tick to each."""
    if not len(spots):
        return
    pixels, ahead = eye.to_pixels(spots), eye.to_pixels(spots + 0.01 * out)
    metrics, last = painter.fontMetrics(), (-1e9, -1e9)
    for (x, y), (u, v), word in zip(pixels.tolist(), ahead.tolist(), words, strict=True):
        if not (-40 < x < eye.width + 40 and -40 < y < eye.height + 40):
            continue
        size = hypot(u - x, v - y) or 1.0
        a, b = (u - x) / size, (v - y) / size
        wide = metrics.horizontalAdvance(word)
        # Words keep as far from the edge as they are long that way.
        far = beside + abs(a) * wide / 2
        at = x + far * a, y + far * b
        if hypot(at[0] - last[0], at[1] - last[1]) < max(CLOSE, 0.0):
            continue
        last = at
        if beside == BESIDE:
            painter.setPen(look.pen("surface_axis"))
            painter.drawLine(QPointF(x, y), QPointF(x + TICK * a, y + TICK * b))
        painter.setPen(look.ink("muted"))
        box = QRectF(at[0] - wide / 2 - 2, at[1] - 8, wide + 4, 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
