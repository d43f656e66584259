"""Climbing the input: the slope is exact, every step is uphill as told, distances are real."""

import numpy as np
import pytest

from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.climbing import (
    MOST_STEPS,
    climb,
    input_slope,
    noise,
    reach,
    real_ones,
    refusal,
)
from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

MOONS = DataPlan(examples=60)
DIGITS = TinyNet(DataPlan("digits", examples=120, noise=0.0), (8,), loss="softmax")
PENGUINS = DataPlan("penguins", examples=90, noise=0.0, standardised=True)


def weights_of(net, seed=0, size=0.8):
    return size * np.random.RandomState(seed).normal(size=net.dim)


def log_chance(net, weights, seen, goal):
    """Return the log of the chance of a class from inputs as the net sees them (features,)."""
    inputs = seen * net.data_set.scale + net.data_set.centre
    chances = net.answers(weights, inputs[None])[:, 0]
    if len(chances) == 1:
        chances = np.array([1 - chances[0], chances[0]])
    return np.log(chances[goal])


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(), (5,), (4, 3, 2)])
@pytest.mark.parametrize("data", ["two classes", "three classes"])
def test_the_slope_agrees_with_differences(activation, hidden, data):
    plan, loss = (MOONS, "cross-entropy") if data == "two classes" else (PENGUINS, "softmax")
    net = TinyNet(plan, hidden, activation, loss)
    weights = weights_of(net, size=0.3)
    places = np.random.RandomState(1).normal(size=(len(net.data_set.features), 4))
    for goal in range(len(net.data_set.classes)):
        chances, slopes = input_slope(net, weights, places, goal)
        for column in range(places.shape[1]):
            place = places[:, column]
            assert np.log(chances[column]) == pytest.approx(log_chance(net, weights, place, goal))
            for axis, nudge in enumerate(1e-6 * np.eye(len(place))):
                up, down = (log_chance(net, weights, place + s * nudge, goal) for s in (1, -1))
                assert slopes[axis, column] == pytest.approx((up - down) / 2e-6, abs=1e-5)


@pytest.mark.parametrize("goal", [0, 1])
def test_each_step_goes_up_the_slope_and_stays_within_the_data(goal):
    net = TinyNet(MOONS, (6,))
    weights = weights_of(net)
    found = climb(net, weights, goal, np.array([0.5, 0.2]), 40, rate=0.1, shrink=0.01)
    inputs, _ = net.part("train")
    low, high = inputs.min(axis=0), inputs.max(axis=0)
    here = np.array([0.5, 0.2])
    for step in range(41):
        assert found.inputs[step] == pytest.approx(here)
        chance, slope = input_slope(net, weights, here[:, None], goal)
        assert found.chances[step] == pytest.approx(chance[0])
        here = np.clip(here + 0.1 * slope[:, 0] - 0.01 * here, low, high)
    assert found.steps == 40


def test_a_short_step_makes_the_net_surer():
    found = climb(DIGITS, weights_of(DIGITS), 3, steps=50, rate=0.01, shrink=0.0)
    assert (np.diff(found.chances) > 0).all()


def test_distances_and_likeness_are_to_real_examples_of_the_class():
    data = DIGITS.data_set
    found = climb(DIGITS, weights_of(DIGITS), 7, steps=5)
    rows = [row for row in data.rows("train") if data.targets[row] == 7]
    assert real_ones(DIGITS, 7).tolist() == rows
    real = data.inputs[rows]
    for step, place in enumerate(found.inputs):
        away = [np.linalg.norm(place - one) for one in real]
        assert found.nearest[step] == pytest.approx(min(away))
        assert found.rows[step] == rows[int(np.argmin(away))]
        likeness = np.corrcoef(place, real.mean(axis=0))[0, 1]
        assert found.likeness[step] == pytest.approx(likeness)
    between = [
        min(np.linalg.norm(one - other) for j, other in enumerate(real) if j != i)
        for i, one in enumerate(real)
    ]
    assert found.typical == pytest.approx(np.median(between))


def test_standardised_inputs_are_told_as_the_user_sees_them():
    net = TinyNet(PENGUINS, (4,), loss="softmax")
    start = net.data_set.inputs[net.data_set.rows("train")[0]]
    found = climb(net, weights_of(net), 1, start, 10)
    assert found.inputs[0] == pytest.approx(start)
    low, high = reach(net)
    assert (found.inputs >= low - 1e-9).all()
    assert (found.inputs <= high + 1e-9).all()
    real = real_ones(net, 1)
    away = (found.inputs[-1] - net.data_set.inputs[real]) / net.data_set.scale
    assert found.nearest[-1] == pytest.approx(np.linalg.norm(away, axis=1).min())


def test_a_real_example_is_no_way_off_and_a_start_outside_is_brought_in():
    row = real_ones(DIGITS, 2)[3]
    start = DIGITS.data_set.inputs[row]
    assert climb(DIGITS, weights_of(DIGITS), 2, start, 3).nearest[0] == 0.0
    wild = climb(DIGITS, weights_of(DIGITS), 2, np.full(64, 9.0), 0)
    assert (wild.inputs == DIGITS.part("train")[0].max()).all()


def test_noise_is_faint_in_pictures_and_anywhere_elsewhere():
    low, high = reach(DIGITS)
    assert np.ptp(low) == np.ptp(high) == 0.0
    dots = np.array([noise(DIGITS, seed) for seed in range(20)])
    assert (dots >= low).all()
    assert 0.15 < dots.max() <= 0.2 * high.max()
    assert not np.array_equal(dots[0], dots[1])
    net = TinyNet(MOONS)
    places = np.array([noise(net, seed) for seed in range(200)])
    low, high = reach(net)
    assert places.min(axis=0) == pytest.approx(low, abs=0.1)
    assert places.max(axis=0) == pytest.approx(high, abs=0.1)
    same = climb(net, weights_of(net), 0, steps=0, seed=5).inputs[0]
    assert same == pytest.approx(noise(net, 5))


@pytest.mark.parametrize("wild", [np.nan, np.inf, -1e200])
def test_weights_that_flew_away_are_ordinary(wild):
    for net in (TinyNet(MOONS, (3,)), DIGITS):
        found = climb(net, np.full(net.dim, wild), 1, steps=4)
        assert len(found.chances) == 5


def test_likeness_takes_a_shape():
    assert np.isnan(climb(TinyNet(MOONS), weights_of(TinyNet(MOONS)), 0, steps=2).likeness).all()


def test_what_cannot_climb_says_why():
    rows = ((0.0, 0.0), (1.0, 1.0), (2.0, 1.0))
    one_class = OwnData(("x",), "kind", ("a", "b"), ((0.0, 0.0), (1.0, 0.0)))
    value = TinyNet(DataPlan("own", own=OwnData(("x",), "y", (), rows)), loss="squared")
    for net, goal, sentence in (
        (value, 0, "answers with values"),
        (TinyNet(MOONS, loss="hinge"), 0, "gives no chances"),
        (TinyNet(MOONS), 2, "there is no class 2"),
        (TinyNet(MOONS), -1, "there is no class -1"),
        (TinyNet(DataPlan("own", held_out=0.0, own=one_class)), 1, "No training example is b"),
    ):
        assert sentence in refusal(net, goal)
        with pytest.raises(SettingError, match=sentence):
            climb(net, weights_of(net), goal)
    assert refusal(TinyNet(MOONS), 1) is None
    with pytest.raises(SettingError, match=f"from 0 to {MOST_STEPS} steps"):
        climb(TinyNet(MOONS), weights_of(TinyNet(MOONS)), 0, steps=MOST_STEPS + 1)


def test_one_example_of_a_class_has_no_typical_distance():
    rows = ((0.0, 0.0, 0.0), (1.0, 0.0, 1.0), (1.0, 1.0, 1.0))
    own = OwnData(("x", "y"), "kind", ("a", "b"), rows)
    net = TinyNet(DataPlan("own", held_out=0.0, own=own))
    assert np.isnan(climb(net, weights_of(net), 0, steps=1).typical)
    assert climb(net, weights_of(net), 1, steps=1).typical == pytest.approx(1.0)
