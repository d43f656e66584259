"""Rows of a quiet table: drawn in a few strokes, with a mark before the text where there is one."""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from explorer.views.theme import theme, theme_changed

__all__ = ["CELL", "PADDING", "RowDelegate", "TableCell", "quieten"]

CELL = int(Qt.ItemDataRole.UserRole) + 1  # answers the whole cell at once, for who draws it
PADDING = 5  # pixels
SMALL = 12  # pixels of type
Index = QModelIndex | QPersistentModelIndex


class TableCell(Protocol):
    """What a row needs of a cell."""

    @property
    def text(self) -> str:
        """What it shows."""

    @property
    def ink(self) -> str:
        """In which ink of the theme."""

    @property
    def aligned(self) -> Qt.AlignmentFlag:
        """To which side."""


class RowDelegate(QStyledItemDelegate):
    """Draws a cell by itself: Qt's own way costs 6 ms for eight rows, in every frame."""

    def mark(self, painter: QPainter, room: QRect, cell: TableCell) -> int:
        """Draw the mark of a cell at the left of its room; return how wide it is, 0 for none."""
        return 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: TableCell = index.data(CELL)
        look, room = theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, look.ink("selection"))
        room = room.adjusted(PADDING, 0, -PADDING, 0)
        if wide := self.mark(painter, room, cell):
            room.setLeft(room.left() + wide + PADDING)
        text = cell.text
        if option.fontMetrics.horizontalAdvance(text) > room.width():
            text = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(option.font)
        painter.setPen(look.ink(cell.ink))
        painter.drawText(room, cell.aligned, text)


def quieten(table: QTableView, name: str, delegate: RowDelegate, row: int) -> None:
    """Leave of a table only what a reader needs: rows `row` pixels high, one chosen at a time."""
    table.setItemDelegate(delegate)
    _Letters(table, row)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)


class _Letters(QObject):
    """Gives the rows of a table their letters, and the height for them, in every theme."""

    def __init__(self, table: QTableView, row: int) -> None:
        super().__init__(table)
        self._table, self._row = table, row
        theme_changed.connect(self._fit)
        self._fit()

    def _fit(self, *_: object) -> None:
        look, header = theme(), self._table.verticalHeader()
        self._table.setFont(look.font(SMALL))
        header.setMinimumSectionSize(look.length(self._row))
        header.setDefaultSectionSize(look.length(self._row))
