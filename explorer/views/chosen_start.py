"""Which start point is the active one: what the keys move, in whichever panel."""

from PySide6.QtCore import QObject, Signal

from explorer.session.edits import remove_start
from explorer.session.session import Session

__all__ = ["ChosenStart"]


class ChosenStart(QObject):
    """One of the document's starts is the active one."""

    changed = Signal()  # another start is active
    used = Signal()  # a start was moved or added by the user

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._active = 0

    @property
    def active(self) -> int:
        """Which start the keys and clicks move."""
        return min(self._active, len(self._session.document.starts) - 1)

    def take(self, start: int) -> None:
        """Make a start the active one."""
        if start != self._active:
            self._active = start
            self.changed.emit()

    def next(self, step: int) -> bool:
        """Make the next start the active one; False when there is none further on."""
        following = self.active + step
        if not 0 <= following < len(self._session.document.starts):
            return False
        self.take(following)
        return True

    def remove(self) -> None:
        """Take the active start away, unless it is the last."""
        start = self.active
        self._session.edit(lambda document: remove_start(document, start), "Remove start")
        self.take(max(0, self.active))
