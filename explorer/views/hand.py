"""The hand: what pointer and keys do to the start points, in whichever panel they do it."""

from PySide6.QtCore import QObject, Signal

from explorer.core.array import Array, Point
from explorer.session.edits import add_start, move_start, remove_start
from explorer.session.session import Session
from explorer.views.scene import plane_points

__all__ = ["Hand"]


class Hand(QObject):
    """Moves, adds and removes start points; one of them is the active one."""

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

    @property
    def point(self) -> Point:
        """Where the active start is."""
        return self._session.document.starts[self.active]

    def starts(self) -> Array:
        """Return the start points as rows (n, 2) of the plane; on a curve, with their value."""
        document = self._session.document
        return plane_points(document.landscape, document.starts)

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

    def move(self, point: Point) -> None:
        """Move the active start; until `release` all moves are one step of undo."""
        document, start = self._session.document, self.active
        self._session.edit(move_start(document, start, point), "Move start", key="start")
        self.used.emit()

    def release(self) -> None:
        """End a drag."""
        self._session.seal()

    def add(self, point: Point) -> None:
        """Add a start point and make it the active one."""
        if self._session.edit(lambda document: add_start(document, point), "Add start"):
            self.take(len(self._session.document.starts) - 1)
            self.used.emit()

    def remove(self) -> None:
        """Take the active start away, unless it is the last."""
        start = self.active
        self._session.edit(lambda document: remove_start(document, start), "Remove start")
        self.take(max(0, self.active))
