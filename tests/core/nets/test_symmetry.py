"""Symmetry: copies are the same net, matching is the best there is, and barriers are measured."""

from dataclasses import replace
from itertools import permutations, product
from math import factorial

import numpy as np
import pytest

from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.symmetry import (
    MIRRORS,
    assigned,
    barrier,
    copies,
    matched,
    profile,
    shuffled,
)
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

MOONS = DataPlan(examples=40)
EVERY = pytest.mark.parametrize("activation", ACTIVATIONS)
INPUTS = np.random.RandomState(0).normal(size=(50, 2))


def weights_of(net, seed=0, size=0.8):
    return size * np.random.RandomState(seed).normal(size=net.dim)


@EVERY
@pytest.mark.parametrize("hidden", [(1,), (5,), (16,), (4, 3), (3, 4, 2)])
def test_a_shuffled_copy_is_the_same_net_elsewhere(activation, hidden):
    net = TinyNet(MOONS, hidden, activation, l1=0.01, l2=0.1)
    weights = weights_of(net)
    before = weights.copy()
    far = []
    for seed in range(4):
        copy = shuffled(net, weights, seed)
        assert np.array_equal(copy, shuffled(net, weights, seed))
        assert net.outputs(copy, INPUTS) == pytest.approx(net.outputs(weights, INPUTS), rel=1e-9)
        assert net.value(copy[None]) == pytest.approx(net.value(weights[None]), rel=1e-12)
        far.append(np.linalg.norm(copy - weights))
    assert np.array_equal(weights, before)
    assert max(far) > 0.1 or hidden == (1,)


@EVERY
def test_a_unit_is_mirrored_wherever_its_activation_can_be(activation):
    z = np.linspace(-3.0, 3.0, 61)
    bend = ACTIVATIONS[activation].value
    design = np.stack([bend(z), np.ones_like(z)], axis=1)
    (sign, shift), *_ = np.linalg.lstsq(design, bend(-z), rcond=None)
    can = bool(np.abs(design @ [sign, shift] - bend(-z)).max() < 1e-9)
    assert can == (activation in MIRRORS)
    if can:
        assert (sign, shift) == pytest.approx(MIRRORS[activation], abs=1e-9)


def every_copy(net, weights):
    """Return all copies of a net of one hidden layer, written out unit by unit."""
    units, (first, last) = net.hidden[0], net.layers
    sides = (1, -1) if net.activation in MIRRORS else (1,)
    sign, shift = MIRRORS.get(net.activation, (1.0, 0.0))
    for order in permutations(range(units)):
        for turns in product(sides, repeat=units):
            copy = weights.copy()
            into, bias = copy[first.weights].reshape(units, -1), copy[first.biases]
            out, base = copy[last.weights].reshape(-1, units), copy[last.biases]
            for place, (unit, turn) in enumerate(zip(order, turns, strict=True)):
                old = weights[first.weights].reshape(units, -1)[unit]
                into[place], bias[place] = turn * old, turn * weights[first.biases][unit]
                leaving = weights[last.weights].reshape(-1, units)[:, unit]
                out[:, place] = leaving if turn > 0 else sign * leaving
                if turn < 0:
                    base -= shift * sign * leaving
            yield copy


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid", "square"])
def test_copies_are_counted(activation):
    net = TinyNet(MOONS, (3,), activation)
    found = list(every_copy(net, weights_of(net)))
    assert len({tuple(copy.round(12)) for copy in found}) == copies(net)
    for copy in found:
        same = net.outputs(weights_of(net), INPUTS)
        assert net.outputs(copy, INPUTS) == pytest.approx(same, rel=1e-9)
    assert copies(TinyNet(MOONS, (16,))) == factorial(16) * 2**16
    assert copies(TinyNet(MOONS, (4, 3), "relu")) == 24 * 6
    assert copies(TinyNet(MOONS, ())) == 1


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid", "square"])
@pytest.mark.parametrize("seed", range(4))
def test_the_matched_copy_is_the_nearest_of_all(activation, seed):
    net = TinyNet(MOONS, (3,), activation)
    ours, other = weights_of(net, seed), weights_of(net, seed + 100)
    apart = np.ones(net.dim, bool)
    apart[net.layers[1].biases] = False  # they belong to no unit

    def away(copy):
        return np.linalg.norm((copy - ours)[apart])

    found = matched(net, ours, other)
    assert net.outputs(found, INPUTS) == pytest.approx(net.outputs(other, INPUTS), rel=1e-9)
    assert away(found) == pytest.approx(min(map(away, every_copy(net, other))), rel=1e-12)


@EVERY
def test_matching_undoes_shuffling(activation):
    net = TinyNet(MOONS, (16,), activation)
    weights = weights_of(net)
    for seed in range(5):
        found = matched(net, weights, shuffled(net, weights, seed))
        assert found == pytest.approx(weights, abs=1e-12)


def test_only_one_hidden_layer_can_be_matched():
    for hidden in ((), (3, 3)):
        net = TinyNet(MOONS, hidden)
        with pytest.raises(SettingError, match="exactly one hidden layer"):
            matched(net, weights_of(net), weights_of(net, 1))


@pytest.mark.parametrize("wild", [np.nan, np.inf, 1e200])
def test_weights_that_flew_away_are_refused(wild):
    net = TinyNet(MOONS, (3,))
    with pytest.raises(SettingError, match="flown away"):
        matched(net, weights_of(net), np.full(net.dim, wild))


@pytest.mark.parametrize("count", range(1, 8))
@pytest.mark.parametrize("kind", ["even", "whole", "alike"])
def test_the_assignment_is_the_cheapest_of_all(count, kind):
    for seed in range(6):
        chance = np.random.RandomState(seed)
        costs = chance.normal(size=(count, count))
        if kind == "whole":  # with many ties
            costs = chance.randint(0, 4, size=(count, count)).astype(float)
        if kind == "alike":
            costs = np.full((count, count), 3.0)
        found = assigned(costs)
        assert sorted(found) == list(range(count))
        rows = np.arange(count)
        cheapest = min(costs[rows, list(order)].sum() for order in permutations(range(count)))
        assert costs[rows, found].sum() == pytest.approx(cheapest, abs=1e-12)


def test_a_large_assignment_is_found_where_it_is_known():
    """Costs u + v with a smaller diagonal of our choice: only that one is cheapest."""
    chance = np.random.RandomState(3)
    order = chance.permutation(16)
    costs = chance.normal(size=(16, 1)) + chance.normal(size=16) + chance.uniform(0.1, 5, (16, 16))
    costs[np.arange(16), order] -= 5.0
    assert assigned(costs).tolist() == order.tolist()


def test_the_barrier_is_the_highest_rise_over_the_line_between_the_ends():
    net = TinyNet(MOONS, (6,), l2=0.01)
    one, other = weights_of(net, 1), weights_of(net, 2)
    heights = [net.value((one + k / 100 * (other - one))[None])[0] for k in range(101)]
    rises = [
        height - (1 - k / 100) * heights[0] - k / 100 * heights[100]
        for k, height in enumerate(heights)
    ]
    assert profile(net, one, other) == pytest.approx(np.array(heights))
    assert barrier(net, one, other) == pytest.approx(max(*rises, 0.0), abs=1e-12)
    assert barrier(net, one, one) == pytest.approx(0.0, abs=1e-12)
    assert barrier(net, one, other) == pytest.approx(barrier(net, other, one), abs=1e-12)


def test_in_a_bowl_there_is_no_barrier():
    net = TinyNet(MOONS, ())  # logistic regression is convex
    assert barrier(net, weights_of(net, 1, 5.0), weights_of(net, 2, 5.0)) == 0.0


def test_there_is_a_hill_between_a_trained_net_and_its_copy(walk):
    net = TinyNet(replace(MOONS, examples=100), (8,), l2=1e-3)
    end = walk(net, steps=300)[-1]
    copy = shuffled(net, end, 1)
    assert barrier(net, end, copy) > 0.1
    assert barrier(net, end, matched(net, end, copy)) == pytest.approx(0.0, abs=1e-9)
