"""Draws the inside of a step over a landscape: arrows, rings, corners, places tried."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from explorer.core.array import Array
from explorer.views.camera import Camera
from explorer.views.insight import Seen, Shape, Sign
from explorer.views.strokes import clipped, draw_segments
from explorer.views.theme import Theme

__all__ = ["draw_shape", "nearest", "paint_insight"]

LINE, EDGE = 2.4, 1.6  # pixels: a line, and its casing on either side
BARB = 8.5  # pixels: the head of an arrow
RADIUS = 3.6  # of a place
SHORT = 2.5  # pixels: a shorter arrow has no head
FAR = 4000.0  # pixels: an outline that reaches farther is not filled
FILL = 28  # opacity of what is inside a ring, of 255
REACH = 9.0  # pixels around the pointer
DASHED = [4.0, 2.5]


def paint_insight(painter: QPainter, camera: Camera, look: Theme, seen: Seen) -> None:
    """Paint all shapes, areas first and single places last, in the colour of an optimizer."""
    colour = look.colour(seen.slot)
    for shape in sorted(seen.shapes, key=lambda each: ORDER.index(each.sign)):
        draw_shape(painter, look, shape.sign, shape.pixels, colour, (camera.width, camera.height))
    painter.setBrush(Qt.BrushStyle.NoBrush)


ORDER: tuple[Sign, ...] = ("ring", "outline", "rejected", "kept", "downhill", "arrow", "dots")


def draw_shape(
    painter: QPainter, look: Theme, sign: Sign, pixels: Array, colour: QColor, room: tuple[int, int]
) -> None:
    """Draw pixels (n, 2) as their sign says; `room` is the width and height of the panel."""
    if sign in ("ring", "outline"):
        _area(painter, look, pixels, colour, room, sign == "ring")
    elif sign in ("arrow", "downhill"):
        is_plain = sign == "downhill"
        ink, width = ("mark", 1.4) if is_plain else (colour, LINE)
        # Not the casing of paths: an arrow often lies along its own.
        _arrow(painter, pixels, [look.pen("mark_edge", width + 2.4), look.pen(ink, width)], room)
    else:
        near = np.isfinite(pixels).all(axis=1) & (np.abs(pixels) < FAR).all(axis=1)
        spots = [QPointF(x, y) for x, y in pixels[near].tolist()]
        if sign == "rejected":
            _crosses(painter, look, spots)
        else:
            _rounds(painter, look, spots, colour, sign == "dots")


def nearest(shapes: Sequence[Shape], at: QPointF) -> Shape | None:
    """Return the shape within reach of the pointer, the nearest; None: there is none."""
    best, found = REACH, None
    here = np.array([at.x(), at.y()])
    for shape in shapes:
        is_line = shape.sign not in ("dots", "kept", "rejected")
        with np.errstate(all="ignore"):
            away = _from_line(shape, here) if is_line else np.hypot(*(shape.pixels - here).T)
        distance = float(np.nanmin(away, initial=np.inf))
        if distance < best:
            best, found = distance, shape
    return found


def _from_line(shape: Shape, here: Array) -> Array:
    corners = shape.pixels
    if shape.sign == "outline":
        corners = np.vstack([corners, corners[:1]])
    begin, way = corners[:-1], np.diff(corners, axis=0)
    length = np.maximum((way**2).sum(axis=1), 1e-12)
    along = np.clip(((here - begin) * way).sum(axis=1) / length, 0.0, 1.0)
    away: Array = np.hypot(*(begin + along[:, None] * way - here).T)
    return away


def _cased(look: Theme, ink: QColor, width: float, dash: list[float] | None = None) -> list[QPen]:
    """Return the pen of the casing and that of the line, to be drawn with one after the other."""
    return [look.pen("casing", width + 2 * EDGE), look.pen(ink, width, dash)]


def _area(
    painter: QPainter, look: Theme, pixels: Array, colour: QColor, room: tuple[int, int],
    is_dashed: bool,
) -> None:  # fmt: skip
    if not len(pixels):
        return
    line = np.vstack([pixels, pixels[:1]])
    if len(pixels) > 2 and np.isfinite(line).all() and np.abs(line).max() < FAR:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour.red(), colour.green(), colour.blue(), FILL))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in pixels.tolist()]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    segments = clipped(line, *room)
    if is_dashed and len(pixels) > 2:
        segments = segments[::2]  # every other piece: dashes as long at any place of the ring
    for pen in _cased(look, colour, 1.6):
        painter.setPen(pen)
        draw_segments(painter, segments)
    if len(pixels) == 2 and np.isfinite(pixels).all():  # an interval: ticks at its ends
        for pen in _cased(look, colour, 1.6):
            painter.setPen(pen)
            for x, y in np.clip(pixels, -FAR, FAR).tolist():
                painter.drawLine(QPointF(x, y - 5), QPointF(x, y + 5))


def _arrow(painter: QPainter, pixels: Array, pens: Sequence[QPen], room: tuple[int, int]) -> None:
    segments = clipped(pixels, *room)
    way = pixels[1] - pixels[0]
    length = float(np.hypot(*way))
    has_head = np.isfinite(length) and length > SHORT and np.abs(pixels[1]).max() < FAR
    if has_head:
        unit = way / length * min(BARB, length * 0.6 + 1.5)
        side = np.array([-unit[1], unit[0]]) * 0.55
        barbs = np.array([pixels[1] - unit + side, pixels[1], pixels[1] - unit - side])
        segments = np.vstack([segments, clipped(barbs, *room)])
    for pen in pens:
        painter.setPen(pen)
        draw_segments(painter, segments)


def _rounds(
    painter: QPainter, look: Theme, spots: list[QPointF], colour: QColor, is_full: bool
) -> None:
    radius = RADIUS if is_full else RADIUS + 0.6
    painter.setBrush(colour if is_full else Qt.BrushStyle.NoBrush)
    pens = [look.pen("casing", 1.2)] if is_full else _cased(look, colour, 1.5)
    for pen in pens:
        painter.setPen(pen)
        for spot in spots:
            painter.drawEllipse(spot, radius, radius)


def _crosses(painter: QPainter, look: Theme, spots: list[QPointF]) -> None:
    arm = RADIUS - 0.4
    rows = np.array(
        [
            (s.x() - arm, s.y() - turn * arm, s.x() + arm, s.y() + turn * arm)
            for s in spots
            for turn in (1, -1)
        ]
    ).reshape(-1, 4)
    for pen in _cased(look, look.ink("muted"), 1.4):
        painter.setPen(pen)
        draw_segments(painter, rows)
