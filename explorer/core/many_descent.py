"""Many descents: one optimizer from many starts at once, recorded as one cloud."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.core import engine, kernels
from explorer.core.array import Array, Box, Point
from explorer.core.batch import batch
from explorer.core.landscape import Landscape
from explorer.core.many_starts import Cloud, ManyStarts
from explorer.core.optimizer import Optimizer
from explorer.core.param import SettingError
from explorer.core.randomness import derived_seeds
from explorer.core.run import Boundary, Run, check_run
from explorer.core.sampling import places

__all__ = ["MOST_NUMBERS", "cloud", "seeds_of", "starts_of", "stride_for"]

MOST_NUMBERS = 8_000_000  # coordinates and values in all clouds of a race; each takes 8 bytes
WIDTH = 128  # lanes that are moved together
TILE_STEPS = 200_000  # steps of all lanes between two looks whether to give up: a few milliseconds


def starts_of(plan: ManyStarts, box: Box, start: Point) -> Array:
    """Return the starts (count, dim) of a plan; `start` is where those are that stand "here"."""
    if plan.spread == "here":
        return np.tile(np.array(start, np.float64), (plan.count, 1))
    if plan.spread == "line":
        if not plan.line:
            raise SettingError("Draw the line first along which the starts shall stand.")
        first, last = (np.array(end, np.float64) for end in plan.line)
        shares = np.linspace(0.0, 1.0, plan.count)[:, None]
        return np.asarray(first + shares * (last - first))
    return places(box, plan.spread, plan.seed, 0, plan.count, plan.count)


def seeds_of(plan: ManyStarts) -> list[int]:
    """Return the seed of each start's own chance."""
    return derived_seeds(plan.seed, plan.count)


def stride_for(count: int, steps: int, dim: int, clouds: int = 1) -> int:
    """Return how many steps from row to row let `clouds` clouds of `count` starts fit in memory."""
    rows = max(2, MOST_NUMBERS // max(1, clouds * count * (dim + 1)))
    return max(1, -(-steps // (rows - 1)))


def cloud(
    landscape: Landscape,
    optimizer: Optimizer,
    starts: Array,
    seeds: Sequence[int],
    steps: int = 300,
    tolerance: float = 1e-8,
    boundary: Boundary = "free",
    stride: int = 1,
    cancelled: Callable[[], bool] = lambda: False,
) -> Cloud | None:
    """Run an optimizer from starts (n, dim), each with a seed of its own; None once `cancelled`.

    Each lane takes the same path, bit for bit, as a Run from its start with its seed. Compiles
    what is not compiled yet; may be called from any thread. Raises SettingError where a run cannot
    be computed.
    """
    for start in {tuple(starts[0].tolist()), tuple(starts[-1].tolist())}:
        check_run(Run(landscape, optimizer, start, steps, 0, tolerance, boundary))
    kind, count, dim = type(optimizer), len(starts), landscape.dim
    found = kernels.compiled(landscape, kind.derivatives)
    run, fixed = engine.flock(), (engine.rule(kind), *engine.addresses(found))
    rows = 1 + -(-steps // stride)
    points, values = np.empty((rows, count, dim)), np.empty((rows, count))
    stops: NDArray[np.int64] = np.empty((2, count), np.int64)
    width = max(1, min(WIDTH, TILE_STEPS // (steps + 1)))
    for first in range(0, count, width):
        if cancelled():
            return None
        last = min(first + width, count)
        lanes = last - first
        b = batch(
            landscape,
            [optimizer] * lanes,
            starts[first:last],
            seeds[first:last],
            [tolerance] * lanes,
            boundary,
        )
        run(
            *(*fixed, landscape.constant_values, b.box, b.boundary, b.whole, b.sloped, steps),
            *(b.tolerances, b.streams, b.settings, b.extras, b.scaled, b.looks, b.shared),
            *(b.memory, b.points, b.counts, b.stops, np.empty((3 + 2 * dim, lanes))),
            *(stride, first, points, values),
        )
        stops[:, first:last] = b.stops
    for array in (points, values, stops):
        array.flags.writeable = False
    return Cloud(points, values, stops[1], stops[0], steps=steps, stride=stride)
