"""Chips: small labels that float over a landscape, painted or as widgets."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from explorer.views.marks import paint_marker
from explorer.views.theme import CAPTION, TEXT, Theme

__all__ = ["PADDING", "chip_label", "fit_chip", "paint_chip"]

PADDING = 8
BETWEEN = " · "  # two facts
INSET = 10  # pixels from the corner of the panel
SMALL, TINY = 300, 180  # narrower panels get smaller letters


def chip_label(parent: QWidget, name: str) -> QLabel:
    """Return a chip that shows text and lets the pointer through."""
    label = QLabel(parent)
    label.setProperty("role", "chip")
    label.setAccessibleName(name)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def fit_chip(chip: QLabel, room: int) -> None:
    """Give a chip the size of its words, in more than one line where there is little room."""
    words = chip.text().replace("\n", BETWEEN)
    chip.setWordWrap(False)
    chip.setText(words)
    size = chip.sizeHint()
    if size.width() > room > 0:
        first, _, last = words.rpartition(BETWEEN)
        chip.setText(f"{first}\n{last}" if first else words)
        chip.setWordWrap(True)
        room = min(room, chip.sizeHint().width()) if first else room
        size = QSize(room, chip.heightForWidth(room))
    chip.resize(size)


def paint_chip(
    painter: QPainter, width: float, look: Theme, slot: int, texts: Sequence[str], top: float = 0
) -> QRectF:
    """Paint a chip in the upper left of a panel `width` wide; return where it is.

    It says the first of the texts for which there is room. Where there is room for none, what
    stands before the last dot of the last one is cut short. A slot below 0 has no marker.
    """
    small = width < SMALL
    size, inset = (CAPTION, 6) if small else (TEXT - 1, INSET)
    if width < TINY:
        size, inset = CAPTION - 1, 3
    painter.setFont(look.font(size))
    metrics = painter.fontMetrics()
    swatch, padding = size - 2.0, 5.0 if small else 8.0
    indent = swatch + 6 if slot >= 0 else 0.0
    room = width - 2 * inset - 2 * padding - indent
    fitting = (text for text in texts if metrics.horizontalAdvance(text) <= room)
    text = next(fitting, None) or _cut_short(metrics, texts[-1], room)
    height = metrics.height() + (4.0 if small else 10.0)
    wide = metrics.horizontalAdvance(text) + 2 * padding + indent
    box = QRectF(inset, inset + top, wide, height)
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(look.ink("chip"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    middle = box.center().y()
    at = QPointF(box.left() + padding + swatch / 2, middle)
    if slot >= 0:
        paint_marker(painter, at, look, slot, swatch, 0.5)
    painter.setPen(look.ink("text"))
    start = box.left() + padding + indent
    words_box = QRectF(start, box.top(), box.right() - start, height)
    painter.drawText(words_box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    return box


def _cut_short(metrics: QFontMetrics, text: str, room: float) -> str:
    """Return a text that fits, with as much as possible of what stands after its last dot."""
    name, dot, words = text.rpartition(" · ")
    right = Qt.TextElideMode.ElideRight
    left = room - metrics.horizontalAdvance(dot + words)
    name = metrics.elidedText(name, right, int(max(left, 34.0)))
    return metrics.elidedText(name + dot + words, right, int(room))
