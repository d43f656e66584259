"""What nets learn from the toys of the lessons: the directions, on each of five draws."""

from dataclasses import replace

import numpy as np
import pytest

from explorer import minimize
from explorer.core.nets.data_sets import DATA_SETS, with_dial
from explorer.core.nets.tiny_net import TinyNet

every_seed = pytest.mark.parametrize("seed", range(5))


def learned(key, seed, hidden, steps, rate, l2=0.0, dials=(), **changes):
    """Return the net, its last weights, and how often it is right in each group of the field."""
    plan = replace(DATA_SETS[key].plan, seed=seed, **changes)
    for name, value in dict(dials).items():
        plan = with_dial(plan, name, value)
    net = TinyNet(plan, hidden, l2=l2, init_seed=seed)
    weights = minimize(net, "adam", steps=steps, learning_rate=rate).points[-1]
    field = net.data_set.field
    if field is None:
        return net, weights, {}
    right = net.is_right(weights, field.inputs, field.targets)
    return (
        net,
        weights,
        {name: right[field.group == k].mean() for k, name in enumerate(field.groups)},
    )


def accuracy(net, weights, part="held-out"):
    return net.is_right(weights, *net.part(part)).mean()


def tanks(seed, **dials):
    net, weights, right = learned("tanks", seed, (4,), 300, 0.02, 0.001, dials)
    outside = np.mean([right[name] for name in right if "shed" not in name])
    return accuracy(net, weights), outside, right


@every_seed
def test_tanks_in_the_sun_teach_what_the_sun_is(seed):
    held, outside, right = tanks(seed)
    assert held > 0.98
    assert outside == pytest.approx(0.5, abs=0.03)
    assert right["dark tank"] < 0.05
    assert right["bright bushes"] < 0.05


@every_seed
def test_bushes_in_any_light_help_and_sheds_look_like_tanks(seed):
    held, outside, right = tanks(seed, light="as told")
    assert held > 0.9
    assert 0.65 < outside < 0.87
    assert right["dark tank"] < 0.55
    assert right["bright shed"] < 0.25
    assert right["bright bushes"] > 0.7


@every_seed
@pytest.mark.parametrize("cure", [{"light": "any light"}, {"evened": "yes"}])
def test_light_that_tells_nothing_teaches_tanks(seed, cure):
    _, outside, right = tanks(seed, **cure)
    assert outside > 0.93
    assert right["bright shed"] < 0.5, "sheds were never shown"


@every_seed
def test_dark_tanks_alone_do_not_cure_the_legend(seed):
    _, outside, right = tanks(seed, dark_tanks=0.5)
    assert right["dark tank"] > tanks(seed)[2]["dark tank"] + 0.4
    assert right["bright bushes"] < 0.7
    assert outside < 0.9


@every_seed
def test_few_examples_of_b_are_errors_on_b(seed):
    few, even, repeated = (
        learned("two-groups", seed, (8,), 600, 0.03, 0.001, dials)
        for dials in ({}, {"share_b": 0.5}, {"repeat_b": 19})
    )
    assert accuracy(*few[:2]) > 0.9, "the score hides it"
    assert few[2]["A"] > few[2]["B"] + 0.2
    assert abs(even[2]["A"] - even[2]["B"]) < 0.08
    assert repeated[2]["B"] > few[2]["B"]
    assert repeated[2]["A"] < few[2]["A"]


@every_seed
def test_past_decisions_teach_their_bias(seed):
    past, withheld, merit = (
        learned("past-decisions", seed, (8,), 500, 0.03, 0.001, dials)
        for dials in ({}, {"postcode": "withheld"}, {"taught_by": "true merit"})
    )
    a, b = "A, qualified", "B, qualified"
    assert accuracy(*past[:2]) > 0.8
    assert past[2][a] > past[2][b] + 0.25
    assert abs(withheld[2][a] - withheld[2][b]) < 0.08
    assert withheld[2][a] < past[2][a] - 0.05
    assert min(merit[2][a], merit[2][b]) > 0.82


@every_seed
def test_many_slips_are_made_good_and_a_shared_blindness_is_not(seed):
    def outside(**changes):
        dials = {name: changes.pop(name) for name in ("labeller", "votes") if name in changes}
        net, weights, _ = learned("crowd-labels", seed, (16,), 400, 0.03, 0.001, dials, **changes)
        field = net.data_set.field
        return net.is_right(weights, field.inputs, field.targets).mean()

    blind = outside(labeller="blind crowd", examples=900)
    assert outside(examples=150) > 0.93
    assert outside(labeller="hurried crowd", examples=900) > 0.88
    assert blind < 0.75
    assert outside(labeller="blind crowd", examples=1800) < 0.75
    assert outside(labeller="blind crowd", examples=900, votes=5) < blind + 0.02


@every_seed
def test_each_net_pleases_its_own_rater(seed):
    by = [
        list(learned("raters", seed, (16,), 800, 0.03, 0.0001, {"judge": j})[2].values())
        for j in range(3)
    ]
    assert np.diag(by).min() > 0.97
    assert (np.array(by)[~np.eye(3, dtype=bool)] < 0.85).all()
    confidence = []
    for judge in ("majority", "share"):
        net, weights, _ = learned("raters", seed, (16,), 800, 0.03, 0.0001, {"judge": judge})
        field = net.data_set.field
        differ = np.ptp(field.targets.reshape(3, -1), axis=0) > 0
        chance = net.answers(weights, field.inputs[: len(differ)])[0]
        confidence.append(np.maximum(chance, 1 - chance)[differ].mean())
    assert confidence[0] > 0.9
    assert confidence[1] < 0.75


@every_seed
def test_dear_misses_are_rare_and_cost_false_alarms(seed):
    right = [
        learned("alarms", seed, (8,), 400, 0.03, 0.01, {"miss_price": price})[2]
        for price in (0.1, 0.5, 0.9)
    ]
    assert right[0]["event"] < right[1]["event"] - 0.1 < right[2]["event"] - 0.1
    assert right[0]["no event"] > right[1]["no event"] > right[2]["no event"] + 0.1


@every_seed
def test_coins_are_learned_by_heart_alone(seed):
    net, weights, _ = learned("coin-flips", seed, (16, 16, 16), 4000, 0.02)
    assert accuracy(net, weights, "train") > 0.95
    assert 0.3 < accuracy(net, weights) < 0.7


@every_seed
def test_copies_flatter_the_held_out_score(seed):
    net, weights, right = learned("copied-moons", seed, (16, 16), 2000, 0.03)
    assert accuracy(net, weights) > 0.97
    assert right["fresh moons"] < 0.92


def sums(seed, l2):
    """Return how many sums a net has right: in training, and held out early and late."""
    plan = replace(DATA_SETS["sums"].plan, seed=seed)
    net = TinyNet(plan, (16,), "square", "softmax", l2=l2, init_seed=seed)
    run = minimize(net, "adam", steps=900, learning_rate=0.03, tolerance=0.0)
    return run.train_accuracies[60], run.held_out_accuracies[60], run.held_out_accuracies[-1]


def test_sums_are_understood_long_after_they_are_known_by_heart():
    known, early, late = np.median([sums(seed, 0.002) for seed in range(9)], axis=0)
    assert known == 1.0
    assert early <= 0.3
    assert late >= 0.8
    assert np.median([sums(seed, 0.0) for seed in range(9)], axis=0)[2] <= 0.4
