"""Curves: one input, one value, and a shape to find in it."""

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.randomness import DATA, normals, uniforms

__all__ = ["SINE", "STEP"]

REACH = 3.0


def _inputs(plan: DataPlan) -> Array:
    return REACH * (2.0 * uniforms(plan.seed, DATA, plan.examples) - 1.0)


def _blur(plan: DataPlan) -> Array:
    return plan.noise * normals(plan.seed, DATA, plan.examples, lane=1)


def _wave(plan: DataPlan) -> Drawn:
    x = _inputs(plan)
    return Drawn(x[:, None], np.sin(1.5 * x) + _blur(plan))


def _step(plan: DataPlan) -> Drawn:
    x = _inputs(plan)
    return Drawn(x[:, None], np.where(x > 0.0, 1.0, -1.0) + _blur(plan))


SINE = DataKind(
    key="sine",
    name="Wave",
    line="Points around a sine wave: the net's answer is a curve that should follow it",
    task="curve",
    features=("x",),
    target="y",
    classes=(),
    draw=_wave,
    plan=DataPlan("sine", examples=150, noise=0.1),
)

STEP = DataKind(
    key="step",
    name="Step",
    line="Flat, a jump, flat again: a smooth net can only come close to the jump",
    task="curve",
    features=("x",),
    target="y",
    classes=(),
    draw=_step,
    plan=DataPlan("step", examples=150, noise=0.1),
)
