"""Parting: whether runs that are next to each other part exponentially late on, as in chaos.

A run is taken again up to its middle, with a second one beside it that differs by a billionth of
the box. From there on both go on, and several times their distance is noted and set back
(Benettin, Galgani, Giorgilli and Strelcyn 1980).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log
from typing import Any

import numpy as np

from explorer.core.array import Array
from explorer.core.batch import Batch, batch
from explorer.core.landscape import Landscape
from explorer.core.restless import is_by_chance, with_parting
from explorer.core.run import Run, Trace

__all__ = ["LEG", "partings", "with_partings"]

APART = 1e-9  # how far apart two runs begin: of the box, and of what the rule carries
LEG = 10  # steps until the distance is set back
LONGEST, SHORTEST = 300, 30  # steps in which it is watched: the last half of the run, within these
CHAOTIC = log(1e3)  # growth in all; what is not chaotic grows with the steps, not faster
PARTS = 6
STEADY = 0.3  # growth in each sixth of the steps but one
LASTING = 2.0  # growth in the last half of the steps
CHUNK = 2000  # steps that are recorded at a time
WAY = (1.0, 0.6180339887498949)  # along no axis and no diagonal
NOTHING = np.empty((0, 0, 0))

Path = Callable[..., Any]


def with_partings(traces: Sequence[Trace], path: Path, rule: Any, kernels: Any) -> list[Trace]:
    """Return the traces of one batch, with what there is to say of chaos in their verdicts.

    `path`, `rule` and `kernels` are those that made them.
    """
    found = list(traces)
    doubted = [i for i, trace in enumerate(traces) if _is_doubted(trace)]
    runs = [run for i in doubted if (run := traces[i].run) is not None]
    if not runs or runs[0].steps // 2 < SHORTEST:
        return found
    growths = partings(runs, path, rule, kernels)
    steps = LEG * growths.shape[1]
    for i, legs in zip(doubted, growths, strict=True):
        if np.isfinite(legs).all():
            said = with_parting(traces[i].verdict, float(legs.sum()), steps, _is_chaos(legs))
            found[i] = replace(traces[i], verdict=said)
    return found


def partings(runs: Sequence[Run], path: Path, rule: Any, kernels: Any) -> Array:
    """Return the growth of the distance in each leg, as a logarithm, (runs, legs); NaN if lost.

    The runs share landscape, kind of optimizer, steps and boundary.
    """
    landscape, count = runs[0].landscape, len(runs)
    assert isinstance(landscape, Landscape)
    both = [*runs, *runs]
    b = batch(
        landscape,
        [run.optimizer for run in both],
        np.array([run.start for run in both], np.float64),
        [run.seed for run in both],
        [0.0] * len(both),
        runs[0].boundary,
    )
    legs = min(LONGEST, runs[0].steps // 2) // LEG
    widths = np.array([[high - low] for low, high in landscape.box])
    way = APART * widths * np.array(WAY)[: len(widths), None]
    points, memory = b.points, b.memory
    _go(b, path, rule, kernels, landscape, runs[0].steps - legs * LEG)
    points[:, count:] = points[:, :count] + way
    memory[:, count:] *= 1.0 + APART
    growths = np.empty((count, legs))
    apart = _distance(points, widths, count)
    for leg in range(legs):
        _go(b, path, rule, kernels, landscape, LEG)
        now = _distance(points, widths, count)
        with np.errstate(all="ignore"):
            growths[:, leg] = np.log(np.maximum(now, 1e-30) / apart)
            share = np.where(now > 0.0, APART / now, 0.0)
        for state in (points, memory):
            state[:, count:] = state[:, :count] + share * (state[:, count:] - state[:, :count])
        met = now == 0.0
        points[:, count:][:, met] += way
        apart = _distance(points, widths, count)
    lost = b.stops[0].reshape(2, count).max(axis=0) > 0
    growths[lost] = np.nan
    return growths


def _is_doubted(trace: Trace) -> bool:
    run = trace.run
    if run is None or trace.verdict.kind != "oscillating":
        return False
    return run.optimizer.derivatives != "value" and not is_by_chance(run.optimizer)


def _is_chaos(legs: Array) -> bool:
    parts = [float(part.sum()) for part in np.array_split(legs, min(PARTS, len(legs)))]
    lasts = sum(parts[len(parts) // 2 :]) >= LASTING
    return sum(parts) >= CHAOTIC and lasts and sorted(parts)[1] >= STEADY


def _distance(points: Array, widths: Array, count: int) -> Array:
    """Return how far the second half of the points is from the first, in shares of the box."""
    with np.errstate(all="ignore"):
        return np.asarray(np.linalg.norm((points[:, count:] - points[:, :count]) / widths, axis=0))


def _go(b: Batch, path: Path, rule: Any, kernels: Any, landscape: Landscape, steps: int) -> None:
    """Let a batch take so many steps more, in place."""
    dim, lanes = b.points.shape
    rows = min(steps, CHUNK) + 1
    room = (
        np.empty((3 + 2 * dim, lanes)),
        np.empty((lanes, rows, dim)),
        np.empty((lanes, rows)),
        np.empty((lanes, rows, dim)),
        np.empty((lanes, rows, 3), np.int64),
    )
    while steps > 0:
        taken = min(steps, CHUNK)
        path(
            *(rule, *kernels, landscape.constant_values, b.box, b.boundary, b.whole, b.sloped),
            *(taken, b.tolerances, b.streams, b.settings, b.extras, b.scaled, b.looks, b.shared),
            *(b.memory, b.points, b.counts, b.stops, *room, NOTHING, NOTHING),
        )
        b.stops[0, b.stops[0] == 3] = 0
        steps -= taken
