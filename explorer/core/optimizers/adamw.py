"""AdamW: Adam whose weight decay is apart from the slopes."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.optimizers.adam import Adam
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, beta2, epsilon, learning_rate, weight_decay

__all__ = ["AdamW"]


@dataclass(frozen=True)
class AdamW(Optimizer):
    """Step as Adam does, and shrink the coordinates by a share of their own at each step."""

    key = "adamw"
    name = "AdamW"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "m ← β₁ m + (1 − β₁) g;  s ← β₂ s + (1 − β₂) g²;  "
        "x ← (1 − η λ) x − η m / (1 − β₁ᵗ) / (√(s / (1 − β₂ᵗ)) + ε)"
    )
    source = "Loshchilov and Hutter 2019"
    differs = (
        "Same as torch.optim.AdamW and optax.adamw, where the weight decay λ is 0.01 and 0.0001 "
        "unless told; in Keras it is 0.004. Here it is 0, because it pulls to the origin and so "
        "moves the minimum. Keras adds ε = 1e-7 before the correction of s."
    )
    symbols = {"mean": "m", "square": "s"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Usual length of a step in each coordinate")
    weight_decay: float = weight_decay()
    beta1: float = beta1()
    beta2: float = beta2()
    epsilon: float = epsilon()

    tick = staticmethod(Adam.tick)

    @staticmethod
    @rule(
        memory=("mean", "square"),
        shared={"power1": 1.0, "power2": 1.0, "rate": 0.0, "floor": 0.0},
    )
    def step(
        gradient: float,
        coordinate: float,
        mean: float,
        square: float,
        rate: float,
        floor: float,
        learning_rate: float,
        weight_decay: float,
        beta1: float,
        beta2: float,
    ) -> tuple[float, float, float]:
        mean = beta1 * mean + (1.0 - beta1) * gradient
        square = beta2 * square + (1.0 - beta2) * gradient * gradient
        root = sqrt(square) + floor
        move = -rate * mean / root if root > 0.0 else 0.0
        return move - learning_rate * weight_decay * coordinate, mean, square
