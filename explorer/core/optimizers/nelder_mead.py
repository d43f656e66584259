"""Nelder-Mead: a triangle that flips and shrinks its way downhill, with values alone."""

from dataclasses import dataclass

from explorer.core.array import Array
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.param import param

__all__ = ["NelderMead"]


@dataclass(frozen=True)
class NelderMead(Optimizer):
    """Flip, stretch and shrink a triangle downhill; no slope is needed. Drawn: its best corner."""

    key = "nelder-mead"
    name = "Nelder–Mead"
    equation = (
        "replace the worst corner by its mirror image, a farther or a nearer one; else shrink"
    )
    source = (
        "Nelder and Mead 1965; coefficients 1, 2, ½, ½; Lagarias, Reeds, Wright and Wright 1998"
    )
    differs = (
        "Same path as SciPy's: first corners 5 % away along each axis (0.00025 where the start "
        "is 0). It ends by the size of the triangle, not by the gradient norm."
    )
    derivatives = "value"

    size: float = param(
        0.05,
        1e-6,
        1e3,
        "First triangle: share of the start's coordinate",
        log=True,
        slider_low=1e-3,
        slider_high=2.0,
    )
    size_at_zero: float = param(
        0.00025,
        1e-9,
        1e6,
        "First triangle where the start's coordinate is 0",
        log=True,
        main=False,
        slider_low=1e-5,
        slider_high=10.0,
    )
    point_tolerance: float = param(
        1e-4,
        0.0,
        1e6,
        "Ends when the corners are this near to the best one",
        log=True,
        main=False,
        slider_low=1e-12,
        slider_high=1.0,
    )
    value_tolerance: float = param(
        1e-4,
        0.0,
        1e6,
        "Ends when the values are this near, too",
        log=True,
        main=False,
        slider_low=1e-12,
        slider_high=1.0,
    )

    @staticmethod
    @whole_rule(memory=lambda dim: (dim + 1) * (dim + 1))
    def step(
        point: Array,
        height: Array,
        memory: Array,
        world: object,
        size: float,
        size_at_zero: float,
        point_tolerance: float,
        value_tolerance: float,
    ) -> bool:
        raise NotImplementedError
