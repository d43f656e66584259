"""Adam: momentum, with steps measured by the recent size of the slope."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, beta2, epsilon, learning_rate

__all__ = ["Adam"]


@dataclass(frozen=True)
class Adam(Optimizer):
    """Step by the mean of recent slopes over their size; the first step is η in each coordinate."""

    key = "adam"
    name = "Adam"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "m ← β₁ m + (1 − β₁) g;  s ← β₂ s + (1 − β₂) g²;  "
        "x ← x − η m / (1 − β₁ᵗ) / (√(s / (1 − β₂ᵗ)) + ε)"
    )
    source = "Kingma and Ba 2015"
    differs = (
        "Same as torch.optim.Adam, where η is 0.001 unless told, and optax.adam. Keras adds "
        "ε = 1e-7 before the correction of s, which makes it 32 times larger in the first step. "
        "torch's weight_decay is the one among the extras (“Adam + L2”): it goes through m and s, "
        "and so hardly pulls where slopes are large. AdamW's does not."
    )
    symbols = {"mean": "m", "square": "s"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Usual length of a step in each coordinate")
    beta1: float = beta1()
    beta2: float = beta2()
    epsilon: float = epsilon()

    @staticmethod
    def tick(
        power1: float,
        power2: float,
        learning_rate: float,
        beta1: float,
        beta2: float,
        epsilon: float,
    ) -> tuple[float, float, float, float]:
        # beta ** t would cost more than all the rest of the step.
        power1 = power1 * beta1
        power2 = power2 * beta2
        # √(s / c) + ε = (√s + ε √c) / √c: one division in the step instead of three.
        correction = sqrt(1.0 - power2)
        rate = learning_rate * correction / (1.0 - power1)
        return power1, power2, rate, epsilon * correction

    @staticmethod
    @rule(
        memory=("mean", "square"),
        shared={"power1": 1.0, "power2": 1.0, "rate": 0.0, "floor": 0.0},
    )
    def step(
        gradient: float,
        mean: float,
        square: float,
        rate: float,
        floor: float,
        beta1: float,
        beta2: float,
    ) -> tuple[float, float, float]:
        mean = beta1 * mean + (1.0 - beta1) * gradient
        square = beta2 * square + (1.0 - beta2) * gradient * gradient
        root = sqrt(square) + floor
        return -rate * mean / root if root > 0.0 else 0.0, mean, square
