"""Adafactor: steps in shares of the coordinates' own size."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from explorer.core.array import Array
from explorer.core.optimizer import VECTOR, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, slope_at
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import learning_rate

__all__ = ["Adafactor"]


@dataclass(frozen=True)
class Adafactor(Optimizer):
    """Step by a share of how far you are from the origin, along slopes measured by their size.

    Made for weights whose size means something. On a map it does not: near to the origin of the
    coordinates it crawls, so moving the map changes its way.
    """

    key = "adafactor"
    name = "Adafactor"
    group = "adaptive"
    unminded = ("mirror", "height")
    equation = (
        "b = 1 − t^−c;  s ← b s + (1 − b) g²;  u = g / √s, its root mean square cut to d;  "
        "x ← x − max(ε, rms(x)) · min(η, 1 / √t) · u"
    )
    source = "Shazeer and Stern 2018"
    differs = (
        "Same as torch.optim.Adafactor of a vector, where η is 0.01 unless told and ε is 0.001. "
        "For a matrix of weights torch, Keras and Optax keep sums of rows and columns of s alone; "
        "here all weights of a net are one vector. Keras and Optax add 1e-30 to g²."
    )
    symbols = {"square": "s"}
    suggests = {"least_size": of_width(0.1, net=0.3)}

    learning_rate: float = learning_rate(0.05, "Step as a share of the size of the coordinates")
    exponent: float = param(
        0.8,
        0.0,
        10.0,
        "How fast old slopes begin to count for more: b = 1 − t^−c",
        main=False,
        label="c",
        slider_high=2.0,
    )
    least_size: float = param(
        1e-3,
        0.0,
        1e9,
        "What counts for the size of the coordinates where they are smaller",
        log=True,
        label="least size ε",
        slider_low=1e-6,
        slider_high=10.0,
    )
    longest: float = param(
        1.0,
        1e-12,
        1e9,
        "Cut for the root mean square of u",
        log=True,
        main=False,
        label="cut d",
        slider_low=0.01,
        slider_high=100.0,
    )

    @staticmethod
    @whole_rule(memory={"square": VECTOR})
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        square: Array,
        step: int,
        world: World,
        learning_rate: float,
        exponent: float,
        least_size: float,
        longest: float,
    ) -> bool:
        dim, fresh = point.shape[0], step ** (-exponent)
        move = np.empty(dim)
        places, moves = 0.0, 0.0
        for d in range(dim):
            square[d] = (1.0 - fresh) * square[d] + fresh * gradient[d, 0] * gradient[d, 0]
            # 2⁻⁵²: what torch has; where the slope is 0, the move is.
            move[d] = gradient[d, 0] / max(sqrt(square[d]), 2.220446049250313e-16)
            places += point[d, 0] * point[d, 0]
            moves += move[d] * move[d]
        share = min(learning_rate, 1.0 / sqrt(step))
        size = max(least_size, sqrt(places / dim)) * share
        size /= max(1.0, sqrt(moves / dim) / longest)
        for d in range(dim):
            point[d, 0] -= size * move[d]
        slope_at(world, point, height, gradient)
        return False
