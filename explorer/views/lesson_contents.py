"""All lessons: the course in its order, the shelf, and one's own; how far each has come."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.session.lesson_shelf import Entry, contents, own_folder
from explorer.session.progress import progress_of
from explorer.session.session import Session
from explorer.views.icons import icon
from explorer.views.lesson_entry import LessonEntry
from explorer.views.lesson_scroll import ReadingArea
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["LessonContents"]

NO_COURSE = "There are no lessons here. Open a folder that holds one."


class LessonContents(QWidget):
    """The list of lessons; choosing one opens it. It is read anew each time it comes up."""

    left = Signal()  # the reader wants to go back to where he was

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: tuple[LessonEntry, ...] = ()
        self._close = QToolButton()
        self._close.setProperty("role", "quiet")
        self.open_button = QPushButton("Open a lesson folder…")
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._scroll = ReadingArea(inside)
        self._place()
        self._close.clicked.connect(lambda _checked=False: self.left.emit())
        self.open_button.clicked.connect(lambda _checked=False: self._ask_folder())
        theme_changed.connect(self._dress)
        self._dress()

    @property
    def rows(self) -> tuple[LessonEntry, ...]:
        """The lessons that are listed, from first to last."""
        return self._rows

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List these lessons."""
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        rows = []
        for heading, words, part in _parts(entries):
            for text, role in ((heading, "heading"), (words, "caption")):
                if text:
                    label = _label(text, role)
                    label.setIndent(2 * GAP)
                    self._list.addWidget(label)
            for entry in part:
                row = LessonEntry(entry, progress_of(entry.progress_key), self._is_open(entry))
                row.clicked.connect(lambda _checked=False, key=entry.key: self._open(key))
                row.installEventFilter(self)
                self._list.addWidget(row)
                row.show()  # now, so that it can take the keyboard
                rows.append(row)
            self._list.addSpacing(2 * GAP)
        if not entries:
            self._list.addWidget(_label(NO_COURSE, "muted"))
        self._list.addStretch()
        self._rows = tuple(rows)
        for before, after in pairwise((self._close, *rows, self.open_button)):
            QWidget.setTabOrder(before, after)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().length(300), 200)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_entries(contents())
        present = [row for row in self._rows if self._is_open(row.entry)]
        waiting = [row for row in self._rows if not row.is_done and row.isEnabled()]
        for row in (present or waiting)[:1]:
            row.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list with the arrows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            turn = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            usable = [row for row in self._rows if row.isEnabled()]
            if turn and watched in usable:
                place = usable.index(watched) + turn
                if 0 <= place < len(usable):
                    usable[place].setFocus()
                    self._scroll.ensureWidgetVisible(usable[place], 0, 8 * GAP)
                return True
        return False

    def _open(self, name: str | Path) -> None:
        if not self._session.lessons.open(name):
            self.show_entries(contents())

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self.window(), "Open the folder of a lesson", str(own_folder().parent)
        )
        if name:
            self._open(Path(name))

    def _is_open(self, entry: Entry) -> bool:
        present = self._session.lessons.entry
        return present is not None and present.folder == entry.folder

    def _place(self) -> None:
        title = _label("Lessons", "headline")
        head = QHBoxLayout()
        head.setContentsMargins(4 * GAP, 2 * GAP, 2 * GAP, GAP)
        head.addWidget(title, 1)
        head.addWidget(self._close)
        self._list.setContentsMargins(2 * GAP, 0, 3 * GAP, 2 * GAP)
        self._list.setSpacing(2)
        tip = "Open a lesson that lies somewhere else. Opening one never runs code."
        self.open_button.setAutoDefault(False)
        self.open_button.setToolTip(f"<p>{tip}</p>")
        self.open_button.setAccessibleName("Open a lesson folder…")
        self.open_button.setAccessibleDescription(tip)
        foot = QHBoxLayout()
        foot.setContentsMargins(4 * GAP, 2 * GAP, 4 * GAP, 3 * GAP)
        foot.addWidget(self.open_button)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
        self._close.setToolTip("<p>Put the list away (Esc).</p>")
        self._close.setAccessibleName("Put the list away")

    def _dress(self, *_: object) -> None:
        self._close.setIcon(icon("close", theme().ink("muted")))


def _parts(entries: Sequence[Entry]) -> list[tuple[str, str, list[Entry]]]:
    """Return the parts of the list that are not empty: heading, a line about it, lessons."""
    shipped = [entry for entry in entries if not entry.is_own]
    parts = (
        ("THE COURSE", "", [entry for entry in shipped if entry.number]),
        ("THE SHELF", "Short ones, in any order.", [e for e in shipped if not e.number]),
        ("YOUR OWN", "", [entry for entry in entries if entry.is_own]),
    )
    return [part for part in parts if part[2]]


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
