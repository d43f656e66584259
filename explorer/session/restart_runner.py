"""Random restarts for each optimizer of the race, one after another beside the window."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.core.landscape import Landscape
from explorer.core.optimizer import Optimizer
from explorer.core.restarts import Restarts, restart
from explorer.core.run import Boundary
from explorer.session.document import Document, RestartPlan
from explorer.session.worker import Worker

__all__ = ["RestartRunner"]

_KEY = "restarts"
_SETTLE = 200  # milliseconds without an edit before they are computed anew


@dataclass(frozen=True)
class _Request:
    """Everything that decides the restarts of one optimizer."""

    landscape: Landscape
    optimizer: Optimizer
    plan: RestartPlan
    steps: int
    tolerance: float
    boundary: Boundary


class RestartRunner(QObject):
    """Keeps the random restarts of the visible optimizers; the request is the key.

    While active it follows the document, a moment after the last edit; else it computes only
    when told to `start`. What belongs to another document is never told.
    """

    restarted = Signal(object)  # tuple[Restarts | None, ...], one an entrant
    failed = Signal(str)  # a sentence

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._active = False
        self._requests: tuple[_Request | None, ...] = ()
        self._results: dict[_Request, Restarts] = {}
        self._given_up: set[_Request] = set()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE)
        self._settling.timeout.connect(self.start)
        worker.done.connect(self._take)
        worker.failed.connect(self._give_up)

    @property
    def results(self) -> tuple[Restarts | None, ...]:
        """What is there so far, one an entrant: None while computing, hidden or not asked for."""
        return tuple(None if r is None else self._results.get(r) for r in self._requests)

    @property
    def is_running(self) -> bool:
        """Whether more is to come."""
        return self._settling.isActive() or self._worker.is_busy(_KEY)

    def want(self, document: Document) -> None:
        """Follow this document."""
        requests = tuple(
            _request(document, document.landscape, entrant.optimizer)
            if entrant.visible and isinstance(document.landscape, Landscape)
            else None
            for entrant in document.entrants
        )
        if requests == self._requests:
            return
        self._worker.cancel(_KEY)
        self._requests = requests
        self._results = {r: found for r, found in self._results.items() if r in requests}
        if self._active:
            self._settling.start()
        self.restarted.emit(self.results)

    def set_active(self, active: bool) -> None:
        """Follow the document from now on, or no longer."""
        self._active = active
        if active:
            self.start()
        else:
            self._settling.stop()
            self._worker.cancel(_KEY)

    def start(self) -> None:
        """Compute now what is missing."""
        self._settling.stop()
        self._given_up.clear()
        self._advance()

    def finish(self) -> None:
        """Compute all that is wanted before returning: for tests and scripts."""
        if self._settling.isActive():
            self.start()
        self._worker.finish()

    def close(self) -> None:
        """Start nothing more; the worker is closed by its owner."""
        self._settling.stop()

    def _advance(self) -> None:
        for request in self._requests:
            if request and request not in self._results and request not in self._given_up:
                self._worker.want(_KEY, request, _job(request))
                return

    def _take(self, key: str, request: _Request, result: Restarts) -> None:
        if key == _KEY:
            self._results[request] = result
            self.restarted.emit(self.results)
            self._advance()

    def _give_up(self, key: str, request: _Request, sentence: str) -> None:
        if key == _KEY:
            self._given_up.add(request)
            self.failed.emit(sentence)
            self._advance()


def _request(document: Document, landscape: Landscape, optimizer: Optimizer) -> _Request:
    return _Request(
        landscape,
        optimizer,
        document.restarts,
        document.steps,
        document.tolerance,
        document.boundary,
    )


def _job(request: _Request) -> Callable[[Callable[[], bool]], Restarts]:
    def job(cancelled: Callable[[], bool]) -> Restarts:
        return restart(
            request.landscape,
            request.optimizer,
            starts=request.plan.starts,
            evaluations=request.plan.evaluations,
            seed=request.plan.seed,
            steps=request.steps,
            tolerance=request.tolerance,
            boundary=request.boundary,
            sampling=request.plan.sampling,
            cancelled=cancelled,
        )

    return job
