"""Lion: the sign of a momentum; each coordinate always moves by the same length."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer, rule
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import kept, learning_rate, weight_decay

__all__ = ["Lion"]


@dataclass(frozen=True)
class Lion(Optimizer):
    """Step by η in each coordinate, whichever way momentum and slope together point.

    As no step is shorter, it ends in a dance around the minimum, unless a schedule cools it.
    """

    key = "lion"
    name = "Lion"
    group = "adaptive"
    unminded = ("shift", "mirror", "height", "order")
    equation = "x ← x − η (sign(β₁ m + (1 − β₁) g) + λ x);  m ← β₂ m + (1 − β₂) g"
    source = "Chen, Liang, Huang, Real, Wang, Pham, Dong, Luong, Hsieh, Lu and Le 2023"
    differs = (
        "Same as optax.lion, where the weight decay λ is 0.001 unless told, and Keras' Lion; here "
        "it is 0, because it moves the minimum. torch has no Lion. The momentum is renewed after "
        "it was used, and it remembers for longer than it is used with: β₂ > β₁."
    )
    symbols = {"mean": "m"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.005, net=0.01, many=0.003)}

    learning_rate: float = learning_rate(0.01, "Length of every step in each coordinate")
    beta1: float = kept(0.9, "Share of the momentum in a step; the rest is the slope", label="β₁")
    beta2: float = kept(0.99, "Share of the momentum that is kept", label="β₂")
    weight_decay: float = weight_decay()

    @staticmethod
    @rule(memory=("mean",))
    def step(
        gradient: float,
        coordinate: float,
        mean: float,
        learning_rate: float,
        beta1: float,
        beta2: float,
        weight_decay: float,
    ) -> tuple[float, float]:
        way = beta1 * mean + (1.0 - beta1) * gradient
        sign = 1.0 if way > 0.0 else (-1.0 if way < 0.0 else 0.0)
        move = -learning_rate * (sign + weight_decay * coordinate)
        return move, beta2 * mean + (1.0 - beta2) * gradient
