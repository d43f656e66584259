"""Parted: at which step two paths are near each other, or in one basin, for the last time."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.downhill import NOWHERE, Downhill, Numbers

__all__ = ["Basins", "apart", "lasting", "steps_in_common", "way_in_common"]

BATCH = 6000  # points that are let run downhill at once
APART = 0.01  # of the box: as near as that, two paths go the same way
COMPARED = 600  # points of a path, at most, that another one is held against


class Basins:
    """In which basin each of several paths, (n + 1, dim) each, is at which step.

    It is worked out from their ends, back to where each has last been in one basin with the
    first of them. A path that has ended stays where it is.
    """

    def __init__(
        self, land: Downhill, paths: list[Array], cancelled: Callable[[], bool] = lambda: False
    ) -> None:
        self._land, self._paths = land, paths
        self._begins = land.basins(np.array([path[0] for path in paths]))
        self._from = max(map(len, paths))  # the step from which on the basins are known
        self._known: list[Numbers] = [np.empty(0, dtype=np.intp) for _ in paths]
        window = max(BATCH // len(paths), 16)
        while self._from > 0 and not cancelled() and any(map(self._is_open, range(len(paths)))):
            self._look_back(window)
            window *= 2

    def first(self, path: int) -> int:
        """Return the basin that a path begins in."""
        return int(self._begins[path])

    def last(self, path: int) -> int:
        """Return the basin that a path ends in."""
        return int(self._known[path][-1])

    def at(self, path: int, step: int) -> int:
        """Return the basin that a path is in at a step at or after the last parting."""
        return int(self._row(path, np.array([step]))[0])

    def parting(self, path: int) -> int:
        """Return the first step from which on a path is in another basin than the first one."""
        last = self._last_together(path)
        return 0 if last is None else last + 1

    def _look_back(self, window: int) -> None:
        self._from = max(self._from - window, 0)
        fresh = [
            path[min(self._from, len(path) - 1) : len(path) - len(known)]
            for path, known in zip(self._paths, self._known, strict=True)
        ]
        numbers = self._land.basins(np.concatenate(fresh))
        parts = np.split(numbers, np.cumsum([len(part) for part in fresh])[:-1])
        self._known = [np.concatenate(two) for two in zip(parts, self._known, strict=True)]

    def _is_open(self, path: int) -> bool:
        """Tell whether it is still to be found when a path and the first one parted."""
        if not len(self._known[path]):
            return True
        ends = self.last(0), self.last(path)
        return ends[0] != ends[1] and NOWHERE not in ends and self._last_together(path) is None

    def _last_together(self, path: int) -> int | None:
        steps = np.arange(self._from, max(map(len, self._paths)))
        one, other = self._row(0, steps), self._row(path, steps)
        together = np.flatnonzero((one == other) & (one != NOWHERE))
        return int(steps[together[-1]]) if len(together) else None

    def _row(self, path: int, steps: NDArray[np.intp]) -> Numbers:
        known = self._known[path]
        return known[np.clip(steps - (len(self._paths[path]) - len(known)), 0, len(known) - 1)]


def lasting(holds: NDArray[np.bool_]) -> int | None:
    """Return the first step from which on something holds to the end; None where it does not."""
    if not holds[-1]:
        return None
    fails = np.flatnonzero(~holds)
    return int(fails[-1]) + 1 if len(fails) else 0


def steps_in_common(one: Array, other: Array) -> int:
    """Return how many steps two paths have in common, bit for bit; −1 where not even the start."""
    count = min(len(one), len(other))
    differ = np.flatnonzero((one[:count] != other[:count]).any(axis=1))
    return int(differ[0]) - 1 if len(differ) else count - 1


def apart(land: Downhill, one: Array, other: Array) -> int | None:
    """Return the step from which on two paths are never near each other; None: they end near."""
    steps = np.arange(max(len(one), len(other)))
    here = one[np.minimum(steps, len(one) - 1)]
    there = other[np.minimum(steps, len(other) - 1)]
    return lasting(~(land.size(there - here) <= APART))


def way_in_common(land: Downhill, one: Array, other: Array) -> int | None:
    """Return the first step of `other` that is off the line of `one`; None where none is."""
    line = one[:: -(-len(one) // COMPARED)] / land.width
    places = other[:COMPARED] / land.width
    begins, ways = (line[:-1], np.diff(line, axis=0)) if len(line) > 1 else (line, 0.0 * line)
    long = np.maximum((ways**2).sum(axis=1), 1e-300)
    to = places[:, None] - begins
    share = np.clip((to * ways).sum(axis=2) / long, 0.0, 1.0)
    off = np.linalg.norm(to - share[:, :, None] * ways, axis=2).min(axis=1)
    far = np.flatnonzero(~(off <= APART))
    return int(far[0]) if len(far) else None
