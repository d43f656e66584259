"""Rprop: only the sign of the slope counts; each coordinate finds the length of its steps."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer, rule
from explorer.core.param import param
from explorer.core.suggesting import of_width

__all__ = ["Rprop"]


@dataclass(frozen=True)
class Rprop(Optimizer):
    """Lengthen a coordinate's steps while its slope keeps its sign; shorten them when it turns."""

    key = "rprop"
    name = "Rprop"
    group = "adaptive"
    unminded = ("shift", "mirror", "height", "order")
    equation = (
        "d ← 1.2 d where g keeps its sign, ½ d where it turns, within the limits;  "
        "where it turned g ← 0;  x ← x − d sign(g)"
    )
    source = "Riedmiller and Braun 1993; without a way back: iRprop⁻, Igel and Hüsken 2000"
    differs = (
        "Same as torch.optim.Rprop, which calls the first step the learning rate. optax.rprop "
        "0.2.8 lags a step behind: its first move is 0. Keras has no Rprop. The slopes of small "
        "batches change their sign by chance, which it takes for a valley."
    )
    symbols = {"length": "d"}
    suggests = {
        "size": of_width(0.01, net=0.01),
        "longest": of_width(0.25, net=1.0),
    }

    size: float = param(
        0.01,
        1e-12,
        1e9,
        "Length of the first step in each coordinate",
        log=True,
        label="first step",
        slider_low=1e-4,
        slider_high=10.0,
    )
    growth: float = param(
        1.2,
        1.0,
        100.0,
        "Longer so many times while the sign stays",
        label="growth",
        slider_high=3.0,
    )
    shrinkage: float = param(0.5, 1e-6, 1.0, "Shorter so many times when the sign turns")
    shortest: float = param(
        1e-6, 0.0, 1e9, "No step is shorter", main=False, label="shortest step", slider_high=1.0
    )
    longest: float = param(
        50.0,
        1e-12,
        1e12,
        "No step is longer",
        log=True,
        main=False,
        label="longest step",
        slider_low=1e-2,
        slider_high=100.0,
    )

    @staticmethod
    @rule(memory={"last": 0.0, "length": "size"})
    def step(
        gradient: float,
        last: float,
        length: float,
        growth: float,
        shrinkage: float,
        shortest: float,
        longest: float,
    ) -> tuple[float, float, float]:
        # Signs are compared, not multiplied: the product of two tiny slopes would be 0.
        turned = (gradient > 0.0 and last < 0.0) or (gradient < 0.0 and last > 0.0)
        kept = (gradient > 0.0 and last > 0.0) or (gradient < 0.0 and last < 0.0)
        length = length * (growth if kept else (shrinkage if turned else 1.0))
        length = min(max(length, shortest), longest)
        gradient = 0.0 if turned else gradient
        move = -length if gradient > 0.0 else (length if gradient < 0.0 else 0.0)
        return move, gradient, length
