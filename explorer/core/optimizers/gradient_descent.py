"""Gradient descent: a step straight downhill."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer, rule
from explorer.core.suggesting import per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = ["GradientDescent"]


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """Walk straight downhill, as far as the slope is steep."""

    key = "gradient-descent"
    name = "Gradient descent"
    group = "first order"
    unminded = ("shift", "turn", "mirror")
    equation = "x ← x − η g"
    source = "Cauchy 1847; Robbins and Monro 1951"
    differs = "Same as SGD without momentum in torch, Keras and optax."
    suggests = {"learning_rate": per_curvature(1.0)}

    learning_rate: float = learning_rate(0.01)

    @staticmethod
    @rule()
    def step(gradient: float, learning_rate: float) -> float:
        return -learning_rate * gradient
