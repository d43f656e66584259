"""A card of the form for tiny nets: a title, its rows, and a sentence where one is refused."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.session.document import Document, Lock
from explorer.session.session import Session
from explorer.views.disclosure import Disclosure
from explorer.views.lock_mark import LockMark

__all__ = ["LABEL_WIDTH", "NetCard"]

LABEL_WIDTH = 84  # pixels; the column may be narrow
PADDING = 6
LOCKED: dict[Lock, str] = {"landscape": "locked", "starts": "start locked"}


class NetCard(QFrame):
    """Rows are added by who makes the card; changes go through `take`."""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__()
        self._session = session
        self._is_asking = False
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        heading = QLabel(title)
        heading.setProperty("role", "name")
        self._head = QHBoxLayout()
        self._head.addWidget(heading)
        self._head.addStretch()
        self._sentence = QLabel()
        self._sentence.setProperty("role", "error")
        self._sentence.setWordWrap(True)
        self._sentence.setAccessibleName(f"What is wrong with the {title.lower()}")
        self._sentence.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PADDING, 8, PADDING, 8)
        self._column.setSpacing(4)
        self._column.addLayout(self._head)
        self._column.addWidget(self._sentence)
        session.refused.connect(self._hear)

    @property
    def sentence(self) -> str:
        """Why the last change was refused; empty when it was not."""
        return self._sentence.text()

    def add(self, *rows: QWidget) -> None:
        """Add rows at the end, above the sentence."""
        for row in rows:
            self._column.insertWidget(self._column.count() - 1, row)

    def lock(self, lock: Lock, *rows: QWidget) -> None:
        """Let rows rest while a part of the document is locked; a mark in the title says so."""
        self._head.addWidget(LockMark(self._session, lock, *rows, words=LOCKED[lock]))

    def fold(self, words: str, *rows: QWidget) -> Disclosure:
        """Add rows that are seldom needed, folded to a line that says in brief what they are."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in rows:
            column.addWidget(row)
        line = Disclosure(words, content)
        self.add(line, content)
        return line

    def take(
        self, change: Callable[[Document], Document], label: str, key: str | None = None
    ) -> bool:
        """Make a change; a refused one is explained here, and the answer is False."""
        self.say("")
        self._is_asking = True
        taken = self._session.edit(change, label, key)
        self._is_asking = False
        return taken

    def say(self, sentence: str) -> None:
        """Say what is wrong; nothing when all is well."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def _hear(self, sentence: str) -> None:
        if self._is_asking:
            self.say(sentence)
