"""The list of landscapes: headings, and below them a thumbnail, a name and a telling line each."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.core.finding import landscape_rank
from explorer.core.landscape import Landscape
from explorer.core.landscapes import SECTIONS
from explorer.views import thumbnail
from explorer.views.theme import CAPTION, TEXT, theme

__all__ = ["GalleryDelegate", "GalleryModel", "listed"]

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Row = str | Landscape  # a heading, or what can be picked
NO_PARENT = QModelIndex()
ROW = 58  # pixels: a row is at least as high
LEFT = 6 + thumbnail.WIDTH + 9  # pixels before the words of a row
RIGHT, ABOVE = 8, 5
HEADING = 30  # pixels
RESTING = 0.5  # opacity while nothing can be chosen
FOUND_INSIDE = "Found in the description"
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
SECTION_OF = {
    row.key: title for title, families in SECTIONS.items() for family in families for row in family
}


def listed(rows: Iterable[Landscape], words: Sequence[str]) -> list[Row]:
    """Return the landscapes that fit a search, with the headings of their sections.

    Those whose description alone has the words come last. A single section needs no heading.
    """
    sections: dict[str, list[Landscape]] = {}
    inside: list[Landscape] = []
    for row in rows:
        rank = landscape_rank(row, words)
        if rank == 0:
            sections.setdefault(SECTION_OF[row.key], []).append(row)
        elif rank is not None:
            inside.append(row)
    if inside:
        sections[FOUND_INSIDE] = inside
    found: list[Row] = []
    for title, members in sections.items():
        found += [title, *members]
    return found if len(sections) > 1 else found[1:]


class GalleryModel(QAbstractListModel):
    """The landscapes that pass the search, and which of them is the current one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._current = ""

    @property
    def landscapes(self) -> list[Landscape]:
        """The landscapes that are listed, without the headings."""
        return [row for row in self._rows if isinstance(row, Landscape)]

    def show(self, rows: list[Row]) -> None:
        """List these landscapes and headings."""
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def show_current(self, key: str) -> None:
        """Outline the landscape with this key."""
        if key != self._current:
            self._current = key
            self.redraw()

    def redraw(self) -> None:
        """Have every row drawn anew."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def landscape(self, row: int) -> Landscape | None:
        """Return the landscape of a row; None for a heading."""
        found = self._rows[row]
        return found if isinstance(found, Landscape) else None

    def row(self, key: str) -> int | None:
        """Return the row of a landscape's key, or None."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Landscape) and row.key == key:
                return number
        return None

    def first(self) -> int | None:
        """Return the row of the first landscape, or None."""
        return next((k for k, row in enumerate(self._rows) if isinstance(row, Landscape)), None)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        if role == Role.UserRole:
            return found
        if isinstance(found, str):
            is_read = role in (Role.DisplayRole, Role.AccessibleTextRole)
            return found if is_read else None
        if role == Role.DisplayRole:
            return found.name
        if role == Role.ToolTipRole:
            source = f"\n{found.source}" if found.source else ""
            return f"{found.name}: {found.line}{source}\nClick, or press Enter, to race on it."
        if role in (Role.AccessibleTextRole, Role.AccessibleDescriptionRole):
            chosen = ", the current landscape" if found.key == self._current else ""
            return f"{found.name}: {found.line}{chosen}"
        return None

    def is_current(self, index: Index) -> bool:
        """Tell whether a row is the landscape on the map."""
        found = self.landscape(index.row()) if index.isValid() else None
        return found is not None and found.key == self._current


class GalleryDelegate(QStyledItemDelegate):
    """Draws a row as high as its words need; the current one outlined, the one pointed at lit."""

    def __init__(self, thumbnails: thumbnail.Thumbnails, view: QListView) -> None:
        super().__init__(view)
        self._thumbnails, self._view = thumbnails, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found: Row = index.data(Role.UserRole)
        if isinstance(found, str):
            return QSize(120, theme().length(HEADING))
        room = self._view.width() - self._view.verticalScrollBar().sizeHint().width()
        words = sum(_heights(found, room - LEFT - RIGHT))
        return QSize(120, max(theme().length(ROW), words + 2 * ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect.adjusted(1, 2, -1, -2)
        state: QStyle.StateFlag = option.state
        found: Row = index.data(Role.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(found, str):
            _draw_heading(painter, rect, found)
            painter.restore()
            return
        if not state & QStyle.StateFlag.State_Enabled:
            painter.setOpacity(RESTING)
        self._draw_ground(painter, rect, state, index)
        place = QPoint(rect.left() + 6, rect.center().y() - thumbnail.HEIGHT // 2 + 1)
        if picture := self._thumbnails.get(found):
            painter.drawPixmap(place, picture)
        _draw_words(painter, rect.adjusted(LEFT, 0, -RIGHT, 0), found)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: Index
    ) -> None:
        look, model = theme(), index.model()
        is_current = isinstance(model, GalleryModel) and model.is_current(index)
        is_focused = bool(state & QStyle.StateFlag.State_HasFocus)
        is_lit = bool(state & QStyle.StateFlag.State_MouseOver) or is_focused
        painter.setBrush(look.ink("card" if not is_lit else "raised"))
        if is_current:
            painter.setPen(look.pen("accent", 1.3))
        elif is_focused:
            painter.setPen(look.pen("muted", 1.0, [3, 3]))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        if is_current or is_lit:
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)


def _heights(found: Landscape, room: int) -> tuple[int, int]:
    """Return how high the name and the line are when they are wrapped, in pixels."""
    scale = theme().scale
    bold, plain = QFont.Weight.DemiBold, QFont.Weight.Normal
    return _height(found.name, room, TEXT, bold, scale), _height(
        found.line, room, CAPTION, plain, scale
    )


@lru_cache(maxsize=2000)
def _height(words: str, room: int, size: int, weight: QFont.Weight, scale: float) -> int:
    """Return how high wrapped words are; a list asks for all of them whenever it is laid out."""
    metrics = QFontMetrics(theme().font(size, weight))
    return metrics.boundingRect(QRect(0, 0, room, 9999), WRAPPED, words).height()


def _draw_words(painter: QPainter, room: QRect, found: Landscape) -> None:
    """Draw the name, and below it the line, centred together."""
    look = theme()
    high, low = _heights(found, room.width())
    top = room.top() + (room.height() - high - low) // 2
    painter.setFont(look.font(TEXT, QFont.Weight.DemiBold))
    painter.setPen(look.ink("text"))
    painter.drawText(QRect(room.left(), top, room.width(), high), WRAPPED, found.name)
    painter.setFont(look.font(CAPTION))
    painter.setPen(look.ink("muted"))
    painter.drawText(QRect(room.left(), top + high, room.width(), low), WRAPPED, found.line)


def _draw_heading(painter: QPainter, rect: QRect, words: str) -> None:
    look = theme()
    painter.setFont(look.font(CAPTION, QFont.Weight.DemiBold))
    painter.setPen(look.ink("muted"))
    below = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect.adjusted(6, 0, -6, -4), below, words.upper())
