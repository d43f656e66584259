"""What the landscape is like under the pointer: value, slope and curvature, and a word for it."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Point
from explorer.core.landscape import Landscape
from explorer.core.local_model import LocalModel, local_model

__all__ = ["Reading", "read_at"]

_FLAT = 1e-9  # curvature and slope below this share of the value's own size count as none


@dataclass(frozen=True)
class Reading:
    """The landscape at one point, and a word for it.

    Where the formula is not defined the numbers are NaN and `words` says so.
    """

    model: LocalModel
    words: str

    @property
    def point(self) -> Point:
        """Where it was read."""
        return self.model.point

    @property
    def value(self) -> float:
        """The value there."""
        return self.model.value

    @property
    def gradient(self) -> Point:
        """The gradient there."""
        return self.model.gradient

    @property
    def curvatures(self) -> tuple[float, ...]:
        """The Hessian's eigenvalues there, rising."""
        return self.model.curvatures


def read_at(landscape: Landscape, point: Point) -> Reading:
    """Return the reading of a landscape at a point."""
    model = local_model(landscape, point)
    return Reading(model, _words(model.value, model.gradient, model.curvatures))


def _words(value: float, gradient: Point, curvatures: tuple[float, ...]) -> str:
    if not np.isfinite(value):
        return "undefined here"
    if not np.isfinite((*gradient, *curvatures)).all():
        return "no slope here"
    flat = _FLAT * max(1.0, abs(value))
    down = sum(c < -flat for c in curvatures)
    up = sum(c > flat for c in curvatures)
    if up and down:
        return "saddle-like"
    if not up and not down:
        return "flat" if max(abs(g) for g in gradient) <= flat else "even slope"
    if up:
        return "bowl" if up == len(curvatures) else "trough"
    return "hill" if down == len(curvatures) else "ridge"
