"""ADOPT: Adam that measures each slope by those before it, not by itself."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, beta2, epsilon, learning_rate

__all__ = ["ADOPT"]


@dataclass(frozen=True)
class ADOPT(Optimizer):
    """Divide each slope by the size of earlier ones, cut what is too large, then take the mean.

    The first step only measures: it does not move.
    """

    key = "adopt"
    name = "ADOPT"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "first s = g², no move;  then n = g / max(√s, ε), cut to ±(t − 1)^¼;  "
        "m ← β₁ m + (1 − β₁) n;  x ← x − η m;  s ← β₂ s + (1 − β₂) g²"
    )
    source = "Taniguchi, Harada, Minegishi, Oshima, Jeong, Nagahara, Iiyama, Suzuki and Matsuo 2024"
    differs = (
        "Same as optax.contrib.adopt. As m begins at 0 and is not corrected, the first moves are "
        "a tenth of η. torch and Keras have no ADOPT."
    )
    symbols = {"mean": "m", "square": "s"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Usual length of a step in each coordinate")
    beta1: float = beta1()
    beta2: float = beta2(0.9999)
    epsilon: float = epsilon(1e-6, "The least that a slope is divided by")

    @staticmethod
    def tick(age: float) -> tuple[float, float]:
        return age + 1.0, sqrt(sqrt(age))

    @staticmethod
    @rule(memory=("mean", "square"), shared={"age": 0.0, "most": 0.0})
    def step(
        gradient: float,
        mean: float,
        square: float,
        most: float,
        learning_rate: float,
        beta1: float,
        beta2: float,
        epsilon: float,
    ) -> tuple[float, float, float]:
        if most == 0.0:
            return 0.0, 0.0, gradient * gradient
        root = max(sqrt(square), epsilon)
        share = gradient / root if root > 0.0 else 0.0
        mean = beta1 * mean + (1.0 - beta1) * min(max(share, -most), most)
        return -learning_rate * mean, mean, beta2 * square + (1.0 - beta2) * gradient * gradient
