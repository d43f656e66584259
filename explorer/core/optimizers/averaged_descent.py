"""Averaged gradient descent: the mean of all points visited is quieter than each of them."""

from dataclasses import dataclass

from explorer.core.marks import Dots, Mark, Moment
from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = ["AveragedDescent"]


@dataclass(frozen=True)
class AveragedDescent(Optimizer):
    """Walk downhill and keep the mean of where you were: noise and swinging cancel in it.

    What is drawn, and judged, is the walk itself; the mean is marked.
    """

    key = "averaged-gradient-descent"
    name = "Averaged gradient descent"
    group = "first order"
    unminded = ("shift", "turn", "mirror")
    equation = (
        "x ← (1 − λ ηₜ) x − ηₜ g;  ηₜ₊₁ = η / (1 + λ η t)^α;  a ← a + (x − a) / max(1, t − t₀ − 1)"
    )
    source = "Polyak and Juditsky 1992; the falling rate: Xu 2011"
    differs = (
        "Same as torch.optim.ASGD, where λ is 0.0001 and t₀ a million unless told: it averages "
        "nothing before that. Here λ is 0, because it pulls to the origin and so moves the "
        "minimum, and all points count. Keras' use_ema is a mean that forgets."
    )
    draws = "The walk x; its mean a is marked."
    symbols = {"mean": "a", "rate": "ηₜ"}
    suggests = {"learning_rate": per_curvature(1.0)}

    learning_rate: float = learning_rate(0.01)
    decay: float = param(
        0.0,
        0.0,
        1e6,
        "A pull to the origin, and how fast the learning rate falls",
        main=False,
        label="λ",
        slider_high=1.0,
    )
    power: float = param(
        0.75,
        0.0,
        10.0,
        "How steeply the learning rate falls",
        main=False,
        label="α",
        slider_high=1.0,
    )
    quiet: int = param(
        0,
        0,
        1_000_000_000,
        "Steps before the averaging begins",
        whole=True,
        label="steps before",
        slider_high=300,
    )

    @staticmethod
    def tick(
        age: float, learning_rate: float, decay: float, power: float, quiet: float
    ) -> tuple[float, float, float]:
        rate = learning_rate / (1.0 + decay * learning_rate * age) ** power
        return age + 1.0, rate, 1.0 / max(1.0, age - quiet)

    @staticmethod
    @rule(memory=("mean",), shared={"age": 0.0, "rate": 0.0, "share": 1.0})
    def step(
        gradient: float, coordinate: float, mean: float, rate: float, share: float, decay: float
    ) -> tuple[float, float]:
        move = -rate * (gradient + decay * coordinate)
        return move, mean + (coordinate + move - mean) * share

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return (Dots((tuple(moment.after["mean"].tolist()),), "the mean so far"),)
