"""Nudge: change one coordinate by chance and keep it if that is lower. Nothing else is known."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance, normal_from, one_of
from explorer.core.optimizer import NUMBER, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, value_at
from explorer.core.suggesting import of_width

__all__ = ["Nudge"]


@dataclass(frozen=True)
class Nudge(Optimizer):
    """Nudge one coordinate at random and keep that if it is lower: one look a step, no slope."""

    key = "nudge"
    name = "Nudge"
    group = "derivative free"
    unminded = ("shift", "height", "order")
    cost = "1 value"
    equation = "z = x + σ ξ along one axis at random,  ξ ~ N(0, 1);  x ← z if f(z) < f(x)"
    source = "Rastrigin 1963; Rechenberg 1973"
    differs = (
        "Rechenberg's (1+1) evolution strategy nudges all coordinates at once, and adapts the "
        "size to how often that helps; here it is one coordinate, and always the same size."
    )
    derivatives = "value"
    suggests = {"size": of_width(0.05, net=0.5, rough=0.1)}

    size: float = param(
        0.1,
        0.0,
        1e9,
        "Standard deviation of a nudge",
        log=True,
        slider_low=1e-4,
        slider_high=10.0,
    )

    @staticmethod
    @whole_rule(memory={"known": NUMBER})
    def step(
        point: Array,
        height: Array,
        known: Array,
        step: int,
        world: World,
        chance: Chance,
        size: float,
    ) -> bool:
        # known: the height of the point. In another batch it is another, and was looked up anew.
        if step > 1 and height[0] != known[0]:
            world[6][0] += 1
        trial = np.empty(point.shape)
        trial[:] = point
        trial[one_of(chance, 0, point.shape[0]), 0] += size * normal_from(chance, 1)
        tried = value_at(world, trial)
        if tried < height[0]:
            point[:] = trial
            height[0] = tried
        known[0] = height[0]
        return False
