"""Stopping: when to stop training, chosen on examples kept for choosing, and what that is worth."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from explorer.core.array import Array
from explorer.core.measures.subjects import OfTraining
from explorer.core.nets import engine
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import Training
from explorer.core.param import SettingError
from explorer.core.run import Run

__all__ = ["STOPPING"]


@dataclass(frozen=True)
class ChoosingLoss(OfTraining):
    """The mean loss of the examples kept for choosing, without penalties."""

    key = "choosing-loss"
    name = "loss on the part for choosing"
    line = "How wrong the net is on examples kept apart for choosing between nets."
    unit = "loss"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return float(_choosing_losses(net, training)[step])


@dataclass(frozen=True)
class BestStep(OfTraining):
    """The step with the lowest loss on the part for choosing, up to `step`; the first of equals."""

    key = "best-step"
    name = "the step to stop at"
    line = "After how many steps the net does best on the examples kept for choosing."
    unit = "count"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        return _best(net, training, step)


@dataclass(frozen=True)
class StoppedHeldOutAccuracy(OfTraining):
    """Held-out accuracy at the step that the part for choosing picks (Prechelt 1998)."""

    key = "stopped-held-out-accuracy"
    name = "held-out accuracy when stopped early"
    line = "How the net does on held-out examples if training stops where others advise it."
    unit = "share"

    def _read(self, net: TinyNet, run: Run, training: Training, step: int) -> float:
        if not len(net.data_set.rows("held-out")):
            raise SettingError("No examples are held out: raise their share to read this.")
        return float(training.held_out_accuracies[_best(net, training, step)])


def _best(net: TinyNet, training: Training, step: int) -> int:
    losses = _choosing_losses(net, training)[: step + 1]
    return int(np.argmin(np.where(np.isfinite(losses), losses, np.inf)))


@lru_cache(maxsize=32)
def _choosing_losses(net: TinyNet, training: Training) -> Array:
    """Return the loss on the part for choosing at each recorded step, (n + 1,)."""
    if not len(net.data_set.rows("choosing")):
        raise SettingError("No examples are kept for choosing: raise their share to read this.")
    losses: Array = engine.measure(net.problem("choosing"), training.points)[:, 0]
    return losses


STOPPING = (ChoosingLoss, BestStep, StoppedHeldOutAccuracy)
