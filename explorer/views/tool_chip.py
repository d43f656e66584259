"""The tools of a landscape: a chip of switches, and a panel for the one that is in the hand."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.views.theme import theme

__all__ = ["ToolChip"]

LIFT = 18  # pixels above the lower edge: the coordinates are written there
WIDEST = 300  # pixels of a panel, with letters of ordinary size


class ToolChip(QFrame):
    """One tool at most is in the hand; its panel, if it has one, stands above the switches."""

    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QToolButton] = {}
        self._panels: dict[str, QWidget] = {}
        self.setProperty("role", "chip")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 3, 4, 3)
        column.setSpacing(4)
        self._column, self._row = column, QHBoxLayout()
        self._row.setSpacing(2)
        self._row.addStretch()
        column.addLayout(self._row)
        self.hide()

    @property
    def in_hand(self) -> str:
        """The name of the tool that is in the hand; empty where there is none."""
        return next((name for name, button in self._buttons.items() if button.isChecked()), "")

    @property
    def room(self) -> int:
        """How much it takes of the height, with a gap; 0 while there are no tools."""
        return self.height() + 6 if self._buttons else 0

    def add(
        self, name: str, tip: str, switch: Callable[[bool], None], panel: QWidget | None = None
    ) -> QToolButton:
        """Add a tool; `switch` is called when it is taken up (True) and when it is put away."""
        button = QToolButton(self)
        button.setProperty("role", "toggle")
        button.setText(name)
        button.setToolTip(f"<p>{tip}</p>")
        button.setAccessibleName(name)
        button.setAccessibleDescription(tip)
        button.setCheckable(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._buttons[name] = button
        if panel is not None:
            self._panels[name] = panel
            panel.hide()
            self._column.insertWidget(self._column.count() - 1, panel)
        self._row.addWidget(button)
        button.toggled.connect(lambda is_on: self._take(name, is_on, switch))
        self.show()
        return button

    def take(self, name: str) -> None:
        """Take the tool of this name into the hand."""
        self._buttons[name].setChecked(True)

    def put_away(self) -> None:
        """Take no tool."""
        for button in self._buttons.values():
            button.setChecked(False)

    def place(self, width: int, height: int, inset: int) -> None:
        """Stand in the lower right corner of a panel of this size."""
        self.setMaximumWidth(max(min(theme().length(WIDEST), width - 2 * inset), 1))
        self.adjustSize()
        self.move(width - inset - self.width(), height - inset - LIFT - self.height())

    def _take(self, name: str, is_on: bool, switch: Callable[[bool], None]) -> None:
        if is_on:
            for other, button in self._buttons.items():
                if other != name:
                    button.setChecked(False)
        if name in self._panels:
            self._panels[name].setVisible(is_on)
            self.raise_()  # in a small window it may lie on other chips
        switch(is_on)
        self.resized.emit()
