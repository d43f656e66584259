"""Errors by group: whom a net fails in the world outside, and how that compares with its test."""

from dataclasses import dataclass
from math import nan

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.tiny_net import TinyNet

__all__ = ["GroupErrors", "GroupRow", "group_errors"]


@dataclass(frozen=True)
class GroupRow:
    """A group of the field: how many there are, and shares of them from 0 to 1.

    Yes is the second of two classes. A share of nobody is NaN, and so is every share of a net
    whose answers are undefined; with more than two classes there is neither yes nor no.
    """

    name: str
    count: int
    wrong: float
    misses: float  # of those whose right answer is yes, how many are told no
    false_alarms: float  # of those whose right answer is no, how many are told yes
    yes: float  # of all, how many are told yes, rightly or not


@dataclass(frozen=True)
class GroupErrors:
    """All groups of the field, and how often the net is right there and on held-out examples."""

    rows: tuple[GroupRow, ...]
    field: float  # the mean over groups: each of them counts as much
    held_out: float  # NaN where nothing is held out


def group_errors(net: TinyNet, weights: Array) -> GroupErrors | None:
    """Return the errors of a net by group of its field at weights (dim,).

    None where its data have no field, and where they have no classes to be wrong about.
    """
    data = net.data_set
    if data.field is None or not data.classes:
        return None
    world = data.field
    has_yes = len(data.classes) == 2
    with np.errstate(all="ignore"):
        right = _right(net, weights, world.inputs, world.targets)
        held_out = _share(_right(net, weights, *net.part("held-out")))
    is_yes = world.targets > 0.5
    said_yes = np.where(is_yes, right, 1.0 - right) if has_yes else np.full(len(right), nan)
    rows = []
    for number, name in enumerate(world.groups):
        own = world.group == number
        rows.append(
            GroupRow(
                name,
                int(own.sum()),
                1.0 - _share(right[own]),
                1.0 - _share(said_yes[own & is_yes]),
                _share(said_yes[own & ~is_yes]),
                _share(said_yes[own]),
            )
        )
    there = [1.0 - row.wrong for row in rows if row.count]
    return GroupErrors(tuple(rows), float(np.mean(there)) if there else nan, held_out)


def _right(net: TinyNet, weights: Array, inputs: Array, targets: Array) -> Array:
    """Return 1 where an answer is right, 0 where it is wrong, NaN where it is undefined, (n,)."""
    is_undefined = np.asarray(np.isnan(net.outputs(weights, inputs)).any(axis=0))
    return np.where(is_undefined, nan, net.is_right(weights, inputs, targets))


def _share(ones: Array) -> float:
    """Return the mean of zeros and ones; NaN where there are none."""
    return float(ones.mean()) if len(ones) else nan
