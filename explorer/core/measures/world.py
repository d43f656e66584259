"""The world outside: whom a net fails that had no voice in its training or its test."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.measures.examples import confidence, group_rows, outside, trained_on
from explorer.core.measures.subjects import OfNet
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

__all__ = ["WORLD"]

NAN = float("nan")
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class FieldAccuracy(OfNet):
    """The mean, over groups, of the share of right answers in the field.

    `groups` are names with commas between; none means all groups. Without a field it is of the
    held-out examples, and without groups of all of them together.
    """

    key = "field-accuracy"
    name = "accuracy in the field"
    line = "How often the net is right in the world outside, each group counting as much."
    unit = "share"

    groups: str = ""

    def _read(self, net: TinyNet, weights: Array) -> float:
        world = outside(net)
        rows = group_rows(world, self.groups)
        every = [rows[world.group[rows] == group] for group in np.unique(world.group[rows])]
        wrong = [_wrong(net, weights, world.inputs[some], world.targets[some]) for some in every]
        return 1.0 - float(np.mean(wrong)) if wrong else NAN


@dataclass(frozen=True)
class GroupError(OfNet):
    """The share of wrong answers to a group, or to several, with commas between; "" is all."""

    key = "group-error"
    name = "error in a group"
    line = "How often the net is wrong about the members of a group."
    unit = "share"

    group: str = ""

    def _read(self, net: TinyNet, weights: Array) -> float:
        world = outside(net)
        rows = group_rows(world, self.group)
        return _wrong(net, weights, world.inputs[rows], world.targets[rows])


@dataclass(frozen=True)
class OfYes(OfNet):
    """A measure of how often the net says yes, which is the second of two classes, to a group.

    `group` is a name, or several with commas between; none means everyone.
    """

    group: str = ""

    def _read(self, net: TinyNet, weights: Array) -> float:
        _check_two(net)
        world = outside(net)
        rows = group_rows(world, self.group)
        rows = self._asked(rows, world.targets[rows] > 0.5)
        raw = net.outputs(weights, world.inputs[rows])
        if not len(rows) or np.isnan(raw).any():
            return NAN
        return self._share(net.is_right(weights, world.inputs[rows], np.ones(len(rows))))

    def _asked(self, rows: Rows, is_yes: NDArray[np.bool_]) -> Rows:
        return rows

    def _share(self, said_yes: Array) -> float:
        return float(said_yes.mean())


@dataclass(frozen=True)
class Misses(OfYes):
    """Of the examples whose right answer is yes, the share that is told no."""

    key = "misses"
    name = "misses"
    line = "Of those for whom yes is right, how many are told no."
    unit = "share"

    def _asked(self, rows: Rows, is_yes: NDArray[np.bool_]) -> Rows:
        return rows[is_yes]

    def _share(self, said_yes: Array) -> float:
        return float((1.0 - said_yes).mean())


@dataclass(frozen=True)
class FalseAlarms(OfYes):
    """Of the examples whose right answer is no, the share that is told yes."""

    key = "false-alarms"
    name = "false alarms"
    line = "Of those for whom no is right, how many are told yes."
    unit = "share"

    def _asked(self, rows: Rows, is_yes: NDArray[np.bool_]) -> Rows:
        return rows[~is_yes]


@dataclass(frozen=True)
class SaidYes(OfYes):
    """The share of the examples of a group that is told yes, rightly or not."""

    key = "said-yes"
    name = "share told yes"
    line = "How many members of a group the net says yes to, rightly or not."
    unit = "share"


@dataclass(frozen=True)
class TaughtYes(OfNet):
    """The share of the training examples of a group that are taught as yes, the second class.

    `group` is a name, or several with commas between; none means all examples.
    """

    key = "taught-yes"
    name = "share taught yes"
    line = "For how many training examples of a group yes is taught to be right, truly or not."
    unit = "share"

    group: str = ""

    def _read(self, net: TinyNet, weights: Array) -> float:
        _check_two(net)
        taught = trained_on(net)
        rows = group_rows(taught, self.group)
        return float(taught.targets[rows].mean()) if len(rows) else NAN


@dataclass(frozen=True)
class OutputFollowsBrightness(OfNet):
    """The correlation (Pearson) of the raw output with the mean of all inputs of an example.

    Over the field, or some `groups` of it, names with commas between; where there is no field, over
    the held-out examples. NaN where either never changes.
    """

    key = "output-follows-brightness"
    name = "how the output follows the brightness"
    line = "How closely the answer follows the light of a picture alone: 1 is wholly, 0 not at all."

    groups: str = ""

    def _read(self, net: TinyNet, weights: Array) -> float:
        world = outside(net)
        inputs = world.inputs[group_rows(world, self.groups)]
        raw = net.outputs(weights, inputs)
        if len(raw) > 1:
            raise SettingError("Of more than two classes there is no one output to compare.")
        if not len(inputs):
            return NAN
        one, other = raw[0], inputs.mean(axis=1)
        if not np.ptp(one) > 0.0 or not np.ptp(other) > 0.0:
            return NAN
        one, other = one - one.mean(), other - other.mean()
        return float(one @ other) / float(np.sqrt((one @ one) * (other @ other)))


@dataclass(frozen=True)
class ConfidenceWhereSplit(OfNet):
    """The mean confidence at places where the groups give the same inputs different targets."""

    key = "confidence-where-split"
    name = "confidence where people disagree"
    line = "How sure the net is of cases that people judge differently."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        world = outside(net)
        places, which = np.unique(world.inputs, axis=0, return_inverse=True)
        low, high = np.full(len(places), np.inf), np.full(len(places), -np.inf)
        np.minimum.at(low, which.ravel(), world.targets)
        np.maximum.at(high, which.ravel(), world.targets)
        split = places[low < high]
        found = confidence(net, weights, split)
        return float(found.mean()) if len(split) else NAN


def _wrong(net: TinyNet, weights: Array, inputs: Array, targets: Array) -> float:
    """Return the share of wrong answers; NaN where there is nobody to ask."""
    if not net.data_set.classes:
        raise SettingError("This net answers with values, not classes: none is right or wrong.")
    if not len(inputs) or np.isnan(net.outputs(weights, inputs)).any():
        return NAN
    return float((1.0 - net.is_right(weights, inputs, targets)).mean())


def _check_two(net: TinyNet) -> None:
    if len(net.data_set.classes) != 2:
        raise SettingError("Yes and no take two classes; the second one is yes.")


WORLD = (
    *(FieldAccuracy, GroupError, Misses, FalseAlarms, SaidYes, TaughtYes),
    *(OutputFollowsBrightness, ConfidenceWhereSplit),
)
