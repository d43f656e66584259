"""A landscape in shares of its box: every coordinate runs from 0 to 1, however wide the box is.

One threshold then serves a box of width 1 and a box of width 1000. Heights are without noise.
"""

from dataclasses import dataclass
from functools import cached_property
from math import log2

import numpy as np

from explorer.core.array import Array
from explorer.core.ground import typical_range
from explorer.core.landscape import Landscape

__all__ = ["Shares"]

HUGE = 1e200  # heights
LEAST = 1e-30  # of a range of heights


@dataclass(frozen=True, eq=False)
class Shares:
    """Heights, slopes and curvatures of a landscape at shares (n, dim) of its box.

    With `sign` -1 the land is upside down: its hilltops are minima. Heights so large that their
    curvatures would be no numbers are taken `unit` times.
    """

    landscape: Landscape
    sign: float = 1.0

    @property
    def dim(self) -> int:
        """How many variables: 1 or 2."""
        return self.landscape.dim

    @cached_property
    def low(self) -> Array:
        """The lower ends of the box (dim,)."""
        return np.array([low for low, _ in self.landscape.box])

    @cached_property
    def width(self) -> Array:
        """How wide the box is (dim,)."""
        return np.array([high - low for low, high in self.landscape.box])

    @cached_property
    def unit(self) -> float:
        """A power of two, 1 for ordinary heights."""
        spread = typical_range(self.landscape)
        return 1.0 if spread < HUGE else float(2.0 ** -round(log2(spread)))

    @cached_property
    def least(self) -> float:
        """Differences in height so small are none; from how far the lowest hundredth ranges."""
        axes = [np.linspace(0.0, 1.0, {1: 1001, 2: 61}[self.dim])] * self.dim
        mesh = np.stack([m.ravel() for m in np.meshgrid(*axes, indexing="ij")], axis=1)
        heights = np.sort(self.sign * self.value(mesh))
        heights = heights[np.isfinite(heights)]
        return LEAST * float(heights[len(heights) // 100] - heights[0]) if len(heights) else 0.0

    def places(self, shares: Array) -> Array:
        """Return the points themselves (n, dim)."""
        return np.asarray(self.low + self.width * shares)

    def value(self, shares: Array) -> Array:
        """Return the heights (n,); NaN where undefined."""
        return self.height(self.places(shares))

    def height(self, points: Array) -> Array:
        """Return the heights (n,) at points of the landscape (n, dim); NaN where undefined."""
        return self.sign * self.unit * self.landscape.calm_value(points)

    def slope(self, shares: Array) -> Array:
        """Return the gradients (n, dim): the change of height over a width of the box."""
        return self.landscape.gradient(self.places(shares)) * (self.sign * self.unit) * self.width

    def bend(self, shares: Array) -> Array:
        """Return the Hessians (n, dim, dim), for steps of a width of the box."""
        bend = self.landscape.hessian(self.places(shares)) * (self.sign * self.unit)
        return np.asarray(bend * self.width[:, None] * self.width)
