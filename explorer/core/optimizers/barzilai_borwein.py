"""Barzilai and Borwein's rates: what the last step has told of the curvature sets the next."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.line_search import BACKTRACK, backtrack, gives_up, longest_share, pull
from explorer.core.optimizer import NUMBER, Optimizer, whole_rule
from explorer.core.param import choice
from explorer.core.probe import World
from explorer.core.suggesting import of_width, per_curvature
from explorer.core.usual_settings import first_rate, longest_step
from explorer.core.vectors import copied, dot

__all__ = ["BarzilaiBorwein"]


@dataclass(frozen=True)
class BarzilaiBorwein(Optimizer):
    """Step straight downhill by one over the curvature that the last step went through.

    Now and then a step leads up; that is how it gets through narrow valleys. The search lets it,
    as long as it comes out below the highest of the last ten places.
    """

    key = "barzilai-borwein"
    name = "Barzilai–Borwein"
    group = "step rules"
    unminded = ("shift", "turn", "mirror")
    cost = "1 gradient and 1 to 60 values, mostly 1"
    equation = "x ← x − η g;  s = Δx, y = Δg;  then η ← s·s / s·y (long) or s·y / y·y (short)"
    source = "Barzilai and Borwein 1988; with the search: Raydan 1997, Grippo et al. 1986"
    differs = (
        "torch, Optax and SciPy's minimize have no such rule. Where the curvature along the step "
        "was not positive, the next is tried ten times as far; Raydan takes a fixed rate there."
    )
    symbols = {"rate": "η"}
    suggests = {"first": per_curvature(1.0), "longest": of_width(0.25, rough=0.1)}

    first: float = first_rate("The rate of the first step: times the gradient")
    formula: int = choice(
        0,
        ("long", "short", "alternating"),
        "Which of the two rates is taken: s·s / s·y, or s·y / y·y, or one after the other",
        label="rate",
    )
    search: int = choice(
        1,
        ("none", "not above the last ten"),
        "What a step must come out below, else it is halved",
        label="search",
    )
    longest: float = longest_step()

    @staticmethod
    @whole_rule(memory={"rate": NUMBER, "heights": 10 * NUMBER}, calls=BACKTRACK)
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        rate: Array,
        heights: Array,
        step: int,
        world: World,
        first: float,
        formula: float,
        search: float,
        longest: float,
    ) -> bool:
        dim = point.shape[0]
        if step == 1:
            rate[0] = first
        heights[(step - 1) % 10] = height[0] + pull(world, point)
        start, before, move = np.empty((dim, 1)), np.empty((dim, 1)), np.empty((dim, 1))
        copied(point, start)
        copied(gradient, before)
        for d in range(dim):
            move[d, 0] = -gradient[d, 0]
        slope = -dot(gradient, gradient)
        share = min(rate[0], longest_share(move, longest))
        level = np.inf if search == 0.0 else heights[0]
        for k in range(1, min(step, 10)):
            level = max(level, heights[k])
        if slope < 0.0:
            share = backtrack(
                *(world, point, height, gradient, move, slope, level, share, 0.5, 1e-4)
            )
        if share == 0.0 or not slope < 0.0:
            return gives_up(world)
        length, bend, turn = 0.0, 0.0, 0.0  # s·s, s·y, y·y
        for d in range(dim):
            s, y = point[d, 0] - start[d, 0], gradient[d, 0] - before[d, 0]
            length, bend, turn = length + s * s, bend + s * y, turn + y * y
        if bend > 0.0:
            is_short = formula == 1.0 or (formula == 2.0 and step % 2 == 0)
            rate[0] = bend / turn if is_short else length / bend
        else:
            rate[0] = 10.0 * share
        return False
