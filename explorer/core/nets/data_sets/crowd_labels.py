"""Crowd labels: two moons whose classes were told by people, who err in ways of their own."""

from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.dials import Dial, choice, setting
from explorer.core.nets.data_sets.kind import FIELD, OUTSIDE, DataKind, Drawn
from explorer.core.nets.data_sets.moons import MOONS, moons
from explorer.core.param import Param
from explorer.core.randomness import DATA, uniforms

__all__ = ["CROWD_LABELS"]

EXPERT, HURRIED, BLIND = range(3)
SLIPS = {EXPERT: 0.03, HURRIED: 0.3}  # chance that somebody is wrong on an example
MISSED = 0.85  # chance that somebody who is blind to the corner calls it the upper moon
CORNER = 0.8  # the lower moon from this x on
DIALS = MappingProxyType(
    {
        "labeller": choice(
            *("expert", "hurried crowd", "blind crowd"),
            help="Who says which moon it is. An expert: 3 % wrong at random. A hurried crowd: 30 % "
            "wrong at random. A blind crowd: nearly all miss the same corner",
        ),
        "votes": Dial(
            1.0,
            Param(
                *(1, 5, "How many people look at each example; the majority is taken"), whole=True
            ),
        ),
    }
)


def _draw(plan: DataPlan) -> Drawn:
    inputs, truth, *_ = moons(plan.seed, plan.examples, plan.noise)
    group = _group(inputs, truth)
    who = int(setting(plan, DIALS, "labeller"))
    chance = np.where(group == 0, MISSED, 0.0) if who == BLIND else np.full(len(truth), SLIPS[who])
    votes = int(setting(plan, DIALS, "votes"))
    said = np.array(
        [uniforms(plan.seed, DATA, len(truth), lane=10 + voter) < chance for voter in range(votes)]
    )
    wrong = said.sum(axis=0) + 0.5 * said[0]  # where as many say this as that, the first decides
    return Drawn(inputs, np.where(wrong > (votes + 0.5) / 2, 1.0 - truth, truth), group)


def _outside(plan: DataPlan) -> Drawn:
    inputs, truth, *_ = moons(plan.seed, 4 * FIELD, plan.noise, OUTSIDE)
    return Drawn(inputs, truth, _group(inputs, truth))


def _group(inputs: Array, truth: Array) -> NDArray[np.int8]:
    return np.where((inputs[:, 0] > CORNER) & (truth == 1.0), 0, 1).astype(np.int8)


CROWD_LABELS = DataKind(
    key="crowd-labels",
    name="Crowd labels",
    line="A toy: two moons labelled by people, held-out examples too; some slip, some are blind",
    task="classes",
    features=MOONS.features,
    target=MOONS.target,
    classes=MOONS.classes,
    draw=_draw,
    plan=DataPlan("crowd-labels", noise=0.2),
    source="A toy: the people and their slips are drawn by chance.",
    dials=DIALS,
    groups=("corner", "elsewhere"),
    outside=_outside,
)
