"""RAdam: Adam that waits with its division until it knows the slopes well enough."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.suggesting import per_curvature
from explorer.core.usual_settings import beta1, beta2, epsilon, learning_rate

__all__ = ["RAdam"]


@dataclass(frozen=True)
class RAdam(Optimizer):
    """Step by the mean slope alone at first, then as Adam, by how well its size is known.

    The first five steps grow with the slope, as those of gradient descent; later ones have the
    length η. No learning rate suits both: on steep ground it flies away, on flat ground it crawls.
    """

    key = "radam"
    name = "RAdam"
    group = "adaptive"
    unminded = ("shift", "mirror")
    equation = (
        "m ← β₁ m + (1 − β₁) g;  s ← β₂ s + (1 − β₂) g²;  q∞ = 2 / (1 − β₂) − 1;  "
        "q = q∞ − 2 t β₂ᵗ / (1 − β₂ᵗ);  q ≤ 5: x ← x − η m / (1 − β₁ᵗ);  "
        "else x ← x − η r m / (1 − β₁ᵗ) · √(1 − β₂ᵗ) / (√s + ε);  "
        "r² = (q − 4)(q − 2) q∞ / ((q∞ − 4)(q∞ − 2) q)"
    )
    source = "Liu, Jiang, He, Chen, Liu, Gao and Han 2020"
    differs = (
        "Same as torch.optim.RAdam, where η is 0.001 unless told. torch and this rule add ε to √s "
        "before its correction; optax.radam adds it after, as Adam does. Keras has no RAdam."
    )
    symbols = {"mean": "m", "square": "s"}
    heading = "mean"
    suggests = {"learning_rate": per_curvature(0.5, net=0.03)}

    learning_rate: float = learning_rate(
        0.001, "First times the slope, then the usual length of a step in each coordinate"
    )
    beta1: float = beta1()
    beta2: float = beta2()
    epsilon: float = epsilon()

    @staticmethod
    def tick(
        age: float, power1: float, power2: float, learning_rate: float, beta1: float, beta2: float
    ) -> tuple[float, float, float, float, float]:
        age, power1, power2 = age + 1.0, power1 * beta1, power2 * beta2
        rate, known = learning_rate / (1.0 - power1), 0.0
        most = 2.0 / (1.0 - beta2) - 1.0
        seen = most - 2.0 * age * power2 / (1.0 - power2)
        if seen > 5.0:
            known = 1.0
            share = (seen - 4.0) * (seen - 2.0) * most / ((most - 4.0) * (most - 2.0) * seen)
            rate *= sqrt(share * (1.0 - power2))
        return age, power1, power2, rate, known

    @staticmethod
    @rule(
        memory=("mean", "square"),
        shared={"age": 0.0, "power1": 1.0, "power2": 1.0, "rate": 0.0, "known": 0.0},
    )
    def step(
        gradient: float,
        mean: float,
        square: float,
        rate: float,
        known: float,
        beta1: float,
        beta2: float,
        epsilon: float,
    ) -> tuple[float, float, float]:
        mean = beta1 * mean + (1.0 - beta1) * gradient
        square = beta2 * square + (1.0 - beta2) * gradient * gradient
        root = sqrt(square) + epsilon if known > 0.5 else 1.0
        return -rate * mean / root if root > 0.0 else 0.0, mean, square
