"""Coin flips: points whose class was drawn by chance, so that there is nothing to learn."""

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.randomness import DATA, uniforms

__all__ = ["COIN_FLIPS"]


def _draw(plan: DataPlan) -> Drawn:
    count = plan.examples
    inputs = 2.0 * uniforms(plan.seed, DATA, 2 * count).reshape(count, 2) - 1.0
    is_head = uniforms(plan.seed, DATA, count, lane=1) < 0.5
    return Drawn(inputs, is_head.astype(np.float64))


COIN_FLIPS = DataKind(
    key="coin-flips",
    name="Coin flips",
    line="A toy: a coin was tossed for every point, so there is nothing to learn but by heart",
    task="classes",
    features=("x", "y"),
    target="coin",
    classes=("tail", "head"),
    draw=_draw,
    plan=DataPlan("coin-flips", examples=120, noise=0.0, held_out=2 / 3),
    noise_matters=False,
    source="A toy.",
)
