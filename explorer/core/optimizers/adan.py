"""Adan: Adam that also looks at how the slope changes."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import choice
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import epsilon, kept, learning_rate

__all__ = ["Adan"]


@dataclass(frozen=True)
class Adan(Optimizer):
    """Step by the mean slope and its mean change, so by where the slope is going: a look ahead."""

    key = "adan"
    name = "Adan"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "d = g − the last g, first 0;  m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) d;  "
        "n ← β₃ n + (1 − β₃) (g + w d)²;  "
        "x ← x − η (m / (1 − β₁ᵗ) + w v / (1 − β₂ᵗ)) / (√(n / (1 − β₃ᵗ) + ε) + ε),  w = β₂"
    )
    source = "Xie, Zhou, Li, Lin and Yan 2022"
    differs = (
        "The change counts with w = β₂ = 0.92, as in the authors' own code (the paper writes 0.08 "
        "for what is 1 − β₂ here). optax.adan has w = 1 − β₂ = 0.08, which looks hardly ahead; it "
        "can be chosen. The authors add ε to the root alone. torch and Keras have no Adan."
    )
    symbols = {"mean": "m", "change": "v", "square": "n"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Usual length of a step in each coordinate")
    beta1: float = kept(0.98, "Share of the mean slope that is kept", label="β₁")
    beta2: float = kept(0.92, "Share of the mean change that is kept", label="β₂")
    beta3: float = kept(0.99, "Share of the squares that is kept", label="β₃")
    epsilon: float = epsilon(1e-8, "Added under the root and to it")
    weight: int = choice(
        0,
        ("β₂, as its authors", "1 − β₂, as Optax"),
        "How much the change of the slope counts",
        main=False,
        label="weight w",
    )

    @staticmethod
    def tick(
        power1: float, power2: float, power3: float, beta1: float, beta2: float, beta3: float
    ) -> tuple[float, float, float]:
        return power1 * beta1, power2 * beta2, power3 * beta3

    @staticmethod
    @rule(
        memory=("last", "mean", "change", "square"),
        shared={"power1": 1.0, "power2": 1.0, "power3": 1.0},
    )
    def step(
        gradient: float,
        last: float,
        mean: float,
        change: float,
        square: float,
        power1: float,
        power2: float,
        power3: float,
        learning_rate: float,
        beta1: float,
        beta2: float,
        beta3: float,
        epsilon: float,
        weight: float,
    ) -> tuple[float, float, float, float, float]:
        share = beta2 if weight < 0.5 else 1.0 - beta2
        fresh = gradient - last if power1 < beta1 else 0.0
        mean = beta1 * mean + (1.0 - beta1) * gradient
        change = beta2 * change + (1.0 - beta2) * fresh
        ahead = gradient + share * fresh
        square = beta3 * square + (1.0 - beta3) * ahead * ahead
        way = mean / (1.0 - power1) + share * change / (1.0 - power2)
        root = sqrt(square / (1.0 - power3) + epsilon) + epsilon
        move = -learning_rate * way / root if root > 0.0 else 0.0
        return move, gradient, mean, change, square
