"""Lays the plane through the weights of a net that is shown, beside the window."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from explorer.core.array import Array, Box
from explorer.core.nets.batches import batch_of
from explorer.core.nets.planes import plane, view_box
from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane
from explorer.core.run import Trace
from explorer.session.focus import Focus
from explorer.session.opened import Opened
from explorer.session.race import Race

__all__ = ["Slice", "Slicer"]

_KEY = "plane"


@dataclass(frozen=True, eq=False)
class Slice:
    """A plane through the weights of a net, and what its height is."""

    net: TinyNet
    plan: SlicePlan
    plane: WeightPlane
    box: Box  # of 1 or 2 ranges in the plane's coordinates: what to show first
    rows: NDArray[np.int64] | None = None  # the examples of this step's batch


@dataclass(frozen=True)
class _Request:
    """Everything that decides a plane; traces are told apart by identity."""

    net: TinyNet
    plan: SlicePlan
    traces: tuple[Trace, ...]
    followed: int
    step: int  # 0 where the plane does not follow the play head

    def lay(self) -> tuple[WeightPlane, Box]:
        """Return the plane, and the part of it to show first."""
        paths: list[Array] = [trace.points for trace in self.traces]
        laid = plane(self.net, self.plan, paths, self.followed, self.step)
        return laid, view_box(laid, paths)


class Slicer(QObject):
    """Keeps the slice of the document's net; None for a formula, and while nothing is trained.

    `problem` is a sentence on why the wanted plane cannot be laid, else empty.
    """

    sliced = Signal(object)  # Slice | None

    def __init__(self, session: Opened, focus: Focus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.slice: Slice | None = None
        self.problem = ""
        self._session, self._focus = session, focus
        self._laid: tuple[_Request, WeightPlane, Box] | None = None
        self._frozen = False
        self._refused: _Request | None = None
        session.changed.connect(self._look)
        session.raced.connect(self._look)
        session.selected.connect(self._look)
        session.playback.moved.connect(self._move)
        session.worker.done.connect(self._take)
        session.worker.failed.connect(self._give_up)

    def freeze(self, frozen: bool) -> None:
        """Keep the plane while the pointer drags something on it."""
        if frozen != self._frozen:
            self._frozen = frozen
            self._look()

    def _move(self) -> None:
        plan = self._session.document.slice
        if plan.kind == "live" or plan.layer == "batch":
            self._look()

    def _look(self, _: object = None) -> None:
        """Ask for the plane of what is on the screen, unless it is there."""
        net = self._session.document.landscape
        if not isinstance(net, TinyNet):
            self._laid, self.problem = None, ""
            self._tell(None)
            return
        if self._laid is not None and self._laid[0].net.sizes != net.sizes:
            self._laid = None
        request = self._wanted(net)
        if request is not None and self._is_new(request):
            self._session.worker.want(_KEY, request, lambda _: request.lay(), urgent=True)
            if request.step:  # a live plane: the last one is of another place
                return
        self._show(net)

    def _is_new(self, request: _Request) -> bool:
        if self._laid is None:
            return request != self._refused
        return not self._frozen and request not in (self._laid[0], self._refused)

    def _wanted(self, net: TinyNet) -> _Request | None:
        race, (start, entrant) = self._session.race, self._focus.followed
        followed = race.trace(start, entrant)
        if followed is None or not (race.finished or self._laid is None):
            return None
        traces = _traces(race)
        plan = self._session.document.slice
        step = self._session.playback.step if plan.kind == "live" else 0
        return _Request(net, _lying(plan), traces, traces.index(followed), step)

    def _take(self, key: str, request: object, result: tuple[WeightPlane, Box]) -> None:
        net = self._session.document.landscape
        if key != _KEY or not isinstance(net, TinyNet):
            return
        assert isinstance(request, _Request)
        if request.net.sizes == net.sizes:
            self._laid, self.problem = (request, *result), ""
            self._show(net)

    def _give_up(self, key: str, request: object, sentence: str) -> None:
        if key == _KEY:
            assert isinstance(request, _Request)
            self._laid, self.problem, self._refused = None, sentence, request
            self._tell(None)

    def _show(self, net: TinyNet) -> None:
        """Tell of the slice as it is now: the plane that is laid, with the heights of this net."""
        if self._laid is None:
            self._tell(None)
            return
        document, (request, laid, box) = self._session.document, self._laid
        if request.plan != _lying(document.slice):
            return  # the plane that is wanted is still being laid
        rows = None
        if document.slice.layer == "batch":
            rows = batch_of(net, document.seed, max(self._focus.step, 1))
        found, before = Slice(net, document.slice, laid, box, rows), self.slice
        if before is None or not _is_same(found, before):
            self._tell(found)

    def _tell(self, found: Slice | None) -> None:
        if found is not None or self.slice is not None or self.problem:
            self.slice = found
            self.sliced.emit(found)


def _lying(plan: SlicePlan) -> SlicePlan:
    """Return what of a plan decides where the plane lies; the layer only decides its height."""
    return replace(plan, layer="train")


def _traces(race: Race) -> tuple[Trace, ...]:
    return tuple(trace for row in race.traces for trace in row if trace is not None)


def _is_same(one: Slice, other: Slice) -> bool:
    if (one.net, one.plan) != (other.net, other.plan) or one.plane is not other.plane:
        return False
    if one.rows is None or other.rows is None:
        return one.rows is other.rows
    return np.array_equal(one.rows, other.rows)
