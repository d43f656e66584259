"""Adamax: Adam measured by the largest recent slope instead of the mean size."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer, rule
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, epsilon, kept, learning_rate

__all__ = ["Adamax"]


@dataclass(frozen=True)
class Adamax(Optimizer):
    """Step by the mean of recent slopes over the largest of them: no step is longer than η."""

    key = "adamax"
    name = "Adamax"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = "m ← β₁ m + (1 − β₁) g;  u ← max(β₂ u, |g| + ε);  x ← x − η / (1 − β₁ᵗ) · m / u"
    source = "Kingma and Ba 2015, section 7.1"
    differs = (
        "Same as torch.optim.Adamax, where η is 0.002 unless told, and optax.adamax. Keras adds ε "
        "to u when it divides, not to each slope."
    )
    symbols = {"mean": "m", "largest": "u"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Longest step in each coordinate")
    beta1: float = beta1()
    beta2: float = kept(0.999, "Share of the largest slope that is kept", label="β₂")
    epsilon: float = epsilon(1e-8, "Added to the size of each slope, against a division by zero")

    @staticmethod
    def tick(power: float, learning_rate: float, beta1: float) -> tuple[float, float]:
        power = power * beta1
        return power, learning_rate / (1.0 - power)

    @staticmethod
    @rule(memory=("mean", "largest"), shared={"power": 1.0, "rate": 0.0})
    def step(
        gradient: float,
        mean: float,
        largest: float,
        rate: float,
        beta1: float,
        beta2: float,
        epsilon: float,
    ) -> tuple[float, float, float]:
        mean = beta1 * mean + (1.0 - beta1) * gradient
        largest = max(beta2 * largest, abs(gradient) + epsilon)
        return -rate * mean / largest if largest > 0.0 else 0.0, mean, largest
