"""Adadelta: steps as long as recent steps were, so that no learning rate need be found."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import epsilon, kept, learning_rate

__all__ = ["Adadelta"]


@dataclass(frozen=True)
class Adadelta(Optimizer):
    """Step by the size of recent steps over that of recent slopes: it starts slowly, then runs."""

    key = "adadelta"
    name = "Adadelta"
    group = "adaptive"
    unminded = ("shift", "mirror")
    equation = (
        "s ← ρ s + (1 − ρ) g²;  d = g √(u + ε) / √(s + ε);  u ← ρ u + (1 − ρ) d²;  x ← x − η d"
    )
    source = "Zeiler 2012"
    differs = (
        "Same as torch.optim.Adadelta and optax.adadelta. Keras has η = 0.001 instead of 1, which "
        "makes it a thousand times slower, ρ = 0.95 and ε = 1e-7. The first step is about "
        "η √(ε / (1 − ρ)), so it is ε that says how fast it gets going."
    )
    symbols = {"square": "s", "moved": "u"}
    suggests = {"learning_rate": of_width(0.2, net=3.0)}

    learning_rate: float = learning_rate(1.0, "What its own choice of a step is multiplied with")
    decay: float = kept(0.9, "Share of the old squares that is kept", main=True, label="ρ")
    epsilon: float = epsilon(1e-6, "Added under both roots; it sets the first steps")

    @staticmethod
    @rule(memory=("square", "moved"))
    def step(
        gradient: float,
        square: float,
        moved: float,
        learning_rate: float,
        decay: float,
        epsilon: float,
    ) -> tuple[float, float, float]:
        square = decay * square + (1.0 - decay) * gradient * gradient
        size = square + epsilon
        move = sqrt((moved + epsilon) / size) * gradient if size > 0.0 else 0.0
        return -learning_rate * move, square, decay * moved + (1.0 - decay) * move * move
