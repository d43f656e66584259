"""Objective: what can be minimised - a formula or a tiny net - as everybody else sees it."""

from collections.abc import Iterable
from typing import Protocol

from explorer.core.array import Array, Box, Point

__all__ = ["Objective"]


class Objective(Protocol):
    """A function of `dim` variables with exact derivatives. Equal objectives are the same function.

    Points are arrays (n, dim). The box is where it is looked at; nothing ends at its edge.
    """

    @property
    def key(self) -> str:
        """What it is called in files and on the command line."""

    @property
    def name(self) -> str:
        """What it is called on the screen."""

    @property
    def box(self) -> Box:
        """One (low, high) for each variable."""

    @property
    def dim(self) -> int:
        """How many variables."""

    @property
    def minima(self) -> tuple[Point, ...]:
        """The known minimisers, deepest first; may be empty."""

    @property
    def lowest(self) -> float | None:
        """The value at the deepest minimum, None where it is not known."""

    @property
    def knows_its_minima(self) -> bool:
        """Whether `minima` and `lowest` hold as it is set now."""

    @property
    def suggested_start(self) -> Point:
        """Where a race on it best begins."""

    @property
    def is_typed(self) -> bool:
        """Whether the user typed it as a formula."""

    @property
    def formula(self) -> str:
        """What function it is, in one line."""

    @property
    def shown_formula(self) -> str:
        """The same as a reader would like to see it."""

    def __hash__(self) -> int: ...

    def value(self, points: Array) -> Array:
        """Return the values at points (n, dim) as (n,); NaN where undefined."""

    def gradient(self, points: Array) -> Array:
        """Return the gradients at points (n, dim) as (n, dim)."""

    def hessian(self, points: Array) -> Array:
        """Return the Hessians at points (n, dim) as (n, dim, dim)."""

    def contains(self, point: Iterable[float]) -> bool:
        """Tell whether a point lies in the box."""
