"""Finds the minima, saddles and hilltops of the present landscape beside the window."""

from PySide6.QtCore import QObject, Signal

from explorer.core.followed_points import followed_points
from explorer.core.landscape import Landscape
from explorer.core.minima import CriticalPoint, critical_points, known_critical_points
from explorer.core.sculpted_landscape import humps_of
from explorer.session.worker import REST, Worker

__all__ = ["Mapper"]

_KEY = "critical points"


class Mapper(QObject):
    """Keeps the critical points of the wanted landscape, and of no other."""

    mapped = Signal(object)  # tuple[CriticalPoint, ...]
    learned = Signal()  # they were not known before: what was said of this landscape is out of date
    failed = Signal(str)  # a sentence

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: tuple[CriticalPoint, ...] = ()
        self._worker = worker
        self._begun = False
        self._landscape: Landscape | None = None
        worker.done.connect(self._take)
        worker.failed.connect(self._give_up)

    def begin(self) -> None:
        """Search from now on."""
        self._begun = True
        self._search()

    def want(self, landscape: Landscape | None) -> None:
        """Search this landscape; one that was searched before is told of at once. None: a net."""
        if landscape != self._landscape:
            before, self._landscape = self._landscape, landscape
            known = () if landscape is None else known_critical_points(landscape)
            self.found = self._followed(before, landscape) if known is None else known
            self.mapped.emit(self.found)
            self._search()

    def _followed(
        self, before: Landscape | None, landscape: Landscape | None
    ) -> tuple[CriticalPoint, ...]:
        """Return where the points go while a land is pulled about, until all are found again."""
        if not (self._begun and before and landscape) or _kind(before) != _kind(landscape):
            return ()
        places = [hump.place for hump in humps_of(landscape)]
        return followed_points(landscape, self.found, places)

    def _search(self) -> None:
        landscape = self._landscape
        if landscape is None or known_critical_points(landscape) is not None:
            self._worker.cancel(_KEY)
        elif self._begun:
            self._worker.want(
                _KEY, landscape, lambda given_up: critical_points(landscape, given_up), rest=REST
            )

    def _take(self, key: str, request: object, result: tuple[CriticalPoint, ...]) -> None:
        if key == _KEY:
            self.found = result
            self.mapped.emit(result)
            self.learned.emit()

    def _give_up(self, key: str, request: object, sentence: str) -> None:
        if key == _KEY:
            self.failed.emit(sentence)


def _kind(landscape: Landscape) -> tuple[object, ...]:
    """Return what stays of a landscape when only its numbers change."""
    return landscape.key, landscape.formula, landscape.box
