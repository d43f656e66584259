"""The start point that one drags: a ring with crosshairs, and where it can be grasped."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from explorer.core.array import Array
from explorer.views.theme import Theme

__all__ = ["grasped", "paint_start"]

RADIUS, REACH = 11.0, 16.0  # pixels


def paint_start(
    painter: QPainter, at: QPointF, look: Theme, is_active: bool, is_focused: bool, scale: float = 1
) -> None:
    """Paint a start point; the active one is larger, and marked while the keyboard moves it."""
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


def grasped(starts: Array, x: float, y: float, active: int) -> int | None:
    """Return the start within reach of the pointer, pixels (n, 2); the active one goes first."""
    distances = ((starts - (x, y)) ** 2).sum(axis=1) ** 0.5
    if 0 <= active < len(starts) and distances[active] <= REACH:
        return active
    nearest = int(distances.argmin()) if len(starts) else 0
    return nearest if len(starts) and distances[nearest] <= REACH else None
