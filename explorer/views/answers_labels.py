"""Words painted on the picture of the answers: the names of its axes, and why it is empty."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from explorer.views.answers_learner import Learner
from explorer.views.answers_points import paint_example
from explorer.views.camera import Camera
from explorer.views.theme import CAPTION, TEXT, Theme

__all__ = ["name_width", "paint_legend", "paint_names", "paint_words"]

WIDEST = 360.0  # pixels of a line of words
ROOMY = 480  # pixels; narrower panels have no legend
_SIGNS = ("training", "held out", "for choosing")


def name_width(look: Theme, names: tuple[str, str]) -> int:
    """Return how wide the name of the upward axis is."""
    return QFontMetrics(look.font(CAPTION - 1)).horizontalAdvance(f"↑ {names[1]}")


def paint_names(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    names: tuple[str, str],
    left: float = 0.0,
    beside: bool = False,
) -> None:
    """Write what lies across, from `left` on, and what up, `beside` the title or below it."""
    painter.setFont(look.font(CAPTION - 1))
    painter.setPen(look.ink("text"))
    metrics = painter.fontMetrics()
    room = int(camera.width * 0.5)
    space = min(room, int(camera.width - left - 16))
    across = metrics.elidedText(f"{names[0]} →", Qt.TextElideMode.ElideMiddle, space)
    if across != "…":  # which says nothing
        wide = metrics.horizontalAdvance(across)
        painter.drawText(QPointF(camera.width - wide - 8, camera.height - 18), across)
    up = metrics.elidedText(f"↑ {names[1]}", Qt.TextElideMode.ElideMiddle, room)
    at = camera.width - metrics.horizontalAdvance(up) - 8
    painter.drawText(QPointF(at, 27) if beside else QPointF(8, 52), up)


def paint_legend(painter: QPainter, camera: Camera, look: Theme, one: Learner) -> None:
    """Say in the lower right corner what the signs mean, where there is room for it."""
    signs = [(part, _SIGNS[part]) for part in range(3) if (one.parts == part).any()]
    if len(signs) < 2 or camera.width < look.length(ROOMY):
        return
    painter.setFont(look.font(CAPTION - 1))
    metrics = painter.fontMetrics()
    x, y = camera.width - 8.0, camera.height - 34.0
    for part, words in reversed(signs):
        x -= metrics.horizontalAdvance(words)
        painter.setPen(look.ink("text"))
        painter.drawText(QPointF(x, y), words)
        x -= 9.0
        spot = QPointF(x, y - metrics.ascent() / 2 + 1.5)
        paint_example(painter, spot, look, look.ink("text"), part, 7.0)
        x -= 14.0


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
