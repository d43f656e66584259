"""The rows of the table of groups: whom a net fails, with every share as a number and a bar."""

from dataclasses import dataclass
from math import isnan
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.core.nets.groups import GroupErrors, GroupRow
from explorer.views.table_rows import CELL

__all__ = ["COUNT", "GROUP", "MISSES", "YES", "GroupCell", "GroupsModel"]

GROUP, COUNT, WRONG, MISSES, ALARMS, YES = range(6)
TITLES = ("group", "of", "wrong", "misses", "false\nalarms", "")
HELP = (
    "Which part of the world outside",
    "How many examples of the group there are in the field",
    "Of the group, the share that is answered wrongly",
    "Of those that are “{yes}”, the share that is answered “{no}”",
    "Of those that are “{no}”, the share that is answered “{yes}”",
    "Of the group, the share that is answered “{yes}”, rightly or wrongly",
)
INKS = {WRONG: "bad", MISSES: "fair", ALARMS: "fair", YES: "accent"}
NONE = "–"
Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class GroupCell:
    """What a cell shows: its text, and for a share how long its bar is and in which ink."""

    text: str
    aligned: Qt.AlignmentFlag = RIGHT
    ink: str = "text"
    share: float | None = None
    bar: str = ""


class GroupsModel(QAbstractTableModel):
    """A line a group, in the order of the data set."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[GroupRow, ...] = ()
        self._classes: tuple[str, ...] = ()

    def show(self, found: GroupErrors | None, classes: tuple[str, ...]) -> None:
        """Take over the groups as the net answers them now."""
        rows = () if found is None else found.rows
        if (len(rows), classes) != (len(self._rows), self._classes):
            self.beginResetModel()
            self._rows, self._classes = rows, classes
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, YES))

    def title(self, column: int) -> str:
        """Return the heading of a column."""
        return f"“{self._yes_no[0]}”" if column == YES else TITLES[column]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        yes, no = self._yes_no
        if role == Role.DisplayRole:
            return self.title(section)
        if role == Role.ToolTipRole:
            return f"<p>{HELP[section].format(yes=yes, no=no)}.</p>"
        if role == Role.TextAlignmentRole:
            return LEFT if section == GROUP else RIGHT
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        cell = _cell(row, column)
        if role == CELL:
            return cell
        if role == Role.DisplayRole:
            return cell.text
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return self._words(row, column, cell.text)
        return None

    @property
    def _yes_no(self) -> tuple[str, str]:
        """The names of the second and the first class: what yes and no stand for."""
        return (self._classes[1], self._classes[0]) if len(self._classes) == 2 else ("yes", "no")

    def _words(self, row: GroupRow, column: int, text: str) -> str:
        yes, no = self._yes_no
        if column == GROUP:
            others = (self._words(row, k, _cell(row, k).text) for k in range(COUNT, YES + 1))
            return "\n".join(others)
        told = "nobody to ask" if text == NONE else text
        return f"{row.name}. {HELP[column].format(yes=yes, no=no)}: {told}"


def _per_cent(share: float) -> str:
    """Return a share as per cent, below ten with one decimal; a dash for a share of nobody."""
    if isnan(share):
        return NONE
    return f"{share:.0%}" if share >= 0.0995 or share == 0.0 else f"{share:.1%}"


def _cell(row: GroupRow, column: int) -> GroupCell:
    if column == GROUP:
        return GroupCell(row.name, LEFT)
    if column == COUNT:
        return GroupCell(f"{row.count:,}", ink="muted")
    share = (row.wrong, row.misses, row.false_alarms, row.yes)[column - WRONG]
    if isnan(share):
        return GroupCell(NONE, ink="muted")
    return GroupCell(_per_cent(share), share=share, bar=INKS[column])
