"""What training begins with: every start is drawn, or set, as its declaration says."""

import numpy as np
import pytest

from explorer.core.nets.network import INITS
from explorer.core.nets.tiny_net import TinyNet


@pytest.mark.parametrize("init", INITS)
@pytest.mark.parametrize("hidden", [(), (3,), (4, 2)])
def test_first_biases_are_those_of_hidden_units_with_random_weights_alone(init, hidden):
    plain = TinyNet(hidden=hidden, init=init)
    net = TinyNet(hidden=hidden, init=init, init_bias=-4.0)
    before, after = np.array(plain.suggested_start), np.array(net.suggested_start)
    is_drawn = init in ("random", "he", "xavier")
    expected = before.copy()
    for layer in net.layers[:-1] if is_drawn else ():
        assert (before[layer.biases] == 0.0).all()
        expected[layer.biases] = -4.0
    assert np.array_equal(after, expected)


def test_biases_low_enough_leave_every_relu_dead_and_the_loss_at_that_of_a_coin():
    net = TinyNet(hidden=(8,), activation="relu", init_bias=-10.0)
    weights = np.array([net.suggested_start])
    assert net.value(weights)[0] == pytest.approx(np.log(2))
    assert np.abs(net.gradient(weights)[0][:-1]).max() == 0.0
