"""Two moons: half circles that reach into each other."""

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.randomness import DATA, normals, uniforms

__all__ = ["MOONS", "moons"]


def moons(seed: int, count: int, noise: float, lane: int = 0) -> Drawn:
    """Return points of both moons, the upper first; `lane` and the next one are their chance."""
    lower = np.arange(count) >= count // 2
    angle = np.pi * uniforms(seed, DATA, count, lane)
    x = np.where(lower, 1.0 - np.cos(angle), np.cos(angle))
    y = np.where(lower, 0.5 - np.sin(angle), np.sin(angle))
    blur = noise * normals(seed, DATA, 2 * count, lane + 1).reshape(count, 2)
    return Drawn(np.column_stack([x, y]) + blur, lower.astype(np.float64))


def _draw(plan: DataPlan) -> Drawn:
    return moons(plan.seed, plan.examples, plan.noise)


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
