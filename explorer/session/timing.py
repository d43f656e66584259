"""Timing: how long an evaluation takes each optimizer here, measured with each alone."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.core.bare_walk import bare_walk
from explorer.core.descent import engine_ready
from explorer.core.landscape import Landscape
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.run import Run
from explorer.session.document import Document
from explorer.session.opened import Opened

__all__ = ["Paces", "Timing"]

_KEY = "pace"
_SETTLE = 150  # milliseconds without an edit before something is measured
_LEAST, _MOST = 5, 40  # times that a run is taken
_SECONDS = 0.06  # after so many it is taken no more often than it must be
_CLOCK = 1e-8  # seconds: no clock tells less


@dataclass(frozen=True, eq=False)
class Paces:
    """Milliseconds an evaluation takes, by optimizer; a value, a slope or a Hessian counts one.

    A step that evaluates nothing counts as one as well, see bare_walk.py.
    """

    milliseconds: Mapping[Optimizer, float]

    def of(self, optimizer: Optimizer) -> float | None:
        """Return the pace of an optimizer; None while it is not measured."""
        return self.milliseconds.get(optimizer)


class Timing(QObject):
    """Measures the optimizers of the race, each alone and once, while somebody wants to know.

    Of several tries the quickest counts: the others were kept waiting by something else. While
    an optimizer with other settings is measured, the pace that its kind had here is told.
    """

    timed = Signal()  # another pace is known

    def __init__(self, session: Opened, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_active = False
        self._known: dict[tuple[Hashable, Optimizer], float] = {}
        self._kinds: dict[tuple[Hashable, type[Optimizer]], float] = {}  # the last of its kind
        self._given_up: set[object] = set()
        self._paces = Paces({})
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE)
        self._settling.timeout.connect(self._advance)
        session.raced.connect(self._follow)
        session.worker.done.connect(self._take)
        session.worker.failed.connect(self._give_up)

    @property
    def paces(self) -> Paces:
        """What is known of the optimizers of the race."""
        return self._paces

    def set_active(self, is_active: bool) -> None:
        """Measure what is not known from now on, or no longer."""
        if is_active != self._is_active:
            self._is_active = is_active
            self._follow()

    def finish(self) -> None:
        """Measure all that is wanted before returning: for tests and scripts."""
        if self._settling.isActive():
            self._settling.stop()
            self._advance()
        self._session.worker.finish()

    def close(self) -> None:
        """Start nothing more; the worker is closed by its owner."""
        self._settling.stop()

    def _follow(self, *_: object) -> None:
        if not self._is_active:
            self._settling.stop()
            self._session.worker.cancel(_KEY)
            return
        self._tell()
        if self._next() is not None:
            self._settling.start()

    def _tell(self) -> None:
        """Announce the paces where they are others than before."""
        land = _land(self._session.document.landscape)
        found = {}
        for run in _runs(self._session.document):
            pace = self._known.get((land, run.optimizer))
            pace = self._kinds.get((land, type(run.optimizer))) if pace is None else pace
            if pace is not None:
                found[run.optimizer] = pace
        if found != self._paces.milliseconds:
            self._paces = Paces(found)
            self.timed.emit()

    def _next(self) -> Run | None:
        land = _land(self._session.document.landscape)
        for run in _runs(self._session.document):
            if (land, run.optimizer) not in self._known and run not in self._given_up:
                return run
        return None

    def _advance(self) -> None:
        """Have the next one measured, once the race is there: until then its engine compiles."""
        run = self._next()
        if run is None or not self._session.race.finished or not engine_ready([run]):
            return
        self._session.worker.want(_KEY, run, lambda cancelled: _measured(run, cancelled))

    def _take(self, key: str, request: Any, result: Any) -> None:
        if key == _KEY and isinstance(request, Run):
            land = _land(request.landscape)
            self._known[land, request.optimizer] = result
            self._kinds[land, type(request.optimizer)] = result
            self._tell()
            self._advance()

    def _give_up(self, key: str, request: Any, sentence: str) -> None:
        if key == _KEY:
            self._given_up.add(request)
            self._advance()


def _runs(document: Document) -> Iterator[Run]:
    """Yield a run for each optimizer that is in the race, those before a fork as well."""
    for k, entrant in enumerate(document.entrants):
        if entrant.visible and document.starts:
            run = document.run(0, k)
            for optimizer in (*(stretch.optimizer for stretch in run.past), run.optimizer):
                yield replace(run, optimizer=optimizer, past=())


def _land(landscape: Landscape | TinyNet) -> Hashable:
    """Return what decides how long an evaluation takes, whatever the constants are."""
    if isinstance(landscape, TinyNet):
        return landscape.formula, landscape.dim, landscape.batch, len(landscape.data_set.parts)
    return landscape.formula, landscape.dim


def _measured(run: Run, cancelled: Callable[[], bool]) -> float:
    """Return the milliseconds that an evaluation takes in a run."""
    least, nothing, worth = inf, inf, 1.0
    ends = perf_counter() + _SECONDS
    for k in range(_MOST):
        walk, stand = bare_walk(run)
        began = perf_counter()
        worth = walk()
        between = perf_counter()
        stand()
        least, nothing = min(least, between - began), min(nothing, perf_counter() - between)
        if cancelled() or (k + 1 >= _LEAST and perf_counter() > ends):
            break
    return 1000.0 * max(least - nothing, _CLOCK) / max(worth, 1.0)
