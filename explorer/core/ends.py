"""Ends: where many starts end, without what lies between; on all cores."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.core import engine, kernels
from explorer.core.array import Array
from explorer.core.batch import Batch, batch
from explorer.core.landscape import Landscape
from explorer.core.optimizer import Optimizer
from explorer.core.run import Boundary

__all__ = ["TILE", "WIDTH", "Ends", "ends"]

TILE = 4096  # lanes that one thread takes at a time
WIDTH = 256  # lanes that are moved together: their state fits the fastest memory


class Ends(NamedTuple):
    """Where n starts ended: the last row of the trace that each would have."""

    points: Array  # (n, dim)
    values: Array  # (n,)
    stops: NDArray[np.int64]  # (n,): the number of its Stop in batch.ENDS
    steps: NDArray[np.int64]  # (n,)
    evaluations: NDArray[np.int64]  # (n, 3): value, gradient, Hessian


def ends(
    landscape: Landscape,
    optimizers: Optimizer | Sequence[Optimizer],
    starts: Array,
    steps: int = 300,
    *,
    seeds: int | Sequence[int] = 0,
    tolerance: float = 1e-8,
    boundary: Boundary = "free",
    width: int = WIDTH,
    tile: int = TILE,
    threads: int = 0,
) -> Ends:
    """Return where starts (n, dim) end, each with its own optimizer of one kind, or all with one.

    The result is the same, bit for bit, whatever the width, the tile and the number of threads
    (0: one a core). Starts must be finite and not be farther out than a run may go.
    """
    count = len(starts)
    many = [optimizers] * count if isinstance(optimizers, Optimizer) else list(optimizers)
    b = batch(
        landscape,
        many,
        starts,
        [seeds] * count if isinstance(seeds, int) else seeds,
        [tolerance] * count,
        boundary,
    )
    values = np.empty(count)
    _run(landscape, type(many[0]), b, steps, values, width, tile, threads)
    return Ends(np.ascontiguousarray(b.points.T), values, b.stops[0], b.stops[1], b.counts.T)


def _run(
    landscape: Landscape,
    kind: type[Optimizer],
    b: Batch,
    steps: int,
    values: Array,
    width: int,
    tile: int,
    threads: int,
) -> None:
    arguments = (
        *(engine.rule(kind), *engine.addresses(kernels.compiled(landscape, kind.derivatives))),
        *(landscape.constant_values, b.box, b.boundary, b.whole, b.sloped, steps, b.tolerances),
        *(
            b.streams,
            b.settings,
            b.extras,
            b.looks,
            b.shared,
            b.memory,
            b.points,
            b.counts,
            b.stops,
            values,
        ),
    )
    run, count = engine.tile(), len(values)
    firsts = range(0, count, tile)
    if len(firsts) < 2 or threads == 1:
        for first in firsts:
            run(*arguments, first, min(first + tile, count), width)
        return
    jobs = [
        _pool(threads or os.cpu_count() or 1).submit(
            run, *arguments, first, min(first + tile, count), width
        )
        for first in firsts
    ]
    for job in jobs:
        job.result()


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="lanes")
