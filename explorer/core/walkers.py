"""Walkers: runs that are taken step by step, along their forks, and further than they went."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.batch import Batch, batch, with_settings_apart
from explorer.core.gear import Gear
from explorer.core.landscape import Landscape
from explorer.core.legs import Leg, legs
from explorer.core.optimizer import Optimizer
from explorer.core.run import Run

__all__ = ["Notes", "Walkers"]

CHUNK = 3000  # steps that are taken at a time where they are not written down
RUNNING, OUT_OF_STEPS = 0, 3  # how a lane stands, see lanes.py


class Notes(NamedTuple):
    """What is written down of n runs: a row a step, above it that before the first step."""

    points: Array  # (n, rows, dim)
    values: Array  # (n, rows)
    gradients: Array  # (n, rows, dim)
    costs: NDArray[np.int64]  # (n, rows, 3): evaluations so far
    memory: Array  # (n, rows, ...) what rules carry, as the engine lays it out; or (0, 0, 0)
    shared: Array  # the same


class Walkers:
    """Runs on one landscape before their first step, as lanes; `go` and `record` take them on.

    They have boundary, kinds of optimizers and the steps of their forks in common, and follow
    these. A run that has ended stays where it is. `row` counts the steps, `taken` (n,) those of
    each run, and `born` is the step after which the present kind of optimizer began. What rules
    look at is noted in `looks`, see probe.py, where there is room.
    """

    def __init__(self, runs: Sequence[Run], gear: Gear) -> None:
        landscape = runs[0].landscape
        assert isinstance(landscape, Landscape)
        self.landscape, self._gear, self._runs = landscape, gear, runs
        of_each = (legs(run) for run in runs)
        self._legs: list[tuple[Leg, ...]] = list(zip(*of_each, strict=True))
        self._number = 0  # of the leg they are in
        self._is_apart = len(self._legs) > 1 and any(len(set(leg)) > 1 for leg in self._legs)
        self._room = np.empty((3 + 2 * landscape.dim, len(runs)))  # values and slopes stay in it
        self._spent = np.zeros((len(runs), 1, 3), np.int64)  # before the present kind began
        self.row = self.born = 0
        self.taken = np.zeros(len(runs), np.int64)
        self.looks = np.empty((0, 0))
        self.batch = self._laid_out(np.array([run.start for run in runs], np.float64))

    @property
    def have_ended(self) -> NDArray[np.bool_]:
        """Which of them have come to an end before their steps were used up, (n,)."""
        return np.asarray(self.batch.stops[0] != RUNNING)

    @property
    def steps(self) -> int:
        """How many steps the runs have."""
        return self._runs[0].steps

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The legs of the first run, as far as they have been gone."""
        return tuple(leg[0] for leg in self._legs[: self._number + 1])

    def go(self, steps: int) -> tuple[Array, Array]:
        """Take so many steps more, from 1; return the last points (n, k, dim) and values (n, k).

        They may have been put elsewhere in between: where they are is evaluated anew.
        """
        notes = None
        while steps > 0:
            if self.row == self._end and not self._is_last:
                self._turn()
            count = min(steps, CHUNK, steps if self._is_last else self._end - self.row)
            self.batch.counts[:] = 0
            notes = self._take(count)
            steps -= count
        assert notes is not None
        return notes.points, notes.values

    def record(self, remembers: bool = False) -> Notes:
        """Take all steps that the runs have and return what there was, from the start on.

        With `remembers`, for one run, also what its present kind of optimizer carried since it was
        `born`.
        """
        part = self._take(self._end, remembers)
        if self._is_last:
            return part
        whole = self._blank(self._legs[-1][0].end)
        _copy(part, whole, 0, np.ones(len(self._runs), np.bool_))
        kept = [part]
        while not (self._is_last or self.have_ended.all()):
            begin, running = self.row, ~self.have_ended
            self._turn()
            if self.born == begin:
                self._spent, kept = part.costs[:, -1:].copy(), []
            part = self._take(self._end - begin, remembers)
            _copy(part, whole, begin, running)
            kept.append(part)
        if not remembers:
            return whole
        memory, shared = (
            np.concatenate([notes[k][:, bool(i) :] for i, notes in enumerate(kept)], axis=1)
            for k in (4, 5)
        )
        return whole._replace(memory=memory, shared=shared)

    @property
    def _end(self) -> int:
        """The step at which the present leg ends."""
        return self._legs[self._number][0].end

    @property
    def _is_last(self) -> bool:
        return self._number + 1 == len(self._legs)

    def _turn(self) -> None:
        """Go over to the next leg."""
        self._number += 1
        before = self.batch
        b = self._laid_out(before.points.T)
        if self._legs[self._number][0].is_fresh:
            b.stops[0] = before.stops[0]  # who has ended stays so
            self.born = self.row
        else:
            b = b._replace(
                **{name: getattr(before, name) for name in ("shared", "memory", "points")},
                **{name: getattr(before, name) for name in ("counts", "stops")},
            )
        self.batch = b

    def _laid_out(self, starts: Array) -> Batch:
        """Return runs at these starts (n, dim) with the settings of the present leg."""
        optimizers = [leg.optimizer for leg in self._legs[self._number]]
        seeds, tolerances = zip(*((run.seed, run.tolerance) for run in self._runs), strict=True)
        boundary = self._runs[0].boundary
        b = batch(self.landscape, optimizers, starts, seeds, tolerances, boundary)
        return with_settings_apart(b) if self._is_apart else b

    def _blank(self, steps: int, remembers: bool = False) -> Notes:
        """Return room for the notes of so many steps."""
        lanes, dim, rows, b = len(self._runs), self.landscape.dim, steps + 1, self.batch
        carried = (lanes, rows) if remembers else (0, 0)
        return Notes(
            *(np.empty((lanes, rows, dim)), np.empty((lanes, rows))),
            *(np.empty((lanes, rows, dim)), np.empty((lanes, rows, 3), np.int64)),
            *(np.empty((*carried, len(kept) if remembers else 0)) for kept in (b.memory, b.shared)),
        )

    def _take(self, steps: int, remembers: bool = False) -> Notes:
        """Take so many steps of the present leg."""
        b, notes, kind = self.batch, self._blank(steps, remembers), self._kind
        running, noted = ~self.have_ended, self._noted
        self._gear.path(
            *(self._gear.rule(kind), *self._gear.kernels(kind.derivatives)),
            *(self.landscape.constant_values, b.box, b.boundary, b.whole, b.sloped, steps),
            *(b.tolerances, b.streams, b.settings, b.extras, b.scaled, self.looks, b.shared),
            *(b.memory, b.points, b.counts, b.stops, self._room, *notes),
        )
        b.stops[0, b.stops[0] == OUT_OF_STEPS] = RUNNING
        self.taken[running] = self.born + b.stops[1, running]
        if self.born:  # rules count their own steps
            self.looks[1 + noted : 1 + self._noted, :1] += self.born
            notes.costs[...] += self._spent
        self.row += steps
        return notes

    @property
    def _kind(self) -> type[Optimizer]:
        return type(self._legs[self._number][0].optimizer)

    @property
    def _noted(self) -> int:
        return int(self.looks[0, 0]) if len(self.looks) else 0


def _copy(part: Notes, whole: Notes, begin: int, which: NDArray[np.bool_]) -> None:
    """Put the notes of a leg where they belong; at the fork nothing more has been spent yet."""
    rows = slice(begin, begin + part.points.shape[1])
    for k in range(3):
        whole[k][which, rows] = part[k][which]
    skip = int(begin > 0)
    whole.costs[which, begin + skip : rows.stop] = part.costs[which, skip:]
