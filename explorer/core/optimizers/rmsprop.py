"""RMSprop: steps measured by the recent size of the slope."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import choice, param
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import epsilon, epsilon_place, kept, learning_rate

__all__ = ["RMSprop"]


@dataclass(frozen=True)
class RMSprop(Optimizer):
    """Step by the slope over its recent size: about the same length on steep and on flat ground.

    Centred, it measures how much the slope varies, and strides out where the slope is steady.
    """

    key = "rmsprop"
    name = "RMSprop"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "s ← ρ s + (1 − ρ) g²;  v ← μ v + g / (√s + ε);  x ← x − η v;  "
        "centred: √(s − m²) with m ← ρ m + (1 − ρ) g"
    )
    source = "Hinton 2012, lecture 6e; centred: Graves 2013"
    differs = (
        "Same as torch.optim.RMSprop: the first step is η / √(1 − ρ), ten times η for ρ = 0.99. "
        "Keras and Optax have ρ = 0.9 and put ε under the root. Keras keeps the learning rate "
        "inside the velocity: the same path as long as the rate stays constant."
    )
    symbols = {"square": "s", "mean": "m", "velocity": "v"}
    suggests = {"learning_rate": of_width(0.002, net=0.01, many=0.003)}

    learning_rate: float = learning_rate(0.01, "Usual length of a step in each coordinate")
    decay: float = kept(0.99, "Share of the old squared slopes that is kept", main=True)
    epsilon: float = epsilon()
    momentum: float = param(0.0, 0.0, 1.0, "Share of the velocity that is kept", main=False)
    centred: int = choice(
        0,
        ("no", "yes"),
        "Whether the mean slope is taken out of its size, so that only its changes count",
        main=False,
    )
    place: int = epsilon_place()

    @staticmethod
    @rule(memory=("square", "mean", "velocity"))
    def step(
        gradient: float,
        square: float,
        mean: float,
        velocity: float,
        learning_rate: float,
        decay: float,
        epsilon: float,
        momentum: float,
        centred: float,
        place: float,
    ) -> tuple[float, float, float, float]:
        square = decay * square + (1.0 - decay) * gradient * gradient
        mean = decay * mean + (1.0 - decay) * gradient
        size = square - mean * mean if centred > 0.5 else square
        size = size if size > 0.0 else 0.0  # rounding may lead below
        root = sqrt(size + epsilon) if place > 0.5 else sqrt(size) + epsilon
        velocity = momentum * velocity + (gradient / root if root > 0.0 else 0.0)
        return -learning_rate * velocity, square, mean, velocity
