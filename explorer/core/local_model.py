"""The land right here: the parabola that touches it at a point, and how long a step it bears."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.extras import rate_factor
from explorer.core.objective import Objective
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum, Nesterov

__all__ = ["LocalModel", "Rate", "local_model", "rate_here"]

SINGULAR = 1e-12  # share of the strongest curvature under which a direction counts as straight


@dataclass(frozen=True)
class LocalModel:
    """The quadratic function with the value f, slope g and Hessian H of a landscape at a point p.

    m(x) = f + g · (x − p) + ½ (x − p) · H (x − p): the first terms of the Taylor series.
    `curvatures` are the eigenvalues of H, rising, `directions` the eigenvectors that belong to
    them, of length 1. Where there is no Hessian the curvatures are NaN and there are no directions.
    """

    point: Point
    value: float
    gradient: Point
    curvatures: tuple[float, ...]
    directions: tuple[Point, ...] = ()

    @property
    def slope(self) -> float:
        """How steep it is: the length of the gradient."""
        return float(np.hypot.reduce(np.array(self.gradient)))

    @property
    def is_known(self) -> bool:
        """Whether value, slope and curvatures are all numbers."""
        return bool(np.isfinite([self.value, *self.gradient, *self.curvatures]).all())

    @property
    def steepest(self) -> float:
        """The largest curvature: how strongly it bends up where it bends up most; NaN: unknown."""
        return self.curvatures[-1]

    @property
    def level(self) -> Point | None:
        """Where the model is level, the end of a Newton step p − H⁻¹ g; None where nowhere is.

        The bottom of a bowl, the pass of a saddle, the top of a hill.
        """
        if not self.is_known:
            return None
        bends = np.array(self.curvatures)
        if np.abs(bends).min() <= SINGULAR * np.abs(bends).max():
            return None
        ways = np.array(self.directions)
        with np.errstate(over="ignore", invalid="ignore"):
            level = np.array(self.point) - ((ways @ np.array(self.gradient)) / bends) @ ways
        return tuple(level.tolist()) if np.isfinite(level).all() else None

    @property
    def rise(self) -> float | None:
        """How much higher than here the model is where it is level: − ½ g · H⁻¹ g.

        Half the square of Newton's decrement, below zero in a bowl; None where nowhere is level.
        """
        if self.level is None:
            return None
        along = np.array(self.directions) @ np.array(self.gradient)
        with np.errstate(over="ignore"):
            return -0.5 * float((along / np.array(self.curvatures)) @ along)

    def heights(self, points: Array) -> Array:
        """Return the model at points (n, dim) as (n,)."""
        away = points - np.array(self.point)
        along = away @ np.array(self.directions).T
        found: Array = self.value + away @ np.array(self.gradient) + 0.5 * (
            along**2 @ np.array(self.curvatures)
        )  # fmt: skip
        return found


@dataclass(frozen=True)
class Rate:
    """The learning rate of an optimizer now, and the largest one that is stable at a point.

    `largest` is infinite where the land bends up nowhere, and 0 where no rate can settle.
    """

    now: float
    largest: float

    @property
    def is_stable(self) -> bool:
        """Whether its steps shrink where the land bends like this all around."""
        return self.now < self.largest


def local_model(landscape: Objective, point: Point) -> LocalModel:
    """Return the model of a landscape at a point; NaN where it is not defined."""
    at = np.array([point], dtype=np.float64)
    value = float(landscape.value(at)[0])
    gradient = tuple(landscape.gradient(at)[0].tolist())
    hessian = landscape.hessian(at)[0]
    if not np.isfinite(hessian).all():
        return LocalModel(point, value, gradient, (float("nan"),) * len(point))
    curvatures, columns = np.linalg.eigh(hessian)
    ways = tuple(tuple(way) for way in columns.T.tolist())
    return LocalModel(point, value, gradient, tuple(curvatures.tolist()), ways)


def rate_here(optimizer: Optimizer, model: LocalModel, step: int = 0) -> Rate | None:
    """Return the rate of an optimizer after `step` steps, and the largest stable one.

    On a quadratic bowl whose largest curvature is λ the steps shrink to nothing when the rate is
    below the largest, and grow without end when it is above. None for optimizers for which no such
    bound is known, and where the curvature is not.

    Gradient descent: 2 / λ. Heavy ball with momentum β: 2 (1 + β) / λ (Polyak 1964), and dampening
    δ leaves the share 1 − δ of the rate. Nesterov: 2 (1 + β) / ((1 + 2 β) λ). All follow from
    where both roots of r² − t r + d lie inside the unit circle, |t| < 1 + d and |d| < 1 (Jury 1964;
    the bounds are listed in Cohen, Kaur, Li, Kolter and Talwalkar 2021, appendix B).
    """
    if np.isnan(model.steepest):
        return None
    factor = _factor(optimizer)
    if factor is None:
        return None
    extras = optimizer.extras
    bend = model.steepest + extras.weight_decay  # which pulls like a bowl of this curvature
    largest = factor / bend if bend > 0 else float("inf")
    share = rate_factor(np.array(extras.numbers)[:, None], 0, step + 1)
    return Rate(float(optimizer.learning_rate) * share, largest)  # type: ignore[attr-defined]


def _factor(optimizer: Optimizer) -> float | None:
    """Return what rate times curvature must stay below; None where that is not known."""
    if isinstance(optimizer, GradientDescent):
        return 2.0
    if isinstance(optimizer, Momentum):
        kept, share = optimizer.momentum, 1.0 - optimizer.dampening
        if kept >= 1.0:
            return 0.0  # nothing brakes it
        return 2.0 * (1.0 + kept) / share if share > 0 else None
    if isinstance(optimizer, Nesterov):
        return 2.0 * (1.0 + optimizer.momentum) / (1.0 + 2.0 * optimizer.momentum)
    return None
