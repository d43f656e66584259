"""A quiet slider: goes where it is clicked, and never moves because the panel was scrolled."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from explorer.views.theme import theme

__all__ = ["Slider"]

RADIUS = 6.0  # of the handle, px
GROOVE = 4.0  # px


class Slider(QSlider):
    """Ticks from 0; `dragged` during a drag or a key press, `released` at its end."""

    dragged = Signal(int)
    released = Signal()

    def __init__(self, ticks: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, ticks)
        self.setPageStep(max(1, ticks // 20))
        self.setSingleStep(max(1, ticks // 200))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.valueChanged.connect(self.dragged)

    def show_tick(self, tick: int) -> None:
        """Move the handle without announcing it; a handle that is held stays in the hand."""
        if self.isSliderDown() or tick == self.value():
            return
        self.blockSignals(True)
        self.setValue(tick)
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        return QSize(80, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 20)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._follow(event.position().x())
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isSliderDown():
            self.setSliderDown(False)
            self.released.emit()
            self.update()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self.released.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.released.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, middle = theme(), self.height() / 2
        x = self.place_of(self.value())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.ink("line"))
        groove = QRectF(RADIUS / 2, middle - GROOVE / 2, self.width() - RADIUS, GROOVE)
        painter.drawRoundedRect(groove, GROOVE / 2, GROOVE / 2)
        painter.setBrush(look.ink("accent" if self.isEnabled() else "muted"))
        groove.setRight(x)
        painter.drawRoundedRect(groove, GROOVE / 2, GROOVE / 2)
        if self.hasFocus():
            ring = QPen(look.ink("accent"), 2)
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, middle), RADIUS + 1.5, RADIUS + 1.5)
        painter.setPen(QPen(look.ink("text" if look.is_dark else "muted"), 1))
        lit = "text" if look.is_dark else "card"
        painter.setBrush(look.ink(lit if self.isEnabled() else "muted"))
        painter.drawEllipse(QPointF(x, middle), RADIUS, RADIUS)
        painter.end()

    def place_of(self, tick: int) -> float:
        """Return where a tick is, in pixels from the left."""
        share = (tick - self.minimum()) / max(1, self.maximum() - self.minimum())
        return self._margin() + share * (self.width() - 2 * self._margin())

    def share_at(self, x: float) -> float:
        """Return how far along a pixel is, from 0 to 1."""
        room = max(1.0, self.width() - 2 * self._margin())
        return min(1.0, max(0.0, (x - self._margin()) / room))

    def _margin(self) -> float:
        return RADIUS + 3

    def _follow(self, x: float) -> None:
        self.setValue(round(self.share_at(x) * self.maximum()))
