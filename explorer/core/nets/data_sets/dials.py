"""Dials: settings that only one data set has, like the light in which pictures were taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.core.nets.data_plan import DataPlan
from explorer.core.param import Param, SettingError

__all__ = ["Dial", "check_dials", "choice", "dialled", "setting"]


@dataclass(frozen=True)
class Dial:
    """A setting of a data set: a number, or a choice between the words of its param.

    `default` is where it stands while a plan does not say otherwise.
    """

    default: float
    param: Param

    @property
    def words(self) -> tuple[str, ...]:
        """What 0, 1, ... stand for; empty where it is a number."""
        return self.param.words


def choice(*words: str, help: str, default: int = 0, label: str = "") -> Dial:  # noqa: A002
    """Return a dial that chooses between words."""
    return Dial(default, Param(0, len(words) - 1, help, whole=True, label=label, words=words))


def setting(plan: DataPlan, dials: Mapping[str, Dial], name: str) -> float:
    """Return what a plan says of one of these dials, or its default."""
    return dict(plan.dials).get(name, dials[name].default)


def dialled(plan: DataPlan, dials: Mapping[str, Dial], name: str, value: float | str) -> DataPlan:
    """Return the plan with one of these dials turned.

    A plan keeps only what differs from the default, in the order of `dials`, so that plans which
    mean the same are equal.
    """
    chosen = {**dict(plan.dials), name: dials[name].param.number(name, value)}
    turned = [(key, chosen[key]) for key in dials if key in chosen]
    return replace(plan, dials=tuple(one for one in turned if one[1] != dials[one[0]].default))


def check_dials(names: Sequence[str], dials: Mapping[str, Dial], owner: str) -> None:
    """Raise SettingError where one of the names is no dial of the data set, or comes twice."""
    for name in names:
        if name not in dials:
            known = f"it has {', '.join(dials)}" if dials else "it has none of its own"
            raise SettingError(f"The data set “{owner}” has no setting {name!r}: {known}.")
        if names.count(name) > 1:
            raise SettingError(f"The setting {name!r} of the data set “{owner}” is given twice.")
