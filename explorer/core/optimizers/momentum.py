"""Momentum: a heavy ball that keeps part of its last step, and Nesterov's look ahead."""

from dataclasses import dataclass

from explorer.core.marks import Arrow, Mark, Moment
from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = ["Momentum", "Nesterov", "pushed"]


@dataclass(frozen=True)
class Momentum(Optimizer):
    """Roll like a heavy ball: it gathers speed and coasts through small bumps."""

    key = "momentum"
    name = "Momentum"
    group = "first order"
    unminded = ("shift", "turn", "mirror")
    equation = "v ← μ v + (1 − δ) g, first v = g;  x ← x − η v"
    source = "Polyak 1964"
    differs = (
        "Same as torch.optim.SGD(momentum=μ, dampening=δ) and, for δ = 0, optax.sgd. torch's "
        "first velocity is the whole slope, dampened or not. Keras keeps the learning rate "
        "inside the velocity: the same path as long as the learning rate stays constant."
    )
    symbols = {"velocity": "v"}
    suggests = {"learning_rate": per_curvature(0.2)}

    learning_rate: float = learning_rate(0.01)
    momentum: float = param(0.9, 0.0, 1.0, "Share of the velocity that is kept")
    dampening: float = param(
        0.0,
        0.0,
        1.0,
        "Share of each slope, but the first, that is left out; as much as the momentum: a mean",
        main=False,
    )

    @staticmethod
    def tick(age: float, dampening: float) -> tuple[float, float]:
        return age + 1.0, 1.0 - dampening if age > 0.0 else 1.0

    @staticmethod
    @rule(memory=("velocity",), shared={"age": 0.0, "share": 1.0})
    def step(
        gradient: float, velocity: float, share: float, learning_rate: float, momentum: float
    ) -> tuple[float, float]:
        velocity = momentum * velocity + share * gradient
        return -learning_rate * velocity, velocity

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return (pushed(moment, moment.settings["momentum"]),)


@dataclass(frozen=True)
class Nesterov(Optimizer):
    """Roll like a heavy ball that looks where it is about to go, and so brakes earlier."""

    key = "nesterov"
    name = "Nesterov"
    group = "first order"
    unminded = ("shift", "turn", "mirror")
    equation = "v ← μ v + g;  x ← x − η (g + μ v)"
    source = "Nesterov 1983; in this form Sutskever, Martens, Dahl and Hinton 2013"
    differs = (
        "Same as torch.optim.SGD(nesterov=True) and optax.sgd(nesterov=True). The points drawn are "
        "the look-ahead points x + μ v of the textbook form, so a picture drawn from the textbook "
        "form shows another path."
    )
    draws = "The look-ahead points, where the gradient is taken."
    symbols = {"velocity": "v"}
    suggests = {"learning_rate": per_curvature(0.2)}

    learning_rate: float = learning_rate(0.01)
    momentum: float = param(0.9, 0.0, 1.0, "Share of the velocity that is kept")

    @staticmethod
    @rule(memory=("velocity",))
    def step(
        gradient: float, velocity: float, learning_rate: float, momentum: float
    ) -> tuple[float, float]:
        velocity = momentum * velocity + gradient
        return -learning_rate * (gradient + momentum * velocity), velocity

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        momentum, rate = moment.settings["momentum"], moment.settings["learning_rate"]
        ball = moment.next + rate * momentum * moment.after["velocity"]
        ahead = Arrow(tuple(ball.tolist()), tuple(moment.next.tolist()), "look ahead of the ball")
        return pushed(moment, momentum**2), ahead


def pushed(moment: Moment, share: float) -> Arrow:
    """Return the part of a step that comes from the velocity it was carried in with."""
    push = -moment.settings["learning_rate"] * share * moment.before["velocity"]
    return Arrow(
        tuple(moment.point.tolist()), tuple((moment.point + push).tolist()), "push of the velocity"
    )
