"""Calibration: whether a net is right as often as it says, and how right anyone could be."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.measures.examples import chances, held_out
from explorer.core.measures.subjects import OfNet
from explorer.core.nets.data_set import as_outputs
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

__all__ = ["CALIBRATION"]

BINS = 10
COLDEST, HOTTEST = 0.01, 100.0  # temperatures that are tried
HALVINGS = 60


@dataclass(frozen=True)
class CalibrationError(OfNet):
    """The expected calibration error on the held-out examples.

    Answers are sorted by confidence into ten equal bins, from that of a mere guess to 1; in each,
    the mean confidence is compared with the share of right answers, and the differences are
    averaged with the size of the bins (Guo, Pleiss, Sun and Weinberger 2017).
    """

    key = "calibration-error"
    name = "calibration error"
    line = "How far what the net says of its own sureness is from how often it is right."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        return _miscalibrated(net, weights, 1.0)


@dataclass(frozen=True)
class Temperature(OfNet):
    """The number, 0.01 to 100, by which raw outputs are divided to make the loss smallest.

    It is fitted on the part of the data for choosing; where there is none, on the training part,
    which a net that knows it by heart is right to be sure of.
    """

    key = "temperature"
    name = "temperature"
    line = "What the outputs have to be divided by for the net to be as sure as it should be."

    def _read(self, net: TinyNet, weights: Array) -> float:
        return _temperature(net, weights)


@dataclass(frozen=True)
class CalibrationErrorAfter(OfNet):
    """The expected calibration error on the held-out examples, outputs divided by `temperature`."""

    key = "calibration-error-after"
    name = "calibration error after tempering"
    line = "The same after all outputs are divided by the temperature."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        return _miscalibrated(net, weights, _temperature(net, weights))


@dataclass(frozen=True)
class LossFloor(OfNet):
    """The least mean loss, without penalties, that any function of the inputs has in training.

    Where equal inputs come with different targets, or a target is a share, nobody can be right
    each time: with cross-entropy the floor is the mean entropy of the targets.
    """

    key = "loss-floor"
    name = "floor of the loss"
    line = "The lowest training loss there can be, as the targets themselves disagree."
    unit = "loss"

    def _read(self, net: TinyNet, weights: Array) -> float:
        wanted, mean = _opinions(net)
        if net.loss == "squared":
            return float(((wanted - mean) ** 2).sum(axis=0).mean())
        if net.loss == "hinge":
            return float(2.0 * np.minimum(mean, 1.0 - mean).mean())
        shares = mean if len(mean) > 1 else np.vstack([mean, 1.0 - mean])
        logs = np.log(np.where(shares > 0.0, shares, 1.0))
        return abs(float((shares * logs).sum(axis=0).mean()))


@dataclass(frozen=True)
class BestPossibleAccuracy(OfNet):
    """The largest share of training targets that any function of the inputs can meet.

    A target between 0 and 1 is a share of people who say yes: an answer meets that share of them.
    """

    key = "best-possible-accuracy"
    name = "best possible accuracy"
    line = "How often the best of all nets could be right, as the targets themselves disagree."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        _check_classes(net)
        _, mean = _opinions(net)
        return float(
            mean.max(axis=0).mean() if len(mean) > 1 else np.maximum(mean, 1 - mean).mean()
        )


@dataclass(frozen=True)
class OpinionsMet(OfNet):
    """The share of training targets that the net's answers meet, counted as the best possible."""

    key = "opinions-met"
    name = "share of opinions met"
    line = "How many of all opinions on the training examples the net's answers agree with."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        _check_classes(net)
        inputs, targets = net.part("train")
        if np.isnan(net.outputs(weights, inputs)).any():
            return float("nan")
        if len(net.data_set.classes) > 2:
            return float(net.is_right(weights, inputs, targets).mean())
        yes = net.is_right(weights, inputs, np.ones(len(targets)))
        return float((yes * targets + (1.0 - yes) * (1.0 - targets)).mean())


def _miscalibrated(net: TinyNet, weights: Array, temperature: float) -> float:
    inputs, targets = held_out(net)
    given = chances(net, net.outputs(weights, inputs) / temperature)
    sure, right = given.max(axis=0), net.is_right(weights, inputs, targets)
    if np.isnan(sure).any():
        return float("nan")
    guess = 1.0 / len(given)
    bins = np.clip(((sure - guess) / (1.0 - guess) * BINS).astype(np.int64), 0, BINS - 1)
    # A bin's share of all times its difference of means is its difference of sums, over all.
    off = np.bincount(bins, sure - right, minlength=BINS)
    return float(np.abs(off).sum()) / len(sure)


def _temperature(net: TinyNet, weights: Array) -> float:
    inputs, targets = net.part("choosing")
    if not len(inputs):
        inputs, targets = net.part("train")
    raw = net.outputs(weights, inputs)
    chances(net, raw)  # refuses where there are none
    wanted = as_outputs(targets, len(raw))
    if np.isnan(raw).any():
        return float("nan")

    def rises(cold: float) -> bool:
        """Tell whether the loss rises with the factor: its slope there, which grows with it."""
        given = chances(net, cold * raw)
        given = given if len(raw) > 1 else given[1:]
        return bool(((given - wanted) * raw).sum(axis=0).mean() > 0.0)

    low, high = np.log(1.0 / HOTTEST), np.log(1.0 / COLDEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (low, middle) if rises(float(np.exp(middle))) else (middle, high)
    return float(np.exp(-(low + high) / 2.0))


def _opinions(net: TinyNet) -> tuple[Array, Array]:
    """Return the training targets (outputs, n), and their means over examples of equal inputs."""
    inputs, targets = net.part("train")
    wanted = as_outputs(targets, net.data_set.outputs)
    _, which = np.unique(inputs, axis=0, return_inverse=True)
    which = which.ravel()
    count = np.bincount(which)
    means = np.array([np.bincount(which, row) / count for row in wanted])
    return wanted, means[:, which]


def _check_classes(net: TinyNet) -> None:
    if not net.data_set.classes:
        raise SettingError("This net answers with values, not classes: none is right or wrong.")


CALIBRATION = (
    *(CalibrationError, Temperature, CalibrationErrorAfter),
    *(LossFloor, BestPossibleAccuracy, OpinionsMet),
)
