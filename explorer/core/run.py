"""A run: everything that decides a descent, and the trace that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import isfinite
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Point
from explorer.core.landscape import Landscape
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.param import SettingError
from explorer.core.verdict import Verdict

__all__ = [
    "FAR", "MOST_FORKS", "MOST_STEPS",
    "Boundary", "Run", "Stop", "Stretch", "Trace", "check_run",
]  # fmt: skip

Boundary = Literal["free", "clamp", "reflect", "stop"]

MOST_FORKS = 12  # of a run, each from the one before
FAR = 1e6  # box widths from the middle of the box: farther out, a run has flown away
MOST_STEPS = 1_000_000


class Stop(Enum):
    """Why a run took no further step."""

    FLAT = "the gradient is smaller than the tolerance"
    FINISHED = "the method itself found nothing better to do"
    BUDGET = "all steps are used"
    LEFT_BOX = "it stepped out of the box"
    UNDEFINED = "it stepped where the formula is not defined"
    DIVERGED = "it flew away"


@dataclass(frozen=True)
class Stretch:
    """The steps of a run before it was forked: who took them, and the last of their numbers."""

    optimizer: Optimizer
    until: int


@dataclass(frozen=True)
class Run:
    """Everything that decides a descent. Equal runs have equal traces, bit for bit.

    `tolerance` is on the gradient norm; 0 means never stop early. A forked run has a `past`: the
    stretches before its own, the first from the start. Where the same kind of optimizer goes on,
    with other settings, it keeps what it carries; another kind begins afresh where it stands.
    """

    landscape: Landscape | TinyNet
    optimizer: Optimizer
    start: Point
    steps: int = 300
    seed: int = 0
    tolerance: float = 1e-8
    boundary: Boundary = "free"
    past: tuple[Stretch, ...] = ()

    @property
    def optimizers(self) -> tuple[Optimizer, ...]:
        """Those that take the steps, one after the other; its own is the last."""
        return (*(stretch.optimizer for stretch in self.past), self.optimizer)


@dataclass(frozen=True, eq=False)
class Trace:
    """What came of a run: a row per point visited, the start first.

    `run` is None where no run made it: a path from elsewhere.
    """

    points: Array  # (n + 1, dim)
    values: Array  # (n + 1,)
    gradients: Array  # (n + 1, dim)
    costs: NDArray[np.int64]  # (n + 1, 3): evaluations so far of value, gradient, Hessian
    stop: Stop
    verdict: Verdict
    run: Run | None = field(default=None, kw_only=True, repr=False)

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1

    @property
    def evaluations(self) -> Mapping[str, int]:
        """Evaluations counted over the whole run."""
        value, gradient, hessian = (int(n) for n in self.costs[-1])
        return {"value": value, "gradient": gradient, "hessian": hessian}


def check_run(run: Run) -> None:
    """Raise SettingError, with one sentence for the user, when a run cannot be computed."""
    dim = run.landscape.dim
    for optimizer in run.optimizers:
        _check_optimizer(optimizer, run.landscape)
    if len(run.start) != dim:
        numbers = "one number" if dim == 1 else f"{dim} numbers"
        raise SettingError(f"The start needs {numbers}, not {len(run.start)}.")
    for c, (low, high) in zip(run.start, run.landscape.box, strict=True):
        if not isfinite(c):
            raise SettingError("The start must be made of finite numbers.")
        if not abs(c - (low + high) / 2) <= FAR * (high - low):
            raise SettingError(
                f"The start must lie within a million widths of the box; {c:g} is farther out."
            )
    _check_whole("number of steps", run.steps, MOST_STEPS)
    _check_whole("seed", run.seed, 2**63 - 1)
    if not (isfinite(run.tolerance) and run.tolerance >= 0):
        raise SettingError("The tolerance must be 0 or a positive number.")
    if run.boundary not in get_args(Boundary):
        raise SettingError(f"The boundary must be one of {', '.join(get_args(Boundary))}.")
    if run.past:
        _check_past(run)


def _check_optimizer(optimizer: Optimizer, landscape: Landscape | TinyNet) -> None:
    if landscape.dim > optimizer.most_dim:
        raise SettingError(
            f"{optimizer.name} takes at most {optimizer.most_dim:,} variables, "
            f"not {landscape.dim:,}."
        )
    if optimizer.derivatives == "residuals" and not _is_sum_of_squares(landscape):
        raise SettingError(
            f"{optimizer.name} needs a height that is written as a sum of squares, as in "
            "(1 - x)^2 + 100*(y - x^2)^2."
        )


def _check_past(run: Run) -> None:
    if len(run.past) > MOST_FORKS:
        raise SettingError(f"A run can be forked {MOST_FORKS} times, one fork from the other.")
    before = 0
    for stretch in run.past:
        until = stretch.until
        if isinstance(until, bool) or not isinstance(until, int) or until <= before:
            raise SettingError(
                "A fork is at a whole number of steps, from 1, and later than the fork before it."
            )
        if until > run.steps:
            raise SettingError(
                f"{run.optimizer.name} was forked at step {until:,}: "
                f"the run cannot end before that, at step {run.steps:,}."
            )
        before = until


def _is_sum_of_squares(landscape: Landscape | TinyNet) -> bool:
    return isinstance(landscape, Landscape) and landscape.as_squares is not None


def _check_whole(name: str, number: int, most: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= most:
        raise SettingError(f"The {name} must be a whole number from 0 to {most:,}.")
