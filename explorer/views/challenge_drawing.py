"""How a blind descent is drawn: the dark land, the probes with their slopes, and the way taken."""

from collections.abc import Sequence
from math import atan2, cos, hypot, isfinite, pi, sin, sqrt

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF, QRadialGradient

from explorer.core.array import Box, Point
from explorer.core.blind_descent import Probe
from explorer.views.camera import Camera
from explorer.views.challenge_scale import HeightScale
from explorer.views.hatching import hatching
from explorer.views.numbers import number
from explorer.views.theme import CAPTION, CORNER, TEXT, Theme
from explorer.views.ticks import ticks

__all__ = [
    "box_on_screen", "paint_cross", "paint_dark", "paint_ghost", "paint_glow", "paint_heights",
    "paint_label", "paint_probe", "paint_ticks_inside", "paint_way", "spot",
]  # fmt: skip

RADIUS = 9.0  # pixels, of a probe's dot
GLOW = 46.0  # pixels around a dot that its light reaches
SHORTEST, LONGEST = 12.0, 46.0  # pixels, of an arrow from the edge of its dot
HEAD = 8.0  # pixels


def spot(camera: Camera, point: Point) -> QPointF:
    """Return where a place of the land is on the screen."""
    x, y = camera.to_pixels(np.array([point]))[0]
    return QPointF(float(x), float(y))


def box_on_screen(camera: Camera, box: Box) -> QRectF:
    """Return the land's edge on the screen."""
    (left, right), (low, high) = box
    return QRectF(spot(camera, (left, high)), spot(camera, (right, low)))


def paint_dark(painter: QPainter, room: QRectF, camera: Camera, box: Box, look: Theme) -> None:
    """Paint the land as long as it is hidden: nothing but a grid."""
    painter.setPen(look.pen("line"))
    painter.setBrush(look.ink("panel"))
    painter.drawRoundedRect(room, CORNER, CORNER)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen("grid"))
    (left, right), (low, high) = box
    for x in ticks(left, right, 10):
        if left < x < right:
            at = spot(camera, (x, low)).x()
            painter.drawLine(QPointF(at, room.top() + 1), QPointF(at, room.bottom() - 1))
    for y in ticks(low, high, 10):
        if low < y < high:
            at = spot(camera, (left, y)).y()
            painter.drawLine(QPointF(room.left() + 1, at), QPointF(room.right() - 1, at))


def paint_ticks_inside(
    painter: QPainter, room: QRectF, camera: Camera, box: Box, look: Theme, *, is_dark: bool
) -> None:
    """Paint coordinates along the lower and the left edge of the land, quieter where it is dark."""
    ink = "muted" if is_dark else "text"
    painter.setFont(look.font(CAPTION - 1))
    metrics = painter.fontMetrics()
    (left, right), (low, high) = box
    for x in ticks(left, right, 6):
        words, at = number(x, 6), spot(camera, (x, low))
        if room.left() + 24 < at.x() < room.right() - 12:
            place = QPointF(at.x() - metrics.horizontalAdvance(words) / 2, room.bottom() - 6)
            _paint_words(painter, place, words, look, ink)
    for y in ticks(low, high, 6):
        words, at = number(y, 6), spot(camera, (left, y))
        if room.top() + 12 < at.y() < room.bottom() - 24:
            place = QPointF(room.left() + 6, at.y() + metrics.ascent() / 2 - 1)
            _paint_words(painter, place, words, look, ink)


def paint_glow(
    painter: QPainter, camera: Camera, look: Theme, probe: Probe, scale: HeightScale
) -> None:
    """Paint the light of a probe: the colour of its height, fading away around it."""
    if not isfinite(probe.height):
        return
    at, reach = spot(camera, probe.point), look.length(GLOW)
    light = QRadialGradient(at, reach)
    for place, alpha in ((0.0, 150), (0.4, 80), (1.0, 0)):
        shade = scale.colour(probe.height)
        shade.setAlpha(alpha)
        light.setColorAt(place, shade)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    painter.drawEllipse(at, reach, reach)


def paint_probe(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    probe: Probe,
    words: str,
    scale: HeightScale,
    steepest: float,
    *,
    is_lowest: bool,
    is_chosen: bool,
) -> None:
    """Paint a probe: a dot in the colour of its height with `words` in it, an arrow downhill.

    The arrow is the longer the steeper the ground is, next to the `steepest` that was seen.
    """
    at, radius = spot(camera, probe.point), look.length(RADIUS)
    is_known = isfinite(probe.height)
    colour = scale.colour(probe.height) if is_known else look.ink("hatch_ground")
    _paint_arrow(painter, camera, look, at, probe, steepest, radius)
    painter.setPen(look.pen("mark_edge", 3.4))
    painter.setBrush(colour if is_known else hatching(look))
    painter.drawEllipse(at, radius, radius)
    ring = "accent" if is_chosen else "mark"
    painter.setPen(look.pen(ring, 2.4 if is_chosen else 1.6))
    painter.drawEllipse(at, radius, radius)
    if is_lowest:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, width in (("mark_edge", 4.4), ("good", 2.4)):
            painter.setPen(look.pen(role, width))
            painter.drawEllipse(at, radius + 5, radius + 5)
    painter.setFont(look.font(CAPTION - 1, look.font().weight().DemiBold))
    painter.setPen(QColor("#0b1220") if colour.lightnessF() > 0.45 else QColor("#ffffff"))
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def paint_heights(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    probes: Sequence[Probe],
    chosen: int,
    lowest: int,
) -> None:
    """Write its height beside each probe where there is room; the newest goes first."""
    painter.setFont(look.font(CAPTION))
    metrics, radius = painter.fontMetrics(), look.length(RADIUS)
    spots = [spot(camera, one.point) for one in probes]
    taken = [QRectF(p.x() - radius, p.y() - radius, 2 * radius, 2 * radius) for p in spots]
    for k in reversed(range(len(probes))):
        if k == chosen:
            continue
        words = number(probes[k].height, 3)
        wide, tall = metrics.horizontalAdvance(words), metrics.height()
        for side in _sides(probes[k]):
            box = QRectF(0, 0, wide + 4, tall)
            away = radius + tall / 2 + (7 if k == lowest else 2)  # the lowest has a ring around
            box.moveCenter(spots[k] + QPointF(0, side * away))
            if not any(box.intersects(other) for n, other in enumerate(taken) if n != k):
                taken.append(box)
                at = QPointF(box.left() + 2, box.top() + metrics.ascent())
                _paint_words(painter, at, words, look, "text")
                break


def paint_label(
    painter: QPainter, camera: Camera, room: QRectF, look: Theme, probe: Probe, lines: Sequence[str]
) -> None:
    """Paint what is known of a probe on a chip beside it, away from its arrow."""
    painter.setFont(look.font(TEXT - 1))
    metrics = painter.fontMetrics()
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 16
    box = QRectF(0, 0, wide, metrics.height() * len(lines) + 10)
    at, away = spot(camera, probe.point), look.length(RADIUS) + 9
    side = _sides(probe)[0]
    box.moveCenter(at + QPointF(0, side * (away + box.height() / 2)))
    if not room.top() < box.top() < box.bottom() < room.bottom():
        box.moveCenter(at - QPointF(0, side * (away + box.height() / 2)))
    box.moveLeft(min(max(box.left(), room.left() + 4), room.right() - 4 - box.width()))
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(look.ink("chip"))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(look.ink("text"))
    for row, line in enumerate(lines):
        top = box.top() + 5 + row * metrics.height() + metrics.ascent()
        painter.drawText(QPointF(box.left() + 8, top), line)


def paint_cross(painter: QPainter, at: QPointF, room: QRectF, look: Theme) -> None:
    """Paint the cross that the keys move: hair lines over the land, and a ring."""
    accent = look.ink("accent")
    faint = QColor(accent)
    faint.setAlpha(110)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen(faint))
    painter.drawLine(QPointF(room.left(), at.y()), QPointF(room.right(), at.y()))
    painter.drawLine(QPointF(at.x(), room.top()), QPointF(at.x(), room.bottom()))
    for ink, width in ((look.ink("mark_edge"), 4.4), (accent, 2.4)):
        painter.setPen(look.pen(ink, width))
        painter.drawEllipse(at, 7, 7)


def paint_ghost(painter: QPainter, camera: Camera, look: Theme, last: Point, then: Point) -> None:
    """Paint where gradient descent would look next: a thin broken line to an empty ring."""
    near, far = spot(camera, last), spot(camera, then)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen(look.colour(0), 1.6, [4, 3]))
    way = far - near
    length = hypot(way.x(), way.y())
    ring = look.length(RADIUS) * 0.8
    if length > ring:
        painter.drawLine(near, far - way * (ring / length))
    painter.drawEllipse(far, ring, ring)


def paint_way(painter: QPainter, camera: Camera, look: Theme, probes: Sequence[Probe]) -> None:
    """Paint the way from probe to probe, in the order they were taken."""
    line = QPolygonF([spot(camera, one.point) for one in probes])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (look.pen("mark_edge", 4.2), look.pen("mark", 1.8)):
        painter.setPen(pen)
        painter.drawPolyline(line)


def _paint_arrow(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    at: QPointF,
    probe: Probe,
    steepest: float,
    radius: float,
) -> None:
    """Paint the way the ground falls; nothing where it is level or the slope is not known."""
    if not (isfinite(probe.steepness) and probe.steepness > 0.0 and steepest > 0.0):
        return
    across, up = camera.per_pixel
    turn = atan2(probe.gradient[1] / up, -probe.gradient[0] / across)
    length = SHORTEST + (LONGEST - SHORTEST) * sqrt(min(probe.steepness / steepest, 1.0))
    way = QPointF(cos(turn), sin(turn))
    tip = at + way * (radius + look.length(length))
    arrow = QPainterPath(at + way * radius)
    arrow.lineTo(tip)
    for side in (-1, 1):
        arrow.moveTo(tip)
        arm = turn + pi + side * 0.5
        arrow.lineTo(tip + QPointF(cos(arm), sin(arm)) * look.length(HEAD))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (look.pen("casing", 4.6), look.pen("text", 2.0)):
        painter.setPen(pen)
        painter.drawPath(arrow)


def _sides(probe: Probe) -> tuple[int, int]:
    """Return where words stand, 1 below and -1 above: first where the arrow does not point."""
    falls_down = probe.gradient[1] > 0  # the ground falls towards smaller y, down the screen
    return (-1, 1) if falls_down else (1, -1)


def _paint_words(painter: QPainter, at: QPointF, words: str, look: Theme, ink: str) -> None:
    outline = QPainterPath()
    outline.addText(at, painter.font(), words)
    painter.strokePath(outline, look.pen("casing", 3.0))
    painter.fillPath(outline, look.ink(ink))
