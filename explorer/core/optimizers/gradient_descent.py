"""Gradient descent: a step straight downhill, with or without noise."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param

__all__ = ["GradientDescent", "NoisyGradientDescent", "learning_rate"]


def learning_rate(default: float, help: str = "Length of a step: times the gradient") -> float:  # noqa: A002
    """Return the declaration of a learning rate; 0 stands still, a huge one flies away."""
    rate: float = param(default, 0.0, 1e9, help, log=True, slider_low=1e-6, slider_high=10.0)
    return rate


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """Walk straight downhill, as far as the slope is steep."""

    key = "gradient-descent"
    name = "Gradient descent"
    equation = "x ← x − η g"
    source = "Cauchy 1847; Robbins and Monro 1951"
    differs = "Same as SGD without momentum in torch, Keras and optax."

    learning_rate: float = learning_rate(0.01)

    @staticmethod
    @rule()
    def step(gradient: float, learning_rate: float) -> float:
        return -learning_rate * gradient


@dataclass(frozen=True)
class NoisyGradientDescent(Optimizer):
    """Walk downhill with a slope that is measured inexactly; noise shakes it off saddles."""

    key = "noisy-gradient-descent"
    name = "Noisy gradient descent"
    equation = "x ← x − η (g + σ ξ),  ξ ~ N(0, 1)"
    source = "Robbins and Monro 1951; Ge, Huang, Jin and Yuan 2015"
    differs = (
        "In training, noise comes from small batches of data; here it is added to the exact "
        "gradient and comes from the seed of the run."
    )

    learning_rate: float = learning_rate(0.01)
    noise_level: float = param(
        1.0,
        0.0,
        1e9,
        "Standard deviation of the noise on each component of the gradient",
        log=True,
        slider_low=1e-3,
        slider_high=1e3,
    )

    @staticmethod
    @rule()
    def step(gradient: float, noise: float, learning_rate: float, noise_level: float) -> float:
        return -learning_rate * (gradient + noise_level * noise)
