"""The gallery of optimizers: search, read what each one does, and put it into the race."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from explorer.core.optimizer import Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.session.document import Document
from explorer.session.edits import add_entrant, swap_entrant
from explorer.session.limits import MAX_ENTRANTS, TOO_MANY_ENTRANTS
from explorer.session.session import Session
from explorer.views.group_chips import GroupChips
from explorer.views.icons import icon
from explorer.views.optimizer_about import OptimizerAbout
from explorer.views.optimizer_rows import OptimizerList, OptimizerRows, found_rows
from explorer.views.search_field import SearchField
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["OptimizerGallery"]

WIDE, NARROW, TALL = 860, 560, 700  # pixels
EDGE = 2 * GAP  # between the sheet and the edge of the window
NOTHING = (
    "No optimizer matches “{}”. Try a name, in any library's spelling, or a word for what it does: "
    "momentum, curvature, population."
)
SEARCH_TIP = (
    "Finds by name, also those of torch and Keras, and by what a rule does: momentum, "
    "quasi-Newton, swarm. The arrows choose, Enter takes."
)
WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class OptimizerGallery(QFrame):
    """A sheet over the window; Escape, or a press beside it, closes it.

    Enter, a double click and the button take the chosen optimizer: into the race, and the sheet
    stays for more; or, in a swap, to the place of another one, and the sheet goes.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._swapped: int | None = None  # the entrant whose place is taken
        self._beside: QWidget | None = None
        self._before: QWidget | None = None  # who had the keyboard
        self._model = OptimizerRows(self)
        self._title, self._nothing = QLabel(), QLabel()
        self._search = SearchField("optimizers", SEARCH_TIP)
        self._close, self._take = QToolButton(), QPushButton()
        self._note, self._groups = QLabel(), GroupChips()
        self._list = OptimizerList(self._model)
        self._inside = QWidget(self)
        self._about = OptimizerAbout()
        self._place()
        self.hide()
        self._search.installEventFilter(self)
        self._list.installEventFilter(self)
        self._search.textChanged.connect(self._find)
        self._groups.asked.connect(self._go_to)
        self._list.doubleClicked.connect(self._choose)
        self._list.selectionModel().currentChanged.connect(self._show_current)
        self._take.clicked.connect(lambda _checked=False: self._choose())
        self._close.clicked.connect(lambda _checked=False: self.close_sheet())
        session.changed.connect(self.show_document)
        session.refused.connect(self._note.setText)
        theme_changed.connect(self._draw_anew)
        self._draw_anew()

    @property
    def current(self) -> type[Optimizer] | None:
        """The optimizer that would be taken."""
        index = self._list.currentIndex()
        return self._model.rows[index.row()].kind if index.isValid() else None

    def open_sheet(self, beside: QWidget, swapped: int | None = None) -> None:
        """Open beside a panel, to add optimizers or to take the place of an entrant."""
        self._beside, self._swapped = beside, swapped
        self._before = QApplication.focusWidget()
        self._watch(True)
        self._arrange()
        self.show()  # before the rows: they are laid out once, as wide as they are then
        self.raise_()
        self.show_document(self._session.document)
        self._search.clear()
        self._search.setPlaceholderText(f"Search {len(OPTIMIZERS)} optimizers")
        self._find("")
        self._search.setFocus()

    def close_sheet(self) -> None:
        """Go away, and give the keyboard back to who had it."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        if before is not None and Shiboken.isValid(before) and before.isVisible():
            before.setFocus()
        self._watch(False)
        self.hide()

    def show_document(self, document: Document) -> None:
        """Mark the optimizers in the race, and say what can be done with the chosen one."""
        if self._beside is None:
            return
        racing: dict[type[Optimizer], tuple[int, ...]] = {}
        for entrant in document.entrants:
            kind = type(entrant.optimizer)
            racing[kind] = (*racing.get(kind, ()), entrant.colour)
        self._model.show_racing(racing)
        if "optimizers" in document.locks or (self._swapped or 0) >= max(len(document.entrants), 1):
            self.close_sheet()
            return
        self._say_what_is_taken(document)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (is_enter and self._close.hasFocus()):
            self.close_sheet()
        elif is_enter:
            self._choose()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Walk with Tab among what is on the sheet only."""
        if self.isHidden():  # on its way out: Qt looks for another place for the keyboard
            return super().focusNextPrevChild(forwards)
        chips = self._groups.findChildren(QToolButton)
        stops = [self._search, *chips, self._list, self._about, self._take, self._close]
        usable = [stop for stop in stops if stop.isEnabled() and stop.isVisible()]
        here = QApplication.focusWidget()
        place = usable.index(here) if here in usable else 0
        reason = Qt.FocusReason.TabFocusReason
        usable[(place + (1 if forwards else -1)) % len(usable)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows walk the list while one types, typing search, and a press beside close."""
        if isinstance(event, QMouseEvent) and watched is self.window().windowHandle():
            if event.type() == QEvent.Type.MouseButtonPress:
                return self._is_left_by(event)
        elif event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._arrange()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._search and event.key() in WALKING:
                QApplication.sendEvent(self._list, event)
                return True
            if watched is self._list and event.text().strip() and event.text().isprintable():
                self._search.setFocus()
                QApplication.sendEvent(self._search, event)
                return True
        return False

    def _watch(self, begins: bool) -> None:
        """Hear, while the sheet is open, of presses beside it and of the window's size."""
        window = self.window()
        for watched in (window, window.windowHandle()):
            if watched is not None:
                (watched.installEventFilter if begins else watched.removeEventFilter)(self)

    def _is_left_by(self, press: QMouseEvent) -> bool:
        is_beside = not self.geometry().contains(press.position().toPoint())
        if is_beside:
            self.close_sheet()
        return is_beside

    def _find(self, text: str) -> None:
        """List what fits the search, and choose the first of it."""
        before = self.current
        self._model.show(found_rows(text))
        row = self._model.row_of(before) if before and not text.strip() else None
        row = self._model.first() if row is None else row
        self._nothing.setVisible(row is None)
        self._list.setVisible(row is not None)
        if row is None:
            self._nothing.setText(NOTHING.format(text.strip()))
        else:
            self._list.setCurrentIndex(self._model.index(row))
        self._show_current()

    def _go_to(self, group: str) -> None:
        """Choose the first of a group, with its heading at the top."""
        self._search.clear()
        row = next((k for k, row in enumerate(self._model.rows) if row.title == group), None)
        if row is not None:
            self._list.setCurrentIndex(self._model.index(row + 1))
            self._list.scrollTo(self._model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)
        self._search.setFocus()

    def _show_current(self, *_: QModelIndex) -> None:
        kind, row = self.current, self._list.currentIndex().row()
        if row > 0 and self._model.rows[row - 1].kind is None:
            self._list.scrollTo(self._model.index(row - 1))  # the heading comes into sight as well
        self._about.show_kind(kind)
        self._search.setAccessibleDescription(kind.name if kind else "Nothing is found.")
        self._say_what_is_taken(self._session.document)

    def _say_what_is_taken(self, document: Document) -> None:
        kind, count = self.current, len(document.entrants)
        if self._swapped is None:
            self._title.setText("Add an optimizer")
            racing = len(self._model.racing(kind)) if kind else 0
            self._take.setText("Add another" if racing else "Add to the race")
            is_full = count >= MAX_ENTRANTS
            note = TOO_MANY_ENTRANTS if is_full else f"{count} of {MAX_ENTRANTS} in the race"
        else:
            is_full = False
            gone = document.entrants[self._swapped].optimizer.name
            self._title.setText(f"Take another in place of {gone}")
            self._take.setText("Take this one")
            note = "It keeps the colour, and gets settings that suit the landscape."
        self._take.setEnabled(kind is not None and not is_full)
        self._note.setText(note)

    def _choose(self, *_: QModelIndex) -> None:
        kind, index = self.current, self._swapped
        if kind is None or not self._take.isEnabled():
            return
        key = kind.key
        if index is None:
            self._session.edit(lambda document: add_entrant(document, key), f"Add {kind.name}")
            return
        gone = self._session.document.entrants[index].optimizer.name
        if self._session.edit(
            lambda document: swap_entrant(document, index, key), f"Take {kind.name} for {gone}"
        ):
            self.close_sheet()

    def _arrange(self) -> None:
        """Lie to the left of the panel, or over the window wherever there is room."""
        window = self.parentWidget()
        assert window is not None
        assert self._beside is not None
        look = theme()
        corner = self._beside.mapTo(window, QPoint(0, 0))
        widest = window.width() - 2 * EDGE
        width = min(max(corner.x() - 2 * EDGE, look.length(NARROW)), look.length(WIDE), widest)
        top = max(min(corner.y() + EDGE, window.height() // 3), EDGE)
        height = min(window.height() - top - EDGE, look.length(TALL))
        left = max(corner.x() - EDGE - width, EDGE)
        self.setGeometry(QRect(left, top, width, height))

    def _place(self) -> None:
        self.setProperty("role", "sheet")
        self._title.setProperty("role", "title")
        self._close.setProperty("role", "quiet")
        self._close.setToolTip("<p>Close the gallery (Esc).</p>")
        self._close.setAccessibleName("Close the gallery")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        for label, role in ((self._nothing, "muted"), (self._note, "caption")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        left, right, foot = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(self._nothing)
        left.addWidget(self._list, 1)
        left.addStretch()
        self._take.setProperty("role", "primary")
        self._take.setAutoDefault(False)
        self._take.setToolTip("<p>Take the chosen one (Enter, or a double click).</p>")
        foot.addWidget(self._note, 1)
        foot.addWidget(self._take)
        right.addWidget(self._about, 1)
        right.addLayout(foot)
        below = QHBoxLayout()
        below.setSpacing(3 * GAP)
        below.addLayout(left, 11)
        below.addLayout(right, 9)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(3 * GAP, GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(2 * GAP)
        column.addLayout(head)
        column.addWidget(self._search)
        column.addWidget(self._groups)
        column.addLayout(below, 1)
        # An opaque ground: what lies under the sheet is not painted again with each letter.
        self._inside.setAutoFillBackground(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, GAP)
        whole.addWidget(self._inside)

    def _draw_anew(self, *_: object) -> None:
        ground = self._inside.palette()
        ground.setColor(QPalette.ColorRole.Window, theme().ink("card"))
        self._inside.setPalette(ground)
        self._close.setIcon(icon("close", theme().ink("muted")))
        self._list.scheduleDelayedItemsLayout()
        self._about.show_kind(self.current)
        if not self.isHidden():
            self._arrange()
