"""Stopping early is advised by the part for choosing, and by nothing else."""

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.measure import Ended
from explorer.core.measures import MEASURES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.run import Run


def ended(choosing: float) -> Ended:
    plan = DataPlan("moons", examples=200, noise=0.4, held_out=0.4, choosing=choosing)
    net = TinyNet(data=plan, hidden=(12,))
    run = Run(net, OPTIMIZERS["adam"](learning_rate=0.05), net.suggested_start, 300)
    return Ended(run, descend([run])[0])


def test_the_step_is_that_of_the_lowest_loss_on_the_part_for_choosing():
    one = ended(0.4)
    net = one.run.landscape
    rows = net.data_set.rows("choosing")
    inputs, targets = net.data_set.inputs[rows], net.data_set.targets[rows]
    losses = np.array([net.losses(w, inputs, targets).mean() for w in one.trace.points])
    best = int(losses.argmin())
    assert 0 < best < 300, "otherwise nothing is chosen here"
    assert MEASURES["best-step"]().of([one]) == best
    assert MEASURES["best-step"](step=best // 2).of([one]) == losses[: best // 2 + 1].argmin()
    for step in (0, best, 300):
        assert MEASURES["choosing-loss"](step=step).of([one]) == pytest.approx(losses[step])
    stopped = MEASURES["stopped-held-out-accuracy"]().of([one])
    assert stopped == one.trace.held_out_accuracies[best]


@pytest.mark.parametrize("key", ["best-step", "choosing-loss", "stopped-held-out-accuracy"])
def test_without_a_part_for_choosing_nothing_is_chosen(key):
    with pytest.raises(SettingError, match="kept for choosing"):
        MEASURES[key]().of([ended(0.0)])
