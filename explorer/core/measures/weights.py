"""Weights: units that died or doubled, how sharp the land is, and what an average is worth."""

from dataclasses import dataclass, replace

import numpy as np

from explorer.core.array import Array
from explorer.core.measures.examples import held_out
from explorer.core.measures.subjects import OfNet, OfTraining
from explorer.core.nets.spectrum import spectrum
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import Training
from explorer.core.nets.units import unit_states
from explorer.core.param import SettingError, param
from explorer.core.run import Run

__all__ = ["OF_WEIGHTS"]

SAME = 6  # decimal places, in shares of the largest weight, in which equal units agree
STRAIGHT = ("relu", "leaky-relu", "linear")  # α times the sum gives α times the answer, α > 0


@dataclass(frozen=True)
class DeadUnits(OfNet):
    """Hidden ReLU units that are off on every training example."""

    key = "dead-units"
    name = "dead units"
    line = "How many hidden units are off on every training example, and so can learn nothing."
    unit = "count"

    def _read(self, net: TinyNet, weights: Array) -> float:
        return sum(state == "dead" for layer in unit_states(net, weights) for state in layer)


@dataclass(frozen=True)
class DistinctUnits(OfNet):
    """Different hidden units of the first layer: units with equal weights and bias are one."""

    key = "distinct-units"
    name = "different units"
    line = "How many units of the first hidden layer differ; equal ones do the same work twice."
    unit = "count"

    def _read(self, net: TinyNet, weights: Array) -> float:
        _check_hidden(net)
        layer = net.layers[0]
        matrix = weights[layer.weights].reshape(layer.outputs, layer.inputs)
        rows = np.column_stack([matrix, weights[layer.biases]])
        rows = rows / (np.abs(rows).max() or 1.0)
        return len(np.unique(np.round(rows, SAME) + 0.0, axis=0))


@dataclass(frozen=True)
class WeightNorm(OfNet):
    """The length of the vector of all weights, biases included."""

    key = "weight-norm"
    name = "size of the weights"
    line = "How large the weights are, all together: the length of their vector."
    unit = "length"

    def _read(self, net: TinyNet, weights: Array) -> float:
        return float(np.linalg.norm(weights))


@dataclass(frozen=True)
class OfRescaled(OfNet):
    """A measure of a net whose first layer is multiplied by a number, and the next divided by it.

    With ReLU, leaky ReLU or no bend at all this changes no output (Dinh, Pascanu, Bengio and
    Bengio, "Sharp minima can generalize for deep nets", 2017). Raises SettingError else.
    """

    rescale: float = param(
        1.0, 1e-3, 1e3, "What the first layer is multiplied by, and the next divided by", log=True
    )

    def rescaled(self, net: TinyNet, weights: Array) -> Array:
        """Return the weights (dim,) after it."""
        if self.rescale == 1.0:
            return weights
        _check_hidden(net)
        if net.activation not in STRAIGHT:
            raise SettingError("Only nets with ReLU, leaky ReLU or no bend can be rescaled.")
        first, second = net.layers[0], net.layers[1]
        moved = weights.copy()
        moved[first.weights] *= self.rescale
        moved[first.biases] *= self.rescale
        moved[second.weights] /= self.rescale
        return moved


@dataclass(frozen=True)
class Sharpness(OfRescaled):
    """The largest eigenvalue of the Hessian of the mean training loss, without penalties."""

    key = "sharpness"
    name = "sharpness"
    line = "How strongly the training loss curves upward in its most curved direction."

    def _read(self, net: TinyNet, weights: Array) -> float:
        found = spectrum(replace(net, l1=0.0, l2=0.0), self.rescaled(net, weights))
        assert found is not None  # nobody cancelled it
        return float(found[-1])


@dataclass(frozen=True)
class RescaleDifference(OfRescaled):
    """The largest change of any raw output to any example that rescaling makes."""

    key = "rescale-difference"
    name = "change of the outputs"
    line = "How much the answers change when the first layer is made larger, the next smaller."

    def _read(self, net: TinyNet, weights: Array) -> float:
        inputs = net.data_set.inputs
        before = net.outputs(weights, inputs)
        return float(np.abs(net.outputs(self.rescaled(net, weights), inputs) - before).max())


@dataclass(frozen=True)
class OfLastSteps(OfTraining):
    """A measure of the last `share` of the steps up to the play head, the step there included."""

    share: float = param(0.5, 0.0, 1.0, "Which share of the steps, the last ones")

    def first_of(self, step: int) -> int:
        """Return the number of the first of these steps."""
        return min(step, step - round(self.share * step) + 1)


@dataclass(frozen=True)
class AveragedHeldOutLoss(OfLastSteps):
    """The held-out loss, without penalties, of the mean of the weights after these steps.

    Averaging weights: Izmailov, Podoprikhin, Garipov, Vetrov and Wilson 2018.
    """

    key = "averaged-held-out-loss"
    name = "held-out loss of the averaged weights"
    line = "How wrong one net is whose weights are the mean over the last steps."
    unit = "loss"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        inputs, targets = held_out(net)
        mean = training.points[self.first_of(step) : step + 1].mean(axis=0)
        return float(net.losses(mean, inputs, targets).mean())


@dataclass(frozen=True)
class LastStepsHeldOutLoss(OfLastSteps):
    """The mean of the held-out loss, without penalties, over these steps."""

    key = "last-steps-held-out-loss"
    name = "mean held-out loss of the last steps"
    line = "How wrong the nets of the last steps are, one by one, on average."
    unit = "loss"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        held_out(net)
        return float(training.held_out_losses[self.first_of(step) : step + 1].mean())


def _check_hidden(net: TinyNet) -> None:
    if not net.hidden:
        raise SettingError("This net has no hidden units.")


OF_WEIGHTS = (
    *(DeadUnits, DistinctUnits, WeightNorm, Sharpness, RescaleDifference),
    *(AveragedHeldOutLoss, LastStepsHeldOutLoss),
)
