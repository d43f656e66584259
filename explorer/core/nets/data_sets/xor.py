"""XOR: four squares of two classes, like a chessboard of two by two."""

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.randomness import DATA, normals, uniforms

__all__ = ["XOR"]


def _draw(plan: DataPlan) -> Drawn:
    count = plan.examples
    exact = 2.0 * uniforms(plan.seed, DATA, 2 * count).reshape(count, 2) - 1.0
    blur = plan.noise * normals(plan.seed, DATA, 2 * count, lane=1).reshape(count, 2)
    return Drawn(exact + blur, (exact[:, 0] * exact[:, 1] > 0.0).astype(np.float64))


XOR = DataKind(
    key="xor",
    name="XOR",
    line="Four squares like on a chessboard: neither input tells anything without the other",
    task="classes",
    features=("x", "y"),
    target="signs",
    classes=("different", "same"),
    draw=_draw,
    plan=DataPlan("xor", noise=0.1),
)
