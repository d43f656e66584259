"""Small buttons to list landscapes of one kind only: valleys, saddles, many minima."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.core.kinds import KINDS, Kind
from explorer.core.landscape import Landscape
from explorer.views.theme import GAP

__all__ = ["KindChips"]


class KindChips(QWidget):
    """One of the kinds may be pressed, or none; they take as many lines as they need."""

    chosen = Signal(object)  # Kind | None

    def __init__(self) -> None:
        super().__init__()
        self._kind: Kind | None = None
        self._buttons = {kind.words: self._button(kind) for kind in KINDS.values()}

    @property
    def kind(self) -> Kind | None:
        """The kind that is pressed."""
        return self._kind

    def button(self, words: str) -> QToolButton:
        """Return the button of a kind by its words."""
        return self._buttons[words]

    def offer(self, rows: Iterable[Landscape]) -> None:
        """Show the kinds that these landscapes are of, and the one that is pressed."""
        rows = tuple(rows)
        for words, button in self._buttons.items():
            kind = KINDS[words]
            count = sum(kind.has(row) for row in rows)
            button.setVisible(bool(count) or kind is self._kind)
            button.setToolTip(f"<p>{kind.line}</p><p>Here: {count}.</p>")
        self._arrange()

    def press(self, kind: Kind | None) -> None:
        """Press a kind, or none, as the user would."""
        if kind is self._kind:
            return
        self._kind = kind
        for words, button in self._buttons.items():
            button.setChecked(kind is not None and kind.words == words)
        self.chosen.emit(kind)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        return QSize(widest, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Polish, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._arrange()  # only now are the letters known
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._arrange()

    def _button(self, kind: Kind) -> QToolButton:
        button = QToolButton(self)
        button.setText(kind.words)
        button.setProperty("role", "kind")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"Only {kind.words}")
        button.setAccessibleDescription(kind.line)
        button.clicked.connect(lambda is_on: self.press(kind if is_on else None))
        return button

    def _arrange(self) -> None:
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
