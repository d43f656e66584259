"""The foot of a lesson: a page back, and on to the next page or the next lesson."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from explorer.views.theme import GAP

__all__ = ["LessonFoot"]


SLACK = 4  # pixels: letters are measured together and one by one, which differs a little


class LessonFoot(QWidget):
    """Two buttons that stay where they are."""

    back_asked = Signal()
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back, self.next = QPushButton("← Back"), _LongButton()
        self.next.setProperty("role", "primary")
        for button, tip in (
            (self.back, "One page back (Ctrl+Left)."),
            (self.next, "On to the next page (Ctrl+Right)."),
        ):
            button.setAutoDefault(False)
            button.setToolTip(f"<p>{tip}</p>")
            button.setAccessibleDescription(tip)
        self.back.setAccessibleName("Back")
        self.back.clicked.connect(lambda _checked=False: self.back_asked.emit())
        self.next.clicked.connect(lambda _checked=False: self.next_asked.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * GAP, 2 * GAP, 4 * GAP, 3 * GAP)
        row.setSpacing(3 * GAP)
        row.addWidget(self.back)
        row.addStretch(0)
        row.addWidget(self.next, 1, Qt.AlignmentFlag.AlignRight)

    def show_ways(self, has_back: bool, onward: str) -> None:
        """Allow the way back where there is one, and say where the way on leads."""
        self.back.setEnabled(has_back)
        # A long title is said without what comes before it, rather than cut short.
        self.next.show_words(f"{onward} →", f"{onward.partition(': ')[2] or onward} →")
        self.next.setAccessibleName(onward)


class _LongButton(QPushButton):
    """A button with fewer words where they do not fit, which end in … if they must."""

    def __init__(self) -> None:
        super().__init__()
        self._words = self._short = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, short: str) -> None:
        self._words, self._short = words, short
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        wide = self.fontMetrics().horizontalAdvance(self._words)
        shown = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + wide - shown + SLACK, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        frame = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - frame
        metrics = self.fontMetrics()
        words = self._words if metrics.horizontalAdvance(self._words) <= room else self._short
        self.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
