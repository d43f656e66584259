"""The Teach menu: letters for a large room, locks, lessons of one's own, and a challenge."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from explorer.session.document import Document, Lock
from explorer.session.locks import LOCKS, set_lock
from explorer.session.session import Session
from explorer.views.theme import theme, theme_changed

__all__ = ["TeachMenu"]


class TeachMenu(QMenu):
    """Changes locks itself; what concerns the whole window is asked of it by a signal."""

    size_asked = Signal(bool)  # presenter size, or not
    lesson_asked = Signal()  # to save the present document as a lesson
    challenge_asked = Signal()  # to play Blind descent

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Teach", parent)
        self._session = session
        self.setToolTipsVisible(True)
        self.setAccessibleName("Teach")
        self.presenter = self._switch(
            "Presenter size", "Larger letters everywhere, to be read from the back of a room."
        )
        self.presenter.setShortcut("Ctrl+Shift+P")
        self.presenter.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.presenter.triggered.connect(self.size_asked)
        self.addSeparator()
        self.locks: dict[Lock, QAction] = {}
        for lock, words in LOCKS.items():
            name = words.name[:1].lower() + words.name[1:]
            action = self._switch(
                f"Lock {name}", f"{words.keeps} It stays as it is until it is unlocked here."
            )
            action.triggered.connect(lambda on, lock=lock: self._lock(lock, on))
            self.locks[lock] = action
        self.addSeparator()
        self.save = self.addAction("Save as lesson…")
        self.save.setToolTip("Make a lesson of what is on the screen, or add it to one of yours.")
        self.save.triggered.connect(lambda _checked=False: self.lesson_asked.emit())
        self.addSeparator()
        self.challenge = self.addAction("Blind descent…")
        self.challenge.setToolTip(
            "Look for the lowest place of a land you cannot see, and then meet the optimizers."
        )
        self.challenge.triggered.connect(lambda _checked=False: self.challenge_asked.emit())
        session.changed.connect(self.show_document)
        theme_changed.connect(self._show_size)
        self.show_document(session.document)
        self._show_size()

    def show_document(self, document: Document) -> None:
        """Show which parts of a document are locked."""
        for lock, action in self.locks.items():
            action.setChecked(lock in document.locks)

    def _lock(self, lock: Lock, is_locked: bool) -> None:
        name = LOCKS[lock].name
        verb = "Lock" if is_locked else "Unlock"
        label = f"{verb} {name[:1].lower()}{name[1:]}"
        self._session.edit(lambda document: set_lock(document, lock, is_locked), label)
        self._session.seal()
        self.show_document(self._session.document)

    def _show_size(self, *_: object) -> None:
        self.presenter.setChecked(theme().is_large)

    def _switch(self, name: str, tip: str) -> QAction:
        action = self.addAction(name)
        action.setCheckable(True)
        action.setToolTip(tip)
        return action
