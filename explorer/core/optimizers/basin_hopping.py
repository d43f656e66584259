"""Basin hopping: jump, slide down to the bottom of the basin there, and stay if that is lower."""

from dataclasses import dataclass
from math import exp

import numpy as np

from explorer.core.array import Array
from explorer.core.basin import BASIN, slide_down
from explorer.core.chance import Chance, uniform_from
from explorer.core.optimizer import NUMBER, Optimizer, whole_rule
from explorer.core.param import choice, param
from explorer.core.probe import World, confine, slope_at
from explorer.core.suggesting import of_range, of_width
from explorer.core.vectors import copied

__all__ = ["BasinHopping"]


@dataclass(frozen=True)
class BasinHopping(Optimizer):
    """Jump, slide downhill, and stay there if that is lower, or by chance if it is a bit higher."""

    key = "basin-hopping"
    name = "Basin hopping"
    group = "global"
    equation = (
        "z = L-BFGS from x + s r,  r ~ uniform from −1 to 1 for each coordinate;  x ← z if "
        "f(z) ≤ f(x), else with chance exp(−(f(z) − f(x)) / T);  s is set so that half are taken"
    )
    source = "Li and Scheraga 1987; Wales and Doye 1997; slide: L-BFGS, Nocedal 1980"
    differs = (
        "SciPy has the same jumps, 0.5 wide and T = 1 whatever the landscape, and the same 50 "
        "hops between changes of s by a tenth; here the first step is the slide from the start, "
        "and minima out of the box are not taken unless you say so, as SciPy's slides often run "
        "away. SciPy returns the lowest minimum it has seen."
    )
    cost = "1 gradient and 1 value for each look on the way down: often 5 to 30"
    draws = "The minimum where it stands, not the lowest it has seen."
    goes_on = True
    symbols = {"stride": "s"}
    suggests = {"size": of_width(0.1, net=0.5), "heat": of_range(0.01, net=0.01)}

    size: float = param(
        0.5,
        0.0,
        1e9,
        "Length of the first jumps along each axis, at most",
        log=True,
        slider_low=1e-4,
        slider_high=10.0,
    )
    heat: float = param(
        1.0,
        0.0,
        1e12,
        "Temperature: minima higher by about this much are taken readily",
        log=True,
        label="temperature",
        slider_low=1e-6,
        slider_high=1e4,
    )
    edge: int = choice(
        1,
        ("are taken", "are not taken"),
        "Minima that lie out of the box",
        main=False,
        label="out of the box",
    )
    slides: int = param(
        100, 1, 1000, "Line searches of a slide, at most", whole=True, main=False, slider_high=200
    )

    @staticmethod
    @whole_rule(memory={"stride": NUMBER, "taken": NUMBER}, calls=BASIN)
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        stride: Array,
        taken: Array,
        step: int,
        world: World,
        chance: Chance,
        size: float,
        heat: float,
        edge: float,
        slides: float,
    ) -> bool:
        dim, box = point.shape[0], world[4]
        trial, found, rise = np.empty((dim, 1)), np.empty(1), np.empty((dim, 1))
        shares, longest = np.empty(dim + 1), 0.0
        for k in range(dim + 1):
            shares[k] = uniform_from(chance, k)
        for d in range(dim):
            longest = max(longest, box[d, 1] - box[d, 0])
        copied(point, trial)
        copied(gradient, rise)
        found[0] = height[0]
        if step == 1:
            stride[0] = size
        else:
            for d in range(dim):
                trial[d, 0] += stride[0] * (2.0 * shares[d] - 1.0)
            if edge != 0.0:
                confine(trial, box, 1)
            slope_at(world, trial, found, rise)
        slide_down(world, trial, found, rise, longest, int(slides))
        climb = found[0] - height[0]
        is_taken = bool(not found[0] > height[0])
        if 0.0 < climb < np.inf and heat > 0.0:
            is_taken = bool(shares[dim] < exp(-climb / heat))
        for d in range(dim):
            is_out = not box[d, 0] <= trial[d, 0] <= box[d, 1]
            is_taken = is_taken and not (is_out and edge != 0.0)
        is_taken = is_taken and bool(found[0] == found[0])
        if is_taken:
            taken[0] += 1.0
            height[0] = found[0]
            copied(trial, point)
            copied(rise, gradient)
        if step == 1:
            taken[0] = 0.0  # the slide from the start is no hop
        elif (step - 1) % 50 == 0:
            stride[0] = stride[0] / 0.9 if taken[0] > 25.0 else stride[0] * 0.9
            taken[0] = 0.0
        return False
