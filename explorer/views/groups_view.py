"""Errors by group: whom the net fails in the world outside, at the weights that are shown."""

from math import isnan

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.core.nets.groups import GroupErrors, group_errors
from explorer.session.session import Session
from explorer.views.groups_model import (
    COUNT,
    GROUP,
    MISSES,
    YES,
    GroupCell,
    GroupsModel,
)
from explorer.views.sight import Sight
from explorer.views.table_rows import CELL, PADDING, RowDelegate, quieten
from explorer.views.theme import CAPTION, GAP, theme, theme_changed

__all__ = ["EMPTY", "GroupsView", "compared"]

PAUSE = 100  # milliseconds: numbers that change faster cannot be read
ROW, BAR = 32, 4  # pixels
NARROW = 340  # pixels; in less room the count gives way
NEAR = 0.02  # accuracies that differ by less are about the same
EMPTY = (
    "These data have no field: no examples of the world outside. Data sets for lessons have one, "
    "until their examples are edited."
)
FIELD = (
    "The field is the world outside: fresh examples that neither training nor the held-out part "
    "ever draws from. Every group counts as much in its accuracy, however few examples training "
    "has of it."
)
LONGEST = "Held-out accuracy 99.9%, in the field 99.9%: the test promises 99 points too much."
Index = QModelIndex | QPersistentModelIndex


def compared(found: GroupErrors) -> str:
    """Return what the held-out examples promise beside what the field keeps, in words."""
    field, held_out = f"{found.field:.1%}", f"{found.held_out:.1%}"
    if isnan(found.field):
        return "With these weights the net has no answer any more."
    if isnan(found.held_out):
        return f"Accuracy in the field {field}. Nothing is held out to compare with."
    less = found.held_out - found.field
    both = f"Held-out accuracy {held_out}, in the field {field}"
    if abs(less) < NEAR:
        return f"{both}: about what the test promises."
    points = f"{100 * abs(less):.0f} points"
    if less > 0:
        return f"{both}: the test promises {points} too much."
    return f"{both}: {points} more than the test promises."


class _Row(RowDelegate):
    """Under each share lies a bar; a long name of a group takes two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, look = index.data(CELL), theme()
        assert isinstance(cell, GroupCell)
        if index.column() == GROUP:
            painter.setFont(option.font)
            painter.setPen(look.ink(cell.ink))
            name = option.rect.adjusted(PADDING, 0, -PADDING, 0)
            painter.drawText(name, cell.aligned | Qt.TextFlag.TextWordWrap, cell.text)
            return
        upper = QStyleOptionViewItem(option)
        upper.rect = option.rect.adjusted(0, 0, 0, -BAR - 2)
        super().paint(painter, upper, index)
        if cell.share is None:
            return
        room = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, 0)
        room.setTop(room.bottom() - BAR - 2)
        room.setHeight(BAR)
        painter.fillRect(room, look.ink("line"))
        room.setWidth(room.width() * cell.share)
        painter.fillRect(room, look.ink(cell.bar))


class _Titles(QHeaderView):
    """Titles on two lines, as near to each other as the numbers below them."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName("What is counted")

    def sizeHint(self) -> QSize:
        return QSize(0, 2 * QFontMetrics(theme().font(CAPTION)).lineSpacing() + 8)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model, look = self.model(), theme()
        painter.setFont(look.font(CAPTION))
        painter.fillRect(rect, look.ink("panel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.ink("line"))
        painter.setPen(look.ink("muted"))
        way = Qt.Orientation.Horizontal
        title: str = model.headerData(section, way)
        aligned: Qt.AlignmentFlag = model.headerData(
            section, way, Qt.ItemDataRole.TextAlignmentRole
        )
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        if "\n" not in title:
            metrics = painter.fontMetrics()
            title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, aligned, title)


class GroupsView(QWidget):
    """A table that follows the play head, under a line that compares the test with the world."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._model = GroupsModel(self)
        self._table, self._line, self._empty = QTableView(), QLabel(), QLabel(EMPTY)
        self._place()
        self._sight = Sight(session, self, self._show, PAUSE)
        theme_changed.connect(self._dress)

    @property
    def model(self) -> GroupsModel:
        """The rows."""
        return self._model

    @property
    def words(self) -> str:
        """What the line over the table says."""
        return self._line.text()

    def _show(self) -> None:
        """Show the groups as the net in focus answers them."""
        net, weights = self._sight.net, self._sight.weights
        found = None if net is None or weights is None else group_errors(net, weights)
        self._empty.setVisible(found is None)
        self._table.setVisible(found is not None)
        self._line.setVisible(found is not None)
        classes = () if net is None else net.data_set.classes
        self._model.show(found, classes)
        self._line.setText("" if found is None else compared(found))
        for column in range(MISSES, YES + 1):
            self._table.setColumnHidden(column, len(classes) != 2)
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _place(self) -> None:
        self._line.setWordWrap(True)
        self._line.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._line.setAccessibleName("Held-out examples and the field compared")
        self._line.setToolTip(f"<p>{FIELD}</p>")
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        for label in (self._line, self._empty):
            label.setContentsMargins(2 * GAP, 0, 2 * GAP, 0)
        table, header = self._table, _Titles()
        table.setHorizontalHeader(header)
        table.setModel(self._model)
        quieten(table, "Errors by group in the field", _Row(table), ROW)
        table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(GROUP, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._line)
        column.addWidget(self._empty)
        column.addWidget(table, 1)
        column.addStretch()
        self._empty.hide()
        self._dress()

    def _share_out(self) -> None:
        """Give each column its width, by its widest words, so that nothing jumps."""
        look, header = theme(), self._table.horizontalHeader()
        is_narrow = self.width() < look.length(NARROW)
        self._table.setColumnHidden(COUNT, is_narrow)
        least = self._table.fontMetrics().horizontalAdvance("100%")
        titles = QFontMetrics(look.font(CAPTION))
        most = max(titles.horizontalAdvance("misses"), least) if is_narrow else 2 * least
        for section in range(COUNT, YES + 1):
            lines = self._model.heading(section).title.split("\n")
            title = max(titles.horizontalAdvance(line) for line in lines)
            header.resizeSection(section, max(least, min(title, most)) + 2 * PADDING + 2)
        longest = self._line.fontMetrics().boundingRect(
            0, 0, max(self._line.width() - 4 * GAP, 40), 400, Qt.TextFlag.TextWordWrap, LONGEST
        )
        self._line.setMinimumHeight(longest.height())

    def _dress(self, _: object = None) -> None:
        look = theme()
        self._line.setFont(look.font(CAPTION + 1))
        self._table.setFont(look.font(CAPTION + 1))
        self._table.verticalHeader().setDefaultSectionSize(look.length(ROW))
        self._table.viewport().update()
