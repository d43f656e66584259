"""The rows of the table of groups: whom a net fails, with every share as a number and a bar."""

from dataclasses import dataclass
from math import isnan
from typing import Any

from PySide6.QtCore import QObject, Qt

from explorer.core.nets.groups import GroupErrors, GroupRow
from explorer.views.table_model import LEFT, RIGHT, Column, Index, Role, TableModel
from explorer.views.table_rows import CELL

__all__ = ["COUNT", "GROUP", "MISSES", "YES", "GroupCell", "GroupsModel"]

GROUP, COUNT, WRONG, MISSES, ALARMS, YES = range(6)
COLUMNS = (
    Column("group", "Which part of the world outside", LEFT),
    Column("of", "How many examples of the group there are in the field"),
    Column("wrong", "Of the group, the share that is answered wrongly"),
    Column("misses", "Of those that are “{yes}”, the share that is answered “{no}”"),
    Column("false\nalarms", "Of those that are “{no}”, the share that is answered “{yes}”"),
    Column("“{yes}”", "Of the group, the share that is answered “{yes}”, rightly or wrongly"),
)
INKS = {WRONG: "bad", MISSES: "fair", ALARMS: "fair", YES: "accent"}
NONE = "–"


@dataclass(frozen=True, slots=True)
class GroupCell:
    """What a cell shows: its text, and for a share how long its bar is and in which ink."""

    text: str
    aligned: Qt.AlignmentFlag = RIGHT
    ink: str = "text"
    share: float | None = None
    bar: str = ""


class GroupsModel(TableModel):
    """A line a group, in the order of the data set."""

    columns = COLUMNS

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
            self.tell_changed()

    def count(self) -> int:
        """Return how many groups there are."""
        return len(self._rows)

    def heading(self, column: int) -> Column:
        """Return what stands over a column: with the names of the classes now."""
        title, words, aligned = self.columns[column]
        return Column(self._named(title), f"<p>{self._named(words)}.</p>", aligned)

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

    def _named(self, words: str) -> str:
        yes, no = self._yes_no
        return words.replace("{yes}", yes).replace("{no}", no)

    def _words(self, row: GroupRow, column: int, text: str) -> str:
        if column == GROUP:
            others = (self._words(row, k, _cell(row, k).text) for k in range(COUNT, YES + 1))
            return "\n".join(others)
        told = "nobody to ask" if text == NONE else text
        return f"{row.name}. {self._named(self.columns[column].help)}: {told}"


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
