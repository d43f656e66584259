"""A landscape in shares of its box: every coordinate runs from 0 to 1, however wide the box is.

One threshold then serves a box of width 1 and a box of width 1000. Heights are without noise.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorer.core.array import Array
from explorer.core.landscape import Landscape

__all__ = ["Shares"]


@dataclass(frozen=True, eq=False)
class Shares:
    """Heights, slopes and curvatures of a landscape at shares (n, dim) of its box.

    With `sign` -1 the land is upside down: its hilltops are minima.
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

    def places(self, shares: Array) -> Array:
        """Return the points themselves (n, dim)."""
        return np.asarray(self.low + self.width * shares)

    def value(self, shares: Array) -> Array:
        """Return the heights (n,); NaN where undefined."""
        return self.height(self.places(shares))

    def height(self, points: Array) -> Array:
        """Return the heights (n,) at points of the landscape (n, dim); NaN where undefined."""
        return self.sign * self.landscape.calm_value(points)

    def slope(self, shares: Array) -> Array:
        """Return the gradients (n, dim): the change of height over a width of the box."""
        return self.landscape.gradient(self.places(shares)) * (self.sign * self.width)

    def bend(self, shares: Array) -> Array:
        """Return the Hessians (n, dim, dim), for steps of a width of the box."""
        scale = self.sign * self.width[:, None] * self.width
        return np.asarray(self.landscape.hessian(self.places(shares)) * scale)
