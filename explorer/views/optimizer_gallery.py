"""The gallery of optimizers: search, read what each one does, and put it into the race."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.core.optimizer import Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.session.document import Document
from explorer.session.edits import add_entrant, swap_entrant
from explorer.session.limits import MAX_ENTRANTS, TOO_MANY_ENTRANTS
from explorer.session.session import Session
from explorer.views.forking import fork
from explorer.views.group_chips import GroupChips
from explorer.views.optimizer_about import OptimizerAbout
from explorer.views.optimizer_rows import OptimizerList, OptimizerRows, found_rows
from explorer.views.search_field import SearchField
from explorer.views.sheet import Sheet
from explorer.views.theme import GAP, theme_changed

__all__ = ["OptimizerGallery"]

NOTHING = (
    "No optimizer matches “{}”. Try a name, in any library's spelling, or a word for what it does: "
    "momentum, curvature, population."
)
SEARCH_TIP = (
    "Finds by name, also those of torch and Keras, and by what a rule does: momentum, "
    "quasi-Newton, swarm. The arrows choose, Enter takes."
)
WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class OptimizerGallery(Sheet):
    """Groups and a search on the left, what the chosen optimizer does on the right.

    Enter, a double click and the button take the chosen optimizer: into the race, and the sheet
    stays for more; or, in a swap, to the place of another one, or on from a step of another one,
    and the sheet goes.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._swapped: int | None = None  # the entrant whose place is taken
        self._forked_at: int | None = None  # from this step on alone, and both stay
        self._model = OptimizerRows(self)
        self._search = SearchField("optimizers", SEARCH_TIP)
        self._nothing, self._note, self._take = QLabel(), QLabel(), QPushButton()
        self._groups = GroupChips()
        self._list = OptimizerList(self._model)
        self._about = OptimizerAbout()
        self._place()
        self._search.installEventFilter(self)
        self._list.installEventFilter(self)
        self._search.textChanged.connect(self._find)
        self._groups.asked.connect(self._go_to)
        self._list.doubleClicked.connect(self._choose)
        self._list.selectionModel().currentChanged.connect(self._show_current)
        self._take.clicked.connect(lambda _checked=False: self._choose())
        session.changed.connect(self.show_document)
        session.refused.connect(self._note.setText)
        theme_changed.connect(self._draw_anew)
        self._draw_anew()

    @property
    def current(self) -> type[Optimizer] | None:
        """The optimizer that would be taken."""
        index = self._list.currentIndex()
        return self._model.rows[index.row()].kind if index.isValid() else None

    def open_sheet(
        self, beside: QWidget, swapped: int | None = None, forked_at: int | None = None
    ) -> None:
        """Open beside a panel, to add optimizers, to swap an entrant or to fork it at a step."""
        self._swapped, self._forked_at = swapped, forked_at
        self.lay_beside(beside)  # before the rows: they are laid out once, as wide as they are
        self.show_document(self._session.document)
        self._search.clear()
        self._search.setPlaceholderText(f"Search {len(OPTIMIZERS)} optimizers")
        self._find("")
        self._search.setFocus()

    def show_document(self, document: Document) -> None:
        """Mark the optimizers in the race, and say what can be done with the chosen one."""
        if self.isHidden():
            return
        racing: dict[type[Optimizer], tuple[int, ...]] = {}
        for entrant in document.entrants:
            kind = type(entrant.optimizer)
            racing[kind] = (*racing.get(kind, ()), entrant.colour)
        self._model.show_racing(racing)
        if "optimizers" in document.locks or (self._swapped or 0) >= max(len(document.entrants), 1):
            self.put_away()
            return
        self._say_what_is_taken(document)

    def stops(self) -> Sequence[QWidget]:
        chips = self._groups.findChildren(QToolButton)
        return (self._search, *chips, self._list, self._about, self._take, self.cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.isAccepted():
            event.accept()
            self._choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk the list while one types, and typing search from the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._search and event.key() in WALKING:
                QApplication.sendEvent(self._list, event)
                return True
            if watched is self._list and event.text().strip() and event.text().isprintable():
                self._search.setFocus()
                QApplication.sendEvent(self._search, event)
                return True
        return super().eventFilter(watched, event)

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
            self.title.setText("Add an optimizer")
            racing = len(self._model.racing(kind)) if kind else 0
            self._take.setText("Add another" if racing else "Add to the race")
            is_full = count >= MAX_ENTRANTS
            note = TOO_MANY_ENTRANTS if is_full else f"{count} of {MAX_ENTRANTS} in the race"
        else:
            is_full = False
            gone = document.entrants[self._swapped].optimizer.name
            self.title.setText(f"Take another in place of {gone}")
            self._take.setText("Take this one")
            note = "It keeps the colour, and gets settings that suit the landscape."
            if self._forked_at is not None:
                self.title.setText(f"Who goes on from step {self._forked_at:,} of {gone}?")
                note = f"It begins afresh where {gone} stands then; both stay in the race."
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
        if self._forked_at is not None:
            taken = fork(self._session, index, key, self._forked_at)
        else:
            taken = self._session.edit(
                lambda document: swap_entrant(document, index, key), f"Take {kind.name} for {gone}"
            )
        if taken:
            self.put_away()

    def _place(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.cross)
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
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(3 * GAP, GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(2 * GAP)
        column.addLayout(head)
        column.addWidget(self._search)
        column.addWidget(self._groups)
        column.addLayout(below, 1)

    def _draw_anew(self, *_: object) -> None:
        self._list.scheduleDelayedItemsLayout()
        self._about.show_kind(self.current)
