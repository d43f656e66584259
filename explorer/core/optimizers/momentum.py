"""Momentum: a heavy ball that keeps part of its last step, and Nesterov's look ahead."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer, rule
from explorer.core.optimizers.gradient_descent import learning_rate
from explorer.core.param import param

__all__ = ["Momentum", "Nesterov"]


@dataclass(frozen=True)
class Momentum(Optimizer):
    """Roll like a heavy ball: it gathers speed and coasts through small bumps."""

    key = "momentum"
    name = "Momentum"
    equation = "v ← μ v + g;  x ← x − η v"
    source = "Polyak 1964"
    differs = (
        "Same as torch.optim.SGD(momentum=μ) and optax.sgd. Keras keeps the learning rate inside "
        "the velocity: the same path as long as the learning rate stays constant."
    )

    learning_rate: float = learning_rate(0.01)
    momentum: float = param(0.9, 0.0, 1.0, "Share of the velocity that is kept")

    @staticmethod
    @rule(memory=("velocity",))
    def step(
        gradient: float, velocity: float, learning_rate: float, momentum: float
    ) -> tuple[float, float]:
        velocity = momentum * velocity + gradient
        return -learning_rate * velocity, velocity


@dataclass(frozen=True)
class Nesterov(Optimizer):
    """Roll like a heavy ball that looks where it is about to go, and so brakes earlier."""

    key = "nesterov"
    name = "Nesterov"
    equation = "v ← μ v + g;  x ← x − η (g + μ v)"
    source = "Nesterov 1983; in this form Sutskever, Martens, Dahl and Hinton 2013"
    differs = (
        "Same as torch.optim.SGD(nesterov=True) and optax.sgd(nesterov=True). The points drawn are "
        "the look-ahead points x + μ v of the textbook form, so a picture drawn from the textbook "
        "form shows another path."
    )

    learning_rate: float = learning_rate(0.01)
    momentum: float = param(0.9, 0.0, 1.0, "Share of the velocity that is kept")

    @staticmethod
    @rule(memory=("velocity",))
    def step(
        gradient: float, velocity: float, learning_rate: float, momentum: float
    ) -> tuple[float, float]:
        velocity = momentum * velocity + gradient
        return -learning_rate * (gradient + momentum * velocity), velocity
