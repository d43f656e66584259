"""A panel that can be touched: it hands pointer and keys to its touch, and Tab to its starts."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.session.locks import locked_sentence
from explorer.views.touch import Grip, Touch

__all__ = ["Touchable"]


class Touchable(QWidget):
    """Forwards events; a subclass says what is done with the place that is pointed at."""

    def __init__(self, touch: Touch, grip: Grip) -> None:
        super().__init__()
        self._touch, self._grip = touch, grip
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def point_at(self, at: QPointF | None) -> None:
        """Tell who listens where the pointer is; None: it has left."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._touch.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._touch.move(event)
        at = event.position()
        is_on_start = self._touch.is_dragging or self._touch.hovers(at)
        is_stuck = is_on_start and self._touch.is_locked
        self.setToolTip(f"<p>{locked_sentence('starts')}</p>" if is_stuck else "")
        if self._touch.is_panning:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif is_on_start:
            moves = Qt.CursorShape.SizeAllCursor
            self.setCursor(Qt.CursorShape.ForbiddenCursor if is_stuck else moves)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)
        self.point_at(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._touch.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._touch.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._touch.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setCursor(Qt.CursorShape.CrossCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._touch.key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._touch.key_released(event)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the start points first, then on to the next control."""
        if self._grip.next(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self._grip.take(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._grip.release()
        self.update()
