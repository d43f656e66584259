"""Where to look: the ends of the box, typed exactly."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from explorer.core.array import Box
from explorer.views.number_entry import NumberEntry

__all__ = ["BoxFields"]

AXES = ("x", "y")
LARGEST = 1e9  # as far as a box may reach
ROUND = "The box must lie between \N{MINUS SIGN}1e9 and 1e9."


class BoxFields(QWidget):
    """From and to for each variable; emits a box that is the right way round, or says why not."""

    edited = Signal(object)  # Box

    def __init__(self, box: Box, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = box
        self._entries: list[tuple[NumberEntry, NumberEntry]] = []
        self._rows: list[tuple[QWidget, ...]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for axis, name in enumerate(AXES):
            low = self._entry(axis, 0, f"{name} begins at")
            high = self._entry(axis, 1, f"{name} ends at")
            row = (_label(f"{name} from"), low, _label("to"), high)
            for column, widget in enumerate(row):
                grid.addWidget(widget, axis, column)
            self._entries.append((low, high))
            self._rows.append(row)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._sentence = QLabel()
        self._sentence.setProperty("role", "error")
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        grid.addWidget(self._sentence, len(AXES), 0, 1, 4)
        self._show()

    @property
    def box(self) -> Box:
        """The box shown."""
        return self._box

    def show_box(self, box: Box) -> None:
        """Show a box, with as many rows as it has variables."""
        if box != self._box:
            self._box = box
            self._say("")
            self._show()

    def _show(self) -> None:
        for axis, row in enumerate(self._rows):
            for widget in row:
                widget.setVisible(axis < len(self._box))
        for entries, ends in zip(self._entries, self._box, strict=False):
            for entry, end in zip(entries, ends, strict=True):
                entry.show_number(end)

    def _entry(self, axis: int, side: int, words: str) -> NumberEntry:
        entry = NumberEntry(lambda value: self._refusal(axis, side, value))
        entry.setAccessibleName(words)
        entry.setToolTip(f"Where {words}; the map shows this stretch and runs start inside it")
        entry.setMinimumWidth(48)
        entry.entered.connect(lambda value: self._take(axis, side, value))
        entry.refused.connect(self._say)
        return entry

    def _refusal(self, axis: int, side: int, value: float) -> str | None:
        low, high = self._turned(axis, side, value)[axis]
        if abs(value) > LARGEST:
            return ROUND
        if low < high:
            return None
        other = "Move the upper end first." if side == 0 else "Move the lower end first."
        return f"{AXES[axis]} must begin below its end: {low:g} is not below {high:g}. {other}"

    def _turned(self, axis: int, side: int, value: float) -> Box:
        ends = list(self._box[axis])
        ends[side] = value
        return (*self._box[:axis], (ends[0], ends[1]), *self._box[axis + 1 :])

    def _take(self, axis: int, side: int, value: float) -> None:
        self._box = self._turned(axis, side, value)
        self.edited.emit(self._box)

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "muted")
    return label
