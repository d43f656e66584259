"""The start point that one drags: a ring with crosshairs, and where it can be grasped."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.core.array import Array
from explorer.views.stamps import paint_stamp
from explorer.views.theme import Theme

__all__ = ["grasped", "paint_start", "stamp_start"]

RADIUS, REACH = 11.0, 16.0  # pixels


def paint_start(
    painter: QPainter,
    at: QPointF,
    look: Theme,
    is_active: bool,
    is_focused: bool,
    scale: float = 1,
    is_locked: bool = False,
) -> None:
    """Paint a start point; the active one is larger, and marked while the keyboard moves it.

    One that cannot be moved has a small lock at its side.
    """
    radius = RADIUS * scale * (1.0 if is_active else 0.78)
    arm = radius * 0.62
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if is_focused and is_active:
        painter.setPen(look.pen("accent", 2.0))
        painter.drawEllipse(at, radius + 4.5, radius + 4.5)
    for pen in (look.pen("mark_edge", 4.6 * scale), look.pen("mark", 2.4 * scale)):
        painter.setPen(pen)
        painter.drawEllipse(at, radius, radius)
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
        painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))
    if is_locked:
        _paint_lock(painter, at + QPointF(radius + 5.0, -radius - 1.0), look)


def stamp_start(
    painter: QPainter,
    at: QPointF,
    look: Theme,
    is_active: bool,
    is_focused: bool,
    scale: float,
    is_locked: bool,
    ratio: float | None,
) -> None:
    """Paint a start point as `paint_stamp` does."""
    half = ceil(RADIUS * scale) + 16  # with its lock
    how = look, is_active, is_focused, scale, is_locked
    paint_stamp(painter, at, paint_start, half, ratio, *how)


def _paint_lock(painter: QPainter, at: QPointF, look: Theme) -> None:
    """Paint a lock 8 pixels wide around a place."""
    body, shackle = QRectF(at.x() - 4, at.y() - 1, 8, 6), QRectF(at.x() - 2.5, at.y() - 5, 5, 8)
    for role, more in (("mark_edge", 2.6), ("mark", 0.0)):
        painter.setPen(look.pen(role, 1.4 + more))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(shackle, 0, 180 * 16)
        painter.setBrush(look.ink(role))
        painter.drawRoundedRect(body, 1.5, 1.5)


def grasped(starts: Array, x: float, y: float, active: int) -> int | None:
    """Return the start within reach of the pointer, pixels (n, 2); the active one goes first."""
    distances = ((starts - (x, y)) ** 2).sum(axis=1) ** 0.5
    if 0 <= active < len(starts) and distances[active] <= REACH:
        return active
    nearest = int(distances.argmin()) if len(starts) else 0
    return nearest if len(starts) and distances[nearest] <= REACH else None
