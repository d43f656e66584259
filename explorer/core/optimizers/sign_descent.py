"""Sign descent and normalised gradient descent: how steep it is does not matter, only where to."""

from dataclasses import dataclass

from explorer.core.array import Array
from explorer.core.optimizer import Optimizer, rule, whole_rule
from explorer.core.probe import World, norm, slope_at
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import learning_rate

__all__ = ["NormalisedDescent", "SignDescent"]


@dataclass(frozen=True)
class SignDescent(Optimizer):
    """Step by η in each coordinate, down its slope; a coordinate without slope stays.

    All moves are diagonal, whichever way is steepest, and it never settles: the steps do not
    get shorter.
    """

    key = "sign-descent"
    name = "Sign descent"
    group = "first order"
    unminded = ("shift", "mirror", "height", "order")
    equation = "x ← x − η sign(g)"
    source = "Riedmiller and Braun 1993; Bernstein, Wang, Azizzadenesheli and Anandkumar 2018"
    differs = (
        "Same as optax.sign_sgd, and known as signSGD. torch and Keras have no such rule, but "
        "Adam without memory (β₁ = β₂ = 0) is it."
    )
    suggests = {"learning_rate": of_width(0.005, net=0.003)}

    learning_rate: float = learning_rate(0.01, "Length of every step in each coordinate")

    @staticmethod
    @rule()
    def step(gradient: float, learning_rate: float) -> float:
        return -learning_rate if gradient > 0.0 else (learning_rate if gradient < 0.0 else 0.0)


@dataclass(frozen=True)
class NormalisedDescent(Optimizer):
    """Walk straight downhill in steps of one length, on steep and on flat ground."""

    key = "normalised-gradient-descent"
    name = "Normalised gradient descent"
    group = "first order"
    unminded = ("shift", "turn", "mirror", "height", "order")
    equation = "x ← x − η g / ‖g‖"
    source = "Shor 1962; Nesterov 1984"
    differs = (
        "Same as optax.sgd after optax.normalize_by_update_norm, which adds 1e-6 to the norm. "
        "torch and Keras have no such rule; clipping does it to long gradients alone."
    )
    suggests = {"learning_rate": of_width(0.005, net=0.03)}

    learning_rate: float = learning_rate(0.01, "Length of every step")

    @staticmethod
    @whole_rule()
    def step(
        point: Array, height: Array, gradient: Array, world: World, learning_rate: float
    ) -> bool:
        length = norm(gradient)
        for d in range(point.shape[0]):
            if length > 0.0:
                point[d, 0] -= learning_rate * (gradient[d, 0] / length)
        slope_at(world, point, height, gradient)
        return False
