"""The list of landscapes: a thumbnail, a name and a telling line each."""

from collections.abc import Sequence
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
from PySide6.QtGui import QFont, QPainter, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.core.landscape import Landscape
from explorer.views import thumbnail
from explorer.views.theme import CAPTION, TEXT, theme

__all__ = ["GalleryDelegate", "GalleryModel", "matches"]

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_PARENT = QModelIndex()
ROW = 58  # pixels
GAP = 9
NAME = 18  # height of the name, pixels
RESTING = 0.5  # opacity while nothing can be chosen


def matches(landscape: Landscape, words: Sequence[str]) -> bool:
    """Tell whether every word occurs in the name, the line or the tags, whatever its case."""
    text = " ".join((landscape.name, landscape.line, landscape.key, *landscape.tags)).casefold()
    return all(word.casefold() in text for word in words)


class GalleryModel(QAbstractListModel):
    """The landscapes that pass the search, and which of them is the current one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Landscape] = []
        self._current = ""

    def show(self, rows: list[Landscape]) -> None:
        """List these landscapes."""
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

    def landscape(self, row: int) -> Landscape:
        """Return the landscape of a row."""
        return self._rows[row]

    def row(self, key: str) -> int | None:
        """Return the row of a landscape's key, or None."""
        return next((i for i, row in enumerate(self._rows) if row.key == key), None)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        if role == Role.DisplayRole:
            return found.name
        if role == Role.UserRole:
            return found
        if role == Role.CheckStateRole:
            return None
        if role == Role.ToolTipRole:
            source = f"\n{found.source}" if found.source else ""
            return f"{found.name}: {found.line}{source}\nClick, or press Enter, to race on it."
        if role in (Role.AccessibleTextRole, Role.AccessibleDescriptionRole):
            chosen = ", the current landscape" if found.key == self._current else ""
            return f"{found.name}: {found.line}{chosen}"
        return None

    def is_current(self, index: Index) -> bool:
        """Tell whether a row is the landscape on the map."""
        return index.isValid() and self._rows[index.row()].key == self._current


class GalleryDelegate(QStyledItemDelegate):
    """Draws a row; the current landscape is outlined, the one under the pointer lit."""

    def __init__(self, thumbnails: thumbnail.Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme().length(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect.adjusted(1, 2, -1, -2)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not state & QStyle.StateFlag.State_Enabled:
            painter.setOpacity(RESTING)
        self._draw_ground(painter, rect, state, index)
        found: Landscape = index.data(Role.UserRole)
        place = QPoint(rect.left() + 6, rect.center().y() - thumbnail.HEIGHT // 2 + 1)
        if picture := self._thumbnails.get(found):
            painter.drawPixmap(place, picture)
        _draw_words(painter, rect.adjusted(6 + thumbnail.WIDTH + GAP, 2, -8, -2), found)
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


def _draw_words(painter: QPainter, room: QRect, found: Landscape) -> None:
    """Draw the name, and below it the line on at most two lines, centred together."""
    look = theme()
    name, line = look.font(TEXT, QFont.Weight.DemiBold), look.font(CAPTION)
    painter.setFont(line)
    below = QTextOption(Qt.AlignmentFlag.AlignTop)
    below.setWrapMode(QTextOption.WrapMode.WordWrap)
    spacing = painter.fontMetrics().height()
    wrapped = painter.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, found.line)
    lines = 1 if wrapped.height() < 1.5 * spacing else 2
    high = look.length(NAME)
    top = room.center().y() - (high + lines * spacing) // 2
    painter.setPen(look.ink("muted"))
    place = QRectF(room.left(), top + high, room.width(), lines * spacing + 2)
    painter.drawText(place, found.line, below)
    painter.setFont(name)
    painter.setPen(look.ink("text"))
    words = painter.fontMetrics().elidedText(found.name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(QRect(room.left(), top, room.width(), high), words)
