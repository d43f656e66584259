"""A run: everything that decides a descent, and the trace that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Point
from explorer.core.landscape import Landscape
from explorer.core.optimizer import Optimizer
from explorer.core.verdict import Verdict

__all__ = ["Boundary", "Run", "Stop", "Trace"]

Boundary = Literal["free", "clamp", "reflect", "stop"]


class Stop(Enum):
    """Why a run took no further step."""

    FLAT = "the gradient is smaller than the tolerance"
    FINISHED = "the method itself found nothing better to do"
    BUDGET = "all steps are used"
    LEFT_BOX = "it stepped out of the box"
    UNDEFINED = "it stepped where the formula is not defined"
    DIVERGED = "it flew away"


@dataclass(frozen=True)
class Run:
    """Everything that decides a descent. Equal runs have equal traces, bit for bit.

    `tolerance` is on the gradient norm; 0 means never stop early.
    """

    landscape: Landscape
    optimizer: Optimizer
    start: Point
    steps: int = 300
    seed: int = 0
    tolerance: float = 1e-8
    boundary: Boundary = "free"


@dataclass(frozen=True, eq=False)
class Trace:
    """What came of a run: a row per point visited, the start first."""

    points: Array  # (n + 1, dim)
    values: Array  # (n + 1,)
    gradients: Array  # (n + 1, dim)
    costs: NDArray[np.int64]  # (n + 1, 3): evaluations so far of value, gradient, Hessian
    stop: Stop
    verdict: Verdict

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1

    @property
    def evaluations(self) -> Mapping[str, int]:
        """Evaluations counted over the whole run."""
        value, gradient, hessian = (int(n) for n in self.costs[-1])
        return {"value": value, "gradient": gradient, "hessian": hessian}
