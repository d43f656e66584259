"""Yogi: Adam whose measure of the slope changes only slowly."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.optimizers.adam import Adam
from explorer.core.param import param
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, epsilon, kept, learning_rate

__all__ = ["Yogi"]


@dataclass(frozen=True)
class Yogi(Optimizer):
    """Step as Adam does, but let the size of the slope move towards the new one bit by bit.

    Where steep ground turns flat, Adam forgets how steep it was, and strides out; Yogi is slower.
    """

    key = "yogi"
    name = "Yogi"
    group = "adaptive"
    unminded = ("shift",)
    equation = (
        "m ← β₁ m + (1 − β₁) g;  s ← s − (1 − β₂) sign(s − g²) g²;  "
        "x ← x − η m / (1 − β₁ᵗ) / (√(s / (1 − β₂ᵗ)) + ε)"
    )
    source = "Zaheer, Reddi, Sachan, Kale and Kumar 2018"
    differs = (
        "Same as optax.yogi, where not only s but m, too, begins at 1e-6: it creeps a little even "
        "where there is no slope. Its ε = 0.001 is large: where slopes are smaller than that, "
        "steps are shorter than η. torch and Keras have no Yogi."
    )
    symbols = {"mean": "m", "square": "s"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Usual length of a step in each coordinate")
    beta1: float = beta1()
    beta2: float = kept(0.999, "1 − β₂ is the share of g² by which s moves", label="β₂")
    epsilon: float = epsilon(1e-3)
    initial: float = param(
        1e-6,
        0.0,
        1e9,
        "What the mean slope and the size begin with",
        log=True,
        main=False,
        label="initial m and s",
        slider_low=1e-12,
        slider_high=1.0,
    )

    tick = staticmethod(Adam.tick)

    @staticmethod
    @rule(
        memory={"mean": "initial", "square": "initial"},
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
        fresh = gradient * gradient
        change = (1.0 - beta2) * fresh
        square = (
            square - change if square > fresh else (square + change if square < fresh else square)
        )
        root = sqrt(square) + floor
        return -rate * mean / root if root > 0.0 else 0.0, mean, square
