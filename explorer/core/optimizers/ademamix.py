"""AdEMAMix: Adam with a second momentum that remembers thousands of steps."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, beta2, epsilon, kept, learning_rate

__all__ = ["AdEMAMix"]


@dataclass(frozen=True)
class AdEMAMix(Optimizer):
    """Step by two means of the slopes, one of the last ten and one of the last thousands."""

    key = "ademamix"
    name = "AdEMAMix"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "m ← β₁ m + (1 − β₁) g;  l ← β₃ l + (1 − β₃) g;  s ← β₂ s + (1 − β₂) g²;  "
        "x ← x − η (m / (1 − β₁ᵗ) + α l) / (√(s / (1 − β₂ᵗ)) + ε)"
    )
    source = "Pagliardini, Ablin and Grangier 2024"
    differs = (
        "Same as optax.contrib.ademamix with constant α and β₃; the paper lets both grow over "
        "the training. The slow mean l is not corrected: it fills slowly, and does little in the "
        "first hundred steps. torch and Keras have no AdEMAMix."
    )
    symbols = {"mean": "m", "slow": "l", "square": "s"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.005, net=0.01, many=0.003)}

    learning_rate: float = learning_rate(0.05, "Usual length of a step in each coordinate")
    beta1: float = beta1()
    beta2: float = beta2()
    beta3: float = kept(0.9999, "Share of the slow mean that is kept", label="β₃")
    mixture: float = param(
        5.0,
        0.0,
        1e6,
        "How much the slow mean counts beside the fast one",
        label="α",
        slider_high=10.0,
    )
    epsilon: float = epsilon()

    @staticmethod
    def tick(power1: float, power2: float, beta1: float, beta2: float) -> tuple[float, float]:
        return power1 * beta1, power2 * beta2

    @staticmethod
    @rule(memory=("mean", "slow", "square"), shared={"power1": 1.0, "power2": 1.0})
    def step(
        gradient: float,
        mean: float,
        slow: float,
        square: float,
        power1: float,
        power2: float,
        learning_rate: float,
        beta1: float,
        beta2: float,
        beta3: float,
        mixture: float,
        epsilon: float,
    ) -> tuple[float, float, float, float]:
        mean = beta1 * mean + (1.0 - beta1) * gradient
        slow = beta3 * slow + (1.0 - beta3) * gradient
        square = beta2 * square + (1.0 - beta2) * gradient * gradient
        root = sqrt(square / (1.0 - power2)) + epsilon
        way = mean / (1.0 - power1) + mixture * slow
        return -learning_rate * way / root if root > 0.0 else 0.0, mean, slow, square
