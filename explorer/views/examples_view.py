"""The examples, worst first: what the net answers to each, and how wrong that is."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.session.session import Session
from explorer.views.elided_label import ElidedLabel
from explorer.views.examples_model import (
    ANSWER,
    INPUTS,
    LOSS,
    NUMBER,
    PART,
    TARGET,
    ExampleCell,
    ExamplesModel,
)
from explorer.views.judged_examples import judged
from explorer.views.sight import Sight
from explorer.views.table_rows import PADDING, RowDelegate, TableCell, quieten
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["ExamplesView"]

PAUSE = 100  # milliseconds: a list that changes faster cannot be read
ROW, SWATCH = 23, 8  # pixels
WIDTHS = ((NUMBER, 34), (PART, 58), (LOSS, 62))
NAMED, NUMBERED = (46, 88), 30  # pixels of a class with its swatch at least and most; of a number
FEW_INPUTS = 60  # pixels; with less room for them, inputs are left to the tooltip
NARROW = 370  # pixels; below this the part gives way
EMPTY = "No examples here: choose a net under Tiny net, on the left."
Index = QModelIndex | QPersistentModelIndex


class _Row(RowDelegate):
    """A dot in the colour of the class stands before its name."""

    def mark(self, painter: QPainter, room: QRect, cell: TableCell) -> int:
        assert isinstance(cell, ExampleCell)
        if cell.swatch is None:
            return 0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().class_colour(cell.swatch))
        painter.drawEllipse(room.left(), room.center().y() - SWATCH // 2 + 1, SWATCH, SWATCH)
        return SWATCH


class ExamplesView(QWidget):
    """A list that follows the play head; choosing a row picks the example out in all views."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._model = ExamplesModel(self)
        self._is_told = False
        self._marked: int | None = None
        self._classes: tuple[str, ...] | None = None
        self._table = QTableView()
        self._caption = ElidedLabel()
        self._empty = QLabel(EMPTY)
        self._place()
        self._sight = Sight(session, self, self._show, PAUSE)
        self._table.selectionModel().currentRowChanged.connect(self._pick)
        self._table.clicked.connect(self._pick)
        self._table.horizontalHeader().sortIndicatorChanged.connect(self._show_picked)
        theme_changed.connect(self._draw_anew)

    @property
    def model(self) -> ExamplesModel:
        """The rows."""
        return self._model

    @property
    def words(self) -> str:
        """What the line over the list says."""
        return self._caption.whole

    def _show(self) -> None:
        """Show the examples as the net in focus answers them."""
        learner, weights = self._sight.learner, self._sight.weights
        rows = judged(learner, weights) if learner is not None and weights is not None else None
        if rows is not None and rows.classes != self._classes:
            self._classes = rows.classes
            self._share_out()
        self._empty.setVisible(rows is None)
        self._table.setVisible(rows is not None)
        self._caption.show_text("" if rows is None else rows.words())
        self._model.show(rows)
        self._show_picked()

    def _show_picked(self, *_: object) -> None:
        """Mark the row of the example that is picked out, and go there when it is another."""
        example = self._session.focus.example
        row = self._model.row(example)
        self._is_told = True
        chosen, flags = self._table.selectionModel(), QItemSelectionModel.SelectionFlag
        if row is None:
            chosen.clear()
        else:
            index = self._model.index(row, NUMBER)
            chosen.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            if example != self._marked:
                self._table.scrollTo(index)
        self._marked = example
        self._is_told = False

    def _pick(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if not self._is_told and index.isValid():
            self._table.scrollTo(index)
            self._session.focus.pick_example(self._model.example(index.row()))

    def _place(self) -> None:
        self._caption.setProperty("role", "caption")
        self._caption.setContentsMargins(2 * GAP, 0, 2 * GAP, 0)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(2 * GAP, 0, 2 * GAP, 0)
        self._set_up_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        for part in (self._caption, self._empty):
            column.addWidget(part)
        column.addWidget(self._table, 1)
        column.addStretch()
        self._empty.hide()

    def _set_up_table(self) -> None:
        table, header = self._table, self._table.horizontalHeader()
        table.setModel(self._model)
        quieten(table, "Examples by loss", _Row(table), ROW)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        table.setAutoScroll(False)  # else it would run after the row while losses change
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(24)
        for section in range(header.count()):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
        for section, width in WIDTHS:
            header.resizeSection(section, theme().length(width))
        header.setSectionResizeMode(INPUTS, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(LOSS, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give each column its width: by the names of the classes, so that nothing jumps."""
        header, metrics = self._table.horizontalHeader(), self._table.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, self._classes or ("−0.123",)))
        least, most = map(theme().length, NAMED)
        target = min(max(longest + SWATCH + 3 * PADDING, least), most)
        header.resizeSection(TARGET, target)
        header.resizeSection(ANSWER, target + (theme().length(NUMBERED) if self._classes else 0))
        self._table.setColumnHidden(PART, self.width() < NARROW)
        shown = (column for column in range(header.count()) if column != INPUTS)
        taken = sum(header.sectionSize(column) for column in shown)
        self._table.setColumnHidden(INPUTS, self.width() - taken < FEW_INPUTS)

    def _draw_anew(self, _theme: object) -> None:
        for section, width in WIDTHS:
            self._table.horizontalHeader().resizeSection(section, theme().length(width))
        self._share_out()
        self._table.viewport().update()
