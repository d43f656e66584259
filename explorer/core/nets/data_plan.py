"""The data plan: which examples a net learns from, and what is wrong with them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from explorer.core.param import SettingError, check_settings, param

__all__ = [
    "LARGEST", "MOST_CLASSES", "MOST_FEATURES", "MOST_ROWS", "DataPlan", "Flaw", "OwnData", "Split",
]  # fmt: skip

Flaw = Literal["none", "flipped", "repeated", "one-sided", "outlier"]

MOST_ROWS = 2000  # examples that a tiny net is trained on; of more, a seeded sample is used
MOST_FEATURES = 64
MOST_CLASSES = 10
LARGEST = 1e100  # of a number in a row: its square is still far from overflowing


@dataclass(frozen=True)
class Split:
    """Which of PARTS each row is in. It holds as long as these settings are those of the plan."""

    seed: int
    held_out: float
    choosing: float
    parts: tuple[int, ...]


@dataclass(frozen=True)
class OwnData:
    """Rows that were typed, drawn, dragged or read from a file: inputs, then the target.

    With `classes` the target is the number of a class, or with two classes a share between 0 and
    1; without, it is a value. `notes` are sentences on how the rows came about, for the user.
    Without a `split` the plan draws one.
    """

    features: tuple[str, ...]
    target: str
    classes: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    notes: tuple[str, ...] = ()
    name: str = "Your own data"
    split: Split | None = None

    def __post_init__(self) -> None:
        if refusal := _refusal(self):
            raise SettingError(refusal)

    def moved(self, row: int, inputs: Iterable[float], target: float | None = None) -> "OwnData":
        """Return the data with other inputs in one row, and another target if one is given."""
        new = (*inputs, self.rows[row][-1] if target is None else target)
        return replace(self, rows=(*self.rows[:row], new, *self.rows[row + 1 :]))

    def added(self, inputs: Iterable[float], target: float) -> "OwnData":
        """Return the data with one more row at the end."""
        return replace(self, rows=(*self.rows, (*inputs, target)))

    def removed(self, row: int) -> "OwnData":
        """Return the data without one row; the others stay in their parts."""
        split = self.split
        if split is not None:
            parts = (*split.parts[:row], *split.parts[row + 1 :])
            split = replace(split, parts=parts)
        return replace(self, rows=(*self.rows[:row], *self.rows[row + 1 :]), split=split)


def _refusal(own: OwnData) -> str | None:
    """Return what is wrong with the rows, in one sentence, or None."""
    if not 1 <= len(own.rows) <= MOST_ROWS:
        return f"There must be from 1 to {MOST_ROWS:,} rows, not {len(own.rows):,}."
    if not 1 <= len(own.features) <= MOST_FEATURES:
        return f"There must be from 1 to {MOST_FEATURES} inputs, not {len(own.features)}."
    if own.classes and not 2 <= len(own.classes) <= MOST_CLASSES:
        return f"There must be from 2 to {MOST_CLASSES} classes, not {len(own.classes)}."
    for number, row in enumerate(own.rows, 1):
        if len(row) != len(own.features) + 1:
            return f"Row {number} must have {len(own.features) + 1} numbers, not {len(row)}."
        if not all(-LARGEST <= cell <= LARGEST for cell in row):  # NaN is refused as well
            return f"Row {number} must hold numbers from −1e100 to 1e100."
        target = row[-1]
        if own.classes and not (
            0.0 <= target <= len(own.classes) - 1 and (len(own.classes) == 2 or target % 1 == 0)
        ):
            return f"Row {number} has the class {target:g}, which there is not."
    return None


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
    # Settings that only this data set has, where they differ from its own; see `with_dial`.
    dials: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        check_settings(self)
        if self.flaw not in get_args(Flaw):
            raise SettingError(f"The flaw must be one of {', '.join(get_args(Flaw))}.")
        if (self.key == "own") != (self.own is not None):
            raise SettingError("Data of your own needs rows, and no other data set takes any.")
        if self.held_out + self.choosing > 0.95:
            raise SettingError("Leave some of the examples for training.")
