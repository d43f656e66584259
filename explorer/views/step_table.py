"""The table of a step: symbols, names and numbers, painted at one go so that it can play."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.views.step_words import Row
from explorer.views.theme import CAPTION, SEMIBOLD, theme

__all__ = ["StepTable"]

LINE, SYMBOL, WORDS = 16, 30, 78  # pixels: height of a row, widths of the first columns


class StepTable(QWidget):
    """Shows rows that may change many times a second; hovering over one says what it is.

    Numbers stand in a column for each coordinate and end at the same place, whatever they are.
    """

    def __init__(self) -> None:
        super().__init__()
        self._head = ""
        self._rows: tuple[Row, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Numbers of the step")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def head(self) -> str:
        """What is written above the rows."""
        return self._head

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, head: str, rows: tuple[Row, ...]) -> None:
        """Show other numbers; the table takes another place only when there are more or fewer."""
        if (head, rows) == (self._head, self._rows):
            return
        is_as_tall = len(rows) == len(self._rows)
        self._head, self._rows = head, rows
        if not is_as_tall:
            self.updateGeometry()
        self.update()

    def describe(self) -> None:
        """Say all numbers to a screen reader: for when the play head rests."""
        said = "; ".join(
            f"{' '.join(filter(None, (row.words, row.symbol)))}: {', '.join(row.cells)}"
            for row in self._rows
        )
        self.setAccessibleDescription(f"{self._head}. {said}")

    def sizeHint(self) -> QSize:
        tall = theme().length(LINE)
        head = _head_height()
        return QSize(200, head + tall * len(self._rows) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = self.row_at(event.pos())
            words = f"<p>{row.tip}</p>" if row else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def row_at(self, at: QPoint) -> Row | None:
        """Return the row under a place; None: there is none."""
        index = (at.y() - _head_height()) // theme().length(LINE)
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        tall, words = look.length(LINE), look.length(WORDS)
        symbol = look.length(SYMBOL)
        painter.setFont(look.font(CAPTION, SEMIBOLD))
        head = _head_height()
        muted, text = look.ink("muted"), look.ink("text")
        painter.setPen(text)
        painter.drawText(0, painter.fontMetrics().ascent() + 1, self._head)
        painter.setFont(look.font(CAPTION))
        metrics = painter.fontMetrics()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        room = self.width() - symbol - words
        for k, row in enumerate(self._rows):
            top = head + k * tall
            painter.setPen(text)
            painter.drawText(QRect(0, top, symbol, tall), left, row.symbol)
            painter.setPen(muted)
            painter.drawText(
                QRect(symbol, top, words, tall), left, _cut(metrics, row.words, words - 4)
            )
            painter.setPen(text)
            wide = room // max(len(row.cells), 1)
            for j, cell in enumerate(row.cells):
                place = QRect(symbol + words + j * wide, top, wide, tall)
                painter.drawText(place, right, _cut(metrics, cell, wide))
        if self.hasFocus():
            painter.setPen(look.pen("accent", 1))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()


def _head_height() -> int:
    return theme().length(LINE) + 2


def _cut(metrics: QFontMetrics, words: str, width: int) -> str:
    if metrics.horizontalAdvance(words) <= width:
        return words
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
