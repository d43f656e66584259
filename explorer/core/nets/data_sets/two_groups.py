"""Two groups: the same task looks turned in the second one, and few examples may be of it."""

from math import floor
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.dials import Dial, setting
from explorer.core.nets.data_sets.kind import FIELD, OUTSIDE, DataKind, Drawn
from explorer.core.param import Param
from explorer.core.randomness import DATA, normals

__all__ = ["TWO_GROUPS"]

TURN = np.radians(100.0)  # of group B against group A
SHIFT = (0.3, -0.2)  # and how far off it lies
DIALS = MappingProxyType(
    {
        "share_b": Dial(
            0.05, Param(0.0, 1.0, "Share of the examples that are of group B", label="share of B")
        ),
        "repeat_b": Dial(
            1.0,
            Param(
                *(1, 40, "How often each training example of group B counts"),
                whole=True,
                label="repeat B",
            ),
        ),
    }
)


def _draw(plan: DataPlan) -> Drawn:
    count = plan.examples
    few = floor(setting(plan, DIALS, "share_b") * count + 0.5)
    group = (np.arange(count) >= count - few).astype(np.int8)
    times = np.where(group, int(setting(plan, DIALS, "repeat_b")), 1)
    return _people(plan, group, 0)._replace(times=times)


def _outside(plan: DataPlan) -> Drawn:
    return _people(plan, np.repeat(np.arange(2, dtype=np.int8), FIELD), OUTSIDE)


def _people(plan: DataPlan, group: NDArray[np.int8], lane: int) -> Drawn:
    count = len(group)
    right = (np.arange(count) % 2).astype(np.float64)
    blur = plan.noise * normals(plan.seed, DATA, 2 * count, lane).reshape(count, 2)
    upright = blur + np.column_stack([2.0 * right - 1.0, np.zeros(count)])
    inputs = np.where(group[:, None] == 1, _turned(upright) + SHIFT, upright)
    return Drawn(inputs, right, group)


def _turned(points: Array) -> Array:
    x, y = points.T
    turned = x * np.cos(TURN) - y * np.sin(TURN), x * np.sin(TURN) + y * np.cos(TURN)
    return np.column_stack(turned)


TWO_GROUPS = DataKind(
    key="two-groups",
    name="Two groups",
    line="A toy: the task of group A, turned and shifted for group B, of whom there are few",
    task="classes",
    features=("x", "y"),
    target="class",
    classes=("first", "second"),
    draw=_draw,
    plan=DataPlan("two-groups", examples=600, noise=0.55),
    source="A toy: A and B stand for no people.",
    dials=DIALS,
    groups=("A", "B"),
    outside=_outside,
)
