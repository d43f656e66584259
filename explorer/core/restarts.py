"""Random restarts: one optimizer from many random starts, its budget and what it found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import sqrt
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Point
from explorer.core.descent import descend
from explorer.core.ground import typical_range
from explorer.core.known import lowest_known
from explorer.core.landscape import Landscape
from explorer.core.optimizer import Optimizer
from explorer.core.param import SettingError
from explorer.core.randomness import derived_seed
from explorer.core.run import Boundary, Run, Stop, Trace
from explorer.core.sampling import Sampling, places

__all__ = ["MOST_RESTARTS", "Restarts", "restart", "wilson"]

MOST_RESTARTS = 100_000
MOST_EVALUATIONS = 1_000_000_000
KEPT_ROWS = 1_000_000  # rows of traces that are kept, about 64 bytes each
CHUNK_ROWS = 100_000  # rows of traces made at a time
SAME = 1e-3  # of the box: minima this near to each other are one


@dataclass(frozen=True, eq=False)
class Restarts:
    """What came of the restarts.

    `traces` are those of the first starts, all of them unless that would take too much memory.
    Evaluations count values, gradients and Hessians alike.
    """

    best: Trace  # the one that ended lowest
    traces: tuple[Trace, ...]
    starts: int  # how many were run
    evaluations: int
    success: float  # the share of starts that ended in the lowest minimum
    interval: tuple[float, float]  # 95 % interval of that share (Wilson 1927)
    minima: Array  # (k, dim): those found, deepest first
    counts: NDArray[np.int64]  # (k,): how many starts ended in each
    elsewhere: int  # how many ended in no minimum
    best_so_far: Array  # (m, 2): evaluations spent, lowest value seen; a row where it falls


def restart(
    landscape: Landscape,
    optimizer: Optimizer,
    starts: int = 50,
    evaluations: int = 0,
    seed: int = 0,
    steps: int = 300,
    tolerance: float = 1e-8,
    boundary: Boundary = "free",
    sampling: Sampling = "uniform",
    cancelled: Callable[[], bool] | None = None,
) -> Restarts:
    """Run one optimizer from starts all over the box; may be called from any thread.

    With `evaluations` above 0, as many starts are run as that budget pays for, the last one cut
    where it is spent. Start number i and its noise depend on the seed and on i alone, in a grid
    also on how many there are; `sampling` says how they are spread, see sampling.py. When
    `cancelled` says so, what has been done so far is returned. Raises SettingError.
    """
    _check(starts, evaluations, sampling)
    count = starts if evaluations == 0 else MOST_RESTARTS
    tally = _Tally(landscape)
    chunk = max(1, min(64, CHUNK_ROWS // (steps + 1)))
    plan = Run(landscape, optimizer, (), steps, seed, tolerance, boundary)
    for runs in _chunks(plan, sampling, count, chunk):
        for run, trace in zip(runs, descend(runs), strict=True):
            left = evaluations - tally.evaluations if evaluations else None
            paid = trace if left is None else _cut(run, trace, left)
            if paid is None:
                return tally.result()
            tally.add(paid)
        if cancelled is not None and cancelled():
            break
    return tally.result()


def wilson(successes: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share seen in `count` tries (Wilson 1927)."""
    if count == 0:
        return 0.0, 1.0
    z = 1.959963984540054
    share, spread = successes / count, z * z / count
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    return low, 1.0 if successes == count else min(1.0, middle + half)


def _check(starts: int, evaluations: int, sampling: Sampling) -> None:
    if isinstance(starts, bool) or not isinstance(starts, int) or not 1 <= starts <= MOST_RESTARTS:
        raise SettingError(f"Random restarts take from 1 to {MOST_RESTARTS:,} starts.")
    if not isinstance(evaluations, int) or not 0 <= evaluations <= MOST_EVALUATIONS:
        raise SettingError(
            f"The budget must be a whole number of evaluations from 0 to {MOST_EVALUATIONS:,}."
        )
    if sampling not in get_args(Sampling):
        raise SettingError(f"The sampling must be one of {', '.join(get_args(Sampling))}.")
    if sampling == "grid" and evaluations:
        raise SettingError("A grid needs to know how many starts there are; a budget does not say.")


def _chunks(plan: Run, sampling: Sampling, count: int, chunk: int) -> Iterator[list[Run]]:
    for first in range(0, count, chunk):
        few = min(chunk, count - first)
        starts = places(plan.landscape.box, sampling, plan.seed, first, few, count)
        yield [
            replace(plan, start=tuple(place), seed=derived_seed(plan.seed, first + i))
            for i, place in enumerate(starts.tolist())
        ]


def _cut(run: Run, trace: Trace, left: int) -> Trace | None:
    """Return the trace as far as it costs no more than `left`; None when nothing is left."""
    rows = int(np.searchsorted(trace.costs.sum(axis=1), left, side="right"))
    if rows > trace.steps:
        return trace
    return descend([replace(run, steps=rows - 1)])[0] if rows else None


class _Tally:
    """Adds up traces, so that few have to be kept."""

    def __init__(self, landscape: Landscape) -> None:
        self._landscape = landscape
        self._traces: list[Trace] = []
        self._rows = 0
        self._best: Trace | None = None
        self._ends: list[Point | None] = []  # the minimum each ended in
        self._lowest = np.inf
        self._falls: list[Array] = []
        self.evaluations = 0

    def add(self, trace: Trace) -> None:
        """Count a trace in."""
        values = np.where(np.isfinite(trace.values), trace.values, np.inf)
        lowest = np.minimum.accumulate(np.minimum(values, self._lowest))
        falls = np.flatnonzero(lowest < np.concatenate([[self._lowest], lowest[:-1]]))
        spent = self.evaluations + trace.costs.sum(axis=1)
        self._falls.append(np.stack([spent[falls], lowest[falls]], axis=1))
        self._lowest = float(lowest[-1])
        self.evaluations = int(spent[-1])
        self._ends.append(trace.verdict.minimum if trace.verdict.kind == "minimum" else None)
        if self._best is None or _rank(trace) < _rank(self._best):
            self._best = trace
        if self._rows + len(trace.points) <= KEPT_ROWS:
            self._rows += len(trace.points)
            self._traces.append(trace)

    def result(self) -> Restarts:
        """Return what has been found so far."""
        if self._best is None:
            raise SettingError("The budget does not pay for a single evaluation.")
        minima, counts, values = self._minima()
        count = len(self._ends)
        goal = lowest_known(self._landscape)
        if goal is None and len(values):
            goal = float(values[0])
        successes = 0
        if goal is not None:
            near = 1e-9 * typical_range(self._landscape) + 1e-12 * abs(goal)
            successes = int(counts[values <= goal + near].sum())
        falls = np.concatenate(self._falls)
        if len(falls):
            falls = np.concatenate([falls, [[self.evaluations, self._lowest]]])
        return Restarts(
            self._best,
            tuple(self._traces),
            count,
            self.evaluations,
            successes / count,
            wilson(successes, count),
            minima,
            counts,
            count - int(counts.sum()),
            falls,
        )

    def _minima(self) -> tuple[Array, NDArray[np.int64], Array]:
        """Return the minima that were found, how often and their values, deepest first."""
        widths = np.array([high - low for low, high in self._landscape.box])
        places: list[Point] = []
        counts: list[int] = []
        for end in self._ends:
            if end is None:
                continue
            for k, place in enumerate(places):
                if np.all(np.abs(np.subtract(end, place)) <= SAME * widths):
                    counts[k] += 1
                    break
            else:
                places.append(end)
                counts.append(1)
        points = np.array(places, dtype=np.float64).reshape(-1, self._landscape.dim)
        values = self._landscape.value(points) if places else np.empty(0)
        # Equal depths differ by rounding; their order must not.
        step = 1e-9 * typical_range(self._landscape)
        order = np.lexsort((*points.T[::-1], np.round(values / step)))
        return points[order], np.array(counts, np.int64)[order], values[order]


def _rank(trace: Trace) -> tuple[bool, float]:
    """Return what is smaller for a better end; one that flew away is no end at all."""
    value = float(trace.values[-1])
    lost = trace.stop in (Stop.DIVERGED, Stop.UNDEFINED) or not np.isfinite(value)
    return lost, value if np.isfinite(value) else np.inf
