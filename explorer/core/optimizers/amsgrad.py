"""AMSGrad: Adam that never forgets how steep it has been."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import choice
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, beta2, epsilon, learning_rate

__all__ = ["AMSGrad"]


@dataclass(frozen=True)
class AMSGrad(Optimizer):
    """Step as Adam does, but over the largest size of the slope so far: steps only get shorter."""

    key = "amsgrad"
    name = "AMSGrad"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "m ← β₁ m + (1 − β₁) g;  s ← β₂ s + (1 − β₂) g²;  w ← max(w, s);  "
        "x ← x − η m / (1 − β₁ᵗ) / (√(w / (1 − β₂ᵗ)) + ε)"
    )
    source = "Reddi, Kale and Kumar 2018"
    differs = (
        "Same as torch.optim.Adam(amsgrad=True) and Keras. optax.amsgrad first corrects s and then "
        "takes the maximum, which is another path in the first steps; both can be chosen."
    )
    symbols = {"mean": "m", "square": "s", "largest": "w"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Usual length of a step in each coordinate")
    beta1: float = beta1()
    beta2: float = beta2()
    epsilon: float = epsilon()
    order: int = choice(
        0,
        ("maximum, then correction", "correction, then maximum"),
        "torch and Keras correct the maximum; Optax takes the maximum of what is corrected",
        main=False,
    )

    @staticmethod
    def tick(
        power1: float,
        power2: float,
        learning_rate: float,
        beta1: float,
        beta2: float,
        epsilon: float,
        order: float,
    ) -> tuple[float, float, float, float, float]:
        power1, power2 = power1 * beta1, power2 * beta2
        correction = sqrt(1.0 - power2)
        rate = learning_rate * correction / (1.0 - power1)
        early = 1.0 - power2 if order > 0.5 else 1.0
        return power1, power2, rate, epsilon * correction, early

    @staticmethod
    @rule(
        memory=("mean", "square", "largest"),
        shared={"power1": 1.0, "power2": 1.0, "rate": 0.0, "floor": 0.0, "early": 1.0},
    )
    def step(
        gradient: float,
        mean: float,
        square: float,
        largest: float,
        rate: float,
        floor: float,
        early: float,
        beta1: float,
        beta2: float,
    ) -> tuple[float, float, float, float]:
        mean = beta1 * mean + (1.0 - beta1) * gradient
        square = beta2 * square + (1.0 - beta2) * gradient * gradient
        largest = max(largest, square / early)
        root = sqrt(largest * early) + floor
        return -rate * mean / root if root > 0.0 else 0.0, mean, square, largest
