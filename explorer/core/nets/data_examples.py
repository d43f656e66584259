"""Examples on their way into a data set, and rows of them that count more than once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.data_plan import MOST_ROWS
from explorer.core.nets.data_split import TRAIN
from explorer.core.param import SettingError

__all__ = ["Examples", "repeated"]


class Examples(NamedTuple):
    """Examples and their parts, with what was done to them in a sentence."""

    inputs: Array  # (n, features)
    targets: Array  # (n,)
    parts: NDArray[np.int8]  # (n,)
    note: str = ""
    group: NDArray[np.int8] | None = None  # (n,)
    times: NDArray[np.int64] | None = None  # (n,): how often each counts if it is trained on

    def taken(self, rows: NDArray[np.int64], note: str) -> "Examples":
        """Return the examples with these numbers, in this order; each keeps all it has."""
        return Examples(
            *(self.inputs[rows], self.targets[rows], self.parts[rows], note),
            None if self.group is None else self.group[rows],
            None if self.times is None else self.times[rows],
        )


def repeated(examples: Examples) -> Examples:
    """Return the examples with training rows as many times as they count; others are there once.

    Raises SettingError where there would be more than MOST_ROWS.
    """
    if examples.times is None:
        return examples
    is_trained = examples.parts == TRAIN
    times = np.where(is_trained, examples.times, 1)
    if (times == 1).all():
        return examples
    count = int(times.sum())
    if count > MOST_ROWS:
        raise SettingError(
            f"With rows counted so often there would be {count:,} examples, and {MOST_ROWS:,} are "
            "the most: draw fewer, or count them less."
        )
    note = (
        f"The {is_trained.sum()} training examples make {times[is_trained].sum()} rows, because "
        f"some count {times.max()} times."
    )
    rows = np.repeat(np.arange(len(times)), times)
    return examples.taken(rows, f"{examples.note} {note}".strip())
