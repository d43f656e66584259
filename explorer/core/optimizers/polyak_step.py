"""Polyak's step and MoMo: how far to go, from how high one stands above the lowest place."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.line_search import longest_share
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, slope_at
from explorer.core.suggesting import of_width, per_curvature, the_lowest
from explorer.core.usual_settings import kept, learning_rate, longest_step
from explorer.core.vectors import dot

__all__ = ["MoMo", "PolyakStep"]


def lowest() -> float:
    """Return the declaration of the height of the lowest place."""
    height: float = param(
        0.0,
        -1e15,
        1e15,
        "The height of the lowest place. It is a part of the answer, which real problems rarely "
        "give away. Too low a guess: it never comes to rest; too high: it stops on the way",
        label="lowest height f*",
        slider_low=-10.0,
        slider_high=10.0,
    )
    return height


@dataclass(frozen=True)
class PolyakStep(Optimizer):
    """Go as far as a straight slope would take to reach the lowest height, which it is told.

    That height is a part of the answer. Where it is known, as for a net that can fit all its
    examples, no rate needs to be tuned; where the landscape has lower places elsewhere, it cannot
    come to rest in a minimum that is higher.
    """

    key = "polyak-step"
    name = "Polyak's step"
    group = "step rules"
    unminded = ("shift", "turn", "mirror")
    equation = "x ← x − min((f(x) − f*) / |g|², η) g"
    source = "Polyak 1969; capped: Loizou, Vaswani, Laradji and Lacoste-Julien 2021"
    differs = (
        "Same as optax.polyak_sgd, whose largest rate is 1. What it is suggested for f* here is "
        "the known lowest height of the landscape; Optax guesses 0."
    )
    suggests = {
        "learning_rate": per_curvature(10.0),
        "lowest": the_lowest(net=0.0),
        "longest": of_width(0.25, rough=0.1),
    }

    learning_rate: float = learning_rate(1.0, "The rate is never larger than this")
    lowest: float = lowest()
    longest: float = longest_step()

    @staticmethod
    @whole_rule(calls=(dot, longest_share))
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        world: World,
        learning_rate: float,
        lowest: float,
        longest: float,
    ) -> bool:
        square, rate = dot(gradient, gradient), 0.0
        if square > 0.0:
            rate = min(max(height[0] - lowest, 0.0) / square, learning_rate)
            rate = min(rate, longest_share(gradient, longest))
        for d in range(point.shape[0]):
            point[d, 0] -= rate * gradient[d, 0]
        is_down = square > 0.0 and height[0] <= lowest
        slope_at(world, point, height, gradient)
        return is_down


@dataclass(frozen=True)
class MoMo(Optimizer):
    """Polyak's step for a heavy ball: means of slopes and heights say how far to go.

    The means stand for a straight slope through what was seen lately; the step leads to where
    that would be as low as it is told the lowest place is, and no farther than the rate allows.
    """

    key = "momo"
    name = "MoMo"
    group = "step rules"
    unminded = ("shift", "turn", "mirror")
    equation = (
        "d, m, q ← means of g, f(x), g·x, each keeping the share β;  "
        "x ← x − min(η, max(m − f* − q + d·x, 0) / |d|²) d"
    )
    source = "Schaipp, Ohana, Eickenberg, Defazio and Gower 2023"
    differs = (
        "Same as optax.contrib.momo with a lower bound that stays what it is. Its first mean is "
        "the first slope itself, where Adam begins with 0 and corrects for it."
    )
    symbols = {"mean_slope": "d", "mean_height": "m", "mean_product": "q"}
    suggests = {
        "learning_rate": per_curvature(5.0),
        "lowest": the_lowest(net=0.0),
        "longest": of_width(0.1, rough=0.1),
    }

    learning_rate: float = learning_rate(1.0, "The rate is never larger than this")
    beta: float = kept(0.9, "Share of the means that is kept", label="β", main=True)
    lowest: float = lowest()
    longest: float = longest_step()

    @staticmethod
    @whole_rule(
        memory={"mean_slope": VECTOR, "mean_height": NUMBER, "mean_product": NUMBER},
        calls=(dot, longest_share),
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        mean_slope: Array,
        mean_height: Array,
        mean_product: Array,
        step: int,
        world: World,
        learning_rate: float,
        beta: float,
        lowest: float,
        longest: float,
    ) -> bool:
        dim = point.shape[0]
        share = 0.0 if step == 1 else beta
        move = np.empty((dim, 1))
        for d in range(dim):
            mean_slope[d] = share * mean_slope[d] + (1.0 - share) * gradient[d, 0]
            move[d, 0] = mean_slope[d]
        mean_height[0] = share * mean_height[0] + (1.0 - share) * height[0]
        mean_product[0] = share * mean_product[0] + (1.0 - share) * dot(gradient, point)
        square, rate = dot(move, move), 0.0
        if square > 0.0:
            above = mean_height[0] - lowest - mean_product[0] + dot(move, point)
            rate = min(learning_rate, max(above, 0.0) / square)
            rate = min(rate, longest_share(move, longest))
        for d in range(dim):
            point[d, 0] -= rate * move[d, 0]
        slope_at(world, point, height, gradient)
        return False
