"""RMSprop: steps measured by the recent size of the slope."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.optimizers.gradient_descent import learning_rate
from explorer.core.param import param
from explorer.core.suggesting import of_width

__all__ = ["RMSprop"]


@dataclass(frozen=True)
class RMSprop(Optimizer):
    """Step by the slope over its recent size: about the same length on steep and on flat ground."""

    key = "rmsprop"
    name = "RMSprop"
    group = "adaptive"
    equation = "s ← ρ s + (1 − ρ) g²;  x ← x − η g / (√s + ε)"
    source = "Hinton 2012, lecture 6e"
    differs = (
        "Same as torch.optim.RMSprop: the first step is η / √(1 − ρ), ten times η for ρ = 0.99. "
        "Keras and optax have ρ = 0.9 and put ε under the root."
    )
    symbols = {"square": "s"}
    suggests = {"learning_rate": of_width(0.002, net=0.01, many=0.003)}

    learning_rate: float = learning_rate(0.01, "Usual length of a step in each coordinate")
    decay: float = param(0.99, 0.0, 0.999999, "Share of the old squared slopes that is kept")
    epsilon: float = param(
        1e-8,
        0.0,
        1e9,
        "Added to the root, against a division by zero",
        log=True,
        main=False,
        slider_low=1e-12,
        slider_high=1.0,
    )

    @staticmethod
    @rule(memory=("square",))
    def step(
        gradient: float, square: float, learning_rate: float, decay: float, epsilon: float
    ) -> tuple[float, float]:
        square = decay * square + (1.0 - decay) * gradient * gradient
        root = sqrt(square) + epsilon
        move = -learning_rate * gradient / root if root > 0.0 else 0.0
        return move, square
