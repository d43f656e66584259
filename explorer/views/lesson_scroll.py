"""A page to read: it scrolls, and its lines are as long with a scroll bar as without one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

__all__ = ["ReadingArea"]

WIDE = 10  # pixels of the bar; it lies over the margin of what is read


class ReadingArea(QScrollArea):
    """Shows `inside`, which needs a right margin of ten pixels or more."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        hidden = self.verticalScrollBar()
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.hide()
        self._bar.valueChanged.connect(hidden.setValue)
        hidden.valueChanged.connect(self._bar.setValue)
        hidden.rangeChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - WIDE, 0, WIDE, self.height())
        self._bar.setPageStep(self.viewport().height())

    def _follow(self, low: int, high: int) -> None:
        self._bar.setRange(low, high)
        self._bar.setSingleStep(self.verticalScrollBar().singleStep())
        self._bar.setVisible(high > low)
        self._bar.raise_()
