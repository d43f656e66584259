"""A choice of one out of several: a box that says in a tooltip what each of them is."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QWidget,
)

from explorer.views.number_slider import LABEL_WIDTH
from explorer.views.theme import CAPTION, theme

__all__ = ["Choice", "ChoiceRow", "Item", "heading"]

NARROWEST = 52  # pixels
ARROW = 29  # pixels that frame and arrow take
HEADING = ""  # the key of what cannot be chosen

# The arrow has room enough, and the list takes no more lines than it was told.
SHEET = """
QComboBox { padding-right: 0; combobox-popup: 0; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; }
"""


class Item(NamedTuple):
    """Something that can be chosen; `tip` teaches what it is."""

    key: str
    words: str
    tip: str = ""


def heading(words: str) -> Item:
    """Return a line above the items that follow, which cannot be chosen itself."""
    return Item(HEADING, words)


class Choice(QComboBox):
    """A choice that the wheel does not change: over the panel, it scrolls.

    `chosen` is emitted with a key, by the user only.
    """

    chosen = Signal(str)

    def __init__(self, name: str, items: Iterable[Item] = ()) -> None:
        super().__init__()
        self._items: tuple[Item, ...] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        # Measuring a thousand words for the width of the box would take a tenth of a second.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one that heeds the sheet
        self.setStyleSheet(SHEET)
        self.show_items(items)
        self.activated.connect(self._choose)
        self.currentIndexChanged.connect(self._teach)

    @property
    def key(self) -> str:
        """The key of the one that is shown; empty where there is none."""
        return self._items[self.currentIndex()].key if self.currentIndex() >= 0 else ""

    @property
    def items(self) -> tuple[Item, ...]:
        """What can be chosen."""
        return self._items

    def show_items(self, items: Iterable[Item]) -> None:
        """Offer these; the one that is shown stays where it still is offered."""
        items = tuple(items)
        if items == self._items:
            return
        key = self.key
        was_blocked = self.blockSignals(True)
        self.clear()
        self._items = items
        for row, item in enumerate(items):
            self.addItem(item.words, item.key)
            if item.key == HEADING:
                self._set_apart(row)
            if item.tip:
                self.setItemData(row, f"<p>{item.tip}</p>", Qt.ItemDataRole.ToolTipRole)
        first = next((row for row, item in enumerate(items) if item.key != HEADING), -1)
        self.setCurrentIndex(self.findData(key) if key else first)
        self.blockSignals(was_blocked)
        self._teach()

    def show_key(self, key: str) -> None:
        """Show one as chosen without announcing it."""
        row = self.findData(key)
        if row != self.currentIndex():
            self.setCurrentIndex(row)

    def sizeHint(self) -> QSize:
        return QSize(2 * NARROWEST, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def showPopup(self) -> None:
        # The list may be wider than the box: its words are not cut.
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 2 * ARROW // 3)
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        room, right = self.width() - ARROW, Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(self.currentText(), right, room)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _set_apart(self, row: int) -> None:
        self.setItemData(row, 0, Qt.ItemDataRole.UserRole - 1)  # Qt's role for its flags: none
        font = self.font()
        font.setPixelSize(theme().font(CAPTION).pixelSize())
        font.setWeight(QFont.Weight.DemiBold)
        self.setItemData(row, font, Qt.ItemDataRole.FontRole)

    def _choose(self, row: int) -> None:
        self.chosen.emit(self._items[row].key)

    def _teach(self) -> None:
        row = self.currentIndex()
        if 0 <= row < len(self._items):
            item = self._items[row]
            self.setToolTip(f"<p><b>{item.words}</b>{': ' if item.tip else ''}{item.tip}</p>")
            self.setAccessibleDescription(item.tip)


class ChoiceRow(QWidget):
    """A choice with its name before it, in line with the sliders of a form."""

    chosen = Signal(str)

    def __init__(
        self, name: str, tip: str, items: Iterable[Item] = (), label_width: int = LABEL_WIDTH
    ) -> None:
        super().__init__()
        self.choice = Choice(name, items)
        self.choice.chosen.connect(self.chosen)
        label = QLabel(name)
        label.setProperty("role", "muted")
        label.setMinimumWidth(label_width)
        label.setBuddy(self.choice)
        self.setToolTip(f"<p>{tip}</p>")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label)
        row.addWidget(self.choice, 1)
        self.setFocusProxy(self.choice)
