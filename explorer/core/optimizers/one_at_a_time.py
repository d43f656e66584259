"""One at a time: gradient descent whose slope is found by moving each coordinate a little."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.marks import Dots, Mark, Moment
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, value_at
from explorer.core.suggesting import of_reach, per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = ["OneAtATime"]


@dataclass(frozen=True)
class OneAtATime(Optimizer):
    """Move one coordinate after another a little, see what that changes, then step downhill.

    A step costs one look for each coordinate and one for where it leads: for many coordinates
    that is dear. Where the ground to one side is unknown, or out of bounds, it looks to the other.
    """

    key = "one-at-a-time"
    name = "One at a time"
    group = "derivative free"
    unminded = ("shift",)
    cost = "1 value, and 1 for each coordinate"
    equation = "gᵢ = (f(x + h eᵢ) − f(x)) / h for each i;  x ← x − η g"
    source = "Kiefer and Wolfowitz 1952; one-sided, as here: Blum 1954"
    differs = (
        "SciPy measures slopes so where it is given none, with h = 1.5e-8 times the coordinate; "
        "its searches then choose the length of a step by themselves."
    )
    derivatives = "value"
    suggests = {"learning_rate": per_curvature(1.0), "distance": of_reach(1e-6)}

    learning_rate: float = learning_rate(0.01)
    distance: float = param(
        1e-5,
        1e-12,
        1e6,
        "How far each coordinate is moved to see what that changes",
        log=True,
        slider_low=1e-8,
        slider_high=1.0,
    )

    @staticmethod
    @whole_rule()
    def step(
        point: Array, height: Array, world: World, learning_rate: float, distance: float
    ) -> bool:
        dim = point.shape[0]
        trial, move = np.empty((dim, 1)), np.zeros((dim, 1))
        for d in range(dim):
            for side in (1.0, -1.0):
                trial[:] = point
                trial[d, 0] += side * distance
                rise = value_at(world, trial) - height[0]
                moved = trial[d, 0] - point[d, 0]
                if moved != 0.0 and rise < np.inf:
                    move[d, 0] = -learning_rate * rise / moved
                    break
        point += move
        found = value_at(world, point)
        height[0] = found if found < np.inf else np.nan
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        places = tuple(tuple(place) for place in moment.looks[:-1, 1:].tolist())
        return (Dots(places, "where it feels for the slope"),)
