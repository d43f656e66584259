"""A possible answer to the question of a lesson: a button with words on several lines."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from explorer.views.icons import icon
from explorer.views.theme import CAPTION, TEXT, theme

__all__ = ["OptionButton", "Outcome"]

Outcome = Literal["open", "right", "wrong", "passed"]

LEFT, RIGHT, ABOVE = 28, 10, 6  # pixels around the words; the number stands at the left
TICK = 14  # pixels
_WRAP = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
_INKS = {"right": "good", "wrong": "fair"}


class OptionButton(QAbstractButton):
    """Shows its number, which is its key, and its words; afterwards whether they were right."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number = number
        self.outcome: Outcome = "open"
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"<p>Expect this (key {number}). You can see at once whether it holds.</p>")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_outcome(self, outcome: Outcome, is_chosen: bool) -> None:
        """Show whether it was chosen and, once that is known, whether it was right."""
        self.outcome = outcome
        self.setChecked(is_chosen)
        # Not disabled: that would hand the keyboard to a button that nobody meant to press.
        is_open = outcome == "open"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if is_open else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        said = {"open": "", "right": "right", "wrong": "not right", "passed": "not right"}[outcome]
        chosen = "your answer" if is_chosen else ""
        self.setAccessibleDescription(", ".join(filter(None, (chosen, said))))
        self.update()

    def nextCheckState(self) -> None:
        """Leave the mark alone: `show_outcome` says what was chosen."""

    def heightForWidth(self, width: int) -> int:
        look = theme()
        room = QRect(0, 0, max(width - look.length(LEFT) - self._right(), 20), 10_000)
        tall = self.fontMetrics().boundingRect(room, _WRAP, self.text()).height()
        return tall + 2 * look.length(ABOVE)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme().length(20) + 2 * ABOVE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        is_faint = self.outcome == "passed" and not self.isChecked()
        painter.setPen(look.ink("muted"))
        painter.setFont(look.font(CAPTION))
        top = QRect(0, 0, look.length(LEFT), self.height())
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(look.font(TEXT))
        painter.setPen(look.ink("muted" if is_faint else "text"))
        room = self.rect().adjusted(look.length(LEFT), 0, -self._right(), 0)
        painter.drawText(room, _WRAP | int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.outcome in ("right", "wrong"):
            name = "check" if self.outcome == "right" else "close"
            tick = icon(name, look.ink(_INKS[self.outcome]))
            size = look.length(TICK)
            at = self.rect().right() - size - 8, (self.height() - size) // 2
            painter.drawPixmap(*at, tick.pixmap(size, size))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme()
        is_lit = self.outcome == "open" and (self.underMouse() or self.isDown())
        painter.setBrush(look.ink("raised" if is_lit else "field"))
        edge, width = ("line", 1.0)
        if self.outcome in _INKS:
            edge = _INKS[self.outcome]
        elif self.isChecked() or (self.outcome == "open" and self.hasFocus()):
            edge, width = "accent", 1.6
        painter.setPen(look.pen(edge, width))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8), 6, 6)

    def _right(self) -> int:
        """Return how much room is kept at the right: always for the tick, so nothing jumps."""
        return theme().length(TICK) + RIGHT + 4
