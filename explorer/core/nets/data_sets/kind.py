"""A kind of data set: what it is called, how its examples come about, what to begin with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.dials import Dial

__all__ = ["FIELD", "OUTSIDE", "DataKind", "Drawn"]

FIELD = 400  # examples of each group of the field: they tell a share to 5 per cent or better
OUTSIDE = 500  # lanes of chance from here on are for the field


class Drawn(NamedTuple):
    """Examples as they come about."""

    inputs: Array  # (n, features)
    targets: Array  # (n,)
    group: NDArray[np.int8] | None = None  # (n,): which of the kind's groups, where that is known
    times: NDArray[np.int64] | None = None  # (n,): how often each counts if it is trained on


@dataclass(frozen=True)
class DataKind:
    """One entry of the menu of data sets.

    `plan` has the settings to begin with. `most` is how many examples there are; None when as
    many can be drawn as wanted. `draw` gives `plan.examples` of them, or all where there are only
    so many. `outside` draws the field, with a group for each example; the field follows the seed,
    the noise and the `world_dials` of a plan, and nothing else.
    """

    key: str
    name: str
    line: str
    task: Literal["classes", "curve"]
    features: tuple[str, ...]
    target: str
    classes: tuple[str, ...]
    draw: Callable[[DataPlan], Drawn]
    plan: DataPlan
    noise_matters: bool = True
    most: int | None = None
    source: str = ""
    dials: Mapping[str, Dial] = field(default_factory=lambda: MappingProxyType({}))
    is_photo: bool = False  # pictures whose larger numbers are lighter; else they are more ink
    groups: tuple[str, ...] = ()
    outside: Callable[[DataPlan], Drawn] | None = None
    world_dials: tuple[str, ...] = ()  # that change what the world is like; others, what is known
