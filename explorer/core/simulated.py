"""A simulated landscape: how high it is somewhere, a small simulation finds out."""

from dataclasses import dataclass, field

import numpy as np

from explorer.core.array import Array
from explorer.core.handmade import Handmade
from explorer.core.landscape import Landscape

__all__ = ["SimulatedLandscape"]


@dataclass(frozen=True)
class SimulatedLandscape(Landscape):
    """A landscape whose kernels are written by hand; `formula` says in words what they find.

    A simulation has jumps, and no slope there: `reach` says how far to each side of a point its
    slopes are measured, by central differences; curvatures are those of the slopes so measured.
    A gradient is counted as one, though it takes two more simulations for each variable.
    """

    simulator: Handmade = field(kw_only=True)

    def __post_init__(self) -> None:
        if len(self.reach) != len(self.box):
            raise ValueError("a simulated landscape says how far it reaches for slopes")
        self.check_box()

    def __hash__(self) -> int:
        return hash((self.key, self.box, self.numbers))

    @property
    def handmade(self) -> Handmade:
        """Its kernels."""
        return self.simulator

    @property
    def written(self) -> str:
        """What it is, in words."""
        return self.formula

    def value(self, points: Array) -> Array:
        """Return the values at points (n, dim) as (n,); NaN where the simulation has none."""
        columns = self._columns(points)
        found = np.empty(columns.shape[1])
        self.simulator.plain[0](columns, self.constant_values, found)
        return found

    def gradient(self, points: Array) -> Array:
        """Return the slopes measured at points (n, dim) as (n, dim)."""
        columns = self._columns(points)
        found, value = np.empty_like(columns), np.empty(columns.shape[1])
        self.simulator.plain[1](columns, self.constant_values, value, found)
        return np.ascontiguousarray(found.T)

    def hessian(self, points: Array) -> Array:
        """Return the curvatures measured at points (n, dim) as (n, dim, dim)."""
        columns = self._columns(points)
        found = np.empty((self.dim, *columns.shape))
        self.simulator.plain[2](columns, self.constant_values, found)
        return np.ascontiguousarray(np.moveaxis(found, -1, 0))
