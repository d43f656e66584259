"""Past decisions: who was accepted, by deciders who set the bar higher for one of two groups."""

from types import MappingProxyType

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.dials import Dial, choice, setting
from explorer.core.nets.data_sets.kind import FIELD, OUTSIDE, DataKind, Drawn
from explorer.core.param import Param
from explorer.core.randomness import DATA, normals

__all__ = ["PAST_DECISIONS"]

MOOD = 0.3  # spread of what deciders make of the same merit
APART, AROUND = 0.8, 0.6  # how far the groups live from the middle; spread around that
DIALS = MappingProxyType(
    {
        "taught_by": choice(
            *("past decisions", "true merit"),
            help="What training takes for right: what was decided, or who was qualified in truth",
        ),
        "bar": Dial(0.9, Param(0.0, 3.0, "How much more merit the past deciders asked of group B")),
        "postcode": choice(
            "given", "withheld", help="Whether the net is told where somebody lives; else it is 0"
        ),
    }
)


def _draw(plan: DataPlan) -> Drawn:
    count = plan.examples
    is_b = np.arange(count) % 2 == 1
    merit = normals(plan.seed, DATA, count)
    asked = np.where(is_b, setting(plan, DIALS, "bar"), 0.0)
    mood = MOOD * normals(plan.seed, DATA, count, lane=1)
    is_past = setting(plan, DIALS, "taught_by") == 0
    taught = merit + mood > asked if is_past else merit > 0.0
    group = np.where(merit > 0.0, 0, 2) + is_b
    inputs = _told(plan, merit, is_b, 2)
    return Drawn(inputs, taught.astype(np.float64), group.astype(np.int8))


def _outside(plan: DataPlan) -> Drawn:
    group = np.repeat(np.arange(4, dtype=np.int8), FIELD)
    is_b, is_qualified = group % 2 == 1, group < 2
    size = np.abs(normals(plan.seed, DATA, len(group), OUTSIDE))
    inputs = _told(plan, np.where(is_qualified, size, -size), is_b, OUTSIDE + 2)
    return Drawn(inputs, is_qualified.astype(np.float64), group)


def _told(plan: DataPlan, merit: Array, is_b: Array, lane: int) -> Array:
    """Return what the net is told of people, (n, 2): a blurred merit, and where they live."""
    score = merit + plan.noise * normals(plan.seed, DATA, len(merit), lane)
    around = AROUND * normals(plan.seed, DATA, len(merit), lane + 1)
    lives = np.where(is_b, APART, -APART) + around
    return np.column_stack([score, lives * (setting(plan, DIALS, "postcode") == 0)])


PAST_DECISIONS = DataKind(
    key="past-decisions",
    name="Past decisions",
    line="A toy: who was accepted, when more was asked of group B; where people live tells groups",
    task="classes",
    features=("test score", "postcode"),
    target="decision",
    classes=("refused", "accepted"),
    draw=_draw,
    plan=DataPlan("past-decisions", examples=1200, noise=0.4),
    source="A toy: A and B stand for no people.",
    dials=DIALS,
    groups=("A, qualified", "B, qualified", "A, not qualified", "B, not qualified"),
    outside=_outside,
    world_dials=("postcode",),
)
