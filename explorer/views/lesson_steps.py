"""How far a lesson has come: a bar in pieces, one a step, to click or to walk with the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from explorer.views.theme import theme

__all__ = ["StepBar"]

TALL, THICK = 16, 4  # pixels: what can be clicked, what is seen
FADED = 0.5  # of the accent, for steps that were seen


class StepBar(QWidget):
    """The steps of a lesson: the present one, those seen before, and those to come."""

    chosen = Signal(int)  # by the user only

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Steps of the lesson")
        self._titles: tuple[str, ...] = ()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)

    def show_steps(self, titles: Sequence[str], present: int, seen: int) -> None:
        """Show steps by title, the one the reader is at, and how many were ever seen."""
        if tuple(titles) != self._titles:
            self._make(tuple(titles))
        for number, button in enumerate(self._group.buttons()):
            if isinstance(button, _Piece):
                button.show_state(number == present, number < max(seen, present))

    def _make(self, titles: tuple[str, ...]) -> None:
        self._titles = titles
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, title in enumerate(titles):
            words = f"Step {number + 1} of {len(titles)}" + (f": {title}" if title else "")
            piece = _Piece(words)
            self._group.addButton(piece, number)
            self._row.addWidget(piece)


class _Piece(QAbstractButton):
    def __init__(self, words: str) -> None:
        super().__init__()
        self._is_seen = False
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setToolTip(f"<p>{words}</p>")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, is_present: bool, is_seen: bool) -> None:
        self._is_seen = is_seen
        self.setChecked(is_present)
        self.setAccessibleDescription("here" if is_present else "seen" if is_seen else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(24, TALL)

    def minimumSizeHint(self) -> QSize:
        return QSize(6, TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, (self.height() - THICK) / 2, self.width(), THICK)
        if self.underMouse() or self.hasFocus():
            bar.adjust(0, -2, 0, 2)
        painter.setBrush(look.ink("line"))
        painter.drawRoundedRect(bar, THICK / 2, THICK / 2)
        if self.isChecked() or self._is_seen:
            painter.setOpacity(1.0 if self.isChecked() else FADED)
            painter.setBrush(look.ink("accent"))
            painter.drawRoundedRect(bar, THICK / 2, THICK / 2)
        painter.end()
