"""Backtracking: try a long step downhill, and halve it until it is worth its length."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.line_search import (
    BACKTRACK,
    backtrack,
    gives_up,
    longest_share,
    pull,
)
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World
from explorer.core.suggesting import of_width, per_curvature
from explorer.core.usual_settings import longest_step
from explorer.core.vectors import dot

__all__ = ["Armijo"]


@dataclass(frozen=True)
class Armijo(Optimizer):
    """Try a long step straight downhill, and shorten it until it has gone down enough: never up.

    It ends where no step is short enough: at a minimum, at a kink, or on level ground.
    """

    key = "armijo"
    name = "Armijo backtracking"
    group = "step rules"
    unminded = ("shift", "turn", "mirror")
    cost = "1 gradient and 1 to 60 values, mostly 1 to 10"
    equation = "η = η₀, ρ η₀, ρ² η₀, … until f(x − η g) ≤ f(x) − c η |g|²;  x ← x − η g"
    source = "Armijo 1966; Nocedal and Wright 2006, algorithm 3.1"
    differs = (
        "SciPy's line_search_armijo guesses the next trial by a parabola and a cubic; here each "
        "is the same share of the one before. torch and optax have no such rule by this name; "
        "optax.scale_by_backtracking_linesearch begins with the last step made longer."
    )
    suggests = {"first": per_curvature(20.0), "longest": of_width(0.25, rough=0.1)}

    first: float = param(
        1.0,
        0.0,
        1e9,
        "What is tried first in each step: times the gradient",
        log=True,
        label="first rate",
        slider_low=1e-6,
        slider_high=100.0,
    )
    shrink: float = param(0.5, 0.01, 0.99, "What is tried next: share of the last", label="ρ")
    decrease: float = param(
        1e-4,
        0.0,
        0.99,
        "Share of the fall that the slope promises which a step must bring",
        label="c",
        main=False,
        slider_high=0.5,
    )
    longest: float = longest_step()

    @staticmethod
    @whole_rule(calls=BACKTRACK)
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        world: World,
        first: float,
        shrink: float,
        decrease: float,
        longest: float,
    ) -> bool:
        move = np.empty(point.shape)
        for d in range(point.shape[0]):
            move[d, 0] = -gradient[d, 0]
        slope, level = -dot(gradient, gradient), height[0] + pull(world, point)
        begin, share = min(first, longest_share(move, longest)), 0.0
        if slope < 0.0:
            share = backtrack(
                *(world, point, height, gradient, move, slope, level, begin, shrink, decrease)
            )
        return share == 0.0 and gives_up(world)
