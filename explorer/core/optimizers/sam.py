"""SAM: look for land that is low all around, not for the lowest point."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.marks import Arrow, Mark, Moment
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, norm, slope_at, treat
from explorer.core.suggesting import of_width, per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = ["SAM"]


@dataclass(frozen=True)
class SAM(Optimizer):
    """First climb a little way, take the slope there, and step by it from where you were.

    In a narrow hole the slope up there points out of it: the walk prefers wide valleys.
    """

    key = "sam"
    name = "SAM"
    group = "first order"
    unminded = ("shift", "turn", "mirror")
    cost = "2 gradients"
    equation = "e = x + ρ g / ‖g‖;  x ← x − η g(e)"
    source = "Foret, Kleiner, Mobahi and Neyshabur 2021"
    differs = (
        "Same as optax.contrib.sam around two kinds of SGD, the first normalised. torch and Keras "
        "have no SAM. In other packages it is often put around momentum or Adam."
    )
    draws = "The points x; the arrow leads to e, where the slope is taken."
    suggests = {"learning_rate": per_curvature(1.0), "radius": of_width(0.002, net=0.05)}

    learning_rate: float = learning_rate(0.01)
    radius: float = param(
        0.05,
        0.0,
        1e9,
        "How far it climbs before it takes the slope",
        label="radius ρ",
        slider_high=1.0,
    )

    @staticmethod
    @whole_rule()
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        world: World,
        learning_rate: float,
        radius: float,
    ) -> bool:
        length = norm(gradient)
        above = np.empty(point.shape)
        for d in range(point.shape[0]):
            climb = radius * (gradient[d, 0] / length) if length > 0.0 else 0.0
            above[d, 0] = point[d, 0] + climb
        slope_at(world, above, height, gradient)
        treat(world, above, gradient)
        for d in range(point.shape[0]):
            point[d, 0] -= learning_rate * gradient[d, 0]
        slope_at(world, point, height, gradient)
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        if len(moment.looks) < 1:
            return ()
        above = tuple(moment.looks[0, 1:].tolist())
        return (Arrow(tuple(moment.point.tolist()), above, "climb to where the slope is taken"),)
