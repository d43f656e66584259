"""Batch: starts laid out as lanes, ready for the loops over steps."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.extras import Extras
from explorer.core.objective import Objective
from explorer.core.optimizer import Optimizer
from explorer.core.param import params
from explorer.core.run import Boundary, Stop

__all__ = ["ENDS", "Batch", "batch", "with_settings_apart"]

# How a lane ended, by the number that the loops use; none ends with 0, still running.
ENDS: tuple[Stop, ...] = (
    Stop.BUDGET,
    Stop.FLAT,
    Stop.FINISHED,
    Stop.BUDGET,
    Stop.LEFT_BOX,
    Stop.UNDEFINED,
    Stop.DIVERGED,
)
BOUNDARIES: dict[Boundary, int] = {"free": 0, "clamp": 1, "reflect": 2, "stop": 3}


class Batch(NamedTuple):
    """The arrays of n lanes of one kind of optimizer, and what they share."""

    whole: bool
    sloped: bool
    box: Array  # (dim, 2)
    boundary: int
    tolerances: Array  # (n,)
    streams: NDArray[np.uint64]  # (2, n): seed and lane, the key of the noise
    settings: Array  # (settings, n), or (settings, 1) where all lanes have the same
    extras: Array  # (8, n) or (8, 1), as settings; (8, 0) where no lane has any
    scaled: Array  # as settings: room for what the extras make of them
    looks: Array  # (0, 0): no notes are taken
    shared: Array  # (rows, n) or (rows, 1), as settings
    memory: Array  # (rows, n)
    points: Array  # (dim, n): the starts, moved in place
    counts: NDArray[np.int64]  # (3, n): evaluations of value, gradient, Hessian
    stops: NDArray[np.int64]  # (2, n): how each ended, as in ENDS, and the steps taken


def batch(
    landscape: Objective,
    optimizers: Sequence[Optimizer],
    starts: Array,
    seeds: Sequence[int],
    tolerances: Sequence[float],
    boundary: Boundary,
) -> Batch:
    """Lay out starts (n, dim), each with its optimizer (all of one kind), seed and tolerance."""
    lanes, dim = starts.shape
    kind = type(optimizers[0])
    rule = kind.rule()
    is_same = all(o is optimizers[0] or o == optimizers[0] for o in optimizers)
    distinct = optimizers[:1] if is_same else optimizers
    settings = np.array([o.settings for o in distinct]).T.reshape(-1, len(distinct))
    has_extras = not all(o.extras.is_nothing for o in distinct)
    extras = [o.extras.numbers for o in distinct] if has_extras else []
    names = list(params(kind))
    memory = np.zeros((rule.rows(dim), lanes))
    shared = np.zeros((len(rule.shared), len(distinct)))
    for row, initial in enumerate(rule.memory.values()):
        memory[row * dim : (row + 1) * dim] = (
            settings[names.index(initial)] if isinstance(initial, str) else initial
        )
    for row, initial in enumerate(rule.shared.values()):
        shared[row] = settings[names.index(initial)] if isinstance(initial, str) else initial
    streams = np.zeros((2, lanes), np.uint64)
    streams[0] = seeds
    return Batch(
        rule.whole,
        kind.derivatives != "value",
        np.array(landscape.box, np.float64),
        BOUNDARIES[boundary],
        np.array(tolerances, np.float64) * (not kind.goes_on),
        streams,
        np.ascontiguousarray(settings),
        np.ascontiguousarray(np.array(extras).reshape(-1, len(params(Extras))).T),
        np.empty(settings.shape),
        np.empty((0, 0)),
        shared,
        memory,
        np.array(starts.T, order="C"),
        np.zeros((3, lanes), np.int64),
        np.zeros((2, lanes), np.int64),
    )


def with_settings_apart(b: Batch) -> Batch:
    """Return the same lanes, each with settings of its own, though they may be equal."""
    lanes = b.points.shape[1]

    def spread(rows: Array) -> Array:
        return np.repeat(rows, lanes, axis=1) if rows.shape[1] == 1 else rows

    settings, extras, shared = spread(b.settings), spread(b.extras), spread(b.shared)
    return b._replace(
        settings=settings, extras=extras, scaled=np.empty(settings.shape), shared=shared
    )
