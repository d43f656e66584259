"""Examples that a net is asked about: the held-out ones, those of the world, those far away."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.activations import sigmoid
from explorer.core.nets.data_set import Field, Part
from explorer.core.nets.losses import softmax
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

__all__ = [
    "around", "chances", "confidence", "group_rows", "held_out", "nearest", "outside",
    "trained_on",
]  # fmt: skip

DIRECTIONS = 360  # of a circle, a degree apart
TOGETHER = 16  # rows whose distances to all others are worked out at a time


def held_out(net: TinyNet) -> tuple[Array, Array]:
    """Return inputs (n, features) and targets (n,) that training never sees.

    Raises SettingError where there are none.
    """
    inputs, targets = net.part("held-out")
    if not len(inputs):
        raise SettingError("No examples are held out: raise their share to read this.")
    return inputs, targets


def outside(net: TinyNet) -> Field:
    """Return the examples of the world outside; where a data set has none, the held-out ones."""
    data = net.data_set
    if data.field is not None:
        return data.field
    held_out(net)
    return _with_groups(net, "held-out")


def trained_on(net: TinyNet) -> Field:
    """Return the training examples with their groups, where those are known."""
    return _with_groups(net, "train")


def _with_groups(net: TinyNet, part: Part) -> Field:
    data, rows = net.data_set, net.data_set.rows(part)
    group = np.zeros(len(data.targets), np.int8) if data.group is None else data.group
    return Field(*net.part(part), data.groups, group[rows])


def group_rows(world: Field, names: str) -> NDArray[np.int64]:
    """Return the numbers of the examples in groups, their names with commas between them.

    No name means all examples. Raises SettingError where there is no such group.
    """
    if not names.strip():
        return np.arange(len(world.targets))
    wanted = [world.groups.index(name) for name in _parted(names, world.groups)]
    return np.flatnonzero(np.isin(world.group, wanted))


def _parted(names: str, groups: tuple[str, ...]) -> list[str]:
    """Return the single names; a name may itself have a comma."""
    found, rest = [], names.strip()
    while rest:
        fitting = [name for name in groups if f"{rest},".startswith(f"{name},")]
        if not fitting:
            there = f"there is {'; '.join(groups)}" if groups else "there are none"
            raise SettingError(f"There is no group called {rest!r}; {there}.")
        found.append(max(fitting, key=len))
        rest = rest[len(found[-1]) :].lstrip(", ")
    return found


def around(net: TinyNet, radius: float) -> Array:
    """Return inputs (360, 2) on a circle around the mean of the training inputs.

    Raises SettingError for a net that has not two inputs.
    """
    known, _ = net.part("train")
    if known.shape[1] != 2:
        there = "one" if known.shape[1] == 1 else f"{known.shape[1]}"
        raise SettingError(f"A circle around the data takes two inputs; this net has {there}.")
    angles = 2.0 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    return np.asarray(known.mean(axis=0) + radius * circle)


def chances(net: TinyNet, raw: Array) -> Array:
    """Return the chances of all classes (classes, n) that raw outputs (outputs, n) stand for.

    Raises SettingError where the net gives none.
    """
    if not net.data_set.classes or net.loss not in ("cross-entropy", "softmax"):
        raise SettingError("This net gives no chances: that takes classes and cross-entropy.")
    if net.loss == "softmax":
        return softmax(raw)
    return np.vstack([sigmoid(-raw), sigmoid(raw)])


def confidence(net: TinyNet, weights: Array, inputs: Array) -> Array:
    """Return the chance, (n,), that the net gives the class it answers to inputs (n, features)."""
    return np.asarray(chances(net, net.outputs(weights, inputs)).max(axis=0))


def nearest(net: TinyNet, inputs: Array) -> tuple[Array, float]:
    """Return how far the nearest training example is from inputs (n, features), (n,).

    The second number is what 99 of 100 training examples are nearer to their next neighbour than.
    Distances are between inputs as the net sees them. Raises SettingError where training sees
    fewer than two examples.
    """
    known = net.data_set.scaled(net.part("train")[0])
    return _distances(net.data_set.scaled(inputs), known), _usual(net)


@lru_cache(maxsize=16)
def _usual(net: TinyNet) -> float:
    known = net.data_set.scaled(net.part("train")[0])
    if len(known) < 2:
        raise SettingError("One training example has no neighbour to measure distances by.")
    return float(np.quantile(_distances(known, known, own=True), 0.99))


def _distances(places: Array, known: Array, *, own: bool = False) -> Array:
    """Return the distance (n,) to the nearest known row; with `own`, to another than its own."""
    found = np.empty(len(places))
    for first in range(0, len(places), TOGETHER):
        some = slice(first, first + TOGETHER)
        squares = ((places[some, None] - known) ** 2).sum(axis=2)
        if own:
            squares[np.arange(len(squares)), first + np.arange(len(squares))] = np.inf
        found[some] = squares.min(axis=1)
    return np.sqrt(found)
