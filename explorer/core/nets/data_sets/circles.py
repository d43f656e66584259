"""Circles: a disc, and a ring around it."""

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.randomness import DATA, normals, uniforms

__all__ = ["CIRCLES"]


def _draw(plan: DataPlan) -> Drawn:
    count = plan.examples
    outer = np.arange(count) >= count // 2
    angle = 2.0 * np.pi * uniforms(plan.seed, DATA, count)
    share = uniforms(plan.seed, DATA, count, lane=1)
    # The root spreads the points of the disc evenly over its area.
    radius = np.where(outer, 0.7 + 0.3 * share, 0.5 * np.sqrt(share))
    blur = plan.noise * normals(plan.seed, DATA, 2 * count, lane=2).reshape(count, 2)
    ring = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return Drawn(ring + blur, outer.astype(np.float64))


CIRCLES = DataKind(
    key="circles",
    name="Circles",
    line="A disc with a ring around it: the border must close on itself",
    task="classes",
    features=("x", "y"),
    target="circle",
    classes=("inner", "outer"),
    draw=_draw,
    plan=DataPlan("circles", noise=0.1),
)
