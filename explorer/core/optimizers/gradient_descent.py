"""Gradient descent: a step straight downhill."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import per_curvature

__all__ = ["GradientDescent", "learning_rate"]


def learning_rate(default: float, help: str = "Length of a step: times the gradient") -> float:  # noqa: A002
    """Return the declaration of a learning rate; 0 stands still, a huge one flies away."""
    rate: float = param(default, 0.0, 1e9, help, log=True, slider_low=1e-6, slider_high=10.0)
    return rate


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """Walk straight downhill, as far as the slope is steep."""

    key = "gradient-descent"
    name = "Gradient descent"
    group = "first order"
    equation = "x ← x − η g"
    source = "Cauchy 1847; Robbins and Monro 1951"
    differs = "Same as SGD without momentum in torch, Keras and optax."
    suggests = {"learning_rate": per_curvature(1.0)}

    learning_rate: float = learning_rate(0.01)

    @staticmethod
    @rule()
    def step(gradient: float, learning_rate: float) -> float:
        return -learning_rate * gradient
