"""Examples that are pictures, in a grid, each with what the net answers; wrong ones framed."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.core.array import Array
from explorer.session.session import Session
from explorer.views.answers_learner import Answered, Learner
from explorer.views.answers_words import short_answer
from explorer.views.dots import dots
from explorer.views.theme import CAPTION, Theme, theme, theme_changed

__all__ = ["AnswersPictures"]

CELL, WORDS, GAP = 44.0, 16.0, 6.0  # pixels of a picture, of the words below, between two
TOP, EDGE = 46.0, 10.0  # pixels above the first row, and beside the rows


class AnswersPictures(QWidget):
    """Shows held-out examples, or where there are none those for training; the wheel scrolls."""

    changed = Signal()  # another example is under the pointer

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.learner: Learner | None = None
        self.answered: Answered | None = None
        self.hovered: int | None = None
        self._session = session
        self._rows: list[int] = []  # the examples that are shown, as rows of the data
        self._first = 0  # line of the grid at the top
        self._has_keys = False  # whether the keyboard brought the focus here
        self._darkest: tuple[float, float] = (0.0, 1.0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(96, 72)
        theme_changed.connect(self._refresh)

    @property
    def shown(self) -> tuple[int, ...]:
        """The examples in the grid, those below its lower edge as well."""
        return tuple(self._rows)

    def show_answers(self, one: Learner, weights: Array | None) -> None:
        """Show what is answered with these weights; None: only the examples."""
        if one is not self.learner:
            self.learner = one
            held = np.flatnonzero(one.parts == 1)
            self._rows = (held if len(held) else np.arange(len(one.targets))).tolist()
            self._darkest = float(one.inputs.min()), float(one.inputs.max())
            self._first = min(self._first, self._last_line())
        self.answered = None if weights is None else Answered(one, weights)
        if self.hovered is not None and self.hovered >= len(one.targets):
            self.hovered = None
        self.update()

    def place(self, row: int) -> QRectF | None:
        """Return where the picture of an example is; None when it is not in the grid."""
        if row not in self._rows:
            return None
        line, column = divmod(self._rows.index(row), self._columns())
        x = EDGE + column * (CELL + GAP)
        return QRectF(x, TOP + (line - self._first) * (CELL + WORDS + GAP), CELL, CELL)

    def _columns(self) -> int:
        return max(1, int((self.width() - 2 * EDGE + GAP) // (CELL + GAP)))

    def _lines_seen(self) -> int:
        return max(1, int((self.height() - TOP + GAP) // (CELL + WORDS + GAP)))

    def _last_line(self) -> int:
        """Return the line that is at the top when the last one is at the bottom."""
        return max(0, -(-len(self._rows) // self._columns()) - self._lines_seen())

    def _refresh(self, _: object = None) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.ink("panel"))
        painter.setFont(look.font(CAPTION))
        self._first = min(self._first, self._last_line())
        picked = self._session.focus.example
        for row in self._rows:
            box = self.place(row)
            if box is not None and box.bottom() > TOP - GAP and box.top() < self.height():
                self._paint_one(painter, look, row, box, picked == row)
        if self.hasFocus() and self._has_keys:
            painter.setPen(look.pen("accent", 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_one(
        self, painter: QPainter, look: Theme, row: int, box: QRectF, picked: bool
    ) -> None:
        assert self.learner is not None
        one = self.learner
        painter.drawImage(box, dots(one.inputs[row], self._darkest, look, one.is_photo))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        words, is_bad = ("", False) if self.answered is None else short_answer(self.answered, row)
        if is_bad:
            painter.setPen(look.pen("bad", 2.0))
            painter.drawRect(box.adjusted(-2, -2, 2, 2))
        if picked or row == self.hovered:
            painter.setPen(look.pen("accent" if picked else "text", 2.0))
            painter.drawRect(box.adjusted(-4, -4, 4, 4))
        painter.setPen(look.ink("bad" if is_bad else "muted"))
        below = QRectF(box.left() - GAP / 2, box.bottom() + 2, box.width() + GAP, WORDS)
        wide = int(below.width())
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._session.focus.pick_example(self._at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hovered(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = -1 if event.angleDelta().y() > 0 else 1
        self._first = min(max(self._first + turn, 0), self._last_line())
        self._set_hovered(self._at(event.position()))
        self.update()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        line = self._columns()
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -line, Qt.Key.Key_Down: line,
        }  # fmt: skip
        picked = self._session.focus.example
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and picked not in self._rows:
            self._pick(0)
        elif key in steps and picked is not None and picked in self._rows:
            self._pick(self._rows.index(picked) + steps[key])
        elif key == Qt.Key.Key_Escape and picked is not None:
            self._session.focus.pick_example(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_keys = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def _pick(self, position: int) -> None:
        """Pick an example by its place in the grid, and scroll to it."""
        if 0 <= position < len(self._rows):
            line = position // self._columns()
            self._first = min(max(self._first, line - self._lines_seen() + 1), line)
            self._session.focus.pick_example(self._rows[position])
            self.update()

    def _at(self, at: QPointF) -> int | None:
        for row in self._rows:
            box = self.place(row)
            if box is not None and at.y() >= TOP and box.adjusted(0, 0, 0, WORDS).contains(at):
                return row
        return None

    def _set_hovered(self, row: int | None) -> None:
        if row != self.hovered:
            self.hovered = row
            self.update()
            self.changed.emit()
