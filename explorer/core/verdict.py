"""A verdict: how a run ended, in one word and with its evidence."""

from dataclasses import dataclass
from typing import Literal

from explorer.core.array import Point

__all__ = ["Kind", "Verdict"]

Kind = Literal[
    "minimum", "saddle", "maximum", "plateau", "oscillating", "diverged", "left-box", "budget"
]


@dataclass(frozen=True)
class Verdict:
    """Where a run ended and how we know.

    `is_global` is True or False where that is known, None where it is not (or not a minimum).
    `curvatures` are the eigenvalues of the exact Hessian at `point`, ascending.
    """

    kind: Kind
    is_global: bool | None
    point: Point
    value: float
    gradient_norm: float
    curvatures: tuple[float, ...]
    minimum: Point | None  # the known or polished minimum it ended at
    words: str  # for the table: "global minimum", "local minimum", "saddle", ...
    evidence: str  # one or two sentences for the tooltip
