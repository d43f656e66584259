"""The scrub bar: a slider over all steps, with the range of steps that is played in a loop."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from explorer.views.slider import GROOVE, RADIUS, Slider
from explorer.views.theme import theme

__all__ = ["ScrubBar"]

TALL = 26  # pixels
ARM, REACH = 4.0, 8.0  # pixels: how long the arms of a bracket are, how near it is taken hold of
BRACKET = 10.0  # pixels from the middle up and down

TIP = (
    "<p>Drag to any step; all views show that moment.</p><p>To see some steps again and again, "
    "drag over them with Shift held, or press [ where they begin and ] where they end. "
    "Esc plays all steps again.</p>"
)


class ScrubBar(Slider):
    """Shift and a drag marks a range; its two brackets can be moved."""

    range_wished = Signal(int, int)  # its ends, in either order

    def __init__(self) -> None:
        super().__init__(1)
        self.range: tuple[int, int] | None = None
        self._held: int | None = None  # the other end of the range, while one end is moved
        self.setSingleStep(1)
        self.setMouseTracking(True)
        self.setAccessibleName("Step")
        self.setToolTip(TIP)

    def show_range(self, shown: tuple[int, int] | None) -> None:
        """Show which steps are looped; None: all are played."""
        if shown != self.range:
            self.range = shown
            words = f"Steps {shown[0]} to {shown[1]} are played in a loop." if shown else ""
            self.setAccessibleDescription(words)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, TALL)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, TALL)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        end = self._end_at(event.position())
        if is_left and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._held = self._step_at(event.position().x())
        elif is_left and end is not None and self.range is not None:
            self._held = self.range[1 - end]
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self.range_wished.emit(self._held, self._step_at(event.position().x()))
            return
        over = self._end_at(event.position()) is not None and not self.isSliderDown()
        self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._held is not None:
            self._held = None
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.range is None:
            return
        look, middle = theme(), self.height() / 2
        first, last = (self.place_of(step) for step in self.range)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = look.ink("fair")
        painter.setPen(look.pen(band, 2.0))
        for x, way in ((first, 1.0), (last, -1.0)):
            painter.drawPolyline(
                [
                    QPointF(x + way * ARM, middle - BRACKET),
                    QPointF(x, middle - BRACKET),
                    QPointF(x, middle + BRACKET),
                    QPointF(x + way * ARM, middle + BRACKET),
                ]
            )
        band.setAlphaF(0.28)
        high = GROOVE / 2 + 3
        painter.fillRect(QRectF(first, middle - high, last - first, 2 * high), band)
        painter.end()

    def _end_at(self, at: QPointF) -> int | None:
        """Return which end of the range lies at a pixel; the handle itself comes first."""
        if self.range is None:
            return None
        gaps = [abs(self.place_of(step) - at.x()) for step in self.range]
        end = int(gaps[1] < gaps[0])
        on_handle = abs(self.place_of(self.value()) - at.x()) <= RADIUS
        on_handle = on_handle and abs(at.y() - self.height() / 2) <= RADIUS
        return end if gaps[end] <= REACH and not on_handle else None

    def _step_at(self, x: float) -> int:
        return round(self.share_at(x) * self.maximum())
