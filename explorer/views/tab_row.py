"""A row of tabs: they stand closer where there is little room, and else on more lines."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from explorer.views.theme import GAP

__all__ = ["TabRow"]

SPACES = (3 * GAP, 2 * GAP, GAP)  # between tabs and at the sides; the first that fits


class TabRow(QWidget):
    """One of the tabs is on top; `chosen` is emitted with its number, by the user only."""

    chosen = Signal(int)

    def __init__(self, tabs: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        for index, (name, tip) in enumerate(tabs):
            button = QPushButton(name, self)
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setToolTip(f"<p>{tip}</p>")
            button.setAccessibleName(name)
            button.setAccessibleDescription(tip)
            self._group.addButton(button, index)
        self._group.idClicked.connect(self.chosen)
        self.offer(range(len(self._group.buttons())))

    def button(self, index: int) -> QPushButton:
        """Return a tab by its number."""
        button = self._group.button(index)
        assert isinstance(button, QPushButton)
        return button

    def show_tab(self, index: int) -> None:
        """Show one as being on top, without announcing it."""
        self.button(index).setChecked(True)

    def offer(self, indices: Collection[int]) -> None:
        """Show these tabs alone."""
        for index in range(len(self._group.buttons())):
            self.button(index).setVisible(index in indices)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + SPACES[0] * (len(self._widths()) + 1), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0) + 2 * SPACES[-1], self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Polish, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._arrange()  # only now are the letters known
        return super().event(event)

    def _shown(self) -> list[QPushButton]:
        buttons = (self.button(index) for index in range(len(self._group.buttons())))
        return [button for button in buttons if not button.isHidden()]

    def _widths(self) -> list[int]:
        return [button.sizeHint().width() for button in self._shown()]

    def _arrange(self) -> None:
        """Give every tab its place, and this row as many lines as they take."""
        shown, widths, room = self._shown(), self._widths(), self.width()
        fitting = (s for s in SPACES if sum(widths) + s * (len(widths) + 1) <= room)
        space = next(fitting, SPACES[-1])
        high = max((button.sizeHint().height() for button in shown), default=0)
        x, y = space, GAP
        for button, width in zip(shown, widths, strict=True):
            if x > space and x + width + space > room:
                x, y = space, y + high
            button.setGeometry(x, y, width, high)
            x += width + space
        self.setFixedHeight(y + high)
