"""Walkers: runs that are taken again, and further than they went, with all their rule carries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.core.array import Array
from explorer.core.batch import Batch, batch
from explorer.core.landscape import Landscape
from explorer.core.run import Run

__all__ = ["Walkers", "walkers"]

CHUNK = 3000  # steps that are recorded at a time
RUNNING, OUT_OF_STEPS = 0, 3  # how a lane stands, see lanes.py
NOTHING = np.empty((0, 0, 0))


@dataclass(frozen=True)
class Walkers:
    """Runs that can be taken on."""

    path: Callable[..., Any]
    rule: Any
    kernels: Any
    landscape: Landscape
    batch: Batch

    @property
    def have_ended(self) -> Array:
        """Which of them have come to an end before their steps were used up, (n,)."""
        return np.asarray(self.batch.stops[0] != RUNNING)

    def go(self, steps: int) -> tuple[Array, Array]:
        """Take so many steps more, from 1; return the last points (n, k, dim) and values (n, k)."""
        b = self.batch
        dim, lanes = b.points.shape
        rows = min(steps, CHUNK) + 1
        points, values = np.empty((lanes, rows, dim)), np.empty((lanes, rows))
        rest = np.empty((lanes, rows, dim)), np.empty((lanes, rows, 3), np.int64)
        room, constants = np.empty((3 + 2 * dim, lanes)), self.landscape.constant_values
        taken = 0
        while steps > 0:
            taken = min(steps, CHUNK)
            self.path(
                *(self.rule, *self.kernels, constants, b.box, b.boundary, b.whole, b.sloped),
                *(taken, b.tolerances, b.streams, b.settings, b.extras, b.scaled, b.looks),
                *(b.shared, b.memory, b.points, b.counts, b.stops, room),
                *(points, values, *rest, NOTHING, NOTHING),
            )
            b.stops[0, b.stops[0] == OUT_OF_STEPS] = RUNNING
            steps -= taken
        return points[:, : taken + 1], values[:, : taken + 1]


def walkers(runs: Sequence[Run], path: Callable[..., Any], rule: Any, kernels: Any) -> Walkers:
    """Return runs before their first step; `path`, `rule` and `kernels` are as for a descent.

    They share landscape, kind of optimizer and boundary.
    """
    landscape = runs[0].landscape
    assert isinstance(landscape, Landscape)
    starts = np.array([run.start for run in runs], np.float64)
    optimizers, seeds = [run.optimizer for run in runs], [run.seed for run in runs]
    tolerances = [run.tolerance for run in runs]
    b = batch(landscape, optimizers, starts, seeds, tolerances, runs[0].boundary)
    return Walkers(path, rule, kernels, landscape, b)
