"""Many trainings at once: each is what it is alone, whichever thread does it."""

import numpy as np
import pytest

from explorer.core.nets import training
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.run import Run

NET = TinyNet(DataPlan("moons", examples=40), (4,))
RECORDED = ("points", "values", "gradients", "costs", "train_losses", "held_out_accuracies")


def run(net, optimizer="adam", steps=40, start=None):
    start = net.suggested_start if start is None else start
    return Run(net, OPTIMIZERS[optimizer](), start, steps)


def same(one, other):
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in RECORDED)


def test_many_trainings_are_those_of_each_alone(monkeypatch):
    kinds = ("adam", "gradient-descent", "momentum", "adam")
    asked = [
        run(NET, kind, 20, start=tuple(np.linspace(-k, 1, NET.dim))) for k, kind in enumerate(kinds)
    ]
    alone = [training.train(one) for one in asked]
    for chunk, cores in ((1.0, 2), (1.0, 1), (1e12, 2)):
        monkeypatch.setattr(training, "CHUNK", chunk)
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        together = training.train_all(asked)
        assert all(map(same, together, alone))
    assert training.train_all([]) == []


@pytest.mark.parametrize("cores", [1, 2])
def test_many_trainings_can_be_cancelled(cores, monkeypatch):
    monkeypatch.setattr(training, "CHUNK", 1.0)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert training.train_all([run(NET)] * 3, lambda: True) is None


@pytest.mark.parametrize("cores", [1, 2])
def test_a_refused_training_is_refused_among_many(cores, monkeypatch):
    monkeypatch.setattr(training, "CHUNK", 1.0)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    monkeypatch.setattr(training, "MOST_NUMBERS", 30 * NET.dim)
    with pytest.raises(SettingError, match="can be recorded"):
        training.train_all([run(NET, steps=k) for k in (5, 5, 5, 31)])
