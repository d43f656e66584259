"""Where forked paths part from the past they share: a small Y in the fork's colour."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.session.selection import Selection
from explorer.views.camera import Camera
from explorer.views.paths import Path
from explorer.views.theme import Theme
from explorer.views.trails import DIMMED, is_dimmed

__all__ = ["SIZE", "paint_fork", "paint_forks"]

SIZE = 13.0  # pixels
ARMS = ((0.0, 0.5), (-0.42, -0.5), (0.42, -0.5))  # their ends, in sizes from the middle


def paint_forks(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    paths: Sequence[Path],
    step: int,
    selection: Selection | None = None,
    scale: float = 1.0,
) -> None:
    """Paint the forks that the play head has passed, and that are in view."""
    view = QRectF(0, 0, camera.width, camera.height)
    for path in paths:
        if path.is_forked and step >= path.fork:
            ((x, y),) = camera.to_pixels(path.points[path.fork][None]).tolist()
            if view.contains(QPointF(x, y)):
                painter.setOpacity(2 * DIMMED if is_dimmed(path, selection) else 1.0)
                paint_fork(painter, QPointF(x, y), look, path.slot, SIZE * scale)
    painter.setOpacity(1.0)


def paint_fork(painter: QPainter, at: QPointF, look: Theme, slot: int, size: float) -> None:
    """Paint one fork."""
    lines = [QLineF(at, at + QPointF(*end) * size) for end in ARMS]
    for ink, width in ((look.ink("casing"), 4.6), (look.colour(slot), 2.2)):
        pen = look.pen(ink, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLines(lines)
