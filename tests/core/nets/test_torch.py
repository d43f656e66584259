"""What torch makes of the same nets: losses, gradients and trainings (see make_nets_torch.py)."""

import json
from pathlib import Path

import numpy as np
import pytest

from explorer.core.nets import backpropagation, engine, training
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.network import chained
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run

PATH = Path(__file__).parents[2] / "reference" / "nets-torch.json"
RECORDED = json.loads(PATH.read_text(encoding="utf-8"))
EACH_NET = pytest.mark.parametrize(
    "one",
    [
        pytest.param(
            net, id=f"{'-'.join(map(str, net['sizes']))} {net['activation']} {net['loss']}"
        )
        for net in RECORDED["nets"]
    ],
)
EACH_TRAINING = pytest.mark.parametrize(
    "one",
    [
        pytest.param(t, id=f"{t['optimizer']}{' decayed' if t['decay'] else ''}")
        for t in RECORDED["trainings"]
    ],
)


def test_one_net_of_each_kind_is_recorded():
    nets = RECORDED["nets"]
    assert {net["activation"] for net in nets} == set(ACTIVATIONS)
    assert {net["loss"] for net in nets} == set(LOSSES)
    assert {len(net["sizes"]) - 2 for net in nets} == {0, 1, 2, 3}


@EACH_NET
def test_loss_and_gradient(one):
    layers = chained(one["sizes"])
    inputs, wanted = np.array(one["inputs"]).T, np.array(one["targets"]).T
    weights, gradient = np.array(one["weights"]), np.array(one["gradient"])
    kind = one["activation"], one["loss"]
    problem = engine.problem(layers, *kind, 0.0, 0.0, inputs, wanted)
    for value, slope in (
        engine.slope(problem, weights),
        backpropagation.slope(layers, *kind, weights, inputs, wanted),
    ):
        assert value == pytest.approx(one["value"], rel=1e-10)
        for layer in layers:
            own = slice(layer.weights.start, layer.biases.stop)
            norm = np.linalg.norm(gradient[own])
            assert np.abs(slope[own] - gradient[own]).max() <= 1e-10 * norm


@EACH_TRAINING
def test_training(one):
    rows = tuple((*x, *t) for x, t in zip(one["inputs"], one["targets"], strict=True))
    own = OwnData(("x", "y"), "class", ("a", "b"), rows)
    net = TinyNet(DataPlan("own", held_out=0.0, own=own), (8,), decay=one["decay"])
    optimizer = OPTIMIZERS[one["optimizer"]](**one["settings"])
    steps = len(one["losses"])
    run = Run(net, optimizer, tuple(one["path"][0]), steps, tolerance=0.0)
    for done in (training.train(run), training.train_interpreted(run)):
        path = done.points[:: steps // (len(one["path"]) - 1)]
        assert np.abs(path - np.array(one["path"])).max() <= 1e-9
        assert np.abs(done.values[:-1] - np.array(one["losses"])).max() <= 1e-9
