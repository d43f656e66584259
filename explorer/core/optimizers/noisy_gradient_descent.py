"""Gradient descent with noise, which may cool down: shaken at first, settled in the end."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import against_noise, per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = ["NoisyGradientDescent"]


@dataclass(frozen=True)
class NoisyGradientDescent(Optimizer):
    """Walk downhill with a slope that is measured inexactly; noise shakes it off saddles.

    With `cooling` it is less noise at each step, and none after so many.
    """

    key = "noisy-gradient-descent"
    name = "Noisy gradient descent"
    group = "first order"
    unminded = ("shift",)
    equation = "x ← x − η (g + σ w ξ),  ξ ~ N(0, 1),  w = max(0, 1 − k/K) in step k = 0, 1, …"
    source = (
        "Robbins and Monro 1951; Ge, Huang, Jin and Yuan 2015; cooled: Kirkpatrick, Gelatt and "
        "Vecchi 1983, Gelfand and Mitter 1991"
    )
    differs = (
        "In training, noise comes from small batches of data; here it is added to the exact "
        "gradient and comes from the seed of the run. Langevin dynamics has a noise of √(2 η T) a "
        "step, here it is η σ; and it cools in a straight line, not by a logarithm."
    )
    symbols = {"warmth": "w"}
    suggests = {
        "learning_rate": per_curvature(1.0),
        "noise_level": against_noise(0.005, net=0.1),
    }

    learning_rate: float = learning_rate(0.01)
    noise_level: float = param(
        1.0,
        0.0,
        1e9,
        "Standard deviation of the noise on each component of the gradient",
        log=True,
        slider_low=1e-3,
        slider_high=1e3,
    )
    cooling: int = param(
        0,
        0,
        1_000_000,
        "After so many steps the noise has faded to nothing; 0: it never fades",
        whole=True,
        slider_high=1000,
    )

    @staticmethod
    def tick(age: float, cooling: float) -> tuple[float, float]:
        warmth = 1.0 if cooling == 0.0 else (1.0 - age / cooling if age < cooling else 0.0)
        return age + 1.0, warmth

    @staticmethod
    @rule(shared={"age": 0.0, "warmth": 1.0})
    def step(
        gradient: float, noise: float, warmth: float, learning_rate: float, noise_level: float
    ) -> float:
        return -learning_rate * (gradient + noise_level * warmth * noise)
