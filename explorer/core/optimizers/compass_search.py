"""Compass search: try a step north, south, east and west; if none is lower, halve the step."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.optimizer import NUMBER, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, value_at
from explorer.core.suggesting import of_width
from explorer.core.vectors import copied

__all__ = ["CompassSearch"]


@dataclass(frozen=True)
class CompassSearch(Optimizer):
    """Try a step both ways along each axis, go to the lowest place, halve the step if none is."""

    key = "compass-search"
    name = "Compass search"
    group = "derivative free"
    unminded = ("shift", "mirror", "height", "order")
    equation = "x ← the lowest of x ± h eᵢ if it is lower than x;  else h ← θ h"
    source = "Fermi and Metropolis 1952; Kolda, Lewis and Torczon 2003, figure 1.1"
    differs = (
        "SciPy has no method of this kind. Many texts take the first lower place and not the "
        "lowest of all; Hooke and Jeeves go on in the direction that helped."
    )
    cost = "2 values for each coordinate"
    derivatives = "value"
    symbols = {"stride": "h"}
    suggests = {"size": of_width(0.1, net=0.5)}

    size: float = param(
        0.5, 0.0, 1e9, "Length of the first steps", log=True, slider_low=1e-4, slider_high=10.0
    )
    shrink: float = param(0.5, 0.01, 0.99, "What a vain step is multiplied with", label="θ")
    growth: float = param(
        1.0, 1.0, 10.0, "What a step that helped is multiplied with", main=False, slider_high=4.0
    )
    tolerance: float = param(
        1e-10,
        0.0,
        1e6,
        "Ends when its steps are shorter than this share of the first",
        log=True,
        main=False,
        label="shortest step",
        slider_low=1e-15,
        slider_high=0.1,
    )

    @staticmethod
    @whole_rule(memory={"stride": NUMBER}, calls=(copied,))
    def step(
        point: Array,
        height: Array,
        stride: Array,
        step: int,
        world: World,
        size: float,
        shrink: float,
        growth: float,
        tolerance: float,
    ) -> bool:
        dim = point.shape[0]
        if step == 1:
            stride[0] = size
        trial, best, lowest = np.empty((dim, 1)), np.empty((dim, 1)), height[0]
        for d in range(dim):
            for side in (1.0, -1.0):
                copied(point, trial)
                trial[d, 0] += side * stride[0]
                tried = value_at(world, trial)
                if tried < lowest:
                    copied(trial, best)
                    lowest = tried
        if lowest < height[0]:
            copied(best, point)
            height[0] = lowest
            stride[0] *= growth
            return False
        stride[0] *= shrink
        return bool(stride[0] <= tolerance * size)
