"""Lookahead: a scout runs ahead, and every few steps a slow walker goes part of its way."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.marks import Arrow, Mark, Moment
from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import of_width, per_curvature
from explorer.core.usual_settings import beta1, beta2, epsilon, learning_rate

__all__ = ["Lookahead", "LookaheadAdam"]


def period() -> int:
    """Return the declaration of how many steps the scout takes by itself."""
    steps: int = param(
        5,
        1,
        1_000_000,
        "Steps that the scout takes before it is called back",
        whole=True,
        label="period k",
        slider_high=50,
    )
    return steps


def share() -> float:
    """Return the declaration of how far the slow walker follows."""
    part: float = param(
        0.5,
        0.0,
        1.0,
        "How much of the scout's way the slow point goes then; the scout returns to it",
        label="slow share α",
    )
    return part


def to_slow(moment: Moment) -> tuple[Mark, ...]:
    """Return the way from where the step led to the slow point."""
    slow = tuple(moment.after["slow"].tolist())
    return (Arrow(slow, tuple(moment.next.tolist()), "from the slow point to the scout"),)


@dataclass(frozen=True)
class Lookahead(Optimizer):
    """Gradient descent that every few steps goes back to a point on its way: swings average out."""

    key = "lookahead"
    name = "Lookahead"
    group = "first order"
    unminded = ("shift", "turn", "mirror")
    equation = "x ← x − η g;  every k steps: z ← z + α (x − z), x ← z"
    source = "Zhang, Lucas, Hinton and Ba 2019"
    differs = (
        "Same as optax.lookahead around SGD. The points drawn are those of the scout; a picture "
        "of the slow points shows one in k steps. torch and Keras have no Lookahead."
    )
    draws = "The scout x; the arrow comes from the slow point z."
    symbols = {"slow": "z"}
    suggests = {"learning_rate": per_curvature(1.0)}

    learning_rate: float = learning_rate(0.01)
    period: int = period()
    share: float = share()

    @staticmethod
    def tick(age: float, meets: float, period: float) -> tuple[float, float]:
        age = age + 1.0
        return age, 1.0 if age % period == 0.0 else 0.0

    @staticmethod
    @rule(memory=("slow",), shared={"age": 0.0, "meets": 0.0})
    def step(
        gradient: float,
        coordinate: float,
        slow: float,
        age: float,
        meets: float,
        learning_rate: float,
        share: float,
    ) -> tuple[float, float]:
        move = -learning_rate * gradient
        slow = coordinate if age == 1.0 else slow
        if meets > 0.5:
            slow = slow + share * (coordinate + move - slow)
            move = slow - coordinate
        return move, slow

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return to_slow(moment)


@dataclass(frozen=True)
class LookaheadAdam(Optimizer):
    """Adam that every few steps goes back to a point on its way: swings average out."""

    key = "lookahead-adam"
    name = "Lookahead around Adam"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "m ← β₁ m + (1 − β₁) g;  s ← β₂ s + (1 − β₂) g²;  "
        "x ← x − η m / (1 − β₁ᵗ) / (√(s / (1 − β₂ᵗ)) + ε);  "
        "every k steps: z ← z + α (x − z), x ← z"
    )
    source = "Zhang, Lucas, Hinton and Ba 2019"
    differs = (
        "Same as optax.lookahead around Adam with its reset_state=False: Adam keeps its memory "
        "when the scout goes back. torch and Keras have no Lookahead."
    )
    draws = "The scout x; the arrow comes from the slow point z."
    symbols = {"mean": "m", "square": "s", "slow": "z"}
    suggests = {"learning_rate": of_width(0.01, net=0.03, many=0.01)}

    learning_rate: float = learning_rate(0.1, "Usual length of a step in each coordinate")
    period: int = period()
    share: float = share()
    beta1: float = beta1()
    beta2: float = beta2()
    epsilon: float = epsilon()

    @staticmethod
    def tick(
        age: float,
        power1: float,
        power2: float,
        period: float,
        learning_rate: float,
        beta1: float,
        beta2: float,
        epsilon: float,
    ) -> tuple[float, float, float, float, float, float]:
        age, power1, power2 = age + 1.0, power1 * beta1, power2 * beta2
        correction = sqrt(1.0 - power2)
        rate = learning_rate * correction / (1.0 - power1)
        meets = 1.0 if age % period == 0.0 else 0.0
        return age, power1, power2, rate, epsilon * correction, meets

    @staticmethod
    @rule(
        memory=("mean", "square", "slow"),
        shared={
            "age": 0.0,
            "power1": 1.0,
            "power2": 1.0,
            "rate": 0.0,
            "floor": 0.0,
            "meets": 0.0,
        },
    )
    def step(
        gradient: float,
        coordinate: float,
        mean: float,
        square: float,
        slow: float,
        age: float,
        rate: float,
        floor: float,
        meets: float,
        share: float,
        beta1: float,
        beta2: float,
    ) -> tuple[float, float, float, float]:
        mean = beta1 * mean + (1.0 - beta1) * gradient
        square = beta2 * square + (1.0 - beta2) * gradient * gradient
        root = sqrt(square) + floor
        move = -rate * mean / root if root > 0.0 else 0.0
        slow = coordinate if age == 1.0 else slow
        if meets > 0.5:
            slow = slow + share * (coordinate + move - slow)
            move = slow - coordinate
        return move, mean, square, slow

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return to_slow(moment)
