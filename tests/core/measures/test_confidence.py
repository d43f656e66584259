"""Confidence near the data and far from them, against nets whose answers are known."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.measures import MEASURES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.network import initial_weights
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

MOONS = DataPlan(examples=60)


def sure(raw):
    """Return the larger of both chances."""
    return 1 / (1 + np.exp(-np.abs(raw)))


def circle(net, radius):
    """Return points at each degree around the mean of the training examples."""
    angles = np.radians(np.arange(360))
    middle = net.data_set.inputs[net.data_set.rows("train")].mean(axis=0)
    return middle + radius * np.column_stack([np.cos(angles), np.sin(angles)])


@pytest.mark.parametrize("radius", [0.5, 3.0, 40.0])
def test_far_away_and_held_out(radius, ended, read, forward):
    one = ended("relu")
    net, weights = one.run.landscape, one.trace.points[20]
    far = sure(forward(net, weights, circle(net, radius)))
    found = read("confidence-far-away", one, radius=radius, step=20)
    assert found == pytest.approx(far.mean())
    for threshold in (0.7, 0.99):
        found = read("sure-far-away", one, radius=radius, step=20, threshold=threshold)
        assert found == pytest.approx((far > threshold).mean())
    known = net.data_set.inputs[net.data_set.rows("held-out")]
    expected = sure(forward(net, weights, known)).mean()
    assert read("mean-confidence", one, step=20) == pytest.approx(expected)


def test_noise_lies_in_the_range_of_the_data_as_the_net_sees_them(held, read):
    for standardised in (False, True):
        plan = DataPlan("penguins", examples=100, noise=0.0, standardised=standardised)
        net = TinyNet(plan, (), loss="softmax")
        data = net.data_set
        seen = data.scaled(data.inputs[data.rows("train")])
        noise = MEASURES["confidence-on-noise"]().noise(net)
        drawn = data.scaled(noise)
        assert drawn.shape == (1000, 4)
        assert seen.min() <= drawn.min() < drawn.max() <= seen.max()
        middle = (seen.min() + seen.max()) / 2
        assert drawn.mean() == pytest.approx(middle, abs=0.02 * np.ptp(seen))
        other = MEASURES["confidence-on-noise"](seed=1).noise(net)
        assert not np.isclose(noise, other).any(axis=1).all()
    # No weight favours a class, so each of three has the same chance.
    assert read("confidence-on-noise", held(net, [0.0] * net.dim)) == pytest.approx(1 / 3)


def test_how_sure_of_noise(held, read, forward):
    net = TinyNet(DataPlan("digits", examples=60, noise=0.0), (), loss="softmax")
    weights = np.random.RandomState(0).normal(size=net.dim)
    one = held(net, weights)
    noise = MEASURES["sure-on-noise"]().noise(net)
    assert 0.0 <= noise.min() < 0.01
    assert 0.99 < noise.max() <= 1.0
    raw = np.exp(forward(net, weights, noise))
    largest = (raw / raw.sum(axis=1, keepdims=True)).max(axis=1)
    assert read("confidence-on-noise", one) == pytest.approx(largest.mean())
    for threshold in (0.5, 0.9):
        found = read("sure-on-noise", one, threshold=threshold)
        assert found == pytest.approx((largest > threshold).mean())
        assert 0 < found < 1


@pytest.mark.parametrize("standardised", [False, True])
def test_the_rule_of_distance(standardised, held, read):
    net = TinyNet(replace(MOONS, standardised=standardised))
    one, data = held(net, net.suggested_start), net.data_set
    known = data.inputs[data.rows("train")]
    scale = known.std(axis=0) if standardised else 1.0

    def distance(a, b):
        return np.sqrt((((a - b) / scale) ** 2).sum())

    nearest = sorted(
        min(distance(known[i], known[j]) for j in range(len(known)) if j != i)
        for i in range(len(known))
    )
    place = 0.99 * (len(nearest) - 1)
    low, high = nearest[int(place)], nearest[int(place) + 1]
    usual = low + (place - int(place)) * (high - low)
    for radius in (0.2, 1.2, 1000.0):
        far = [min(distance(a, b) for b in known) > usual for a in circle(net, radius)]
        assert read("distance-flags", one, radius=radius) == pytest.approx(np.mean(far))
    assert np.mean(far) == 1.0
    held_out = data.inputs[data.rows("held-out")]
    flagged = [min(distance(a, b) for b in known) > usual for a in held_out]
    assert read("distance-flags-held-out", one) == pytest.approx(np.mean(flagged))


def test_an_ensemble_flags_where_its_members_disagree(raced, read, forward):
    net = TinyNet(MOONS, (4,), "relu", init_seed=3)
    one = raced(net, 80)
    weights = [one.trace.points[50]]
    for seed in (4, 5):
        start = initial_weights(net.layers, "relu", "random", seed)
        weights.append(descend([replace(one.run, start=start)])[0].points[50])
    for inputs, key, settings in (
        (circle(net, 5.0), "ensemble-flags", {"radius": 5.0}),
        (net.part("held-out")[0], "ensemble-flags-held-out", {}),
    ):
        chances = [1 / (1 + np.exp(-forward(net, w, inputs))) for w in weights]
        spread = np.std(chances, axis=0)
        for least in (0.05, 0.2):
            found = read(key, one, members=3, step=50, spread=least, **settings)
            assert found == pytest.approx((spread > least).mean())


def test_nets_that_give_no_chances_and_data_without_a_plane_are_refused(ended, read):
    with pytest.raises(SettingError, match="gives no chances"):
        read("mean-confidence", ended("hinge"))
    with pytest.raises(SettingError, match=r"takes two inputs; this net has 64\.$"):
        read("sure-far-away", ended("pictures"))
    with pytest.raises(SettingError, match="no neighbour"):
        read("distance-flags", ended("one example"))
