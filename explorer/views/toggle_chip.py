"""The switches in the upper right corner of a landscape: what is drawn on it, each with a key."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from explorer.views.theme import theme

__all__ = ["ToggleChip", "show_checked"]

RESERVED = 350  # pixels of the upper edge that belong to the words about the start
TIP = "<p>Choose what is drawn: contours, minima, slopes and more. Each has a key of its own.</p>"


class ToggleChip(QFrame):
    """A row of switches; where there is no room for it, one button with a menu of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self._buttons: list[QToolButton] = []
        self._tips: dict[QToolButton, str] = {}
        self._keys: dict[int, QToolButton] = {}
        self._absent: set[QToolButton] = set()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 3, 4, 3)
        self._row.setSpacing(2)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        self.button = self._button("Show ▾", TIP)
        self.button.setAccessibleName("Show")
        self.button.setMenu(self._menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.hide()

    @property
    def is_folded(self) -> bool:
        """Whether the switches are in the menu."""
        return not self.button.isHidden()

    @property
    def menu(self) -> QMenu:
        """The menu that holds the switches while they are folded."""
        return self._menu

    def add(
        self, name: str, tip: str, is_on: bool, switch: Callable[[bool], None], key: str = ""
    ) -> QToolButton:
        """Add a switch; `key` is the letter that turns it while the landscape has the focus."""
        button = self._button(name, "")
        button.setCheckable(True)
        button.setChecked(is_on)
        button.toggled.connect(switch)
        self._buttons.append(button)
        if key:
            button.setProperty("letter", key)
            self._keys[Qt.Key[f"Key_{key}"]] = button
        self.set_tip(button, tip)
        return button

    def offer(self, button: QToolButton, is_offered: bool) -> None:
        """Have a switch, or leave it out where there is nothing that it could draw."""
        (self._absent.discard if is_offered else self._absent.add)(button)
        button.setVisible(is_offered and not self.is_folded)

    def set_tip(self, button: QToolButton, tip: str) -> None:
        """Say what a switch draws; the key is said with it."""
        key = str(button.property("letter") or "")
        words = f"{tip} ({key})" if key else tip
        self._tips[button] = words
        button.setToolTip(_rich(words))
        button.setAccessibleDescription(words)

    def press(self, event: QKeyEvent) -> bool:
        """Turn the switch that a key belongs to; False where there is none."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        button = self._keys.get(event.key())
        if button is None or button in self._absent or held != Qt.KeyboardModifier.NoModifier:
            return False
        if not event.isAutoRepeat():
            button.toggle()
        return True

    def fit(self, width: int) -> None:
        """Fold or unfold for a panel of this width; what else stands there has its room."""
        self.fit_into(width - theme().length(RESERVED))

    def fit_into(self, room: int) -> None:
        """Fold or unfold for so many pixels."""
        margins = self._row.contentsMargins()
        offered = [button for button in self._buttons if button not in self._absent]
        whole = sum(button.sizeHint().width() + self._row.spacing() for button in offered)
        is_folded = whole + margins.left() + margins.right() > room
        if is_folded != self.is_folded:
            for button in offered:
                button.setVisible(not is_folded)
            self.button.setVisible(is_folded)
        self._row.activate()
        self.resize(self.sizeHint())

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "toggle")
        button.setText(name)
        button.setToolTip(tip)
        button.setAccessibleName(name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._row.addWidget(button)
        return button

    def _fill(self) -> None:
        self._menu.clear()
        for button in self._buttons:
            if button in self._absent:
                continue
            letter = button.property("letter")
            action = self._menu.addAction(f"{button.text()}\t{letter}" if letter else button.text())
            action.setCheckable(True)
            action.setChecked(button.isChecked())
            action.setToolTip(_rich(self._tips[button]))
            action.toggled.connect(button.setChecked)


def show_checked(button: QToolButton, is_on: bool) -> None:
    """Show a switch on or off without turning it."""
    button.blockSignals(True)
    button.setChecked(is_on)
    button.blockSignals(False)


def _rich(words: str) -> str:
    """Return words as a tooltip that breaks its lines."""
    return f"<p>{escape(words)}</p>".replace("\n", "<br>")
