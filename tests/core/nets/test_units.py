"""Units that work, and those that do not, over every activation."""

import numpy as np
import pytest

from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.units import UNITS, unit_states

DATA = DataPlan(examples=40)


def _net(activation, hidden=(4,)):
    return TinyNet(data=DATA, hidden=hidden, activation=activation)


def _states(net, **changes):
    """Return the states at random weights, with some rows of the first layer set."""
    weights = np.array(net.suggested_start)
    layer = net.layers[0]
    matrix = weights[layer.weights].reshape(layer.outputs, layer.inputs)
    for name, value in changes.items():
        (matrix[0:1] if name == "slopes" else weights[layer.biases][0:1])[:] = value
    return unit_states(net, weights)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(4,), (3, 5), (2, 3, 4)])
def test_every_hidden_unit_has_a_state_with_words(activation, hidden):
    found = _states(_net(activation, hidden))
    assert tuple(len(layer) for layer in found) == hidden
    assert {state for layer in found for state in layer} <= set(UNITS)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_unit_that_hears_nothing_does_not_work(activation):
    assert _states(_net(activation), slopes=0.0, biases=0.3)[0][0] == "constant"


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_weights_beyond_all_bounds_are_said_and_no_crash(activation):
    for wild in (np.nan, np.inf, -np.inf, 1e308):
        found = _states(_net(activation), slopes=wild)
        assert {state for layer in found for state in layer} <= set(UNITS)
    assert _states(_net(activation), slopes=np.nan)[0][0] == "undefined"


def test_a_dead_unit_gets_no_gradient():
    net = _net("relu")
    weights = np.array(net.suggested_start)
    weights[net.layers[0].biases] = (-50.0, 1.0, 1.0, 1.0)
    assert unit_states(net, weights)[0][0] == "dead"
    slope = net.gradient(weights[None])[0]
    assert not slope[net.layers[0].weights].reshape(4, 2)[0].any()
    assert slope[net.layers[0].biases][0] == 0.0
    assert slope[net.layers[0].biases][1:].any()


@pytest.mark.parametrize(("activation", "bias"), [("tanh", 9.0), ("sigmoid", -12.0)])
def test_a_unit_far_out_on_its_flat_ends_sleeps(activation, bias):
    assert _states(_net(activation), slopes=0.1, biases=bias)[0][0] == "saturated"


def test_a_net_of_no_hidden_layer_has_no_states():
    assert _states(_net("tanh", ())) == ()
