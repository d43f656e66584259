"""Random search: look anywhere in the box, again and again, and keep the lowest."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance, uniform_from
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, value_at
from explorer.core.vectors import copied

__all__ = ["RandomSearch"]


@dataclass(frozen=True)
class RandomSearch(Optimizer):
    """Look at places drawn evenly from the box and keep the lowest; each look forgets the last."""

    key = "random-search"
    name = "Random search"
    group = "global"
    unminded = ("shift", "height", "order")
    equation = "z ~ uniform in the box;  x ← z if f(z) < f(x)"
    source = "Anderson 1953; Brooks 1958"
    differs = (
        "Nothing of it is in SciPy. It is what every other global method has to beat; a grid of as "
        "many points does worse where only one direction matters (Bergstra and Bengio 2012)."
    )
    cost = "as many values as you set"
    draws = "The lowest place seen so far."
    derivatives = "value"

    looks: int = param(1, 1, 1000, "Places looked at in a step", whole=True, slider_high=100)

    @staticmethod
    @whole_rule(calls=(copied,))
    def step(point: Array, height: Array, world: World, chance: Chance, looks: float) -> bool:
        dim, box = point.shape[0], world[4]
        trial = np.empty((dim, 1))
        for k in range(int(looks)):
            for d in range(dim):
                share = uniform_from(chance, k * dim + d)
                trial[d, 0] = box[d, 0] + share * (box[d, 1] - box[d, 0])
            tried = value_at(world, trial)
            if tried < height[0] or height[0] != height[0]:
                copied(trial, point)
                height[0] = tried
        return False
