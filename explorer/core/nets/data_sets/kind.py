"""A kind of data set: what it is called, how its examples come about, what to begin with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan

__all__ = ["DataKind", "Drawn"]

Drawn = tuple[Array, Array]  # inputs (n, features) and targets (n,)


@dataclass(frozen=True)
class DataKind:
    """One entry of the menu of data sets.

    `plan` has the settings to begin with. `most` is how many examples there are; None when as
    many can be drawn as wanted. `draw` gives `plan.examples` of them, or all where there are only
    so many.
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
