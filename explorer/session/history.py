"""Undo and redo for any immutable value: keep the old ones."""

from typing import Generic, TypeVar

__all__ = ["History"]

T = TypeVar("T")


class History(Generic[T]):
    """A line of values and a place on it. A drag is one entry: same key, one step.

    At most `limit` steps back are kept; the oldest is forgotten first.
    """

    def __init__(self, current: T, limit: int = 1000) -> None:
        self.current = current
        self._limit = limit
        self._past: list[tuple[str, T]] = []
        self._future: list[tuple[str, T]] = []
        self._key: str | None = None

    @property
    def undo_label(self) -> str | None:
        """What undo would take back; None when there is nothing."""
        return self._past[-1][0] if self._past else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again; None when there is nothing."""
        return self._future[-1][0] if self._future else None

    def push(self, value: T, label: str, key: str | None = None) -> None:
        """Make `value` current; edits in a row with the same key fold into one step."""
        if key is None or key != self._key:
            self._past.append((label, self.current))
            del self._past[: -self._limit]
        self._future.clear()
        self.current, self._key = value, key

    def seal(self) -> None:
        """End the drag: the next edit starts a new step."""
        self._key = None

    def undo(self) -> bool:
        """Go back one step; False when there is none."""
        return self._move(self._past, self._future)

    def redo(self) -> bool:
        """Go forward one step; False when there is none."""
        return self._move(self._future, self._past)

    def _move(self, source: list[tuple[str, T]], target: list[tuple[str, T]]) -> bool:
        if not source:
            return False
        label, value = source.pop()
        target.append((label, self.current))
        self.current, self._key = value, None
        return True
