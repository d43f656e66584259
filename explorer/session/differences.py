"""Differences: where the paths of the panels part, worked out beside the window."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from explorer.core.critical_point import CriticalPoint
from explorer.core.difference import Difference, Racer, differences
from explorer.core.landscape import Landscape
from explorer.core.numbers import coordinates
from explorer.core.run import Trace
from explorer.session.document import Document
from explorer.session.naming import entrant_names
from explorer.session.race import Race
from explorer.session.selection import Selection
from explorer.session.worker import Worker

__all__ = ["Comparison", "Differences", "compared"]

_KEY = "differences"
NOTHING = Difference("Nothing certain is known.", "It could not be computed.")


@dataclass(frozen=True)
class Comparison:
    """Which paths are held against which one; all by start and entrant."""

    landscape: Landscape
    known: tuple[CriticalPoint, ...]
    reference: Selection
    others: tuple[Selection, ...]
    names: tuple[str, ...]  # as sentences call them, the reference's first
    traces: tuple[Trace, ...]  # the same


class Differences(QObject):
    """Keeps what sets the paths apart that somebody wants to know of.

    A comparison that is under way is let come to its end, and of those that are wanted meanwhile
    the newest is next: so there is something new to read during a drag.
    """

    changed = Signal()  # what is known, or what is wanted

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.known: tuple[Difference, ...] = ()  # one for each of the others
        self.of: Comparison | None = None  # what `known` belongs to
        self._worker = worker
        self._wanted: Comparison | None = None
        worker.done.connect(self._take)
        worker.failed.connect(self._give_up)

    @property
    def wanted(self) -> Comparison | None:
        """What is to be compared now; None where there is nothing, or where it is not there yet."""
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
        if wanted is not None and wanted != self.of and not self._worker.is_busy(_KEY):
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
            self.known, self.of = (NOTHING,) * len(request.others), request
            self._compare()
            self.changed.emit()


def compared(document: Document, race: Race, known: tuple[CriticalPoint, ...],
             selection: Selection | None, start: int) -> Comparison | None:  # fmt: skip
    """Return what the panels of a document compare; None where there is nothing, or not yet.

    Panels of optimizers compare the paths from the selected start, or else from `start`; panels
    of starts those of the selected optimizer, or else of the first that is shown. The reference
    is the selected path, or else that of the first panel.
    """
    racing = [k for k, entrant in enumerate(document.entrants) if entrant.visible]
    landscape = document.landscape
    if not racing or not isinstance(landscape, Landscape):
        return None
    if selection is not None and selection[1] not in racing:
        selection = None
    if document.panels == "starts":
        entrant = racing[0] if selection is None else selection[1]
        first = 0 if selection is None else selection[0]
        places = [(k, entrant) for k in range(len(document.starts))]
        names = [f"the start at {coordinates(point)}" for point in document.starts]
        reference = (first, entrant)
    else:
        start, first = (start, racing[0]) if selection is None else selection
        places = [(start, k) for k in racing]
        names = [entrant_names(document)[k].brief for k in racing]
        reference = (start, first)
    traces = [race.trace(*place) for place in places]
    if len(places) < 2 or any(trace is None for trace in traces):
        return None
    rows = list(zip(places, names, traces, strict=True))
    rows.sort(key=lambda row: row[0] != reference)  # it keeps the others in their order
    (_, *others), called, paths = zip(*rows, strict=True)
    return Comparison(landscape, known, reference, tuple(others), called, paths)
