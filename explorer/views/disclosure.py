"""A line that folds away what is seldom needed, and says in brief what is inside."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from explorer.views.icons import icon
from explorer.views.theme import CAPTION, theme

__all__ = ["Disclosure"]

ARROW, TALL = 12, 20  # pixels


class Disclosure(QAbstractButton):
    """A checkable line with an arrow; `content` is seen only while it is checked.

    While folded the line reads `summary`, while open `words`.
    """

    folded = Signal(bool)

    def __init__(self, words: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._summary, self._content = words, words, content
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setToolTip(f"Show or fold the {words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self._fold)
        content.hide()

    def show_summary(self, summary: str) -> None:
        """Say in brief what is inside."""
        if summary != self._summary:
            self._summary = summary
            self.setAccessibleDescription(summary)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, theme().length(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, theme().length(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setFont(look.font(CAPTION))
        is_lit = self.underMouse() or self.hasFocus()
        ink = look.ink("text" if is_lit else "muted")
        if self.hasFocus():
            painter.setPen(look.pen("accent", 1))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        arrow = icon("arrow-down" if self.isChecked() else "arrow-right", ink)
        top = (self.height() - ARROW) // 2
        painter.drawPixmap(1, top, arrow.pixmap(ARROW, ARROW))
        painter.setPen(ink)
        room = self.rect().adjusted(ARROW + 5, 0, -4, 0)
        words = self._words if self.isChecked() else self._summary
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _fold(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self.folded.emit(not is_open)
