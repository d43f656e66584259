"""Calibration, and what the best of all nets could do: small cases worked out by hand."""

from itertools import pairwise
from math import log

import numpy as np
import pytest

from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

CLASSES = ("no", "yes")


@pytest.fixture
def biased(rows_of, held):
    """Return a run of a net that gives every example the same raw output."""

    def make(rows, parts, raw, **settings):
        plan = rows_of(rows, CLASSES, ("x",), parts)
        return held(TinyNet(plan, (), **settings), (0.0, raw))

    return make


def test_one_bin_of_answers_and_its_temperature(biased, read):
    # Always "yes" with a chance of 0.9; held out, 6 of 10 are; for choosing, 3 of 4.
    targets = [1] * 6 + [0] * 4 + [1, 1, 0, 1] + [0]
    parts = "h" * 10 + "c" * 4 + "t"
    one = biased([(0.0, t) for t in targets], parts, log(9.0))
    assert read("mean-confidence", one) == pytest.approx(0.9)
    assert read("calibration-error", one) == pytest.approx(0.3)
    # At the best temperature the net says 3/4.
    assert read("temperature", one) == pytest.approx(log(9.0) / log(3.0))
    assert read("calibration-error-after", one) == pytest.approx(0.75 - 0.6)


def test_without_a_part_for_choosing_the_temperature_is_of_the_training_part(biased, read):
    one = biased([(0.0, t) for t in (1, 1, 0, 1)], "ttth", log(9.0))
    assert read("temperature", one) == pytest.approx(log(9.0) / log(2.0))
    right = biased([(0.0, 1), (0.0, 1), (0.0, 1)], "tth", 1.0)
    assert read("temperature", right) == pytest.approx(0.01, rel=1e-6)
    wrong = biased([(0.0, 0), (0.0, 0), (0.0, 0)], "tth", 1.0)
    assert read("temperature", wrong) == pytest.approx(100.0, rel=1e-6)


@pytest.mark.parametrize("name", ["two classes", "three classes"])
def test_bins_by_hand(name, ended, read):
    one = ended(name)
    net, weights = one.run.landscape, one.trace.points[-1]
    inputs, targets = net.part("held-out")
    chances = net.answers(weights, inputs)
    if len(chances) == 1:
        chances = np.vstack([1 - chances, chances])
    guess, total = 1 / len(chances), 0.0
    edges = np.linspace(guess, 1.0, 11)
    for low, high in pairwise(edges):
        here = [
            (column.max(), column.argmax() == target)
            for column, target in zip(chances.T, targets, strict=True)
            if low <= column.max() < high or (high == edges[-1] and column.max() == 1.0)
        ]
        if here:
            sure, right = np.mean(here, axis=0)
            total += len(here) / len(targets) * abs(sure - right)
    assert total > 0.0
    assert read("calibration-error", one) == pytest.approx(total)


@pytest.mark.parametrize("name", ["two classes", "three classes"])
def test_no_other_temperature_has_a_lower_loss(name, ended, held, read):
    net = ended(name).run.landscape
    # Wrong here and there, so that no temperature is too cold.
    weights = np.random.RandomState(4).normal(size=net.dim)
    one = held(net, weights)
    inputs, targets = net.part("train")
    raw = net.outputs(weights, inputs)

    def loss(temperature):
        scores = raw / temperature
        if len(scores) == 1:
            scores = np.vstack([0 * scores, scores])
        chances = np.exp(scores) / np.exp(scores).sum(axis=0)
        return -np.log(chances[targets.astype(int), np.arange(len(targets))]).mean()

    best = read("temperature", one)
    assert 0.011 < best < 90
    assert all(loss(best) < loss(best * factor) for factor in (0.9, 0.99, 1.01, 1.1))


def entropy(*shares):
    return -sum(share * log(share) for share in shares if share)


def test_targets_that_disagree_set_a_floor(biased, read):
    # Two of three call the first place yes; nobody knows about the second; the third is clear.
    rows = [(1.0, 1), (1.0, 1), (1.0, 0), (2.0, 0.5), (3.0, 0), (9.0, 1)]
    mean = (3 * entropy(1 / 3, 2 / 3) + entropy(0.5, 0.5)) / 5
    one = biased(rows, "ttttth", 1.0)
    assert read("loss-floor", one) == pytest.approx(mean)
    assert read("best-possible-accuracy", one) == pytest.approx((3 * 2 / 3 + 0.5 + 1) / 5)
    # It says yes to all: that is what 2 of 3, half and none think.
    assert read("opinions-met", one) == pytest.approx((2 + 0.5 + 0) / 5)
    says_no = biased(rows, "ttttth", -1.0)
    assert read("opinions-met", says_no) == pytest.approx((1 + 0.5 + 1) / 5)
    squared = biased(rows, "ttttth", 1.0, loss="squared")
    assert read("loss-floor", squared) == pytest.approx(3 * (2 / 9) / 5)
    hinge = biased(rows, "ttttth", 1.0, loss="hinge")
    assert read("loss-floor", hinge) == pytest.approx(2 * (3 * 1 / 3 + 0.5) / 5)


def test_no_training_goes_below_the_floor_and_a_long_one_comes_near(raced, rows_of, read):
    plan = rows_of([(0.0, 1), (0.0, 0), (0.0, 0), (1.0, 0.9)], CLASSES, ("x",), "tttt")
    one = raced(TinyNet(plan, ()), 2000)
    floor = (3 * entropy(1 / 3, 2 / 3) + entropy(0.1, 0.9)) / 4
    assert read("loss-floor", one) == pytest.approx(floor)
    assert 0 <= read("train-loss", one) - floor < 1e-4


def test_of_several_classes_the_commonest_is_best(rows_of, held, read):
    rows = [(0.0, 0), (0.0, 2), (0.0, 2), (0.0, 1), (5.0, 1)]
    plan = rows_of(rows, ("a", "b", "c"), ("x",), "ttttt")
    one = held(TinyNet(plan, (), loss="softmax"), (0, 0, 0, 0, 1, 0))
    assert read("loss-floor", one) == pytest.approx(4 / 5 * entropy(0.25, 0.25, 0.5))
    assert read("best-possible-accuracy", one) == pytest.approx(3 / 5)
    assert read("opinions-met", one) == pytest.approx(2 / 5)


def test_values_are_not_right_or_wrong(ended, read):
    assert read("loss-floor", ended("a curve")) == 0.0
    for key in ("best-possible-accuracy", "opinions-met"):
        with pytest.raises(SettingError, match="none is right or wrong"):
            read(key, ended("a curve"))
