"""What all tables tell Qt alike: how many rows and columns there are, and what stands over them."""

from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from explorer.views.theme import CAPTION, theme

__all__ = ["CENTRED", "LEFT", "NO_PARENT", "RIGHT", "Column", "Index", "Role", "TableModel"]

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRED = Qt.AlignmentFlag.AlignCenter  # leaves room for the arrow that says how it is sorted
NO_PARENT = QModelIndex()


class Column(NamedTuple):
    """The heading of a column, what it means, and to which side it stands."""

    title: str
    help: str
    aligned: Qt.AlignmentFlag = RIGHT


class TableModel(QAbstractTableModel):
    """A table with declared columns; who inherits knows its rows and answers `data`."""

    columns: ClassVar[tuple[Column, ...]]

    def count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def heading(self, column: int) -> Column:
        """Return what stands over a column now."""
        return self.columns[column]

    def tell_changed(self) -> None:
        """Say that the cells have changed, and the rows stay in place."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.count() - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.heading(section)
        if role == Role.DisplayRole:
            return column.title
        if role == Role.ToolTipRole:
            return column.help
        if role == Role.FontRole:
            return theme().font(CAPTION)
        return column.aligned if role == Role.TextAlignmentRole else None
