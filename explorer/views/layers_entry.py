"""The hidden layers of a net, typed as 8, as 16-16-16, or as none."""

from re import split

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from explorer.core.nets.tiny_net import MOST_LAYERS, MOST_WIDTH
from explorer.core.param import SettingError

__all__ = ["LayersEntry", "hidden_words", "read_hidden"]

NONE = "none"
WIDEST = 84  # pixels
HOW = "Write the units of each hidden layer, like 8 or 16-16, or none."


def hidden_words(hidden: tuple[int, ...]) -> str:
    """Return the hidden layers as they are typed."""
    return "-".join(map(str, hidden)) or NONE


def read_hidden(text: str) -> tuple[int, ...]:
    """Return the hidden layers that `text` says; SettingError with one sentence where it doesn't.

    Dashes of any length, commas, crosses and blanks part the layers.
    """
    plain = text.strip().casefold()
    if plain in ("", NONE):
        return ()
    words = split(r"\s*[-‐‑‒–—−,;x×]\s*|\s+", plain)
    if not all(word.isascii() and word.isdecimal() for word in words):
        raise SettingError(HOW)
    hidden = tuple(map(int, words))
    if len(hidden) > MOST_LAYERS:
        raise SettingError(f"A tiny net has at most {MOST_LAYERS} hidden layers.")
    for width in hidden:
        if not 1 <= width <= MOST_WIDTH:
            raise SettingError(f"A layer has from 1 to {MOST_WIDTH} units, not {width}.")
    return hidden


class LayersEntry(QLineEdit):
    """Commits on Enter and on leaving; Escape gives the layers back; Up and Down widen the last."""

    entered = Signal(object)  # tuple[int, ...]
    refused = Signal(str)  # one sentence; empty once all is well again

    def __init__(self) -> None:
        super().__init__()
        self._hidden: tuple[int, ...] = ()
        self.setMaxLength(24)
        self.setMinimumWidth(40)
        self.setMaximumWidth(WIDEST)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName("Hidden layers")
        self.setAccessibleDescription(HOW)
        self.setToolTip(
            f"<p>{HOW} At most {MOST_LAYERS} layers of 1 to {MOST_WIDTH} units. With none, the net "
            "draws straight lines only. Up and Down change the last layer by a unit.</p>"
        )
        self.returnPressed.connect(self._take)

    @property
    def hidden(self) -> tuple[int, ...]:
        """The layers last taken or shown."""
        return self._hidden

    def show_hidden(self, hidden: tuple[int, ...]) -> None:
        """Show layers without announcing them; what is being typed is left alone."""
        is_typing = self.hasFocus() and self.isModified() and hidden == self._hidden
        self._hidden = hidden
        if not is_typing:
            self._write()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self._write()
            self.refused.emit("")
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._hidden:
            last = self._hidden[-1] + (1 if event.key() == Qt.Key.Key_Up else -1)
            if 1 <= last <= MOST_WIDTH:
                self._become((*self._hidden[:-1], last))
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if not self.isModified():
            return
        try:
            hidden = read_hidden(self.text())
        except SettingError as error:
            self.refused.emit(str(error))
            return
        self.refused.emit("")
        self._become(hidden)

    def _become(self, hidden: tuple[int, ...]) -> None:
        is_new = hidden != self._hidden
        self._hidden = hidden
        self._write()
        if is_new:
            self.entered.emit(hidden)

    def _write(self) -> None:
        words = hidden_words(self._hidden)
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)
        self.setModified(False)
