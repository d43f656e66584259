"""The challenge Blind descent as it is played: probes so far, what is left, and the rivals."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from PySide6.QtCore import QObject, Signal

from explorer.core.array import Point
from explorer.core.blind_descent import (
    ALLOWED,
    SEED,
    Land,
    Probe,
    Standing,
    affordable,
    hidden_land,
    probe,
    rivals,
    runs,
    standings,
    visible_land,
)
from explorer.core.descent import descend
from explorer.core.landscape import Landscape, typed
from explorer.core.minima import CriticalPoint, critical_points
from explorer.core.param import SettingError
from explorer.core.run import Trace
from explorer.session.document import Document, Entrant
from explorer.session.worker import Worker

__all__ = ["Challenge", "Rivals"]

_WORK = "blind descent"
FIRST_SEED, FIRST_ALLOWED = 1, 20


@dataclass(frozen=True, eq=False)
class Rivals:
    """What the optimizers did on a land, as long as any game, and what is known of its minima."""

    traces: tuple[Trace, ...]
    found: tuple[CriticalPoint, ...]  # empty where the landscape lists its minima
    lowest: float | None


class Challenge(QObject):
    """One game at a time. The first of the `probes` is the look at the start, which is given.

    The rivals run on the worker while the learner probes. They are shown when the game is over:
    all probes used, or given up.
    """

    changed = Signal()
    failed = Signal(str)  # a sentence

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._rivals: Rivals | None = None
        self._gave_up = False
        self.allowed = FIRST_ALLOWED
        self.land = hidden_land(FIRST_SEED)
        self.probes: tuple[Probe, ...] = (_first(self.land),)
        worker.done.connect(self._take)
        worker.failed.connect(self._miss)

    @property
    def is_hidden(self) -> bool:
        """Whether the land is one of the catalogue in disguise, not the learner's own choice."""
        return bool(self.land.origin)

    @property
    def left(self) -> int:
        """How many probes are left."""
        return self.allowed - (len(self.probes) - 1)

    @property
    def is_over(self) -> bool:
        """Whether all probes are used, or the learner wanted to see the land."""
        return self._gave_up or self.left <= 0

    @property
    def looks(self) -> int:
        """How many looks the rivals are given, that at the start among them: as many as were taken.

        Who gives up before the first probe sees what they do with all that are allowed.
        """
        return len(self.probes) if len(self.probes) > 1 else self.allowed + 1

    @property
    def lowest(self) -> Probe:
        """The lowest of the probes."""
        known = [one for one in self.probes if isfinite(one.height)]
        return min(known, key=lambda one: one.height, default=self.probes[0])

    @property
    def rivals(self) -> Rivals | None:
        """What the optimizers did with their `looks`; None before the end.

        None as well while they still run.
        """
        if not self.is_over or self._rivals is None:
            return None
        paid = tuple(affordable(trace, self.looks) for trace in self._rivals.traces)
        return replace(self._rivals, traces=paid)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Who came how low; empty before the end and while the rivals still run."""
        if not self.is_over or self._rivals is None:
            return ()
        return standings(self.probes, self._rivals.traces, self.looks, self._rivals.lowest)

    def begin(self, seed: int | None = None, allowed: int | None = None) -> None:
        """Begin anew on the hidden land of a seed; what is not given stays as it was."""
        self._begin(hidden_land, seed, allowed)

    def begin_on(
        self, landscape: Landscape, seed: int | None = None, allowed: int | None = None
    ) -> None:
        """Begin anew on a landscape as it is; the seed draws the start."""
        self._begin(lambda drawn: visible_land(landscape, drawn), seed, allowed)

    def again(self) -> None:
        """Begin anew on the same land."""
        self._put(self.land, self.allowed)

    def another(self) -> None:
        """Begin anew with the next seed."""
        seed = self.land.seed + 1 if self.land.seed < SEED.high else int(SEED.low)
        if self.is_hidden:
            self.begin(seed)
        else:
            self.begin_on(self.land.landscape, seed)

    def probe(self, point: Point) -> bool:
        """Look at a place; False where the game is over or the place is not on the land."""
        if self.is_over or not self.land.landscape.contains(point):
            return False
        self.probes = (*self.probes, probe(self.land.landscape, point))
        self.changed.emit()
        return True

    def give_up(self) -> None:
        """End the game and show the land."""
        if not self.is_over:
            self._gave_up = True
            self.changed.emit()

    def document(self) -> Document:
        """Return the race of the rivals on this land, with as many steps as there were probes."""
        landscape = self.land.landscape
        entrants = enumerate(rivals(landscape))
        return Document(
            # As it would be typed: what is known of its minima cannot be saved with it.
            landscape=typed(landscape.formula, landscape.box) if self.is_hidden else landscape,
            entrants=tuple(Entrant(rival, slot) for slot, rival in entrants),
            starts=(self.land.start,),
            steps=self.looks - 1,
            boundary="clamp",
            seed=self.land.seed,
            name=f"Blind descent {self.land.seed}",
        )

    def _begin(self, land: Callable[[int], Land], seed: int | None, allowed: int | None) -> None:
        seed = self.land.seed if seed is None else seed
        allowed = self.allowed if allowed is None else allowed
        if refusal := SEED.refusal("seed", seed):
            raise SettingError(refusal)
        if allowed not in ALLOWED:
            raise SettingError(f"The probes must be {', '.join(map(str, ALLOWED))}.")
        self._put(land(seed), allowed)

    def _put(self, land: Land, allowed: int) -> None:
        if land != self.land:
            self._rivals = None
        self.land, self.allowed, self._gave_up = land, allowed, False
        self.probes = (_first(land),)
        if self._rivals is None:
            self._worker.want(_WORK, land, lambda cancelled: _race(land, cancelled))
        self.changed.emit()

    def _take(self, key: str, request: Any, result: Any) -> None:
        if key == _WORK and request == self.land and isinstance(result, Rivals):
            self._rivals = result
            self.changed.emit()

    def _miss(self, key: str, request: Any, sentence: str) -> None:
        if key == _WORK and request == self.land:
            self.failed.emit(sentence)


def _first(land: Land) -> Probe:
    return probe(land.landscape, land.start)


def _race(land: Land, cancelled: Callable[[], bool]) -> Rivals:
    landscape = land.landscape
    traces = tuple(descend(runs(land), cancelled))
    if landscape.knows_its_minima:
        return Rivals(traces, (), landscape.lowest)
    found = critical_points(landscape, cancelled)
    depths = [one.value for one in found if one.kind == "minimum"]
    return Rivals(traces, found, min(depths, default=None))
