"""The hand: what pointer and keys do to the start points, in whichever panel they do it."""

from explorer.core.array import Array, Point
from explorer.session.edits import add_start, move_start
from explorer.views.chosen_start import ChosenStart
from explorer.views.scene import plane_points

__all__ = ["Hand"]


class Hand(ChosenStart):
    """Moves, adds and removes start points; one of them is the active one."""

    @property
    def point(self) -> Point:
        """Where the active start is."""
        return self._session.document.starts[self.active]

    def starts(self) -> Array:
        """Return the start points as rows (n, 2) of the plane; on a curve, with their value."""
        document = self._session.document
        return plane_points(document.landscape, document.starts)

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
