"""The plain keys of a lesson: answers and the way out; only those that nobody else wanted."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

__all__ = ["LessonKeys"]

_DIGITS = {Qt.Key(Qt.Key.Key_1 + place): place for place in range(8)}


class LessonKeys(QObject):
    """As an event filter of a window it takes keys that came up to it untaken."""

    revealed = Signal()
    left = Signal()
    chosen = Signal(int)  # which answer, from 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_reading = False  # whether a lesson is open
        self.is_listing = False  # whether the contents lie over it

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(Qt.Key(event.key()), event.modifiers())
        return False

    def _take(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        held &= ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and (self.is_reading or self.is_listing):
            self.left.emit()
            return True
        if not self.is_reading or self.is_listing:
            return False
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.revealed.emit()
        elif key in _DIGITS:
            self.chosen.emit(_DIGITS[key])
        else:
            return False
        return True
