"""Two moons: half circles that reach into each other."""

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.randomness import DATA, normals, uniforms

__all__ = ["MOONS"]


def _draw(plan: DataPlan) -> Drawn:
    count = plan.examples
    lower = np.arange(count) >= count // 2
    angle = np.pi * uniforms(plan.seed, DATA, count)
    x = np.where(lower, 1.0 - np.cos(angle), np.cos(angle))
    y = np.where(lower, 0.5 - np.sin(angle), np.sin(angle))
    blur = plan.noise * normals(plan.seed, DATA, 2 * count, lane=1).reshape(count, 2)
    return Drawn(np.column_stack([x, y]) + blur, lower.astype(np.float64))


MOONS = DataKind(
    key="moons",
    name="Two moons",
    line="Two half circles that reach into each other: no straight line parts them",
    task="classes",
    features=("x", "y"),
    target="moon",
    classes=("upper", "lower"),
    draw=_draw,
    plan=DataPlan("moons", noise=0.2),
)
