"""A forked training goes on bit for bit from where it stood, whatever the optimizer."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.nets import training
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.suggestion import suggested
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run, Stop, Stretch

# One for each way in which a rule meets the loop: by coordinate, with chance, whole, by values.
KINDS = [
    OPTIMIZERS[key]
    for key in (
        *("gradient-descent", "adam", "noisy-gradient-descent", "newton", "nelder-mead", "nudge"),
        *("bfgs", "sam", "schedule-free"),
    )
]
SOME = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
NET = TinyNet(DataPlan(examples=60), (4,), l2=0.001, l1=0.0001)
PLAIN = pytest.mark.parametrize("batch", [0, 16])
STEPS = 40
FRESH = (
    *("points", "values", "gradients", "train_losses", "train_accuracies"),
    *("held_out_losses", "held_out_accuracies"),
)


def rows(trace, begin=0, end=None, names=(*FRESH, "costs")):
    return [getattr(trace, name)[begin : None if end is None else end + 1] for name in names]


def same(one, other):
    return all(np.array_equal(a, b, equal_nan=True) for a, b in zip(one, other, strict=True))


def run(kind, batch=0, start=None, steps=STEPS):
    net = replace(NET, batch=batch, decay=0.01)
    return Run(net, suggested(kind, net), start or net.suggested_start, steps, seed=3)


def forked(before, step, optimizer=None):
    past = (*before.past, Stretch(before.optimizer, step))
    return replace(before, optimizer=optimizer or before.optimizer, past=past)


@SOME
@PLAIN
def test_a_fork_without_a_change_is_the_training_itself(kind, batch):
    whole = run(kind, batch)
    forks = [forked(whole, 1), forked(forked(whole, 7), 8), forked(whole, 33)]
    trained, *parts = training.train_all([whole, *forks])
    for part in parts:
        assert same(rows(trained), rows(part))
        assert (part.stop, part.verdict) == (trained.stop, trained.verdict)


@SOME
@PLAIN
def test_another_optimizer_goes_on_as_if_training_began_there(kind, batch):
    before = run(KINDS[KINDS.index(kind) - 1], batch)
    fork = forked(before, 9, run(kind, batch).optimizer)
    past, both = training.train_all([before, fork])
    assert past.steps >= 9
    start = tuple(both.points[9].tolist())
    fresh = training.train(replace(fork, start=start, steps=STEPS - 9, past=()))
    assert same(rows(past, 0, 8), rows(both, 0, 8))
    assert same(rows(past, 9, 9, ("points", "costs")), rows(both, 9, 9, ("points", "costs")))
    assert same(rows(fresh, names=FRESH), rows(both, 9, names=FRESH))
    assert np.array_equal(both.costs[10:], both.costs[9] + fresh.costs[1:])
    assert both.stop is fresh.stop


def test_other_settings_take_over_what_is_carried():
    momentum = OPTIMIZERS["momentum"]
    before = replace(run(momentum), optimizer=momentum(learning_rate=0.05, momentum=0.9))
    after = momentum(learning_rate=0.02, momentum=0.5)
    net = replace(NET, batch=0, decay=0.0)
    trace = training.train(forked(replace(before, landscape=net), 10, after))
    velocity, weights = np.zeros(net.dim), np.array(net.suggested_start)
    for step in range(1, STEPS + 1):
        used = before.optimizer if step <= 10 else after
        velocity = used.momentum * velocity + net.gradient(weights[None])[0]
        weights = weights - used.learning_rate * velocity
        np.testing.assert_allclose(trace.points[step], weights, rtol=1e-8, atol=1e-10)


def test_plain_python_follows_the_same_fork():
    fork = forked(run(KINDS[0], 16, steps=12), 5, run(OPTIMIZERS["adam"], 16).optimizer)
    compiled, plain = training.train(fork), training.train_interpreted(fork)
    np.testing.assert_allclose(plain.points, compiled.points, rtol=1e-9, atol=1e-12)
    assert np.array_equal(plain.costs, compiled.costs)


def test_a_training_that_blew_up_before_the_fork_stays_so():
    descent = OPTIMIZERS["gradient-descent"]
    wild = replace(run(descent), optimizer=descent(learning_rate=1e6), steps=400)
    whole, fork = training.train_all([wild, forked(wild, 390, OPTIMIZERS["adam"]())])
    assert whole.stop is fork.stop is Stop.DIVERGED
    assert same(rows(whole), rows(fork))


def test_a_forked_training_can_be_cancelled():
    assert training.train(forked(run(KINDS[0]), 9, OPTIMIZERS["adam"]()), lambda: True) is None
