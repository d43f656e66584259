"""Optimistic gradient descent: it expects the slope to go on changing as it just did."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = ["OptimisticDescent"]


@dataclass(frozen=True)
class OptimisticDescent(Optimizer):
    """Step by the slope as it will be, if it changes as it did in the last step.

    Made for two players who learn against each other, where plain steps run in circles.
    """

    key = "optimistic-gradient-descent"
    name = "Optimistic gradient descent"
    group = "first order"
    unminded = ("shift", "turn", "mirror")
    equation = "x ← x − η (g + β (g − p)), first p = g;  p ← g"
    source = "Popov 1980; Daskalakis, Ilyas, Syrgkanis and Zeng 2018"
    differs = (
        "Same as optax.optimistic_gradient_descent with its α = 1. torch and Keras have no such "
        "rule. It bears only a third of the learning rate: with β = 1 it flies away from "
        "η = 2 / (3 L) on, where L is the largest curvature; gradient descent does from 2 / L."
    )
    symbols = {"last": "p"}
    suggests = {"learning_rate": per_curvature(0.3)}

    learning_rate: float = learning_rate(0.01)
    foresight: float = param(
        1.0,
        0.0,
        1e3,
        "How much of the last change is expected again; 0: gradient descent",
        label="foresight β",
        slider_high=2.0,
    )

    @staticmethod
    def tick(age: float, foresight: float) -> tuple[float, float]:
        return age + 1.0, foresight if age > 0.0 else 0.0

    @staticmethod
    @rule(memory=("last",), shared={"age": 0.0, "share": 0.0})
    def step(
        gradient: float, last: float, share: float, learning_rate: float
    ) -> tuple[float, float]:
        return -learning_rate * (gradient + share * (gradient - last)), gradient
