"""One start: what pointer and keys do in a panel that shows one start alone."""

from explorer.core.array import Array, Point
from explorer.views.hand import Hand

__all__ = ["OneStart"]


class OneStart:
    """Whatever is done in its panel is done to this start, through the hand that all share."""

    def __init__(self, hand: Hand, start: int) -> None:
        self._hand, self._start = hand, start
        self.changed = hand.changed

    @property
    def active(self) -> int:
        """0 where its start is the one that is moved, −1 where another is."""
        return 0 if self._hand.active == self._start else -1

    @property
    def point(self) -> Point:
        """Where its start is."""
        self._hand.take(self._start)
        return self._hand.point

    def starts(self) -> Array:
        """Return its start as a row (1, 2) of the plane."""
        return self._hand.starts()[self._start : self._start + 1]

    def take(self, start: int) -> None:
        """Make its start the active one."""
        self._hand.take(self._start)

    def next(self, step: int) -> bool:
        """There is no other start in this panel."""
        return False

    def move(self, point: Point) -> None:
        """Move its start; until `release` all moves are one step of undo."""
        self._hand.take(self._start)
        self._hand.move(point)

    def release(self) -> None:
        """End a drag."""
        self._hand.release()

    def add(self, point: Point) -> None:
        """Add a start point; it gets a panel of its own."""
        self._hand.add(point)

    def remove(self) -> None:
        """Take its start away, unless it is the last."""
        self._hand.take(self._start)
        self._hand.remove()
