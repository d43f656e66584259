"""Schedule-Free: a mean of all steps instead of a learning rate that has to fall."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from explorer.core.array import Array
from explorer.core.marks import Dots, Mark, Moment
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, looked_at, slope_at, treat
from explorer.core.suggesting import of_width, per_curvature
from explorer.core.usual_settings import beta2, epsilon, learning_rate, weight_decay

__all__ = ["ScheduleFree", "ScheduleFreeAdamW"]

DRAWS = "The mean x, which is the answer; marked are the walker z and y, where the slope is taken."


def mixture() -> float:
    """Return the declaration of where between walker and mean the slope is taken."""
    part: float = param(
        0.9,
        0.0,
        1.0,
        "Where the slope is taken: 0 at the walker, 1 at the mean",
        main=False,
        label="β",
    )
    return part


def between(point: Array, walker: Array, beta1: float, middle: Array) -> None:
    """Fill middle (dim, 1) with the place between the mean and the walker."""
    for d in range(point.shape[0]):
        middle[d, 0] = beta1 * point[d, 0] + (1.0 - beta1) * walker[d]


def follow(point: Array, walker: Array, weights: Array, rate: float) -> None:
    """Move the mean towards the walker, whose places count by the squares of their rates."""
    weights[0] += rate * rate
    share = rate * rate / weights[0] if weights[0] > 0.0 else 0.0
    for d in range(point.shape[0]):
        point[d, 0] = (1.0 - share) * point[d, 0] + share * walker[d]


def places(moment: Moment) -> tuple[Mark, ...]:
    """Return where the walker is, and where the slope was taken."""
    walker = Dots((tuple(moment.after["walker"].tolist()),), "the walker")
    if not len(moment.looks):
        return (walker,)
    return walker, Dots((tuple(moment.looks[0, 1:].tolist()),), "where the slope was taken")


@dataclass(frozen=True)
class ScheduleFree(Optimizer):
    """Walk with a steady learning rate, answer with the mean, and take slopes near to the mean."""

    key = "schedule-free"
    name = "Schedule-Free gradient descent"
    group = "first order"
    unminded = ("shift", "turn", "mirror")
    equation = "y = (1 − β) z + β x;  z ← z − η g(y);  x ← x + (z − x) η² / Ση²"
    source = "Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky 2024"
    differs = (
        "Same as optax.contrib.schedule_free_sgd and the authors' package, where the points that "
        "training code holds are y, and x has to be asked for. torch has no such rule, Keras the "
        "one with Adam alone. It bears a larger learning rate than gradient descent does."
    )
    draws = DRAWS
    symbols = {"walker": "z", "weights": "Ση²"}
    suggests = {"learning_rate": per_curvature(1.0)}

    learning_rate: float = learning_rate(0.02)
    beta1: float = mixture()

    @staticmethod
    @whole_rule(memory={"walker": VECTOR, "weights": NUMBER}, calls=(between, follow))
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        walker: Array,
        weights: Array,
        step: int,
        world: World,
        learning_rate: float,
        beta1: float,
    ) -> bool:
        if step == 1:  # all three are at the start, whose slope is known
            for d in range(point.shape[0]):
                walker[d] = point[d, 0]
        else:
            middle = np.empty(point.shape)
            between(point, walker, beta1, middle)
            slope_at(world, middle, height, gradient)
            treat(world, middle, gradient)
        for d in range(point.shape[0]):
            walker[d] -= learning_rate * gradient[d, 0]
        follow(point, walker, weights, learning_rate)
        looked_at(world, point, height, gradient)
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return places(moment)


@dataclass(frozen=True)
class ScheduleFreeAdamW(Optimizer):
    """Walk as RMSprop does, answer with the mean, and take slopes near to the mean."""

    key = "schedule-free-adamw"
    name = "Schedule-Free AdamW"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "y = (1 − β) z + β x;  s ← β₂ s + (1 − β₂) g(y)²;  "
        "z ← z − η (g(y) / (√(s / (1 − β₂ᵗ)) + ε) + λ y);  x ← x + (z − x) η² / Ση²"
    )
    source = "Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky 2024"
    differs = (
        "Same as optax.contrib.schedule_free_adamw and the authors' package, where the points "
        "that training code holds are y, and x has to be asked for. Keras counts all places of z "
        "alike, which matters with a warm-up alone. The place of the momentum is taken by β."
    )
    draws = DRAWS
    symbols = {"walker": "z", "square": "s", "weights": "Ση²"}
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Usual length of the walker's steps")
    beta1: float = mixture()
    beta2: float = beta2()
    epsilon: float = epsilon()
    weight_decay: float = weight_decay()

    @staticmethod
    @whole_rule(
        memory={"walker": VECTOR, "square": VECTOR, "weights": NUMBER, "power": NUMBER},
        calls=(between, follow),
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        walker: Array,
        square: Array,
        weights: Array,
        power: Array,
        step: int,
        world: World,
        learning_rate: float,
        beta1: float,
        beta2: float,
        epsilon: float,
        weight_decay: float,
    ) -> bool:
        if step == 1:  # all three are at the start, whose slope is known
            power[0] = 1.0
            for d in range(point.shape[0]):
                walker[d] = point[d, 0]
        middle = np.empty(point.shape)
        between(point, walker, beta1, middle)
        if step > 1:
            slope_at(world, middle, height, gradient)
            treat(world, middle, gradient)
        power[0] *= beta2
        for d in range(point.shape[0]):
            square[d] = beta2 * square[d] + (1.0 - beta2) * gradient[d, 0] * gradient[d, 0]
            root = sqrt(square[d] / (1.0 - power[0])) + epsilon
            move = gradient[d, 0] / root if root > 0.0 else 0.0
            walker[d] -= learning_rate * (move + weight_decay * middle[d, 0])
        follow(point, walker, weights, learning_rate)
        looked_at(world, point, height, gradient)
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return places(moment)
