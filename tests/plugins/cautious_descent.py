"""Cautious descent: gradient descent that trusts a steep slope less."""

from dataclasses import dataclass
from math import sqrt

from explorer.plugins import Optimizer, learning_rate, param, per_curvature, rule


@dataclass(frozen=True)
class CautiousDescent(Optimizer):
    """Walk downhill, but never much farther than the learning rate allows, however steep."""

    key = "cautious-descent"
    name = "Cautious descent"
    group = "first order"
    equation = "x ← x − η g / √(1 + (g / s)²)"
    source = "an exercise"
    suggests = {"learning_rate": per_curvature(1.0)}

    learning_rate: float = learning_rate(0.01)
    scale: float = param(10.0, 1e-6, 1e6, "Slopes steeper than this are cut", log=True, label="s")

    @staticmethod
    @rule()
    def step(gradient: float, learning_rate: float, scale: float) -> float:
        share = gradient / scale
        return -learning_rate * gradient / sqrt(1.0 + share * share)
