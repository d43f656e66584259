"""A data set: examples in rows, their targets, and which of them training may see."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array

__all__ = ["PARTS", "DataSet", "Field", "Part", "as_outputs"]

Part = Literal["train", "held-out", "choosing"]
PARTS: tuple[Part, ...] = ("train", "held-out", "choosing")


@dataclass(frozen=True, eq=False)
class Field:
    """Examples of the world outside: neither the training nor the held-out part draws from it.

    Their targets are what is true, whatever was taught. `group` says which of `groups` each
    example belongs to, so that errors can be counted for every group on its own.
    """

    inputs: Array  # (m, features), as the user sees them
    targets: Array  # (m,), as those of the data set
    groups: tuple[str, ...]
    group: NDArray[np.int8]  # (m,): which of `groups`


@dataclass(frozen=True, eq=False)
class DataSet:
    """Examples as the user sees them, (n, features), and one target each.

    With `classes` (two or more names) a target is the number of a class, or with two classes a
    share of the second between 0 and 1. Without classes it is a value: a regression.
    """

    name: str
    inputs: Array  # (n, features)
    targets: Array  # (n,)
    features: tuple[str, ...]
    target: str
    classes: tuple[str, ...]
    parts: NDArray[np.int8]  # (n,): which of PARTS
    centre: Array  # (features,) taken off the inputs before the net sees them
    scale: Array  # (features,) and divided by; both from the training part alone
    notes: tuple[str, ...] = ()  # sentences for the user: what was left out, what looks wrong
    source: str = ""
    groups: tuple[str, ...] = ()  # names, where the groups of the examples are known
    group: NDArray[np.int8] | None = None  # (n,): which of `groups`; the net is not told
    field: Field | None = None
    is_photo: bool = False  # of pictures: larger numbers are lighter; else they are more ink

    @property
    def outputs(self) -> int:
        """How many outputs a net needs: one, or one a class where there are more than two."""
        return len(self.classes) if len(self.classes) > 2 else 1

    def rows(self, part: Part) -> NDArray[np.int64]:
        """Return the numbers of the examples in a part, rising."""
        return np.flatnonzero(self.parts == PARTS.index(part))

    def scaled(self, inputs: Array) -> Array:
        """Return inputs (n, features) as the net sees them."""
        return np.asarray((np.asarray(inputs, np.float64) - self.centre) / self.scale)

    @cached_property
    def seen(self) -> Array:
        """All inputs as the net sees them, (features, n), contiguous along the examples."""
        return np.ascontiguousarray(self.scaled(self.inputs).T)

    @cached_property
    def wanted(self) -> Array:
        """All targets as the loss sees them, (outputs, n): one row, or one a class."""
        return as_outputs(self.targets, self.outputs)


def as_outputs(targets: Array, outputs: int) -> Array:
    """Return targets (n,) as the loss sees them, (outputs, n): as they are, or a row a class."""
    if outputs == 1:
        return np.asarray(targets[None, :], dtype=np.float64)
    return np.asarray(targets[None, :] == np.arange(outputs)[:, None], dtype=np.float64)
