"""The small marks on a landscape: optimizer markers, and critical points of each kind."""

from functools import lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from explorer.views.stamps import paint_stamp, stamp
from explorer.views.theme import Theme

__all__ = [
    "marker_path",
    "marker_stamp",
    "paint_hilltop",
    "paint_level",
    "paint_marker",
    "paint_minimum",
    "paint_saddle",
    "stamp_marker",
]

# Corners of the markers by their short names, in half sizes, the second axis down.
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "s": ((-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)),
    "d": ((0, -1.15), (1.0, 0), (0, 1.15), (-1.0, 0)),
    "t": ((-1.05, -0.8), (1.05, -0.8), (0, 1.1)),
    "t1": ((-1.05, 0.8), (1.05, 0.8), (0, -1.1)),
    "t2": ((-0.8, -1.05), (-0.8, 1.05), (1.1, 0)),
    "t3": ((0.8, -1.05), (0.8, 1.05), (-1.1, 0)),
}
_REGULAR = {"p": 5, "h": 6}
ROUND = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))
_ARM = 0.38  # half the width of the arms of plus and cross


@lru_cache(maxsize=64)
def marker_path(symbol: str, size: float) -> QPainterPath:
    """Return the outline of a marker about `size` pixels wide round the origin."""
    half, path = size / 2, QPainterPath()
    if symbol == "o" or symbol not in {*_CORNERS, *_REGULAR, "star", "+", "x"}:
        path.addEllipse(QPointF(0, 0), half, half)
        return path
    if symbol in ("+", "x"):
        arm = ((1, _ARM), (_ARM, _ARM), (_ARM, 1))
        corners = [
            (x * a - y * b, x * b + y * a)
            for a, b in ((1, 0), (0, 1), (-1, 0), (0, -1))
            for x, y in arm
        ]
        if symbol == "x":
            corners = [((x - y) * 0.75, (x + y) * 0.75) for x, y in corners]
    elif symbol == "star":
        radii = (1.25, 0.55)
        turns = [(k * pi / 5, radii[k % 2]) for k in range(10)]
        corners = [(r * sin(t), -r * cos(t)) for t, r in turns]
    elif symbol in _REGULAR:
        sides = _REGULAR[symbol]
        corners = [
            (1.08 * sin(2 * pi * k / sides), -1.08 * cos(2 * pi * k / sides)) for k in range(sides)
        ]
    else:
        corners = list(_CORNERS[symbol])
    for k, (x, y) in enumerate(corners):
        (path.lineTo if k else path.moveTo)(x * half, y * half)
    path.closeSubpath()
    return path


def paint_marker(
    painter: QPainter, at: QPointF, look: Theme, slot: int, size: float, edge: float = 1.5
) -> None:
    """Paint an optimizer's marker: its shape in its colour with a thin casing."""
    painter.save()
    painter.translate(at)
    pen = QPen(look.ink("casing"), 2 * edge)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    path = marker_path(look.marker(slot), size)
    painter.strokePath(path, pen)
    painter.fillPath(path, look.colour(slot))
    painter.restore()


def marker_stamp(look: Theme, slot: int, size: float, ratio: float) -> QImage:
    """Return a marker with a fine casing as a small picture; its middle is the spot."""
    return stamp(paint_marker, _half(size), ratio, look, slot, size, 1.0)


def stamp_marker(
    painter: QPainter, at: QPointF, look: Theme, slot: int, size: float, ratio: float | None
) -> None:
    """Paint an optimizer's marker as `paint_stamp` does."""
    paint_stamp(painter, at, paint_marker, _half(size), ratio, look, slot, size)


def _half(size: float) -> int:
    """Return how far a marker may reach from its middle, in whole pixels."""
    return int(size * 0.75) + 3


def paint_minimum(
    painter: QPainter,
    at: QPointF,
    look: Theme,
    is_global: bool | None,
    radius: float = 6.5,
    form: str = "curved",
) -> None:
    """Paint a minimum: a ring, at a kink a diamond, flattened where it has no curvature.

    It is filled in the middle where it is a global one.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _outlined(look):
        painter.setPen(pen)
        if form == "kink":
            far = 1.25 * radius
            painter.drawPolygon([at + QPointF(*way) * far for way in ROUND])
        elif form == "flat":
            painter.drawEllipse(at, 1.4 * radius, 0.75 * radius)
        else:
            painter.drawEllipse(at, radius, radius)
    if is_global:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.ink("mark"))
        painter.drawEllipse(at, radius * 0.42, radius * 0.42)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_saddle(painter: QPainter, at: QPointF, look: Theme, radius: float = 4.5) -> None:
    """Paint a saddle: a small cross."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    for pen in _outlined(look, 1.4):
        painter.setPen(pen)
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())


def paint_hilltop(painter: QPainter, at: QPointF, look: Theme, radius: float = 4.5) -> None:
    """Paint a hilltop: a small triangle that points up."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = (0.0, -1.15), (1.0, 0.7), (-1.0, 0.7)
    for pen in _outlined(look, 1.4):
        painter.setPen(pen)
        painter.drawPolygon([at + QPointF(*corner) * radius for corner in corners])


def paint_level(
    painter: QPainter, at: QPointF, look: Theme, is_line: bool, radius: float = 4.5
) -> None:
    """Paint a place that is level and no extreme: a dot on a whole line of them, else a bar."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    far = QPointF(0.01 if is_line else radius, 0.0)
    for pen in _outlined(look, 3.2 if is_line else 1.6):
        painter.setPen(pen)
        painter.drawLine(at - far, at + far)


def _outlined(look: Theme, width: float = 1.8) -> tuple[QPen, QPen]:
    edge: QColor = look.ink("mark_edge")
    return look.pen(edge, width + 2.0), look.pen(look.ink("mark"), width)
