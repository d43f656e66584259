"""Copied moons: many rows, but few different ones, and copies on both sides of the split."""

from types import MappingProxyType

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.dials import Dial, setting
from explorer.core.nets.data_sets.kind import FIELD, OUTSIDE, DataKind, Drawn
from explorer.core.nets.data_sets.moons import MOONS, moons
from explorer.core.param import Param

__all__ = ["COPIED_MOONS"]

DIALS = MappingProxyType(
    {
        "copies": Dial(
            10.0, Param(1, 20, "How many rows are one and the same point of the moons", whole=True)
        )
    }
)


def _draw(plan: DataPlan) -> Drawn:
    copies = int(setting(plan, DIALS, "copies"))
    few = moons(plan.seed, -(-plan.examples // copies), plan.noise)
    rows = np.arange(plan.examples) // copies
    return Drawn(few.inputs[rows], few.targets[rows])


def _outside(plan: DataPlan) -> Drawn:
    fresh = moons(plan.seed, 2 * FIELD, plan.noise, OUTSIDE)
    return fresh._replace(group=np.zeros(2 * FIELD, dtype=np.int8))


COPIED_MOONS = DataKind(
    key="copied-moons",
    name="Copied moons",
    line="A toy: two moons of few points, each of them many times, and so in both parts",
    task="classes",
    features=MOONS.features,
    target=MOONS.target,
    classes=MOONS.classes,
    draw=_draw,
    plan=DataPlan("copied-moons", examples=200, noise=0.35, held_out=0.25),
    source="A toy.",
    dials=DIALS,
    groups=("fresh moons",),
    outside=_outside,
)
