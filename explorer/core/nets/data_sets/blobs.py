"""Two blobs: two round clouds of points."""

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.randomness import DATA, normals

__all__ = ["BLOBS"]


def _draw(plan: DataPlan) -> Drawn:
    count = plan.examples
    right = (np.arange(count) >= count // 2).astype(np.float64)
    blur = plan.noise * normals(plan.seed, DATA, 2 * count).reshape(count, 2)
    return Drawn((2.0 * right - 1.0)[:, None] + blur, right)


BLOBS = DataKind(
    key="blobs",
    name="Two blobs",
    line="Two round clouds: a straight line parts them, as far as they can be parted",
    task="classes",
    features=("x", "y"),
    target="blob",
    classes=("left", "right"),
    draw=_draw,
    plan=DataPlan("blobs", noise=0.7),
)
