"""The question of a lesson in the making: a number, and which answers it makes right."""

from collections.abc import Sequence
from math import isnan

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.core.measures import MEASURES
from explorer.session.document import Document
from explorer.session.lesson_draft import DraftOption
from explorer.session.naming import entrant_names
from explorer.views.choices import Item
from explorer.views.icons import icon
from explorer.views.number_entry import read_number
from explorer.views.theme import GAP, theme

__all__ = ["OptionRows", "measure_items", "read_bound", "run_items"]

FEWEST, MOST = 2, 6  # answers
_TICK = 14  # pixels


def measure_items() -> tuple[Item, ...]:
    """Return the numbers that can decide: all that are read off one run."""
    kinds = [kind for kind in MEASURES.values() if kind.runs == 1]
    return tuple(Item(kind.key, kind.name, kind.line) for kind in kinds)


def run_items(document: Document) -> tuple[Item, ...]:
    """Return the runs of a document, by start and optimizer."""
    many, names = len(document.starts) > 1, entrant_names(document)
    return tuple(
        Item(
            f"{start} {entrant}",
            names[entrant].whole + (f", start {start + 1}" if many else ""),
            "The number is read off this path.",
        )
        for start in range(len(document.starts))
        for entrant in range(len(names))
    )


def read_bound(text: str) -> float | None:
    """Return the number that a bound says, also in per cent; None where there is none."""
    plain = text.strip()
    if plain.endswith("%"):
        share = read_number(plain[:-1])
        return None if share is None else share / 100
    return read_number(plain)


class OptionRows(QWidget):
    """Answers, each with the bounds of the number between which it is right."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_OptionRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        for column, words in enumerate(("Answers to choose from", "right above", "right below")):
            label = QLabel(words)
            label.setProperty("role", "caption")
            self._grid.addWidget(label, 0, column)
        self._more = QPushButton("Another answer")
        self._more.setProperty("role", "quiet")
        self._more.setAutoDefault(False)
        self._more.setToolTip(f"<p>Add an answer to choose from; {MOST} at the most.</p>")
        self._more.clicked.connect(lambda _checked=False: self._add())
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(GAP)
        column_of_all.addLayout(self._grid)
        column_of_all.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        for _ in range(FEWEST + 1):
            self._add()

    def options(self) -> tuple[DraftOption, ...]:
        """Return the answers that were typed."""
        return tuple(row.option() for row in self._rows if row.words.text().strip())

    def row(self, place: int) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        """Return the fields of an answer: its words, and the two bounds."""
        one = self._rows[place]
        return one.words, one.above, one.below

    def show_right(self, value: float) -> Sequence[int]:
        """Mark the answers that a number makes right, and return which of `options` they are."""
        typed = [row for row in self._rows if row.option().text]
        right = [place for place, row in enumerate(typed) if _holds(row.option(), value)]
        for row in self._rows:
            row.mark(row in typed and typed.index(row) in right)
        return right

    def _add(self) -> None:
        row = _OptionRow(len(self._rows) + 1)
        for column, cell in enumerate((row.words, row.above, row.below, row.tick)):
            self._grid.addWidget(cell, len(self._rows) + 1, column)
        for field in (row.words, row.above, row.below):
            field.textChanged.connect(lambda _text: self.changed.emit())
        self._rows.append(row)
        self._more.setVisible(len(self._rows) < MOST)


class _OptionRow:
    def __init__(self, place: int) -> None:
        self.words, self.above, self.below = QLineEdit(), QLineEdit(), QLineEdit()
        self.tick = QLabel()
        self.words.setPlaceholderText(f"Answer {place}")
        self.words.setAccessibleName(f"Answer {place}")
        for field, name in ((self.above, "above"), (self.below, "below")):
            field.setMinimumWidth(48)
            field.setPlaceholderText("any")
            field.setAccessibleName(f"Answer {place} is right {name}")
            field.setToolTip(
                f"<p>The answer is right where the number lies {name} this, like 0.5 or 50%. "
                "Empty: no bound on this side.</p>"
            )
        self.tick.setFixedWidth(theme().length(_TICK))

    def option(self) -> DraftOption:
        return DraftOption(
            self.words.text().strip(), read_bound(self.above.text()), read_bound(self.below.text())
        )

    def mark(self, is_right: bool) -> None:
        size = theme().length(_TICK)
        if is_right:
            self.tick.setPixmap(icon("check", theme().ink("good")).pixmap(size, size))
            self.tick.setToolTip("<p>The right one, as the number is now.</p>")
        else:
            self.tick.clear()
            self.tick.setToolTip("")


def _holds(option: DraftOption, value: float) -> bool:
    if isnan(value) or (option.above is None and option.below is None):
        return False
    over = option.above is None or value > option.above
    return over and (option.below is None or value < option.below)
