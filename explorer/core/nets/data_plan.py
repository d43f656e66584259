"""The data plan: which examples a net learns from, and what is wrong with them."""

from dataclasses import dataclass
from typing import Literal, get_args

from explorer.core.param import SettingError, check_settings, param

__all__ = ["MOST_ROWS", "DataPlan", "Flaw", "OwnData"]

Flaw = Literal["none", "flipped", "repeated", "one-sided", "outlier"]

MOST_ROWS = 2000  # examples that a tiny net is trained on; of more, a seeded sample is used


@dataclass(frozen=True)
class OwnData:
    """Rows that were typed, drawn, dragged or read from a file: inputs, then the target.

    With `classes` the target is the number of a class, or with two classes a share between 0 and
    1; without, it is a value. `notes` are sentences on how the rows came about, for the user.
    """

    features: tuple[str, ...]
    target: str
    classes: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DataPlan:
    """A data set and its settings. Equal plans give equal data, bit for bit, on every machine.

    `key` is one of DATA_SETS, or "own" with the rows in `own`. Some of the examples are held out:
    training never sees them; a third part may be kept for choosing between nets.
    """

    key: str = "moons"
    examples: int = param(
        300, 1, MOST_ROWS, "How many examples there are in all", whole=True, log=True, slider_low=10
    )
    noise: float = param(0.2, 0.0, 5.0, "How blurred the examples are", slider_high=1.0)
    seed: int = param(
        1, 0, 2**31 - 1, "Which of many draws; another one is as good", whole=True, main=False
    )
    held_out: float = param(
        1 / 3, 0.0, 0.9, "Share of the examples that training never sees", label="held out"
    )
    choosing: float = param(
        0.0, 0.0, 0.5, "Share kept apart for choosing between nets", label="for choosing"
    )
    flaw: Flaw = "none"
    flaw_share: float = param(
        0.2, 0.0, 0.9, "Share of the training examples with the flaw", label="flawed"
    )
    standardised: bool = False  # inputs brought to mean 0 and spread 1 of the training part
    own: OwnData | None = None

    def __post_init__(self) -> None:
        check_settings(self)
        if self.flaw not in get_args(Flaw):
            raise SettingError(f"The flaw must be one of {', '.join(get_args(Flaw))}.")
        if (self.key == "own") != (self.own is not None):
            raise SettingError("Data of your own needs rows, and no other data set takes any.")
        if self.held_out + self.choosing > 0.95:
            raise SettingError("Leave some of the examples for training.")
