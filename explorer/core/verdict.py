"""A verdict: how a run ended, in one word and with its evidence."""

from dataclasses import dataclass
from typing import Literal

from explorer.core.array import Point

__all__ = ["Kind", "Verdict"]

Kind = Literal[
    "minimum",
    "saddle",
    "maximum",
    "plateau",
    "cycle",
    "chaos",
    "oscillating",
    "diverged",
    "left-box",
    "budget",
]


@dataclass(frozen=True)
class Verdict:
    """Where a run ended and how we know.

    `is_global` is True or False where that is known, None where it is not (or not a minimum).
    `curvatures` are the eigenvalues of the exact Hessian at `point`, ascending. A run that goes to
    and fro for ever is a "cycle" with a `period`, "chaos" where runs next to each other part
    exponentially, or else "oscillating": never quite repeating, or shaken by chance.
    """

    kind: Kind
    is_global: bool | None
    point: Point
    value: float
    gradient_norm: float
    curvatures: tuple[float, ...]
    minimum: Point | None  # the known or polished minimum it ended at
    words: str  # for the table: "global minimum", "local minimum", "saddle", ...
    evidence: str  # a few sentences for the tooltip
    period: int | None = None  # after how many steps a cycle repeats
    exponent: float | None = None  # logarithm of how runs next to each other part in a step
