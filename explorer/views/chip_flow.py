"""Small buttons side by side, on as many lines as they need."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.views.theme import GAP

__all__ = ["ChipFlow"]


class ChipFlow(QWidget):
    """Holds the buttons made with `add`; hidden ones take no room."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, QToolButton] = {}

    def add(self, words: str, name: str, tip: str) -> QToolButton:
        """Return a new button with these words; `name` is read aloud, `tip` teaches."""
        button = QToolButton(self)
        button.setText(words)
        button.setProperty("role", "kind")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setAccessibleDescription(tip)
        button.setToolTip(f"<p>{tip}</p>")
        self._buttons[words] = button
        return button

    def button(self, words: str) -> QToolButton:
        """Return a button by its words."""
        return self._buttons[words]

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        widest = max((one.sizeHint().width() for one in self._buttons.values()), default=0)
        return QSize(widest, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Polish, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.arrange()  # only now are the letters known
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.arrange()

    def arrange(self) -> None:
        """Give every button its place, and this widget as many lines as they take."""
        x = y = high = 0
        for button in self._buttons.values():
            if button.isHidden():
                continue
            size = button.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + high + GAP
            button.setGeometry(x, y, size.width(), size.height())
            x, high = x + size.width() + GAP, size.height()
        self.setFixedHeight(y + high)
