"""The card of the inspector: its lines beside the pointer, each with its sign."""

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from explorer.views.inspector_words import Line
from explorer.views.marks import paint_marker
from explorer.views.strokes import draw_segments
from explorer.views.theme import CAPTION, Theme

__all__ = ["card_place", "card_size", "paint_card", "paint_end"]

AWAY = 22.0  # pixels from the pointer
EDGE = 6.0  # pixels from the edge of the panel
PADDING, SIGN, LINE = 8.0, 18.0, 16.0  # pixels


def card_size(look: Theme, said: Sequence[Line], room: float) -> tuple[float, float]:
    """Return width and height of a card in a panel `room` wide."""
    metrics = QFontMetricsF(look.font(CAPTION))
    widest = max((metrics.horizontalAdvance(line.words) for line in said), default=0.0)
    wide = widest + look.length(SIGN) + 2 * PADDING
    return min(wide, room - 2 * EDGE), look.length(LINE) * len(said) + 2 * PADDING - 4


def card_place(
    at: QPointF, size: tuple[float, float], room: tuple[float, float], taken: Iterable[QRectF]
) -> QRectF:
    """Return where a card is: beside the pointer, in the panel, and where little is in its way."""
    wide, tall = size
    right, left = at.x() + AWAY, at.x() - AWAY - wide
    below, above = at.y() + AWAY, at.y() - AWAY - tall
    middle = at.x() - wide / 2
    spots = [(right, below), (left, below), (right, above), (left, above)]
    spots += [(middle, below), (middle, above)]
    others = list(taken)
    best, least = QRectF(), np.inf
    for x, y in spots:
        box = QRectF(
            min(max(x, EDGE), max(room[0] - EDGE - wide, EDGE)),
            min(max(y, EDGE), max(room[1] - EDGE - tall, EDGE)),
            wide,
            tall,
        )
        hidden = [box.intersected(other) for other in others]
        cost = sum(piece.width() * piece.height() for piece in hidden)
        cost += 1e9 * box.adjusted(-4, -4, 4, 4).contains(at)
        if cost < least:
            best, least = box, cost
    return best


def paint_card(painter: QPainter, look: Theme, box: QRectF, said: Sequence[Line]) -> None:
    """Paint the lines into a box."""
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(look.ink("chip"))
    painter.drawRoundedRect(box, 6, 6)
    painter.setFont(look.font(CAPTION))
    metrics = QFontMetricsF(painter.font())
    tall, top = look.length(LINE), box.top() + PADDING - 2
    left, words_left = box.left() + PADDING, box.left() + PADDING + look.length(SIGN)
    side = Qt.AlignmentFlag.AlignVCenter
    for line in said:
        row = QRectF(words_left, top, box.right() - PADDING - words_left, tall)
        painter.setPen(look.ink(line.tone))
        words = metrics.elidedText(line.words, Qt.TextElideMode.ElideRight, row.width())
        painter.drawText(row, side, words)
        _paint_sign(painter, look, line, QRectF(left, top, look.length(SIGN) - 5, tall))
        top += tall
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_end(painter: QPainter, look: Theme, at: QPointF, radius: float = 4.0) -> None:
    """Paint where a Newton step ends: a square that stands on a corner."""
    corners = [QPointF(0, -1), QPointF(1, 0), QPointF(0, 1), QPointF(-1, 0)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (look.pen("mark_edge", 3.4), look.pen("mark", 1.4)):
        painter.setPen(pen)
        painter.drawPolygon([at + corner * radius for corner in corners])


def _paint_sign(painter: QPainter, look: Theme, line: Line, box: QRectF) -> None:
    middle, left, right = box.center().y(), box.left(), box.right()
    if line.sign == "racer":
        paint_marker(painter, box.center(), look, line.slot, look.length(8), 0.5)
    elif line.sign == "newton":
        paint_end(painter, look, box.center(), 3.6)
    elif line.sign:
        # In the ink of letters: the white of the map would be lost on a light card.
        strokes = [[left, middle, right, middle]]
        if line.sign == "downhill":
            strokes += [[right, middle, right - 4, middle + turn * 2.6] for turn in (1, -1)]
        dash = [3.0, 2.2] if line.sign == "down" else None
        painter.setPen(look.pen("text", 1.4, dash))
        draw_segments(painter, np.array(strokes))
