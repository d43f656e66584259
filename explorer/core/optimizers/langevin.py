"""Langevin dynamics: a walk downhill at a temperature, which visits low places most often."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import of_range, per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = ["Langevin"]


@dataclass(frozen=True)
class Langevin(Optimizer):
    """Walk downhill in heat: in the long run it is found at height f as often as exp(−f / T) says.

    It never rests. Two minima whose heights differ by much less than T are visited alike, and a
    wall much higher than T is climbed hardly ever.
    """

    key = "langevin"
    name = "Langevin dynamics"
    group = "first order"
    unminded = ("shift",)
    equation = "x ← x − η g + √(2 η T) ξ,  ξ ~ N(0, 1)"
    source = "Langevin 1908; Rossky, Doll and Friedman 1978; in learning Welling and Teh 2011"
    differs = (
        "The noise of noisy gradient descent is η σ a step; here it is √(2 η T), which fades more "
        "slowly with the learning rate. optax.noisy_sgd is of the former kind, and its noise falls "
        "off with time. The shares exp(−f / T) are exact for tiny steps alone: long steps heat."
    )
    suggests = {"learning_rate": per_curvature(0.5), "temperature": of_range(0.001, net=1e-5)}

    learning_rate: float = learning_rate(0.01)
    temperature: float = param(
        1.0,
        0.0,
        1e12,
        "Height that the noise makes up for; 0: gradient descent",
        label="temperature T",
        slider_high=10.0,
    )

    @staticmethod
    def tick(learning_rate: float, temperature: float) -> tuple[float]:
        return (sqrt(2.0 * learning_rate * temperature),)

    @staticmethod
    @rule(shared={"spread": 0.0})
    def step(gradient: float, noise: float, spread: float, learning_rate: float) -> float:
        return -learning_rate * gradient + spread * noise
