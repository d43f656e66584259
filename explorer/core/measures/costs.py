"""Costs: what one training step takes, with backpropagation and without."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.measures.subjects import OfNet, OfTraining
from explorer.core.nets.cost import cost
from explorer.core.nets.gradient_check import check
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import Training
from explorer.core.run import Run

__all__ = ["COSTS"]


@dataclass(frozen=True)
class WeightCount(OfTraining):
    """How many numbers a step adjusts: weights and biases."""

    key = "weight-count"
    name = "weights and biases"
    line = "How many numbers training may change, biases included."
    unit = "count"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return cost(net).adjustable


@dataclass(frozen=True)
class CostTrial(OfTraining):
    """Multiplications of the loss once: weights times examples of a step."""

    key = "cost-trial"
    name = "multiplications of one trial"
    line = "What it takes to try out one setting of the weights: weights times examples."
    unit = "count"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return cost(net).trial


@dataclass(frozen=True)
class CostOneAtATime(OfTraining):
    """Multiplications of a step that nudges each weight by itself."""

    key = "cost-one-at-a-time"
    name = "multiplications, one weight at a time"
    line = "What a step takes that tries out each weight by itself."
    unit = "count"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return cost(net).one_by_one


@dataclass(frozen=True)
class CostBackpropagation(OfTraining):
    """Multiplications of a step with backpropagation."""

    key = "cost-backpropagation"
    name = "multiplications with backpropagation"
    line = "What a step takes with backpropagation, which finds all slopes at once."
    unit = "count"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return cost(net).backpropagation


@dataclass(frozen=True)
class CostRatio(OfTraining):
    """How many times dearer a step is that nudges each weight by itself."""

    key = "cost-ratio"
    name = "how many times dearer"
    line = "How many times more a step takes that tries out each weight by itself."

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return cost(net).times


@dataclass(frozen=True)
class SlopeDifference(OfNet):
    """The worst relative difference of any weight's slope; see explorer.core.nets.gradient_check.

    NaN where every nudge crosses a kink.
    """

    key = "slope-difference"
    name = "difference of the slopes"
    line = "How far the slopes of backpropagation are from those of trying out each weight."

    def _read(self, net: TinyNet, weights: Array) -> float:
        found = check(net, weights)
        assert found is not None  # nobody cancelled it
        worst = [layer.worst for layer in found if layer.checked]
        return float(np.max(worst)) if worst else float("nan")


COSTS = (WeightCount, CostTrial, CostOneAtATime, CostBackpropagation, CostRatio, SlopeDifference)
