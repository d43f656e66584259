"""The sign of an optimizer: its marker in its colour, the same on cards, in tables and menus."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from explorer.views.marks import marker_path
from explorer.views.theme import theme

__all__ = ["marker_pixmap"]

PIXELS = 3  # drawn this much larger, so that it stays sharp on dense screens


def marker_pixmap(slot: int, size: int = 12, hollow: bool = False) -> QPixmap:
    """Return the marker of an optimizer's slot, `size` pixels wide; hollow while hidden."""
    return _pixmap(theme().name, slot, size, hollow)


@lru_cache(maxsize=128)
def _pixmap(name: str, slot: int, size: int, hollow: bool) -> QPixmap:
    look = theme()
    pixmap = QPixmap(size * PIXELS, size * PIXELS)
    pixmap.setDevicePixelRatio(PIXELS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(size / 2, size / 2)
    pen = look.pen(look.colour(slot), 1.3)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else look.colour(slot))
    painter.drawPath(marker_path(look.marker(slot), size - 2.5))
    painter.end()
    return pixmap
