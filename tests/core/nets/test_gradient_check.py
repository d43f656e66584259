"""The gradient check trusts what is right, catches what is wrong, and leaves kinks out."""

from collections.abc import Callable

import numpy as np
import pytest

from explorer.core.array import Array
from explorer.core.nets import engine
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.gradient_check import LayerCheck, check
from explorer.core.nets.tiny_net import TinyNet

Walk = Callable[..., Array]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("loss", ["cross-entropy", "squared", "hinge"])
def test_backpropagation_passes(activation: str, loss: str) -> None:
    net = TinyNet(DataPlan(examples=40), (6, 5), activation, loss, l1=0.002, l2=0.01)
    found = check(net, 0.5 * np.random.RandomState(1).normal(size=net.dim))
    assert found is not None
    assert [layer.name for layer in found] == ["layer 1", "layer 2", "output layer"]
    assert max(layer.worst for layer in found) < 1e-7
    assert sum(layer.checked + layer.skipped for layer in found) == net.dim
    assert sum(layer.checked for layer in found) > net.dim // 2


def test_every_net_passes(net: TinyNet, walk: Walk) -> None:
    found = check(net, walk(net)[-1] + 0.01)
    assert found is not None
    assert all(layer.worst < 1e-7 for layer in found if layer.checked)


def test_a_wrong_slope_is_caught_in_its_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    net = TinyNet(hidden=(4, 3))
    right = TinyNet.gradient

    def wrong(self: TinyNet, points: Array) -> Array:
        found = right(self, points)
        found[:, self.layers[1].weights.start] += 0.01
        return found

    monkeypatch.setattr(TinyNet, "gradient", wrong)
    monkeypatch.setattr(engine, "ready", lambda: False)
    found = check(net, 0.5 * np.random.RandomState(1).normal(size=net.dim))
    assert found is not None
    assert [layer.worst > 1e-3 for layer in found] == [False, True, False]


def test_weights_at_a_kink_are_left_out() -> None:
    net = TinyNet(DataPlan(examples=40), (3,), "relu")
    weights = np.array(net.suggested_start)
    weights[:6] = 0.0  # every sum of the first layer is 0: at the corner for every example
    found = check(net, weights)
    assert found is not None
    first, last = found
    assert (first.checked, first.skipped) == (0, 9)
    assert np.isnan(first.worst)
    assert first.words == "layer 1: every nudge crosses a kink"
    assert (last.checked, last.skipped) == (4, 0)
    assert last.worst < 1e-7


def test_a_weight_of_zero_is_a_kink_of_l1() -> None:
    net = TinyNet(DataPlan(examples=40), (3,), l1=0.1)
    weights = np.array(net.suggested_start)
    weights[[0, 10]] = 0.0
    found = check(net, weights)
    assert found is not None
    assert [layer.skipped for layer in found] == [1, 1]


def test_the_check_stops_when_it_is_cancelled() -> None:
    net = TinyNet()
    assert check(net, np.array(net.suggested_start), lambda: True) is None


def test_the_words_say_what_was_left_out() -> None:
    line = LayerCheck("layer 2", 3.2e-10, 270, 2).words
    assert line == "layer 2: 3e-10 at worst of 270, 2 at a kink left out"
