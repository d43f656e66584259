"""NAdam: Adam that looks ahead, as Nesterov does with a heavy ball."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import choice, param
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, beta2, epsilon, learning_rate

__all__ = ["NAdam"]


@dataclass(frozen=True)
class NAdam(Optimizer):
    """Step as Adam does, with the mean slope as it will be after the next step."""

    key = "nadam"
    name = "NAdam"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "m ← β₁ m + (1 − β₁) g;  s ← β₂ s + (1 − β₂) g²;  μₜ = β₁ (1 − ½ · 0.96^(ψ t));  "
        "x ← x − η ((1 − μₜ) g / (1 − μ₁⋯μₜ) + μₜ₊₁ m / (1 − μ₁⋯μₜ₊₁)) / (√(s / (1 − β₂ᵗ)) + ε)"
    )
    source = "Dozat 2016"
    differs = (
        "Same as torch.optim.NAdam, where η is 0.002 unless told and ψ is 0.004. Keras has ψ = 1, "
        "so that μ comes near to β₁ within a hundred steps. optax.nadam has μ = β₁ throughout, "
        "which is “constant” here. So the first step is 1.06 η with torch and Keras, 1.47 η with "
        "Optax."
    )
    symbols = {"mean": "m", "square": "s"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Usual length of a step in each coordinate")
    beta1: float = beta1()
    beta2: float = beta2()
    epsilon: float = epsilon()
    momentum_decay: float = param(
        0.004,
        0.0,
        1e6,
        "How fast μ rises from half of β₁ to all of it",
        main=False,
        label="ψ",
        slider_high=1.0,
    )
    course: int = choice(
        0,
        ("rising", "constant"),
        "Whether μ rises to β₁, as in torch, or is β₁ from the start",
        main=False,
        label="course of μ",
    )

    @staticmethod
    def tick(
        age: float,
        product: float,
        power2: float,
        learning_rate: float,
        beta1: float,
        beta2: float,
        epsilon: float,
        momentum_decay: float,
        course: float,
    ) -> tuple[float, float, float, float, float, float]:
        age, power2 = age + 1.0, power2 * beta2
        rises = 0.5 if course < 0.5 else 0.0
        now = beta1 * (1.0 - rises * 0.96 ** (age * momentum_decay))
        later = beta1 * (1.0 - rises * 0.96 ** ((age + 1.0) * momentum_decay))
        product = product * now
        correction = sqrt(1.0 - power2)
        rate = learning_rate * correction
        fresh = rate * (1.0 - now) / (1.0 - product)
        return (
            age,
            product,
            power2,
            fresh,
            rate * later / (1.0 - product * later),
            epsilon * correction,
        )

    @staticmethod
    @rule(
        memory=("mean", "square"),
        shared={"age": 0.0, "product": 1.0, "power2": 1.0, "fresh": 0.0, "rate": 0.0, "floor": 0.0},
    )
    def step(
        gradient: float,
        mean: float,
        square: float,
        fresh: float,
        rate: float,
        floor: float,
        beta1: float,
        beta2: float,
    ) -> tuple[float, float, float]:
        mean = beta1 * mean + (1.0 - beta1) * gradient
        square = beta2 * square + (1.0 - beta2) * gradient * gradient
        root = sqrt(square) + floor
        move = -(fresh * gradient + rate * mean) / root if root > 0.0 else 0.0
        return move, mean, square
