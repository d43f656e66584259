"""A field for one exact number: takes 0.001, 1e-3 and 0,001; says what is wrong in words."""

from collections.abc import Callable
from math import isfinite

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from explorer.views.numbers import number

__all__ = ["NumberEntry", "exact", "read_number"]

# Quiet among sliders: a frame only under the pointer, while typing, and when wrong.
QUIET = """
QLineEdit { background: transparent; border: 1px solid transparent; border-radius: 5px;
  padding: 0 4px; min-height: 20px; }
QLineEdit:hover { border-color: palette(mid); background: palette(base); }
QLineEdit:focus { border-color: palette(highlight); background: palette(base); }
QLineEdit[role="error"] { border-color: palette(bright-text); background: palette(base); }
"""
NOT_A_NUMBER = "That is not a number; write it like 0.01 or 1e-2."


def read_number(text: str) -> float | None:
    """Return the finite number that `text` says, or None; a comma or a true minus will do."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace(",", ".").replace("_", " ")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if isfinite(value) else None


def exact(value: float) -> str:
    """Return `value` as a person would type it, without losing digits."""
    short = f"{value:.12g}"
    return short if float(short) == value else repr(value)


class NumberEntry(QLineEdit):
    """Commits on Enter and on leaving; Escape gives the number back; Up and Down nudge it.

    `check` returns why a number cannot be taken, or None. A refused number changes nothing.
    """

    entered = Signal(float)
    refused = Signal(str)  # one sentence; empty once all is well again
    nudged = Signal(int)  # +1 or -1

    def __init__(
        self,
        check: Callable[[float], str | None],
        parent: QWidget | None = None,
        quiet: bool = False,
    ) -> None:
        super().__init__(parent)
        if quiet:
            self.setStyleSheet(QUIET)
        self._check = check
        self._value = 0.0
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(40)
        self.returnPressed.connect(self._take)
        self.textEdited.connect(lambda _text: self._mark(False))

    @property
    def value(self) -> float:
        """The number last taken or shown."""
        return self._value

    def show_number(self, value: float) -> None:
        """Show a number without announcing it; what is being typed is left alone."""
        is_typing = self.hasFocus() and self.isModified()
        if value == self._value and self.text():
            return
        self._value = value
        if not is_typing:
            self._write()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setText(exact(self._value))
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()
            self._mark(False)
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self._write()
            self._mark(False)
            self.refused.emit("")
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.nudged.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if not self.isModified():
            return
        value = read_number(self.text())
        refusal = NOT_A_NUMBER if value is None else self._check(value)
        self._mark(refusal is not None)
        self.refused.emit(refusal or "")
        if value is None or refusal:
            return
        changed = value != self._value
        self._value = value
        self._write()
        if changed:
            self.entered.emit(value)

    def _write(self) -> None:
        self.setText(exact(self._value) if self.hasFocus() else number(self._value))
        self.setCursorPosition(0)
        self.setModified(False)

    def _mark(self, is_wrong: bool) -> None:
        """Let the theme draw the field as wrong, or as usual."""
        role = "error" if is_wrong else ""
        if (self.property("role") or "") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
