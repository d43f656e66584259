"""Words painted on the picture of the answers: the names of its axes, and why it is empty."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.views.camera import Camera
from explorer.views.theme import CAPTION, TEXT, Theme

__all__ = ["paint_names", "paint_words"]

WIDEST = 360.0  # pixels of a line of words


def paint_names(painter: QPainter, camera: Camera, look: Theme, names: tuple[str, str]) -> None:
    """Write what lies across and up at the ends of the axes."""
    painter.setFont(look.font(CAPTION - 1))
    painter.setPen(look.ink("text"))
    metrics = painter.fontMetrics()
    across, up = f"{names[0]} →", f"↑ {names[1]}"
    room = int(camera.width * 0.5)
    across = metrics.elidedText(across, Qt.TextElideMode.ElideMiddle, room)
    wide = metrics.horizontalAdvance(across)
    painter.drawText(QPointF(camera.width - wide - 8, camera.height - 18), across)
    painter.drawText(QPointF(8, 52), metrics.elidedText(up, Qt.TextElideMode.ElideMiddle, room))


def paint_words(painter: QPainter, width: int, height: int, look: Theme, words: str) -> None:
    """Write a sentence in the middle, on a ground of its own."""
    painter.setFont(look.font(TEXT))
    wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room = QRectF(0, 0, min(WIDEST, width - 40.0), height - 16.0)
    box = QRectF(painter.boundingRect(room, wrap, words))
    box.moveCenter(QPointF(width / 2, height / 2))
    box.adjust(-10, -7, 10, 7)
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(look.ink("chip"))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(look.ink("text"))
    painter.drawText(box, wrap, words)
