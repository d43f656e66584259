"""The list of probes: where each was, how high and how steep it is there, and which is lowest."""

from math import isfinite
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from explorer.session.challenge import Challenge
from explorer.views.challenge_words import probe_words, way_words
from explorer.views.numbers import coordinates, number
from explorer.views.results_model import Cell
from explorer.views.table_rows import RowDelegate, quieten
from explorer.views.theme import CAPTION, theme, theme_changed

__all__ = ["ProbeList"]

ROW = 23  # pixels
NUMBER_WIDTH = 58  # pixels
COLUMNS = ("#", "place", "height", "slope")
HELP = (
    "In which order the probes were taken; S is the start. ▼ marks the lowest",
    "Where the probe was taken",
    "How high the ground is there",
    "How much it rises in a unit of length, the steepest way",
)

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NO_PARENT = QModelIndex()


class _Model(QAbstractTableModel):
    """A row a probe, in the order they were taken."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cells: list[tuple[Cell, ...]] = []

    def show(self, challenge: Challenge) -> None:
        self.beginResetModel()
        self._cells = [_cells(challenge, k) for k in range(len(challenge.probes))]
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        return self._cells[index.row()][index.column()].answer(role) if index.isValid() else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        return {
            Role.DisplayRole: COLUMNS[section],
            Role.ToolTipRole: HELP[section],
            Role.FontRole: theme().font(CAPTION),
            Role.TextAlignmentRole: LEFT if section < 2 else RIGHT,
        }.get(Role(role))


class ProbeList(QWidget):
    """A table in the order of the probes; a row that is picked shows its numbers on the land."""

    chosen = Signal(int)

    def __init__(self, challenge: Challenge) -> None:
        super().__init__()
        self._challenge = challenge
        self._is_told = False
        self._model = _Model(self)
        self.table = QTableView()
        self.table.setModel(self._model)
        quieten(self.table, "Probes", RowDelegate(self.table), ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._pick)
        challenge.changed.connect(self.show_game)
        theme_changed.connect(self._dress)
        self._dress()
        self.show_game()

    def show_game(self) -> None:
        """List the probes so far."""
        self._is_told = True
        self._model.show(self._challenge)
        self._is_told = False

    def choose(self, row: int) -> None:
        """Mark the row of a probe without announcing it."""
        self._is_told = True
        self.table.setCurrentIndex(self._model.index(row, 0))
        self.table.scrollTo(self._model.index(row, 0))
        self._is_told = False

    def _pick(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._is_told and index.isValid():
            self.chosen.emit(index.row())

    def _dress(self, *_: object) -> None:
        look, header = theme(), self.table.horizontalHeader()
        header.setMinimumSectionSize(24)
        modes = QHeaderView.ResizeMode
        for section, width in ((0, 40), (2, NUMBER_WIDTH), (3, NUMBER_WIDTH)):
            header.setSectionResizeMode(section, modes.Fixed)
            header.resizeSection(section, look.length(width))
        header.setSectionResizeMode(1, modes.Stretch)
        self.table.setMinimumHeight(look.length(ROW) * 4)
        self.table.viewport().update()


def _cells(challenge: Challenge, k: int) -> tuple[Cell, ...]:
    one = challenge.probes[k]
    is_lowest = one is challenge.lowest
    name = str(k) if k else "S"
    tip = f"{probe_words(one)}, {way_words(one)}"
    spoken = f"{f'probe {k}' if k else 'start'}{', the lowest' if is_lowest else ''}"
    ink = "good" if is_lowest else "text"
    height = number(one.height) if isfinite(one.height) else "–"
    slope = number(one.steepness, 3) if isfinite(one.steepness) else "–"
    return (
        Cell(f"{name} ▼" if is_lowest else name, k, tip, LEFT, ink, spoken=spoken),
        Cell(coordinates(one.point), k, tip, LEFT, ink),
        Cell(height, k, tip, RIGHT, ink),
        Cell(slope, k, tip, RIGHT, ink),
    )
