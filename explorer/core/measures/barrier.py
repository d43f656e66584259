"""Barriers: the hill between two trained nets, or between a net and a shuffled copy of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.measure import Ended, Measure
from explorer.core.measures.subjects import OfNet, net_of
from explorer.core.nets.symmetry import barrier, copies, matched, shuffled
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError, param

__all__ = ["BARRIERS"]


@dataclass(frozen=True)
class OfTwoNets(Measure):
    """A measure of two nets of one shape; `matched` 1 matches the units of the second first.

    What is a matter of the objective is that of the first.
    """

    runs = 2

    matched: int = param(
        0, 0, 1, "1: swap and mirror the second net's units first, to lie nearest", whole=True
    )

    def of(self, ended: Sequence[Ended]) -> float:
        """Return the number; NaN where a net flew away. Raises SettingError."""
        self.only(ended)
        net, other = (net_of(self, one) for one in ended)
        if (net.sizes, net.activation) != (other.sizes, other.activation):
            raise SettingError(f"“{self.name}” is read off two nets with the same units.")
        first, second = (one.trace.points[self.at(one)] for one in ended)
        if not np.isfinite([first, second]).all():
            return float("nan")
        if self.matched:
            second = matched(net, first, second)
        with np.errstate(all="ignore"):
            return float(self._between(net, first, second))

    def _between(self, net: TinyNet, one: Array, other: Array) -> float:
        raise NotImplementedError


@dataclass(frozen=True)
class Barrier(OfTwoNets):
    """The highest rise of the objective over a straight line between two nets."""

    key = "barrier"
    name = "height of the barrier"
    line = "How high a hill lies between two nets, on the straight line from one to the other."
    unit = "loss"

    def _between(self, net: TinyNet, one: Array, other: Array) -> float:
        return barrier(net, one, other)


@dataclass(frozen=True)
class Apart(OfTwoNets):
    """The straight distance between the weights of two nets."""

    key = "distance-between"
    name = "distance between two nets"
    line = "How far apart the weights of two nets lie."
    unit = "length"

    def _between(self, net: TinyNet, one: Array, other: Array) -> float:
        return float(np.linalg.norm(other - one))


@dataclass(frozen=True)
class OfCopy(OfNet):
    """A measure of a net and a copy that is the same net, its units shuffled by a seed."""

    seed: int = param(0, 0, 2**31 - 1, "Which of many shuffles", whole=True, main=False)

    def _read(self, net: TinyNet, weights: Array) -> float:
        if not net.hidden:
            raise SettingError("This net has no hidden layer, so there are no units to shuffle.")
        return self._between(net, weights, shuffled(net, weights, self.seed))

    def _between(self, net: TinyNet, weights: Array, copy: Array) -> float:
        raise NotImplementedError


@dataclass(frozen=True)
class ShuffledBarrier(OfCopy):
    """The highest rise of the objective on the way from a net to its shuffled copy."""

    key = "shuffled-barrier"
    name = "barrier to a shuffled copy"
    line = "How high a hill lies between a net and a copy of it whose units have changed places."
    unit = "loss"

    def _between(self, net: TinyNet, weights: Array, copy: Array) -> float:
        return barrier(net, weights, copy)


@dataclass(frozen=True)
class ShuffledDifference(OfCopy):
    """The largest difference of raw outputs over all examples, training and held-out."""

    key = "shuffled-difference"
    name = "difference of a shuffled copy"
    line = "How far the copy's answers are off at most: by rounding alone, for it is the same net."

    def _between(self, net: TinyNet, weights: Array, copy: Array) -> float:
        inputs = net.data_set.inputs
        return float(np.abs(net.outputs(weights, inputs) - net.outputs(copy, inputs)).max())


@dataclass(frozen=True)
class ShuffledDistance(OfCopy):
    """The straight distance from a net to its shuffled copy."""

    key = "shuffled-distance"
    name = "distance of a shuffled copy"
    line = "How far away in the space of the weights a copy lies that is the same net."
    unit = "length"

    def _between(self, net: TinyNet, weights: Array, copy: Array) -> float:
        return float(np.linalg.norm(copy - weights))


@dataclass(frozen=True)
class Copies(OfNet):
    """The weights that are this net by changing places and mirroring, itself among them."""

    key = "copies"
    name = "copies of the net"
    line = "How many places in the space of the weights are this very net, its units rearranged."
    unit = "count"

    def _read(self, net: TinyNet, weights: Array) -> float:
        return float(copies(net))


BARRIERS = (Barrier, Apart, ShuffledBarrier, ShuffledDifference, ShuffledDistance, Copies)
