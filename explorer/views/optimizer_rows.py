"""The rows of the optimizer gallery: groups with what they have in common, and their members."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from explorer.core.finding import is_own, optimizer_rank, summary
from explorer.core.optimizer import GROUPS, Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.views.marker import marker_pixmap
from explorer.views.theme import CAPTION, GAP, TEXT, theme

__all__ = ["OptimizerList", "OptimizerRow", "OptimizerRows", "found_rows"]

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_PARENT = QModelIndex()
YOURS, FOUND_INSIDE = "yours", "found in the description"
OWN = ((YOURS, "From the plugin files that you have loaded."),)
INSIDE = ((FOUND_INSIDE, "Not called so, but what is said of them has these words."),)
SIDE, ABOVE = 10, 5  # pixels round the words of a row
MARK, MARKS = 12, 4  # the size of a marker, and how many are shown at most
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class OptimizerRow:
    """A heading with a line on its group, or, with a `kind`, an optimizer."""

    title: str
    words: str
    kind: type[Optimizer] | None = None


def found_rows(text: str) -> tuple[OptimizerRow, ...]:
    """Return the optimizers that fit a search, under their groups; all of them for no words.

    The user's own come first; those whose description alone has the words come last.
    """
    words = text.split()
    sections = dict[str, str]((*OWN, *GROUPS.items(), *INSIDE))
    found: dict[str, list[type[Optimizer]]] = {title: [] for title in sections}
    for kind in OPTIMIZERS.values():
        rank = optimizer_rank(kind, words)
        if rank is not None:
            own = YOURS if is_own(kind) else kind.group
            found[own if rank == 0 else FOUND_INSIDE].append(kind)
    return tuple(
        row for title, members in found.items() for row in _section(title, sections[title], members)
    )


def _section(title: str, words: str, members: Sequence[type[Optimizer]]) -> Iterable[OptimizerRow]:
    if members:
        yield OptimizerRow(title, words)
        for kind in members:
            yield OptimizerRow(kind.name, summary(kind), kind)


class OptimizerRows(QAbstractListModel):
    """The rows that are listed, and which optimizers are in the race already."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[OptimizerRow, ...] = ()
        self._racing: Mapping[type[Optimizer], tuple[int, ...]] = {}

    @property
    def rows(self) -> tuple[OptimizerRow, ...]:
        """What is listed, from top to bottom."""
        return self._rows

    def show(self, rows: tuple[OptimizerRow, ...]) -> None:
        """List these rows."""
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def show_racing(self, racing: Mapping[type[Optimizer], tuple[int, ...]]) -> None:
        """Mark the optimizers in the race with the markers of their slots."""
        if racing != self._racing:
            self._racing = racing
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def racing(self, kind: type[Optimizer]) -> tuple[int, ...]:
        """Return the slots of the entrants of a kind."""
        return self._racing.get(kind, ())

    def row_of(self, kind: type[Optimizer]) -> int | None:
        """Return the row of an optimizer, or None."""
        return next((i for i, row in enumerate(self._rows) if row.kind is kind), None)

    def first(self) -> int | None:
        """Return the first row with an optimizer, or None."""
        return next((i for i, row in enumerate(self._rows) if row.kind), None)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].kind is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.DisplayRole:
            return row.title
        if role == Role.UserRole:
            return row
        if role == Role.AccessibleTextRole:
            return f"{row.title}: {row.words}{self._count(row)}"
        if role == Role.ToolTipRole and row.kind is not None:
            return f"<p><b>{row.title}</b>: {row.kind.cost} a step{self._count(row)}.</p>"
        return None

    def _count(self, row: OptimizerRow) -> str:
        count = len(self.racing(row.kind)) if row.kind else 0
        return f" {count} in the race" if count else ""


class RowPainter(QStyledItemDelegate):
    """Draws a row as high as its words need, with its cost and its markers on the right."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        room = self._room()
        return QSize(room + 2 * SIDE, _row_height(index.data(Role.UserRole), room, theme().scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: OptimizerRow = index.data(Role.UserRole)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, rect, option.state)
        room = rect.adjusted(SIDE, 3 * ABOVE if row.kind is None else ABOVE, 0, -ABOVE)
        room.setWidth(self._room())
        model = index.model()
        slots = model.racing(row.kind) if row.kind and isinstance(model, OptimizerRows) else ()
        _draw_words(painter, room, row, slots)
        painter.restore()

    def _room(self) -> int:
        """Return how wide words may be; a scroll bar that comes and goes changes nothing."""
        bar = self._view.verticalScrollBar().sizeHint().width()
        return max(self._view.width() - bar - 2 * SIDE, 80)


class OptimizerList(QListView):
    """The rows on the screen; a click leaves the keyboard to who has it."""

    def __init__(self, model: OptimizerRows) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(RowPainter(self))
        self.setAccessibleName("Optimizers")
        self.setProperty("role", "clear")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)


@lru_cache(maxsize=512)
def _row_height(row: OptimizerRow, room: int, _scale: float) -> int:
    """Return how high a row is whose words are so wide, with letters of this scale, in pixels."""
    title, words = _fonts(row)
    high = QFontMetrics(title).height() + _height(words, row.words, room)
    if row.kind is not None and not _fits_beside(row, room):
        high += _height(words, row.kind.cost, room)
    return high + ABOVE + (3 * ABOVE if row.kind is None else ABOVE)


def _fonts(row: OptimizerRow) -> tuple[QFont, QFont]:
    look, bold = theme(), QFont.Weight.DemiBold
    return look.font(TEXT if row.kind else CAPTION, bold), look.font(CAPTION)


def _height(font: QFont, words: str, room: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, 10_000), WRAPPED, words).height()


def _fits_beside(row: OptimizerRow, room: int) -> bool:
    """Tell whether the cost finds room beside the name, with all markers there can be."""
    title, words = _fonts(row)
    cost = row.kind.cost if row.kind else ""
    taken = QFontMetrics(title).horizontalAdvance(row.title) + MARKS * (MARK + 3) + 4 * GAP
    return taken + QFontMetrics(words).horizontalAdvance(cost) <= room


def _draw_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    look = theme()
    is_current = bool(state & QStyle.StateFlag.State_Selected)
    if is_current or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(look.pen("accent", 1.3) if is_current else Qt.PenStyle.NoPen)
        painter.setBrush(look.ink("selection" if is_current else "raised"))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 7, 7)


def _draw_words(painter: QPainter, room: QRect, row: OptimizerRow, slots: tuple[int, ...]) -> None:
    look = theme()
    title, words = _fonts(row)
    high = QFontMetrics(title).height()
    painter.setFont(title)
    painter.setPen(look.ink("text" if row.kind else "muted"))
    name = row.title if row.kind else row.title.upper()
    painter.drawText(room, WRAPPED, name)
    painter.setFont(words)
    painter.setPen(look.ink("muted"))
    painter.drawText(room.adjusted(0, high, 0, 0), WRAPPED, row.words)
    if row.kind is None:
        return
    left = room.left() + QFontMetrics(title).horizontalAdvance(name) + 2 * GAP
    for slot in slots[:MARKS]:
        painter.drawPixmap(left, room.top() + (high - MARK) // 2, marker_pixmap(slot, MARK))
        left += MARK + 3
    if _fits_beside(row, room.width()):
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(room.left(), room.top(), room.width(), high), right, row.kind.cost)
    else:
        above = high + _height(words, row.words, room.width())
        painter.drawText(room.adjusted(0, above, 0, 0), WRAPPED, row.kind.cost)
