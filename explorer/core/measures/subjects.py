"""Subjects: what a measure is asked of - any run, one on a landscape, or one of a net."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.measure import Ended, Measure
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import Training
from explorer.core.param import SettingError
from explorer.core.run import Run, Trace

__all__ = ["OfLandscape", "OfNet", "OfRun", "OfTraining", "net_of"]


@dataclass(frozen=True)
class OfRun(Measure):
    """A measure of one run of any kind: `_read` says what is read off at a step."""

    def of(self, ended: Sequence[Ended]) -> float:
        """Return the number; NaN or infinity where the run flew away. Raises SettingError."""
        one = self.only(ended)
        with np.errstate(all="ignore"):
            return float(self._read(one.run, one.trace, self.at(one)))

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        raise NotImplementedError


@dataclass(frozen=True)
class OfLandscape(Measure):
    """A measure of one run on a landscape, not of a net."""

    def of(self, ended: Sequence[Ended]) -> float:
        """Return the number; NaN or infinity where the run flew away. Raises SettingError."""
        one = self.only(ended)
        ground = one.run.landscape
        if not isinstance(ground, Landscape):
            raise SettingError(f"This run is of a net; “{self.name}” is read off a landscape.")
        with np.errstate(all="ignore"):
            return float(self._read(ground, one.run, one.trace, self.at(one)))

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        raise NotImplementedError


@dataclass(frozen=True)
class OfNet(Measure):
    """A measure of a net with the weights (dim,) that one run gave it."""

    def of(self, ended: Sequence[Ended]) -> float:
        """Return the number; NaN or infinity where the run flew away. Raises SettingError."""
        one = self.only(ended)
        net, step = net_of(self, one), self.at(one)
        weights = one.trace.points[step]
        if not np.isfinite(weights).all():
            return float("nan")
        with np.errstate(all="ignore"):
            return float(self._read(net, weights))

    def _read(self, net: TinyNet, weights: Array) -> float:
        raise NotImplementedError


@dataclass(frozen=True)
class OfTraining(Measure):
    """A measure of the whole training of one net."""

    def of(self, ended: Sequence[Ended]) -> float:
        """Return the number; NaN or infinity where the run flew away. Raises SettingError."""
        one = self.only(ended)
        net, training = net_of(self, one), one.trace
        assert isinstance(training, Training)
        with np.errstate(all="ignore"):
            return float(self._read(net, one.run, training, self.at(one)))

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        raise NotImplementedError


def net_of(measure: Measure, ended: Ended) -> TinyNet:
    """Return the net of a run; SettingError where it is a run on a landscape."""
    net = ended.run.landscape
    if not isinstance(net, TinyNet):
        raise SettingError(f"This run is on a landscape; “{measure.name}” is read off a net.")
    return net
