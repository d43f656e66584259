"""The numbers of a step: what was measured just now, what was expected, and whether it holds."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from explorer.session.lesson_results import Row
from explorer.views.icons import icon
from explorer.views.lesson_spread import SpreadStrip
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["NumbersTable", "SpreadShown"]

TICK = 14  # pixels
_MARKS = {True: ("check", "good", "as expected"), False: ("close", "fair", "not as expected")}


class SpreadShown(NamedTuple):
    """A number in many draws: lowest, median and highest are as written."""

    values: Sequence[float]
    labels: tuple[str, str, str]


class NumbersTable(QWidget):
    """A row a number. Rows are changed in place, so nothing moves when numbers arrive."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Numbers of this step")
        self._rows: list[_Row] = []
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        theme_changed.connect(self._mark)

    def texts(self) -> tuple[tuple[str, str, str], ...]:
        """Return words, number and mark of each row, as they are read."""
        return tuple((row.words.text(), row.value.text(), row.said) for row in self._rows)

    def show_rows(
        self, rows: Sequence[Row], spreads: Mapping[str, SpreadShown], shown: int
    ) -> None:
        """Show numbers, and under each its spread where it is known; `shown` is the draw."""
        self.setVisible(bool(rows))
        while len(self._rows) < len(rows):
            self._rows.append(_Row(self._grid, len(self._rows)))
        while len(self._rows) > len(rows):
            self._rows.pop().leave(self._grid)
        for row, number in zip(self._rows, rows, strict=True):
            row.show_number(number)
            row.show_spread(spreads.get(number.name), shown)

    def _mark(self, *_: object) -> None:
        for row in self._rows:
            row.mark()


class _Row:
    """Four cells of the grid: words, number and mark, and below them what was expected."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self.words, self.value, self._tick = QLabel(), QLabel(), QLabel()
        self._expected, self._strip = QLabel(), SpreadStrip()
        self._ok: bool | None = None
        self.said = ""
        for wrapped in (self.words, self._expected):
            wrapped.setWordWrap(True)
            wrapped.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setProperty("role", "muted")
        self._expected.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.value.setProperty("role", "name")
        self._expected.setProperty("role", "caption")
        self._strip.hide()
        right, top = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignTop
        row = 3 * place
        grid.addWidget(self.words, row, 0)
        grid.addWidget(self.value, row, 1, right | top)
        grid.addWidget(self._tick, row, 2, top)
        grid.addWidget(self._expected, row + 1, 0, 1, 2)
        grid.addWidget(self._strip, row + 2, 0, 1, 3)
        self._expected.setContentsMargins(0, 0, 0, GAP)
        self._strip.setContentsMargins(0, 0, 0, 3 * GAP)
        self.mark()

    def show_number(self, number: Row) -> None:
        self.words.setText(number.words)
        self.value.setText(number.value)
        self._expected.setText(f"expected {number.expected}")
        self._expected.setVisible(bool(number.expected))
        self._ok = number.ok
        self.mark()
        self.value.setAccessibleName(f"{number.words}: {number.value}")
        self.value.setAccessibleDescription(", ".join(filter(None, (number.expected, self.said))))

    def show_spread(self, spread: SpreadShown | None, shown: int) -> None:
        self._strip.setVisible(spread is not None)
        if spread is not None:
            self._strip.show_values(spread.values, spread.labels, shown)

    def mark(self) -> None:
        size = theme().length(TICK)
        self._tick.setFixedWidth(size)
        if self._ok is None:
            self._tick.clear()
            self.said = ""
            self._tick.setToolTip("")
            return
        name, ink, self.said = _MARKS[self._ok]
        self._tick.setPixmap(icon(name, theme().ink(ink)).pixmap(size, size))
        self._tick.setToolTip(f"<p>{self.said.capitalize()}.</p>")

    def leave(self, grid: QGridLayout) -> None:
        for cell in (self.words, self.value, self._tick, self._expected, self._strip):
            grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
