"""A field over the drawn net in which one start weight is typed."""

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from explorer.session.locks import locked_sentence
from explorer.session.session import Session
from explorer.views.number_entry import NumberEntry
from explorer.views.numbers import number

__all__ = ["LARGEST", "WeightField", "why_not"]

SIZE = QSize(96, 28)
LARGEST = 1e6
LATER = "Weights can be typed where training starts: move the play head to step 0 first."


class WeightField(NumberEntry):
    """Opens where the weight is, and closes on Enter, on Escape and when left."""

    typed = Signal(int, float)  # the weight's place in the vector, its new number

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_refusal, parent)
        self._place, self._net = 0, parent
        self.resize(SIZE)
        self.hide()
        self.setAccessibleName("Start weight")
        self.entered.connect(lambda value: self.typed.emit(self._place, value))
        self.returnPressed.connect(self._close)
        parent.installEventFilter(self)

    def open(self, place: int, value: float, at: QPointF) -> None:
        """Let a weight be typed, near a pixel of the parent."""
        self._place = place
        room = self._net.size() - self.size()
        x = min(max(0, round(at.x()) - self.width() // 2), room.width())
        y = min(max(0, round(at.y()) - self.height() // 2), room.height())
        self.move(x, y)
        self.show_number(value)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self._close()
        else:
            super().keyPressEvent(event)
            event.accept()  # Enter would go on to the net, which opens the field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Hide):
            self.hide()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()

    def _close(self) -> None:
        """Give the keyboard back to the net, unless what was typed is wrong."""
        if self.property("role") != "error" or not self.isModified():
            self.hide()
            self._net.setFocus(Qt.FocusReason.OtherFocusReason)


def why_not(session: Session) -> str:
    """Return why no start weight can be typed now; empty where one can."""
    if "starts" in session.document.locks:
        return locked_sentence("starts")
    return LATER if session.focus.step else ""


def _refusal(value: float) -> str | None:
    if abs(value) <= LARGEST:
        return None
    return f"A weight must lie between {number(-LARGEST)} and {number(LARGEST)}."
