"""A button that shows what is chosen, and opens a menu of the other choices."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from explorer.views.icons import icon
from explorer.views.theme import theme_changed

__all__ = ["Picker"]

ARROW = 10  # pixels


class Picker(QPushButton):
    """Choices by number, each with a label and a tooltip; `chosen` only when the user picks one.

    It is as wide as its longest word, so that nothing beside it moves.
    """

    chosen = Signal(int)

    def __init__(self, name: str, role: str = "picker", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        self.setIconSize(QSize(ARROW, ARROW))
        self._resting, self._words = "", dict[int, str]()
        self._menu = QMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._menu.setToolTipsVisible(True)
        self._group = QActionGroup(self)
        self._choices: dict[int, QAction] = {}
        self._group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.clicked.connect(self.open)
        theme_changed.connect(self._dress)
        self._dress()

    @property
    def choices(self) -> tuple[int, ...]:
        """The numbers of what can be chosen."""
        return tuple(self._choices)

    def offer(self, choices: Iterable[tuple[int, str, str, str]], resting: str = "") -> None:
        """Offer these: number, word on the button, label in the menu, tooltip.

        `resting` is what it says while none of them is chosen.
        """
        for action in self._choices.values():
            self._group.removeAction(action)
            self._menu.removeAction(action)
            action.deleteLater()
        self._choices, self._words, self._resting = {}, {}, resting
        for number, word, label, tip in choices:
            action = self._menu.addAction(label)
            action.setCheckable(True)
            action.setData(number)
            action.setToolTip(f"<p>{tip}</p>")
            self._group.addAction(action)
            self._choices[number], self._words[number] = action, word

    def show_index(self, index: int | None) -> None:
        """Show one as chosen, without announcing it; one that is not offered: none."""
        checked = self._group.checkedAction()
        if checked is not None:
            checked.setChecked(False)
        action = None if index is None else self._choices.get(index)
        if action is not None:
            action.setChecked(True)
        self.setText(self._words.get(-1 if index is None else index, self._resting))
        self.setAccessibleDescription(self._resting if action is None else action.text())

    def open(self) -> None:
        """Show the choices below the button."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        size, metrics = super().sizeHint(), self.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, (self._resting, *self._words.values())))
        spare = longest - metrics.horizontalAdvance(self.text())
        return QSize(size.width() + max(spare, 0), size.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _dress(self, *_: object) -> None:
        self.setIcon(icon("arrow-down"))
