"""Many starts: a cloud for each optimizer of the race, computed beside the window."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.core.array import Array, Box, Point
from explorer.core.landscape import Landscape
from explorer.core.many_descent import cloud, seeds_of, starts_of, stride_for
from explorer.core.many_starts import Cloud, ManyStarts
from explorer.core.optimizer import Optimizer
from explorer.core.run import Boundary
from explorer.session.document import Document, Entrant
from explorer.session.opened import Opened

__all__ = ["ManyRuns"]

_KEY = "many starts"
_SLICE = 0.05  # seconds of work after which the clouds that are there are handed over
_PATIENCE = 0.1  # seconds that work may take on although something newer is wanted


@dataclass(frozen=True)
class _Request:
    """Everything that decides the cloud of one optimizer; the colour says whose it is."""

    colour: int
    landscape: Landscape
    optimizer: Optimizer
    plan: ManyStarts
    start: Point
    steps: int
    tolerance: float
    boundary: Boundary
    stride: int


class ManyRuns(QObject):
    """The clouds of the document on screen; `changed` tells when others have come.

    While something is dragged, a cloud stays until the next one is there, so that nothing
    flickers; it never stays on another landscape. A fork has none: it begins in the middle of one
    run. Nothing is computed until `begin`.
    """

    changed = Signal()
    failed = Signal(str)  # a sentence

    def __init__(self, session: Opened, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._begun = False
        self._wanted: tuple[_Request | None, ...] = ()
        self._found: dict[_Request, Cloud] = {}
        self._seen: dict[int, tuple[_Request, Cloud]] = {}  # the cloud shown last, by colour
        self._clouds: tuple[Cloud | None, ...] = ()
        self._given_up: set[_Request] = set()
        self._newer = threading.Event()  # something newer is wanted than what is under way
        self._want(session.document)
        session.changed.connect(self._want)
        session.worker.done.connect(self._take)
        session.worker.failed.connect(self._give_up)

    @property
    def clouds(self) -> tuple[Cloud | None, ...]:
        """The clouds, one an entrant; None where it is hidden, not there yet or not asked for."""
        return self._clouds

    @property
    def is_running(self) -> bool:
        """Whether more is to come."""
        return bool(self._missing())

    @property
    def length(self) -> int:
        """The step after which nothing moves any more; 0 without a cloud."""
        return max((cloud.length for cloud in self.clouds if cloud is not None), default=0)

    def begin(self) -> None:
        """Start computing: the window is on the screen now."""
        self._begun = True
        self._advance()

    def _look(self) -> None:
        """Find the cloud to show of each entrant."""
        self._clouds = tuple(None if one is None else self._cloud(one) for one in self._wanted)

    def _cloud(self, request: _Request) -> Cloud | None:
        found = self._found.get(request)
        if found is not None or request.colour not in self._seen:
            return found
        of, seen = self._seen[request.colour]
        is_same_land = of.landscape == request.landscape
        return seen if is_same_land and type(of.optimizer) is type(request.optimizer) else None

    def _want(self, document: Document) -> None:
        wanted = _requests(document)
        if wanted == self._wanted:
            return
        before, self._wanted = self._clouds, wanted
        self._found = {one: found for one, found in self._found.items() if one in wanted}
        if not any(wanted):
            self._seen.clear()
        self._given_up.clear()
        self._look()
        self._advance()
        if self._clouds != before:
            self.changed.emit()

    def _missing(self) -> tuple[_Request, ...]:
        known = (self._found, self._given_up)
        return tuple(one for one in self._wanted if one and not any(one in k for k in known))

    def _advance(self) -> None:
        missing, worker = self._missing(), self._session.worker
        if not missing:
            worker.cancel(_KEY)
        elif self._begun:
            if worker.is_busy(_KEY):
                # A drag wants something newer at each frame: what is nearly done is shown first.
                self._newer.set()
            else:
                self._newer.clear()
                worker.want(_KEY, missing, _job(missing, self._newer.is_set), urgent=True)

    def _take(self, key: str, request: object, result: Any) -> None:
        if key != _KEY:
            return
        for one, found in result:
            self._seen[one.colour] = one, found
            if one in self._wanted:
                self._found[one] = found
        self._look()
        self._advance()
        if result:
            self.changed.emit()

    def _give_up(self, key: str, request: Any, sentence: str) -> None:
        if key == _KEY:
            self._given_up.update(request)
            self.failed.emit(sentence)
            self._advance()
            self.changed.emit()


def _requests(document: Document) -> tuple[_Request | None, ...]:
    plan, land = document.many, document.landscape
    if plan is None or not isinstance(land, Landscape):
        return (None,) * len(document.entrants)
    shown = sum(_is_asked(entrant) for entrant in document.entrants)
    stride = stride_for(plan.count, document.steps, land.dim, shown)
    is_line, is_here = plan.spread == "line", plan.spread == "here"
    plan = ManyStarts(plan.count, plan.spread, plan.seed, plan.line if is_line else ())
    return tuple(
        _Request(
            entrant.colour,
            land,
            entrant.optimizer,
            plan,
            document.starts[0] if is_here else (),
            document.steps,
            document.tolerance,
            document.boundary,
            stride,
        )
        if _is_asked(entrant)
        else None
        for entrant in document.entrants
    )


def _is_asked(entrant: Entrant) -> bool:
    return entrant.visible and not entrant.past


def _job(
    requests: tuple[_Request, ...], is_newer: Callable[[], bool]
) -> Callable[[Callable[[], bool]], list[tuple[_Request, Cloud]]]:
    """Return what computes the clouds that a slice of time allows, and one at the least."""

    def job(cancelled: Callable[[], bool]) -> list[tuple[_Request, Cloud]]:
        began, found = perf_counter(), list[tuple[_Request, Cloud]]()

        def is_over() -> bool:
            return cancelled() or (is_newer() and perf_counter() - began > _PATIENCE)

        for one in requests:
            made = cloud(
                one.landscape,
                one.optimizer,
                *_starts(one.plan, one.landscape.box, one.start),
                one.steps,
                one.tolerance,
                one.boundary,
                one.stride,
                is_over,
            )
            if made is None:
                break
            found.append((one, made))
            if perf_counter() - began > _SLICE:
                break
        return found

    return job


@lru_cache(maxsize=8)
def _starts(plan: ManyStarts, box: Box, start: Point) -> tuple[Array, list[int]]:
    starts = np.ascontiguousarray(starts_of(plan, box, start))
    return starts, seeds_of(plan)
