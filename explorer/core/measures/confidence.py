"""Confidence: how sure a net is of its answers, where it learned something and where it cannot."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from explorer.core.array import Array
from explorer.core.descent import descend
from explorer.core.landscape import Landscape
from explorer.core.measures.examples import around, chances, confidence, held_out, nearest
from explorer.core.measures.subjects import OfNet, OfRun, OfTraining
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import Training
from explorer.core.param import SettingError, param
from explorer.core.randomness import PROBES, uniforms
from explorer.core.run import Run, Trace

__all__ = ["CONFIDENCE"]

PICTURES = 1000  # of noise


@dataclass(frozen=True)
class AnswerAt(OfRun):
    """The answer to one example: a value, or the chance of the second of two classes.

    `a` and `b` are its inputs as the user sees them; with one input `b` does not matter. Where the
    loss gives no chances it is the raw output. Works for nets of one or two weights as well.
    """

    key = "answer-at"
    name = "answer"
    line = "What the net answers to one example: a value, or the chance of the second class."

    a: float = param(0.0, -1e9, 1e9, "The first input", label="first input")
    b: float = param(0.0, -1e9, 1e9, "The second input", label="second input")

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        net, weights = run.landscape, trace.points[step]
        if isinstance(net, Landscape):
            return float(net.answers(weights, np.array([self.a]))[0])
        inputs = len(net.data_set.features)
        if inputs > 2 or net.data_set.outputs > 1:
            raise SettingError("One answer takes a net of one or two inputs and of one output.")
        return float(net.answers(weights, np.array([[self.a, self.b][:inputs]]))[0, 0])


@dataclass(frozen=True)
class MeanConfidence(OfNet):
    """The mean confidence in the answers to the held-out examples."""

    key = "mean-confidence"
    name = "confidence"
    line = "How sure the net says it is, on average, of examples that training never sees."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        return float(confidence(net, weights, held_out(net)[0]).mean())


@dataclass(frozen=True)
class OfFarAway(OfNet):
    """A measure on a circle around the mean of the training inputs, for nets of two inputs."""

    radius: float = param(
        10.0, 1e-3, 1e6, "How far from the middle of the data, in units of the inputs", log=True
    )


@dataclass(frozen=True)
class ConfidenceFarAway(OfFarAway):
    """The mean confidence over 360 directions."""

    key = "confidence-far-away"
    name = "confidence far away"
    line = "How sure the net says it is where there are no examples at all."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        return float(confidence(net, weights, around(net, self.radius)).mean())


@dataclass(frozen=True)
class SureFarAway(OfFarAway):
    """The share of 360 directions in which the confidence is above `threshold`."""

    key = "sure-far-away"
    name = "sure far away"
    line = "In how many directions the net is sure of itself where there are no examples at all."
    unit = "share"

    threshold: float = param(0.99, 0.0, 1.0, "From which confidence on it is sure")

    def _read(self, net: TinyNet, weights: Array) -> float:
        return _above(confidence(net, weights, around(net, self.radius)), self.threshold)


@dataclass(frozen=True)
class OfNoise(OfNet):
    """A measure on 1,000 examples of noise: each input anywhere in the range of the data.

    The range is from the lowest to the highest of all training inputs together, as the net sees
    them: of pictures, from the darkest dot to the brightest.
    """

    seed: int = param(0, 0, 2**31 - 1, "Which noise", whole=True, main=False)

    def noise(self, net: TinyNet) -> Array:
        """Return the examples (1000, features), as the user sees them."""
        data = net.data_set
        known = data.scaled(net.part("train")[0])
        shares = uniforms(self.seed, PROBES, PICTURES * known.shape[1]).reshape(PICTURES, -1)
        return np.asarray(data.centre + data.scale * (known.min() + np.ptp(known) * shares))


@dataclass(frozen=True)
class ConfidenceOnNoise(OfNoise):
    """The mean confidence in the answers to noise."""

    key = "confidence-on-noise"
    name = "confidence on noise"
    line = "How sure the net says it is of examples that are nothing but noise."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        return float(confidence(net, weights, self.noise(net)).mean())


@dataclass(frozen=True)
class SureOnNoise(OfNoise):
    """The share of examples of noise that is answered with a confidence above `threshold`."""

    key = "sure-on-noise"
    name = "sure on noise"
    line = "Of how many examples of mere noise the net is sure."
    unit = "share"

    threshold: float = param(0.9, 0.0, 1.0, "From which confidence on it is sure")

    def _read(self, net: TinyNet, weights: Array) -> float:
        return _above(confidence(net, weights, self.noise(net)), self.threshold)


@dataclass(frozen=True)
class DistanceFlags(OfFarAway):
    """The share of 360 directions in which no training example is near.

    Near is as near as the next neighbour of all but one in a hundred training examples.
    """

    key = "distance-flags"
    name = "far away, flagged by distance"
    line = "How many far-away places a rule flags that asks whether any training example is near."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        distances, usual = nearest(net, around(net, self.radius))
        return float((distances > usual).mean())


@dataclass(frozen=True)
class DistanceFlagsHeldOut(OfNet):
    """The share of the held-out examples to which no training example is near."""

    key = "distance-flags-held-out"
    name = "held out, flagged by distance"
    line = "How many held-out examples the same rule flags, though they are like the others."
    unit = "share"

    def _read(self, net: TinyNet, weights: Array) -> float:
        distances, usual = nearest(net, held_out(net)[0])
        return float((distances > usual).mean())


@dataclass(frozen=True)
class OfEnsemble(OfTraining):
    """A measure of several nets that were trained alike, each from a start of its own.

    This net is the first; the others start from the random weights of the seeds that follow. They
    disagree where the chance that they give some class has a standard deviation above `spread`.
    """

    members: int = param(5, 2, 20, "How many nets are asked", whole=True)
    spread: float = param(0.2, 0.0, 0.5, "From which standard deviation on they disagree")

    def disagreement(self, net: TinyNet, run: Run, weights: Array, inputs: Array) -> float:
        """Return the share of inputs (n, features) on which they disagree."""
        everyone = np.vstack([weights, _others(run, self.members, self.step)])
        given = np.array([chances(net, net.outputs(one, inputs)) for one in everyone])
        return _above(given.std(axis=0).max(axis=0), self.spread)


@lru_cache(maxsize=16)
def _others(run: Run, members: int, step: int) -> Array:
    net = run.landscape
    assert isinstance(net, TinyNet)
    init = net.init if net.init in ("random", "he", "xavier") else "random"
    starts = [net.initial(init, net.init_seed + k) for k in range(1, members)]
    traces = descend([replace(run, start=start) for start in starts])
    rows = [trace.steps if step < 0 else min(step, trace.steps) for trace in traces]
    return np.array([trace.points[row] for trace, row in zip(traces, rows, strict=True)])


@dataclass(frozen=True)
class EnsembleFlags(OfEnsemble):
    """The share of 360 directions, far away, in which the nets disagree."""

    key = "ensemble-flags"
    name = "far away, flagged by an ensemble"
    line = "In how many directions far away nets that were trained alike disagree."
    unit = "share"

    radius: float = param(
        10.0, 1e-3, 1e6, "How far from the middle of the data, in units of the inputs", log=True
    )

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return self.disagreement(net, run, training.points[step], around(net, self.radius))


@dataclass(frozen=True)
class EnsembleFlagsHeldOut(OfEnsemble):
    """The share of the held-out examples on which the nets disagree."""

    key = "ensemble-flags-held-out"
    name = "held out, flagged by an ensemble"
    line = "On how many held-out examples nets that were trained alike disagree."
    unit = "share"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return self.disagreement(net, run, training.points[step], held_out(net)[0])


def _above(values: Array, threshold: float) -> float:
    """Return the share of values (n,) above a threshold; NaN where one of them is undefined."""
    return float("nan") if np.isnan(values).any() else float((values > threshold).mean())


CONFIDENCE = (
    *(AnswerAt, MeanConfidence, ConfidenceFarAway, SureFarAway, ConfidenceOnNoise, SureOnNoise),
    *(DistanceFlags, DistanceFlagsHeldOut, EnsembleFlags, EnsembleFlagsHeldOut),
)
