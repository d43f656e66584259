"""The hatching that says: the formula is not defined here."""

from functools import lru_cache

from PySide6.QtCore import QLineF
from PySide6.QtGui import QBrush, QImage, QPainter, QPen

from explorer.views.theme import Theme

__all__ = ["hatching"]

GAP = 9  # pixels from one line to the next


@lru_cache(maxsize=2)
def hatching(look: Theme) -> QBrush:
    """Return a brush of slanted lines."""
    tile = QImage(GAP, GAP, QImage.Format.Format_RGB32)
    tile.fill(look.ink("hatch_ground"))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.ink("hatch"), 1))
    for shift in (-GAP, 0, GAP):
        painter.drawLine(QLineF(shift, GAP, shift + GAP, 0))
    painter.end()
    return QBrush(tile)
