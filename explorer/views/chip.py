"""Chips: small labels that float over a landscape, painted or as widgets."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QWidget

from explorer.views.marks import paint_marker
from explorer.views.theme import CAPTION, TEXT, Theme

__all__ = ["PADDING", "chip_label", "paint_chip"]

PADDING = 8
INSET = 10  # pixels from the corner of the panel
SMALL, TINY = 300, 180  # narrower panels get smaller letters


def chip_label(parent: QWidget, name: str) -> QLabel:
    """Return a chip that shows text and lets the pointer through."""
    label = QLabel(parent)
    label.setProperty("role", "chip")
    label.setAccessibleName(name)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def paint_chip(
    painter: QPainter, width: float, look: Theme, slot: int, name: str, words: str, top: float = 0
) -> QRectF:
    """Paint an optimizer's chip in the upper left of a panel `width` wide; return where it is.

    In a narrow panel the name is cut short first, then the words.
    """
    small = width < SMALL
    size, inset = (CAPTION, 6) if small else (TEXT - 1, INSET)
    if width < TINY:
        size, inset = CAPTION - 1, 3
    painter.setFont(look.font(size))
    metrics = painter.fontMetrics()
    swatch, padding = size - 2.0, 5.0 if small else 8.0
    room = width - 2 * inset - 2 * padding - swatch - 6
    tail = f" · {words}" if words else ""
    if metrics.horizontalAdvance(name + tail) > room:
        left = max(room - metrics.horizontalAdvance(tail), 34.0)
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(left))
    text = metrics.elidedText(name + tail, Qt.TextElideMode.ElideRight, int(room))
    height = metrics.height() + (4.0 if small else 10.0)
    wide = metrics.horizontalAdvance(text) + 2 * padding + swatch + 6
    box = QRectF(inset, inset + top, wide, height)
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(look.ink("chip"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    middle = box.center().y()
    at = QPointF(box.left() + padding + swatch / 2, middle)
    paint_marker(painter, at, look, slot, swatch, 0.5)
    painter.setPen(look.ink("text"))
    start = box.left() + padding + swatch + 6
    words_box = QRectF(start, box.top(), box.right() - start, height)
    painter.drawText(words_box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    return box
