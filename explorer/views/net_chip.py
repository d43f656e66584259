"""A chip with a sentence, painted at the upper or lower edge of a view."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.views.theme import CAPTION, TEXT, Theme

__all__ = ["paint_sentence"]

INSET = 8.0  # pixels from the edges of the view
PADDING = 8.0
NARROW = 340.0  # pixels; narrower views get smaller letters
LINES = 3  # at most


def paint_sentence(
    painter: QPainter, view: QRectF, words: str, look: Theme, *, at_top: bool
) -> QRectF:
    """Paint words on a chip; return where it is.

    Where they do not fit one line, there is a line for each part that a dot sets off.
    """
    painter.setFont(look.font(TEXT - 1 if view.width() >= NARROW else CAPTION))
    metrics = painter.fontMetrics()
    wide = max(20.0, view.width() - 2 * INSET - 2 * PADDING)
    wrapped = Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value
    high = float(LINES * metrics.lineSpacing())
    if metrics.horizontalAdvance(words) > wide:
        words = words.replace(" · ", "\n")
    text = metrics.boundingRect(QRectF(0, 0, wide, high).toRect(), wrapped, words)
    width, height = text.width() + 2 * PADDING + 1, min(high, text.height()) + PADDING
    top = view.top() + INSET if at_top else view.bottom() - INSET - height
    # The upper chip stands on the left, the lower one in the middle, as on the map.
    left = view.left() + INSET if at_top else view.center().x() - 0.5 * width
    box = QRectF(round(left), round(top), width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(look.ink("chip"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setPen(look.ink("text"))
    painter.drawText(box.adjusted(PADDING, 0.5 * PADDING, -PADDING + 1, 0), wrapped, words)
    return box
