"""One parent, one child: shake all coordinates, keep the child if it is no worse, mind the size."""

from dataclasses import dataclass
from math import exp

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance, normal_from
from explorer.core.marks import Mark, Moment, Ring
from explorer.core.optimizer import NUMBER, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, value_at
from explorer.core.suggesting import of_width
from explorer.core.vectors import copied

__all__ = ["OnePlusOne"]


@dataclass(frozen=True)
class OnePlusOne(Optimizer):
    """Shake the point and keep what is no worse; bolder after success, shyer after failure."""

    key = "one-plus-one"
    name = "(1+1)-ES"
    group = "derivative free"
    unminded = ("shift", "height", "order")
    equation = "z = x + σ ξ,  ξ ~ N(0, I);  f(z) ≤ f(x): x ← z, σ ← σ e^⅓;  else σ ← σ e^(−1/12)"
    source = (
        "Rechenberg 1973, the one-fifth rule; in this form Kern, Müller, Hansen, Büche, Ocenasek "
        "and Koumoutsakos 2004"
    )
    differs = (
        "The size stays as it is when one child in five is kept. Rechenberg counts over ten times "
        "as many steps as there are coordinates and then multiplies by 0.85; pycma has it not."
    )
    cost = "1 value"
    derivatives = "value"
    symbols = {"sigma": "σ"}
    suggests = {"size": of_width(0.1, net=0.3), "largest": of_width(0.25)}

    size: float = param(
        0.5,
        0.0,
        1e9,
        "Standard deviation of the first children",
        log=True,
        slider_low=1e-4,
        slider_high=10.0,
    )
    largest: float = param(
        0.0,
        0.0,
        1e9,
        "σ grows no larger than this; 0: without end. On level ground every child is as good",
        main=False,
        label="largest σ",
        slider_high=10.0,
    )

    @staticmethod
    @whole_rule(memory={"sigma": NUMBER}, calls=(copied,))
    def step(
        point: Array,
        height: Array,
        sigma: Array,
        step: int,
        world: World,
        chance: Chance,
        size: float,
        largest: float,
    ) -> bool:
        if step == 1:
            sigma[0] = size
        child = np.empty((point.shape[0], 1))
        for d in range(point.shape[0]):
            child[d, 0] = point[d, 0] + sigma[0] * normal_from(chance, d)
        tried = value_at(world, child)
        if tried <= height[0]:
            copied(child, point)
            height[0] = tried
            sigma[0] *= exp(1.0 / 3.0)
            if 0.0 < largest < sigma[0]:
                sigma[0] = largest
        else:
            sigma[0] *= exp(-1.0 / 12.0)
        return bool(sigma[0] <= 1e-15 * size)

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        sigma = moment.settings["size"] if moment.step == 1 else float(moment.before["sigma"][0])
        dim = moment.point.size
        matrix = tuple(tuple(sigma**2 if i == k else 0.0 for i in range(dim)) for k in range(dim))
        return (Ring(tuple(moment.point.tolist()), matrix, "where children usually fall: σ"),)
