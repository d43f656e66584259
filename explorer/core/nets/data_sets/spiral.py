"""Spiral: two arms wound around each other."""

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.randomness import DATA, normals

__all__ = ["SPIRAL"]

TURNS = 1.75


def _draw(plan: DataPlan) -> Drawn:
    count = plan.examples
    half = count // 2
    second = np.arange(count) >= half
    place = np.where(second, np.arange(count) - half, np.arange(count)) / max(1, count - half)
    radius = 0.1 + 0.9 * place
    angle = 2.0 * np.pi * TURNS * place + np.pi * second
    arms = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    blur = plan.noise * normals(plan.seed, DATA, 2 * count).reshape(count, 2)
    return Drawn(arms + blur, second.astype(np.float64))


SPIRAL = DataKind(
    key="spiral",
    name="Spiral",
    line="Two arms wound around each other: the hardest of the drawn sets for a tiny net",
    task="classes",
    features=("x", "y"),
    target="arm",
    classes=("first", "second"),
    draw=_draw,
    plan=DataPlan("spiral", noise=0.05),
)
