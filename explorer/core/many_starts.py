"""Many starts: how a cloud of starts is spread over a landscape, along a line, or in one place."""

from dataclasses import dataclass
from typing import Literal

from explorer.core.array import Point

__all__ = ["ManyStarts", "Spread"]

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
