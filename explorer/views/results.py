"""Results: who ended where, at what loss and after how many evaluations."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.marker import marker_pixmap
from explorer.views.results_model import (
    COLUMNS,
    ENDED,
    EVALS,
    LOSS,
    OPTIMIZER,
    START,
    Cell,
    ResultsModel,
)
from explorer.views.table_rows import RowDelegate, TableCell, quieten
from explorer.views.theme import theme, theme_changed

__all__ = ["ResultsView"]

ROW = 25  # pixels
NARROW = 270  # pixels: a narrower panel has no room for the evaluations
MARKER = 12  # pixels
WIDTHS = ((START, 24), (LOSS, 70), (EVALS, 46), (ENDED, 66))  # pixels of the columns
Index = QModelIndex | QPersistentModelIndex
EMPTY = "Add an optimizer, or show a hidden one, and its result appears here."


class _Row(RowDelegate):
    """The marker of the optimizer stands before its name."""

    def mark(self, painter: QPainter, room: QRect, cell: TableCell) -> int:
        assert isinstance(cell, Cell)
        if cell.slot is None:
            return 0
        top = room.center().y() - MARKER // 2 + 1
        painter.drawPixmap(room.left(), top, marker_pixmap(cell.slot, MARKER))
        return MARKER


class ResultsView(QWidget):
    """A sortable table; clicking a row, or moving to it, selects its path everywhere."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._model = ResultsModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(Qt.ItemDataRole.UserRole)
        self._is_told = False
        self._place()
        self.show_race(session.race)
        self.show_selection(session.selection)
        session.raced.connect(self.show_race)
        session.selected.connect(self.show_selection)
        self._table.selectionModel().currentRowChanged.connect(self._select)
        self._table.clicked.connect(self._select)
        theme_changed.connect(self._draw_anew)

    def show_race(self, race: Race) -> None:
        """Show the race as far as it is computed."""
        self._is_told = True
        self._model.show(race)
        self._is_told = False
        self._table.setColumnHidden(START, len(race.traces) < 2)
        is_empty = self._model.rowCount() == 0
        self._empty.setVisible(is_empty)
        self._table.setVisible(not is_empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Who ran matters more than at what cost.
        self._table.setColumnHidden(EVALS, event.size().width() < theme().length(NARROW))

    def show_selection(self, selection: tuple[int, int] | None) -> None:
        """Mark the row of the selected path."""
        row = None if selection is None else self._model.row(selection)
        self._is_told = True
        if row is None:
            self._table.clearSelection()
            self._table.selectionModel().clearCurrentIndex()
        else:
            index = self._sorted.mapFromSource(self._model.index(row, OPTIMIZER))
            flags = QItemSelectionModel.SelectionFlag
            self._table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._is_told = False

    def _place(self) -> None:
        heading = QLabel("RESULTS")
        heading.setProperty("role", "heading")
        self._table = QTableView()
        self._table.setModel(self._sorted)
        self._empty = QLabel(EMPTY)
        self._empty.setProperty("role", "muted")
        self._empty.setContentsMargins(4, 0, 4, 0)
        self._empty.setWordWrap(True)
        self._set_up_table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        heading.setContentsMargins(4, 0, 4, 0)
        layout.addWidget(heading)
        layout.addWidget(self._empty)
        layout.addWidget(self._table, 1)
        layout.addStretch()

    def _set_up_table(self) -> None:
        table, header = self._table, self._table.horizontalHeader()
        quieten(table, "Results of the race", _Row(table), ROW)
        header.setMinimumSectionSize(24)
        # Fixed widths: columns that fit their contents would jump during a drag.
        for column, width in WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, theme().length(width))
        header.setSectionResizeMode(OPTIMIZER, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        assert header.count() == len(COLUMNS)

    def _select(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if self._is_told or not index.isValid():
            return
        self._session.select(self._model.key(self._sorted.mapToSource(index).row()))

    def _draw_anew(self, _theme: object) -> None:
        for column, width in WIDTHS:
            self._table.horizontalHeader().resizeSection(column, theme().length(width))
        self._table.viewport().update()
