"""Adagrad: each coordinate's steps shrink with all the slope it has seen."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import epsilon, epsilon_place, learning_rate

__all__ = ["Adagrad"]


@dataclass(frozen=True)
class Adagrad(Optimizer):
    """Step by the slope over the root of all squared slopes so far: bold first, then slow."""

    key = "adagrad"
    name = "Adagrad"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = "s ← s + g²;  x ← x − η / (1 + (t − 1) d) · g / (√s + ε)"
    source = "Duchi, Hazan and Singer 2011"
    differs = (
        "Same as torch.optim.Adagrad: the first step is η in each coordinate, whatever the slope. "
        "Keras and Optax begin the sum s at 0.1 and put ε = 1e-7 under the root, which shortens "
        "the first steps where slopes are small."
    )
    symbols = {"total": "s"}
    suggests = {"learning_rate": of_width(0.05, net=0.1, many=0.03)}

    learning_rate: float = learning_rate(0.5, "Length of the first step, in each coordinate")
    epsilon: float = epsilon(1e-10)
    decay: float = param(
        0.0, 0.0, 1e9, "How fast the learning rate itself falls", main=False, slider_high=1.0
    )
    initial: float = param(
        0.0,
        0.0,
        1e9,
        "What the sum of squares begins with",
        main=False,
        label="initial sum",
        slider_high=10.0,
    )

    place: int = epsilon_place()

    @staticmethod
    def tick(age: float, learning_rate: float, decay: float) -> tuple[float, float]:
        return age + 1.0, learning_rate / (1.0 + age * decay)

    @staticmethod
    @rule(memory={"total": "initial"}, shared={"age": 0.0, "rate": 0.0})
    def step(
        gradient: float, total: float, rate: float, epsilon: float, place: float
    ) -> tuple[float, float]:
        total = total + gradient * gradient
        root = sqrt(total + epsilon) if place > 0.5 else sqrt(total) + epsilon
        # Where all slopes so far were zero and epsilon is zero too: stand still.
        return -rate * gradient / root if root > 0.0 else 0.0, total
