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
from explorer.views.tool import Tool
from explorer.views.touch import Grip, Touch

__all__ = ["Touchable"]


class Touchable(QWidget):
    """Forwards events; a subclass says what is done with the place that is pointed at.

    While a `tool` is in the hand, it is asked first.
    """

    def __init__(self, touch: Touch, grip: Grip) -> None:
        super().__init__()
        self._touch, self._grip = touch, grip
        self._tool: Tool | None = None
        self._is_held = False  # the button is down, and the tool has taken the press
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def point_at(self, at: QPointF | None) -> None:
        """Tell who listens where the pointer is; None: it has left."""

    @property
    def tool(self) -> Tool | None:
        """What is in the hand instead of the starts."""
        return self._tool

    def take_tool(self, tool: Tool | None) -> None:
        """Put a tool into the hand, or put it away."""
        self._tool, self._is_held = tool, False
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        tool, at = self._tool, event.position()
        if tool is not None and event.button() == Qt.MouseButton.LeftButton:
            self._is_held = tool.press(at, self._touch.camera, event.modifiers())
        if not self._is_held:
            self._touch.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, tool, camera = event.position(), self._tool, self._touch.camera
        if tool is not None:
            tool.move(at, camera, event.modifiers())
        if not self._is_held:
            self._touch.move(event)
        shape = None if tool is None or self._touch.is_panning else tool.cursor(at, camera)
        if shape is not None:
            self.setToolTip("")
            self.setCursor(shape)
        else:
            self._show_reach(at)
        self.point_at(at)

    def _show_reach(self, at: QPointF) -> None:
        """Show by the pointer what a press would take hold of."""
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._is_held:
            self._touch.release(event)
        elif event.button() == Qt.MouseButton.LeftButton and self._tool is not None:
            self._is_held = False
            self._tool.release(event.position(), self._touch.camera)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tool is not None:  # two quick clicks are two clicks of a tool
            self.mousePressEvent(event)
        else:
            self._touch.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._tool is None or not self._tool.wheel(event, self._touch.camera):
            self._touch.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setCursor(Qt.CursorShape.CrossCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._tool is not None and self._tool.key(event):
            return
        if not self._touch.key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._touch.key_released(event)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through what the tool holds or the start points, then to the next control."""
        tab = Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab
        if self._tool is not None:
            event = QKeyEvent(QEvent.Type.KeyPress, tab, Qt.KeyboardModifier.NoModifier)
            return self._tool.key(event) or super().focusNextPrevChild(forward)
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
