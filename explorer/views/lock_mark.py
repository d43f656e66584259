"""A small lock beside what a teacher has locked; while it is seen, the controls beside it rest."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.session.document import Document, Lock
from explorer.session.locks import LOCKS, locked_sentence
from explorer.session.session import Session
from explorer.views.icons import icon
from explorer.views.theme import theme, theme_changed

__all__ = ["LockMark"]

SIZE = 12  # pixels


class LockMark(QToolButton):
    """Shown while its part of the document is locked; pressed, it says what that means.

    The widgets it is given with `keep` are disabled for as long.
    """

    def __init__(self, session: Session, lock: Lock, *kept: QWidget, words: str = "locked") -> None:
        super().__init__()
        self._session, self._lock, self._kept = session, lock, list(kept)
        sentence = locked_sentence(lock)
        self.setText(words)
        self.setProperty("role", "lock")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(SIZE, SIZE))
        self.setAccessibleName(f"{LOCKS[lock].name}: locked")
        self.setAccessibleDescription(sentence)
        self.setToolTip(f"<p><b>{sentence}</b></p><p>{LOCKS[lock].keeps}</p>")
        self.clicked.connect(lambda: session.refused.emit(sentence))
        session.changed.connect(self.show_document)
        theme_changed.connect(self._dress)
        self._dress()
        if not self.is_locked:  # else it is seen with the panel it is put on
            self.hide()
        self._rest()

    @property
    def is_locked(self) -> bool:
        """Whether its part of the document is locked."""
        return self._lock in self._session.document.locks

    def keep(self, *widgets: QWidget) -> None:
        """Let these rest as well while it is locked."""
        self._kept += widgets
        self._rest()

    def show_document(self, document: Document) -> None:
        """Show whether a document has the lock."""
        self.setVisible(self._lock in document.locks)
        self._rest()

    def _rest(self) -> None:
        for widget in self._kept:
            widget.setEnabled(not self.is_locked)

    def _dress(self, _: object = None) -> None:
        self.setIcon(icon("lock", theme().ink("fair")))
