"""AdaBelief: Adam that strides out where the slope is as expected."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.optimizers.adam import Adam
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, epsilon, kept, learning_rate

__all__ = ["AdaBelief"]


@dataclass(frozen=True)
class AdaBelief(Optimizer):
    """Step by the mean slope over how far slopes stray from it: sure where they agree."""

    key = "adabelief"
    name = "AdaBelief"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "m ← β₁ m + (1 − β₁) g;  s ← β₂ s + (1 − β₂) (g − m)² + ε;  "
        "x ← x − η m / (1 − β₁ᵗ) / (√(s / (1 − β₂ᵗ)) + ε)"
    )
    source = "Zhuang, Tang, Ding, Tatikonda, Dvornek, Papademetris and Duncan 2020"
    differs = (
        "Same as optax.adabelief, which has an ε for each of its two places. As ε is added to s at "
        "each step, it adds up. Early versions of the authors' package had ε = 1e-8, which under "
        "the root counts 10,000 times as much. torch and Keras have no AdaBelief."
    )
    symbols = {"mean": "m", "surprise": "s"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Length of a step where slopes stray by their size")
    beta1: float = beta1()
    beta2: float = kept(0.999, "Share of the squared surprises that is kept", label="β₂")
    epsilon: float = epsilon(1e-16, "Added to the squares and to the root")

    tick = staticmethod(Adam.tick)

    @staticmethod
    @rule(
        memory=("mean", "surprise"),
        shared={"power1": 1.0, "power2": 1.0, "rate": 0.0, "floor": 0.0},
    )
    def step(
        gradient: float,
        mean: float,
        surprise: float,
        rate: float,
        floor: float,
        beta1: float,
        beta2: float,
        epsilon: float,
    ) -> tuple[float, float, float]:
        mean = beta1 * mean + (1.0 - beta1) * gradient
        off = gradient - mean
        surprise = beta2 * surprise + (1.0 - beta2) * off * off + epsilon
        root = sqrt(surprise) + floor
        return -rate * mean / root if root > 0.0 else 0.0, mean, surprise
