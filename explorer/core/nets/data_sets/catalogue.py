"""The menu of data sets, and the settings that only one of them has."""

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.data_sets.alarms import ALARMS
from explorer.core.nets.data_sets.blobs import BLOBS
from explorer.core.nets.data_sets.circles import CIRCLES
from explorer.core.nets.data_sets.coin_flips import COIN_FLIPS
from explorer.core.nets.data_sets.copied_moons import COPIED_MOONS
from explorer.core.nets.data_sets.crowd_labels import CROWD_LABELS
from explorer.core.nets.data_sets.curves import SINE, STEP
from explorer.core.nets.data_sets.dials import check_dials, dialled, setting
from explorer.core.nets.data_sets.digits import DIGITS
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.nets.data_sets.moons import MOONS
from explorer.core.nets.data_sets.o_rings import O_RINGS
from explorer.core.nets.data_sets.past_decisions import PAST_DECISIONS
from explorer.core.nets.data_sets.penguins import PENGUINS
from explorer.core.nets.data_sets.raters import RATERS
from explorer.core.nets.data_sets.spiral import SPIRAL
from explorer.core.nets.data_sets.sums import SUMS
from explorer.core.nets.data_sets.tanks import TANKS
from explorer.core.nets.data_sets.two_groups import TWO_GROUPS
from explorer.core.nets.data_sets.xor import XOR
from explorer.core.param import SettingError

__all__ = ["DATA_SETS", "dial", "kind_of", "plan_of", "with_dial"]

DATA_SETS = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            *(MOONS, BLOBS, CIRCLES, XOR, SPIRAL),
            *(SINE, STEP),
            *(O_RINGS, PENGUINS, DIGITS),
            *(TANKS, TWO_GROUPS, PAST_DECISIONS, CROWD_LABELS, RATERS),
            *(ALARMS, COIN_FLIPS, COPIED_MOONS, SUMS),
        )
    }
)


def dial(plan: DataPlan, name: str) -> float:
    """Return a setting that only this data set has; SettingError where it has none of that name."""
    kind = kind_of(plan)
    check_dials((name,), kind.dials, kind.name)
    return setting(plan, kind.dials, name)


def with_dial(plan: DataPlan, name: str, value: float | str) -> DataPlan:
    """Return the plan with a setting that only this data set has; a choice may be said in words.

    Raises SettingError where there is no such setting or no such value.
    """
    kind = kind_of(plan)
    check_dials((name,), kind.dials, kind.name)
    return dialled(plan, kind.dials, name, value)


def plan_of(key: str, settings: Mapping[str, Any]) -> DataPlan:
    """Return the plan of a data set with these settings, its dials among them, by name.

    Those that are not given are the ones that suit the set. Raises SettingError where there is no
    such set, setting or value.
    """
    own = settings.get("own")
    kind = kind_of(DATA_SETS[key].plan if key in DATA_SETS else DataPlan(key, own=own))
    general = [field.name for field in fields(DataPlan) if field.name not in ("key", "dials")]
    for name in settings:
        if name not in (*general, *kind.dials):
            known = ", ".join([*general, *kind.dials])
            raise SettingError(f"“{kind.name}” has no setting {name!r}; it has {known}.")
    plan = replace(kind.plan, **{name: settings[name] for name in general if name in settings})
    for name in kind.dials:
        if name in settings:
            plan = with_dial(plan, name, settings[name])
    return plan


def kind_of(plan: DataPlan) -> DataKind:
    """Return the kind of data of a plan, whose dials it turns as far as they go.

    Raises SettingError where there is no such kind, and where a dial is unknown or out of range.
    """
    kind = _own(plan, plan.own) if plan.own else DATA_SETS.get(plan.key)
    if kind is None:
        known = ", ".join([*DATA_SETS, "own"])
        raise SettingError(f"There is no data set called {plan.key!r}; there is {known}.")
    check_dials([name for name, _ in plan.dials], kind.dials, kind.name)
    for name, value in plan.dials:
        if refusal := kind.dials[name].param.refusal(name, value):
            raise SettingError(refusal)
    return kind


def _own(plan: DataPlan, own: OwnData) -> DataKind:
    table = np.array(own.rows, dtype=np.float64)
    return DataKind(
        key="own",
        name=own.name,
        line="Rows of your own",
        task="classes" if own.classes else "curve",
        features=own.features,
        target=own.target,
        classes=own.classes,
        draw=lambda _: Drawn(table[:, :-1].copy(), table[:, -1].copy()),
        plan=plan,
        noise_matters=False,
        most=len(own.rows),
    )
