"""Differences: where the paths of the panels part, worked out beside the window."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from explorer.core.critical_point import CriticalPoint
from explorer.core.difference import Difference, Racer, differences
from explorer.core.landscape import Landscape
from explorer.core.run import Trace
from explorer.session.document import Document
from explorer.session.naming import entrant_names, start_name
from explorer.session.opened import Opened
from explorer.session.selection import Selection
from explorer.session.worker import Worker

__all__ = ["Comparison", "Differences", "compared"]

_KEY = "differences"


@dataclass(frozen=True)
class Comparison:
    """Which paths are held against which one; all by start and entrant."""

    landscape: Landscape
    known: tuple[CriticalPoint, ...]
    reference: Selection
    others: tuple[Selection, ...]
    names: tuple[str, ...]  # the reference's first
    traces: tuple[Trace, ...]  # the same


class Differences(QObject):
    """Keeps what sets the paths of a race apart, newest first, while somebody is `active`.

    While one comparison is under way, only the newest of those that are wanted after it waits:
    so there is something to read during a drag.
    """

    changed = Signal()  # what is known, or what is wanted

    def __init__(self, session: Opened, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.known: tuple[Difference, ...] = ()
        self.of: Comparison | None = None  # what `known` belongs to
        self._session, self._worker = session, worker
        self._wanted: Comparison | None = None
        self._is_active = False
        worker.done.connect(self._take)
        worker.failed.connect(self._give_up)

    @property
    def wanted(self) -> Comparison | None:
        """What is to be compared now; None where there is nothing, or not yet."""
        return self._wanted

    @property
    def is_old(self) -> bool:
        """Whether what is known belongs to paths that are not those of the race any more."""
        return self.of != self._wanted

    def want(self, comparison: Comparison | None) -> None:
        """Compare these paths, now or as soon as the worker is free; None: forget it."""
        if comparison != self._wanted:
            self._wanted = comparison
            self._compare()
            self.changed.emit()

    def _compare(self) -> None:
        wanted = self._wanted
        if wanted is None:
            self._worker.cancel(_KEY)
        elif wanted != self.of and not self._worker.is_busy(_KEY):
            first, *others = map(Racer, wanted.names, wanted.traces)
            self._worker.want(
                _KEY,
                wanted,
                lambda cancelled: differences(
                    wanted.landscape, wanted.known, first, others, cancelled
                ),
            )

    def _take(self, key: str, request: object, result: tuple[Difference, ...]) -> None:
        if key == _KEY and isinstance(request, Comparison):
            self.known, self.of = result, request
            self._compare()
            self.changed.emit()

    def _give_up(self, key: str, request: object, sentence: str) -> None:
        if key == _KEY and isinstance(request, Comparison):
            self.known, self.of = (), request
            self._compare()
            self.changed.emit()
