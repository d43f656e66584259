"""Answers: how well a net does on the examples it learned from, and on those it never saw."""

from dataclasses import dataclass

from explorer.core.array import Array
from explorer.core.measures.subjects import OfTraining
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import Training
from explorer.core.param import SettingError
from explorer.core.run import Run

__all__ = ["ANSWERS"]


@dataclass(frozen=True)
class TrainLoss(OfTraining):
    """The mean loss of the training examples, without penalties."""

    key = "train-loss"
    name = "training loss"
    line = "How wrong the net is on the examples it learns from."
    unit = "loss"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return float(training.train_losses[step])


@dataclass(frozen=True)
class TrainAccuracy(OfTraining):
    """The share of right answers to the training examples."""

    key = "train-accuracy"
    name = "training accuracy"
    line = "How many of the examples it learns from the net answers rightly."
    unit = "share"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return float(_right(net, training.train_accuracies)[step])


@dataclass(frozen=True)
class HeldOutLoss(OfTraining):
    """The mean loss of the held-out examples, without penalties."""

    key = "held-out-loss"
    name = "held-out loss"
    line = "How wrong the net is on examples that training never sees."
    unit = "loss"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return float(_apart(net, training.held_out_losses)[step])


@dataclass(frozen=True)
class HeldOutAccuracy(OfTraining):
    """The share of right answers to the held-out examples."""

    key = "held-out-accuracy"
    name = "held-out accuracy"
    line = "How many of the examples that training never sees the net answers rightly."
    unit = "share"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return float(_apart(net, _right(net, training.held_out_accuracies))[step])


@dataclass(frozen=True)
class Gap(OfTraining):
    """Training accuracy minus held-out accuracy."""

    key = "gap"
    name = "gap in accuracy"
    line = "How much better the net does on what it learned from than on what it never saw."
    unit = "share"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        apart = _apart(net, _right(net, training.held_out_accuracies))
        return float(training.train_accuracies[step] - apart[step])


def _right(net: TinyNet, accuracies: Array) -> Array:
    if not net.data_set.classes:
        raise SettingError("This net answers with values, not classes: none is right or wrong.")
    return accuracies


def _apart(net: TinyNet, numbers: Array) -> Array:
    if not len(net.data_set.rows("held-out")):
        raise SettingError("No examples are held out: raise their share to read this.")
    return numbers


ANSWERS = (TrainLoss, TrainAccuracy, HeldOutLoss, HeldOutAccuracy, Gap)
