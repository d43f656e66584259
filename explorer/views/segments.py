"""A row of a few choices of which one holds, such as Map | Side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from explorer.views.theme import CAPTION, TEXT, theme, theme_changed

__all__ = ["Segments"]

MANY = 4  # choices: more stand closer together

_SHEET = """
QFrame#segments {{ background: {field}; border: 1px solid {line}; border-radius: {outer}px; }}
QFrame#segments QPushButton {{ background: transparent; border: 1px solid transparent;
  border-radius: {inner}px; color: {muted}; padding: {pad}; font-size: {size}px; min-height: 0; }}
QFrame#segments QPushButton:hover {{ color: {text}; }}
QFrame#segments QPushButton:checked {{ background: {raised}; color: {text}; }}
QFrame#segments QPushButton:focus {{ border-color: {accent}; }}
"""


class Segments(QFrame):
    """Exclusive buttons in one frame; left and right move the choice. `choices`: label, tooltip."""

    chosen = Signal(int)  # by the user only

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        small: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._small = small
        self._pad = 8 if len(choices) <= MANY else 6  # pixels beside a small word
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for index, (label, tip) in enumerate(choices):
            button = QPushButton(label)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setToolTip(f"<p>{tip}</p>")
            button.setAccessibleName(f"{name}: {label}")
            button.setAccessibleDescription(tip)
            self._group.addButton(button, index)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.chosen)
        theme_changed.connect(self._dress)
        self._dress()

    @property
    def index(self) -> int:
        """Which choice holds."""
        return self._group.checkedId()

    def labels(self) -> tuple[str, ...]:
        """Return the words of all choices there are."""
        buttons = self._group.buttons()
        return tuple(button.text() for button in buttons if not button.isHidden())

    def show_index(self, index: int) -> None:
        """Show a choice without announcing it."""
        self._group.button(index).setChecked(True)

    def offer(self, index: int, offered: bool) -> None:
        """Offer a choice, or leave it out."""
        self._group.button(index).setVisible(offered)

    def set_label(self, index: int, label: str) -> None:
        """Give a choice other words."""
        self._group.button(index).setText(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        goal = self._group.button(self.index + turn)
        while turn and goal is not None and goal.isHidden():
            goal = self._group.button(self._group.id(goal) + turn)
        if turn and goal is not None:
            goal.setFocus()
            goal.click()
        else:
            super().keyPressEvent(event)

    def _dress(self, *_: object) -> None:
        palette = theme().palette
        sizes = (
            {"outer": 6, "inner": 4, "pad": f"1px {self._pad}px", "size": theme().length(CAPTION)}
            if self._small
            else {"outer": 8, "inner": 6, "pad": "4px 14px", "size": theme().length(TEXT)}
        )
        roles = ("field", "line", "muted", "text", "raised", "accent")
        self.setStyleSheet(_SHEET.format(**{r: getattr(palette, r) for r in roles}, **sizes))
