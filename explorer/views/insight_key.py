"""The key of the inside of a step: what each arrow, ring and dot on the map stands for."""

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.core.array import Array
from explorer.session.session import Session
from explorer.views.insight import Seen, Sign
from explorer.views.insight_drawing import draw_shape
from explorer.views.theme import CAPTION, CORNER, SEMIBOLD, theme

__all__ = ["InsightKey"]

LINE, SIGN, PADDING = 17, 26, 8  # pixels: height of a row, width of the sign, room at the edge
WIDEST = 300
PICK = "Select a path to see what its optimizer sees."
BEGIN = "Nothing has been done yet."


class InsightKey(QWidget):
    """A chip that lets the pointer through. A row that was there once stays, for a calm picture."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: dict[str, Sign] = {}
        self._present: set[str] = set()
        self._of: object = None
        self._head, self._line, self._slot = "", "", 0
        self.setAccessibleName("What the optimizer sees")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def rows(self) -> dict[str, Sign]:
        """The words that are explained, each with its sign."""
        return dict(self._rows)

    def show_shapes(self, seen: Seen | None) -> bool:
        """Explain what is drawn; True where the chip has another size than before."""
        before = self.sizeHint(), self.isHidden()
        insides, document = self._session.insides, self._session.document
        place = insides.place
        if place is None and not insides.sees:
            self.hide()
        else:
            kind = None if place is None else type(document.entrants[place[1]].optimizer)
            if (kind, document.landscape.dim) != self._of:
                self._of = kind, document.landscape.dim
                self._rows = {}
            self._head = "" if kind is None else kind.name
            known = None if place is None else insides.of(place)
            self._line = PICK if place is None else "" if seen or self._rows else BEGIN
            if isinstance(known, str):
                self._line = known
            shapes = seen.shapes if seen else ()
            self._slot = seen.slot if seen else self._slot
            self._rows |= {shape.words: shape.sign for shape in shapes}
            self._present = {shape.words for shape in shapes}
            self.show()
            self.setAccessibleDescription("; ".join(shape.words for shape in shapes))
            self.update()
        return before != (self.sizeHint(), self.isHidden())

    def sizeHint(self) -> QSize:
        look = theme()
        plain, bold = (QFontMetrics(look.font(CAPTION, *weight)) for weight in ((), (SEMIBOLD,)))
        sign = look.length(SIGN)
        wide = max(
            [plain.horizontalAdvance(words) + sign for words in self._rows]
            + [bold.horizontalAdvance(self._head), plain.horizontalAdvance(self._line)]
        )
        lines = len(self._rows) + bool(self._head) + bool(self._line)
        tall = look.length(LINE) * lines + PADDING
        return QSize(min(wide + 4, look.length(WIDEST)) + 2 * PADDING, tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.pen("chip_line"))
        painter.setBrush(look.ink("chip"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), CORNER - 1, CORNER - 1)
        tall, sign = look.length(LINE), look.length(SIGN)
        room = self.width() - 2 * PADDING
        top = PADDING // 2
        side = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.ink("text"))
        for words, weight in ((self._head, (SEMIBOLD,)), (self._line, ())):
            if words:
                painter.setFont(look.font(CAPTION, *weight))
                painter.drawText(QRect(PADDING, top, room, tall), side, words)
                top += tall
        painter.setFont(look.font(CAPTION))
        for words, kind in self._rows.items():
            painter.setOpacity(1.0 if words in self._present else 0.4)
            painter.setPen(look.ink("text"))
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room - sign)
            painter.drawText(QRect(PADDING + sign, top, room - sign, tall), side, cut)
            self._draw_sign(painter, kind, PADDING, top + tall / 2, sign - 8.0)
            top += tall
        painter.end()

    def _draw_sign(
        self, painter: QPainter, sign: Sign, left: float, middle: float, wide: float
    ) -> None:
        look = theme()
        pixels = _example(sign, wide) + np.array([left, middle])
        room = self.width(), self.height()
        draw_shape(painter, look, sign, pixels, look.colour(self._slot), room)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _example(sign: Sign, wide: float) -> Array:
    """Return a small shape of a sign, around half its width and the line of the letters."""
    if sign in ("arrow", "downhill"):
        return np.array([[0.0, 0.0], [wide, 0.0]])
    if sign == "ring":
        turns = np.linspace(0.0, 2 * np.pi, 15)
        return np.column_stack([wide / 2 * (1 + np.cos(turns)), 5.0 * np.sin(turns)])
    if sign == "outline":
        return np.array([[1.0, 5.0], [wide / 2, -5.0], [wide - 1.0, 5.0]])
    return np.array([[wide / 2, 0.0]])
