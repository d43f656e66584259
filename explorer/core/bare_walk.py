"""Bare walk: the steps of a run with nothing judged or kept, so that they alone can be timed."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.gear import compiled_gear
from explorer.core.landscape import Landscape
from explorer.core.nets import training
from explorer.core.run import Run
from explorer.core.walkers import Walkers

__all__ = ["bare_walk", "work"]

MOST_STEPS = 200  # of a landscape: many enough for a clock, few enough to be taken often


def bare_walk(run: Run) -> tuple[Callable[[], float], Callable[[], float]]:
    """Return two functions to be timed: one takes some steps of a run, one none at all.

    Both do the same beside the steps, and return the `work` of those that were taken. Each may be
    called once. The run's last optimizer goes from the start, and does not stop where it is flat.
    Compiles what is not compiled yet. Raises SettingError where the run cannot be computed.
    """
    run = replace(run, tolerance=0.0, past=())
    landscape = run.landscape
    if not isinstance(landscape, Landscape):
        return training.rehearsal(run), training.rehearsal(run, 0)
    steps = min(run.steps, MOST_STEPS)
    return _walk(replace(run, steps=steps), landscape), _walk(replace(run, steps=0), landscape)


def work(costs: NDArray[np.int64]) -> Array:
    """Return what each step has taken by its end, (n + 1,), from the costs (n + 1, 3) of a trace.

    Counted in evaluations after that of the start, where a value, a slope and a Hessian are one
    each; in steps, where a run evaluates nothing.
    """
    spent: Array = costs.sum(axis=1).astype(np.float64)
    if spent[-1] > spent[0]:
        spent -= spent[0]
        return spent
    return np.arange(len(costs), dtype=np.float64)


def _walk(run: Run, landscape: Landscape) -> Callable[[], float]:
    walkers = Walkers([run], compiled_gear(landscape))

    def walk() -> float:
        notes = walkers.record()
        return float(work(notes.costs[0, : int(walkers.taken[0]) + 1])[-1])

    return walk
