"""Experiment: a small study that needs more than one race, its numbers and its curves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from explorer.core.array import Array
from explorer.core.param import check_settings, param

__all__ = ["Cancelled", "Curve", "Experiment", "Finding"]

Cancelled = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class Curve:
    """A line of a chart: y over x, both (n,)."""

    name: str
    x: Array
    y: Array


@dataclass(frozen=True, eq=False)
class Finding:
    """What came of an experiment: numbers by name, and curves to look at."""

    numbers: Mapping[str, float]
    curves: tuple[Curve, ...] = ()
    across: str = ""  # what x is, in words
    up: str = ""  # what y is
    log_x: bool = False
    log_y: bool = False


@dataclass(frozen=True)
class Experiment:
    """A study with its settings; equal experiments find the same, bit for bit.

    A subclass declares its settings with `param`, `finds` (the names of its numbers and what they
    say) and its `run`. Settings out of range raise SettingError.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    line: ClassVar[str]  # one sentence: what is tried
    source: ClassVar[str]
    finds: ClassVar[Mapping[str, str]]

    seed: int = param(0, 0, 2**31 - 1, "Which of many draws", whole=True, main=False)

    def __post_init__(self) -> None:
        check_settings(self)

    def run(self, cancelled: Cancelled = lambda: False) -> Finding | None:
        """Return what is found; None when `cancelled` says so, which is asked often."""
        raise NotImplementedError
