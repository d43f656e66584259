"""Many starts: how a cloud of starts is spread over a landscape, and what came of it."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Point

__all__ = ["Cloud", "ManyStarts", "Spread"]

Spread = Literal["uniform", "sobol", "grid", "line", "here"]


@dataclass(frozen=True)
class ManyStarts:
    """A plan of many starts at once.

    They are spread over the box as restarts are, or evenly along a `line` from one point to
    another, or all stand "here": at the first start of the race, each with a seed of its own.
    """

    count: int = 500
    spread: Spread = "sobol"
    seed: int = 0
    line: tuple[Point, Point] | tuple[()] = ()


@dataclass(frozen=True, eq=False)
class Cloud:
    """Where many starts of one optimizer were, step by step; the arrays are read-only.

    Row k is step k · stride, the last row the last step; `row` tells which row shows a step. One
    that has ended stays where it ended; one that flew away, or came to where there is no value,
    is NaN in the rows after that.
    """

    points: Array  # (rows, n, dim), C-contiguous
    values: Array  # (rows, n)
    stops: NDArray[np.int64]  # (n,): the step at which each ended
    ends: NDArray[np.int64]  # (n,): how each ended, its place in batch.ENDS
    steps: int = field(kw_only=True)  # of the last row
    stride: int = field(default=1, kw_only=True)  # steps from row to row

    @property
    def length(self) -> int:
        """The step after which nothing moves any more."""
        return int(self.stops.max(initial=0))

    def row(self, step: int) -> int:
        """Return the row that shows a step: where it was last seen."""
        if step >= self.steps:
            return len(self.points) - 1
        return max(step, 0) // self.stride
