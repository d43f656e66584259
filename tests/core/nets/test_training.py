"""Training: what is recorded is true, whatever the optimizer; ends are told for what they are."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.nets import engine, training
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.batches import batch_of, batches_per_epoch
from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.suggestion import suggested
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError, params
from explorer.core.run import Run, Stop

ALL = {key: kind for key, kind in OPTIMIZERS.items() if kind.derivatives != "residuals"}
EVERY = pytest.mark.parametrize("kind", ALL.values(), ids=ALL.keys())
# One for each way in which a rule meets the loop: by coordinate, with chance, whole, by values.
KINDS = (
    *("gradient-descent", "adam", "noisy-gradient-descent", "newton", "nelder-mead", "nudge"),
    *("bfgs", "sam", "schedule-free"),
)
SOME = pytest.mark.parametrize("kind", [OPTIMIZERS[key] for key in KINDS], ids=KINDS)
MOONS = DataPlan(examples=60)
NET = TinyNet(MOONS, (4,), l2=0.001, l1=0.0001)
RECORDED = (
    *("points", "values", "gradients", "costs", "train_losses", "train_accuracies"),
    *("held_out_losses", "held_out_accuracies"),
)


# They keep what was lowest on one batch, which may be luck; no setting helps against that.
LUCKY = {
    *("cma-es", "basin-hopping", "differential-evolution", "particle-swarm"),
    *("one-plus-one", "random-search"),
}


def run(net, optimizer="adam", steps=40, seed=1, start=None, tolerance=1e-8, **settings):
    kind = OPTIMIZERS[optimizer]
    chosen = kind(**settings) if settings else suggested(kind, net)
    return Run(net, chosen, net.suggested_start if start is None else start, steps, seed, tolerance)


def same(one, other):
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
        for name in RECORDED
    )


def own(inputs, targets, classes=()):
    rows = tuple((*x, t) for x, t in zip(inputs, targets, strict=True))
    features = tuple(f"x{i}" for i in range(len(inputs[0])))
    return DataPlan("own", held_out=0.0, own=OwnData(features, "t", classes, rows))


@EVERY
@pytest.mark.parametrize("batch", [0, 7])
def test_what_is_recorded_is_true(kind, batch):
    net = replace(NET, batch=batch, decay=0.01)
    done = training.train(run(net, kind.key))
    assert done.steps == 40 or (done.steps > 5 and done.stop in (Stop.FINISHED, Stop.FLAT))
    assert done.points[0] == pytest.approx(net.suggested_start)
    assert done.values == pytest.approx(net.value(done.points), rel=1e-13)
    assert done.train_losses == pytest.approx(done.values - net.penalty(done.points), rel=1e-12)
    for k in {0, 1, done.steps // 2, done.steps}:
        problem = net.problem("train", batch_of(net, 1, k + 1))
        wanted = engine.slope(problem, done.points[k])[1]
        assert np.abs(done.gradients[k] - wanted).max() <= 1e-13 * np.abs(wanted).max()
        for part, losses, shares in (
            ("train", done.train_losses, done.train_accuracies),
            ("held-out", done.held_out_losses, done.held_out_accuracies),
        ):
            examples = net.part(part)
            loss = net.losses(done.points[k], *examples).mean()
            assert losses[k] == pytest.approx(loss, rel=1e-12)
            assert shares[k] == net.is_right(done.points[k], *examples).mean()


@SOME
@pytest.mark.parametrize("batch", [0, 7])
def test_equal_runs_have_equal_traces_whatever_the_chunks(kind, batch, monkeypatch):
    asked = run(replace(NET, batch=batch), kind.key)
    whole = training.train(asked)
    for chunk in (1.0, 3e5, 1e12):
        monkeypatch.setattr(training, "CHUNK", chunk)
        assert same(training.train(asked, lambda: False), whole)


@SOME
@pytest.mark.parametrize("batch", [0, 7])
def test_plain_python_trains_the_same(kind, batch):
    # Second order, and more so a whole slide to a bottom, magnify what rounding differs by.
    settings = {"slides": 2} if kind.key == "basin-hopping" else {}
    asked = run(replace(NET, batch=batch, decay=0.1), kind.key, steps=12, **settings)
    plain, compiled = training.train_interpreted(asked), training.train(asked)
    assert plain.stop is compiled.stop
    assert plain.verdict.words == compiled.verdict.words
    for name in RECORDED:
        wanted = getattr(compiled, name)
        assert getattr(plain, name) == pytest.approx(wanted, rel=1e-5, abs=1e-7), name


@SOME
def test_traces_are_read_only_and_of_one_length(kind):
    done = training.train(run(NET, kind.key, steps=9))
    for name in RECORDED:
        recorded = getattr(done, name)
        assert len(recorded) == 10
        assert not recorded.flags.writeable


@EVERY
def test_costs_are_counted(kind):
    full = training.train(run(NET, kind.key, steps=30))
    few = training.train(run(replace(NET, batch=7), kind.key, steps=30))
    for done in (full, few):
        assert (np.diff(done.costs, axis=0) >= 0).all()
        assert (done.costs[0] == [1, kind.derivatives != "value", 0]).all() or not kind.rule().whole
    if not kind.rule().whole:
        assert full.evaluations == {"value": 31, "gradient": 31, "hessian": 0}
    if kind.key == "newton":
        assert full.evaluations == {"value": 31, "gradient": 31, "hessian": 30}


@pytest.mark.parametrize("batch", [0, 1, 7, 40, 41, 2000])
def test_every_epoch_sees_every_example_once(batch):
    net = replace(NET, batch=batch)
    rows, each = net.data_set.rows("train"), batches_per_epoch(net)
    orders = []
    for epoch in range(3):
        batches = [batch_of(net, 5, epoch * each + k + 1) for k in range(each)]
        assert all(len(b) == batch for b in batches[:-1])
        seen = np.concatenate(batches)
        assert sorted(seen) == sorted(rows)
        orders.append(seen)
    if each > 1:
        assert not np.array_equal(orders[0], orders[1])
        assert not np.array_equal(batch_of(net, 6, 1), batch_of(net, 5, 1))
    else:
        assert np.array_equal(orders[0], rows)


def test_a_batch_of_all_is_no_batch():
    asked = run(NET)
    assert same(training.train(replace(asked, landscape=replace(NET, batch=40))),
                training.train(asked))  # fmt: skip


def test_the_seed_decides_the_order():
    net = replace(NET, batch=5)
    assert same(training.train(run(net, seed=3)), training.train(run(net, seed=3)))
    assert not same(training.train(run(net, seed=3)), training.train(run(net, seed=4)))


def test_decay_shrinks_weights_and_not_biases():
    net = TinyNet(MOONS, (4,), decay=0.5)
    start = np.linspace(0.5, 1.5, net.dim)
    optimizer = {"learning_rate": 0.1}
    with_decay = training.train(run(net, "gradient-descent", 1, start=tuple(start), **optimizer))
    plain = replace(net, decay=0.0)
    without = training.train(run(plain, "gradient-descent", 1, start=tuple(start), **optimizer))
    taken = without.points[1] - with_decay.points[1]
    assert taken == pytest.approx(0.05 * start * net.is_weight, abs=1e-15)
    assert with_decay.values[0] == without.values[0]


def test_training_can_be_cancelled(monkeypatch):
    monkeypatch.setattr(training, "CHUNK", 1.0)
    asked = []

    def cancelled():
        asked.append(True)
        return len(asked) == 5

    assert training.train(run(NET), cancelled) is None
    assert len(asked) == 5


def test_nothing_held_out_is_no_number():
    done = training.train(run(replace(NET, data=replace(MOONS, held_out=0.0)), steps=3))
    assert np.isnan(done.held_out_losses).all()
    assert np.isnan(done.held_out_accuracies).all()


def test_a_regression_has_no_accuracy():
    x = np.linspace(-2, 2, 20)
    net = TinyNet(own(x[:, None].tolist(), np.sin(x).tolist()), (4,), loss="squared")
    done = training.train(run(net, steps=3))
    assert np.isfinite(done.train_losses).all()
    assert np.isnan(done.train_accuracies).all()


def test_more_than_memory_holds_is_refused():
    net = TinyNet(MOONS, (16, 16, 16))
    with pytest.raises(SettingError, match="at most"):
        training.train(run(net, steps=1_000_000))


@EVERY
def test_settings_that_explode_are_told_in_words(kind):
    net = TinyNet(MOONS, (4, 4), "square", "squared")
    huge = {"learning_rate": 1e6, "size": 1000.0}
    settings = {name: value for name, value in huge.items() if name in params(kind)}
    for batch in (0, 5):
        exploding = replace(net, batch=batch)
        for train in (training.train, training.train_interpreted):
            done = train(run(exploding, kind.key, 60, **settings))
            assert np.isfinite(done.points).all()
            assert done.verdict.evidence
            if done.stop is Stop.DIVERGED:
                assert (done.verdict.kind, done.verdict.words) == ("diverged", "blew up")
                assert "learning rate" in done.verdict.evidence
            else:
                assert done.stop is Stop.FINISHED or done.steps == 60


def test_a_huge_learning_rate_blows_up():
    done = training.train(run(NET, "gradient-descent", learning_rate=1e8))
    assert done.stop is Stop.DIVERGED
    assert done.steps < 5
    assert "a learning rate of 2e+07 may hold" in done.verdict.evidence


def test_from_zero_weights_it_rests_on_a_saddle():
    net = replace(NET, init="zeros", l1=0.0, data=replace(MOONS, held_out=0.0))
    done = training.train(run(net, "gradient-descent", 2000, learning_rate=1.0, tolerance=0.0))
    assert done.verdict.kind == "saddle"
    assert done.verdict.curvatures[0] < 0 < done.verdict.curvatures[-1]
    assert "falls off in" in done.verdict.evidence


def test_newton_finds_the_minimum_of_a_line_of_answers():
    net = TinyNet(replace(MOONS, noise=0.5), (), l2=0.01)
    done = training.train(run(net, "newton", learning_rate=1.0, damping=0.0))
    assert (done.verdict.kind, done.stop) == ("minimum", Stop.FLAT)
    assert done.verdict.is_global is None
    assert len(done.verdict.curvatures) == 3


def test_dead_units_lie_on_a_plateau():
    net = TinyNet(replace(MOONS, held_out=0.0), (4,), "relu", "squared")
    start = np.array(net.suggested_start)
    start[net.layers[0].biases] = -100.0
    start[net.layers[1].biases] = 0.5  # the mean target: the slope is exactly zero
    done = training.train(run(net, "gradient-descent", start=tuple(start), learning_rate=0.1))
    assert done.verdict.kind == "plateau"


def test_a_lasting_to_and_fro_is_oscillating():
    net = TinyNet(MOONS, (4,))
    done = training.train(run(net, "gradient-descent", 400, learning_rate=16.0))
    assert done.verdict.kind == "oscillating"
    assert "a learning rate of 3 may settle it" in done.verdict.evidence


def test_a_minimum_may_be_flat_in_many_directions():
    net = TinyNet(MOONS, (4,), "linear", "squared")
    done = training.train(run(net, "adam", 400, learning_rate=0.3))
    assert done.verdict.kind == "minimum"
    assert "14 of 17 directions flat" in done.verdict.evidence


def test_on_the_way_it_says_how_fast_it_falls():
    done = training.train(run(NET, steps=60))
    assert (done.verdict.kind, done.verdict.words) == ("budget", "still learning")
    assert "the loss fell from" in done.verdict.evidence


def test_batches_are_called_noise():
    done = training.train(run(replace(NET, batch=4), steps=60))
    assert "each sees only 4 of 40 examples" in done.verdict.evidence


def test_no_steps_at_all():
    done = training.train(run(NET, steps=0))
    assert done.steps == 0
    assert done.verdict.kind == "budget"


@pytest.mark.parametrize(
    ("key", "activation"),
    [(k, a) for k in ALL for a in ACTIVATIONS if a == "tanh" or k in KINDS],
)
def test_suggested_settings_do_not_fly_away(key, activation):
    x = np.linspace(-1, 2, 24)
    three = own([[c, c * c] for c in x], [float(k % 3) for k in range(24)], ("a", "b", "c"))
    nets = (((3,), 0), ((3,), 5), ((4, 3), 0), ((3, 3, 3), 0))
    for hidden, batch in nets if key in KINDS else nets[:2]:
        for loss in LOSSES:
            data = three if loss == "softmax" else DataPlan(examples=30)
            net = TinyNet(data, hidden, activation, loss, batch=batch)
            done = training.train(run(net, key, 300 if key in KINDS else 100))
            assert done.stop is not Stop.DIVERGED, (hidden, batch, loss)
            is_lucky = batch and key in LUCKY
            assert is_lucky or done.values[-1] <= 1.5 * done.values[0], (hidden, batch, loss)
