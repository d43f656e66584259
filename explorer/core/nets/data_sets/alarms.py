"""Alarms: an event or none, in clouds that overlap; missing one may cost more than crying wolf."""

from fractions import Fraction
from types import MappingProxyType

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.dials import Dial, setting
from explorer.core.nets.data_sets.kind import FIELD, OUTSIDE, DataKind, Drawn
from explorer.core.param import Param
from explorer.core.randomness import DATA, normals

__all__ = ["ALARMS"]

APART = 0.7  # how far the middle of a cloud is from 0, in both inputs
DIALS = MappingProxyType(
    {
        "miss_price": Dial(
            0.5,
            Param(
                *(0.1, 0.9),
                "What a missed event counts, where it and a false alarm count 1 together. Training "
                "rows are repeated in that proportion, to the nearest tenth or simpler fraction",
            ),
        )
    }
)


def _draw(plan: DataPlan) -> Drawn:
    drawn = _clouds(plan, plan.examples, 0)
    price = Fraction(setting(plan, DIALS, "miss_price")).limit_denominator(10)
    quiet = price.denominator - price.numerator
    return drawn._replace(times=np.where(drawn.targets == 1.0, price.numerator, quiet))


def _outside(plan: DataPlan) -> Drawn:
    return _clouds(plan, 2 * FIELD, OUTSIDE)


def _clouds(plan: DataPlan, count: int, lane: int) -> Drawn:
    is_event = np.arange(count) >= count // 2
    blur = plan.noise * normals(plan.seed, DATA, 2 * count, lane).reshape(count, 2)
    inputs = np.where(is_event, APART, -APART)[:, None] + blur
    return Drawn(inputs, is_event.astype(np.float64), (~is_event).astype(np.int8))


ALARMS = DataKind(
    key="alarms",
    name="Alarms",
    line="A toy: two clouds that overlap, so that some events are missed or some alarms are false",
    task="classes",
    features=("x", "y"),
    target="what happened",
    classes=("no event", "event"),
    draw=_draw,
    plan=DataPlan("alarms", noise=0.8),
    source="A toy.",
    dials=DIALS,
    groups=("event", "no event"),
    outside=_outside,
)
