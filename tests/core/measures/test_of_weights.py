"""Measures of the weights themselves: units, sharpness, averages; and what a step costs."""

import numpy as np
import pytest

from explorer.core.measures import MEASURES
from explorer.core.nets import gradient_check
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

MOONS = DataPlan(examples=60)


def hessian_of(net, weights, nudge=1e-5):
    """Return the Hessian by central differences of the gradient."""
    rows = []
    for d in range(net.dim):
        away = np.zeros(net.dim)
        away[d] = nudge
        ends = net.gradient(np.array([weights + away, weights - away]))
        rows.append((ends[0] - ends[1]) / (2 * nudge))
    return np.array(rows)


def test_dead_and_equal_units_are_counted(held, read):
    net = TinyNet(MOONS, (4, 3), "relu")
    weights = np.array(net.suggested_start)
    assert read("distinct-units", held(net, weights)) == 4
    alive = read("dead-units", held(net, weights))
    weights[net.layers[0].biases] = (-50.0, -60.0, 1.0, 1.0)
    weights[net.layers[1].biases] = (50.0, 50.0, -500.0)
    assert alive < read("dead-units", held(net, weights)) == 3
    weights[0:2] = weights[2:4]
    weights[8] = weights[9] * (1 + 1e-9)
    assert read("distinct-units", held(net, weights)) == 3
    equal = TinyNet(MOONS, (6,), init="equal")
    assert read("distinct-units", held(equal, equal.suggested_start)) == 1
    with pytest.raises(SettingError, match="no hidden units"):
        read("distinct-units", held(TinyNet(MOONS, ()), (1.0, 2.0, 3.0)))


def test_equal_units_stay_one_and_random_ones_stay_apart(raced, read):
    assert read("distinct-units", raced(TinyNet(MOONS, (5,), init="equal"), 200)) == 1
    assert read("distinct-units", raced(TinyNet(MOONS, (5,)), 200)) == 5


def test_the_size_of_the_weights(held, read):
    assert read("weight-norm", held(TinyNet(MOONS, ()), (3.0, -4.0, 12.0))) == 13.0


@pytest.mark.parametrize("rescale", [1.0, 0.5, 4.0])
def test_sharpness_is_the_largest_curvature_of_the_rescaled_net(rescale, raced, read, forward):
    one = raced(TinyNet(MOONS, (5, 4), "relu", l2=0.1), 100)
    net, weights = one.run.landscape, one.trace.points[-1]
    plain = TinyNet(MOONS, (5, 4), "relu")
    matrix, bias, onward = slice(0, 10), slice(10, 15), slice(15, 35)
    moved = weights.copy()
    moved[matrix] *= rescale
    moved[bias] *= rescale
    moved[onward] /= rescale
    largest = np.linalg.eigvalsh(hessian_of(plain, moved)).max()
    assert read("sharpness", one, rescale=rescale) == pytest.approx(largest, rel=1e-4)
    inputs = net.data_set.inputs
    change = np.abs(forward(net, moved, inputs) - forward(net, weights, inputs)).max()
    assert change < 1e-12
    assert read("rescale-difference", one, rescale=rescale) == pytest.approx(change, abs=1e-12)


def test_sharpness_of_a_line_in_closed_form(held, rows_of, read):
    plan = rows_of([(x, 1.0) for x in (1.0, 2.0, 6.0)], features=("x",))
    one = held(TinyNet(plan, (), loss="squared", l2=3.0), (1.0, 2.0))
    x = one.run.landscape.part("train")[0][:, 0]
    curvature = 2 * np.array([[x @ x, x.sum()], [x.sum(), len(x)]]) / len(x)
    assert read("sharpness", one) == pytest.approx(np.linalg.eigvalsh(curvature)[1])


def test_a_net_that_bends_otherwise_cannot_be_rescaled(ended, read):
    assert read("rescale-difference", ended("two classes")) == 0.0
    for key in ("sharpness", "rescale-difference"):
        with pytest.raises(SettingError, match="ReLU"):
            read(key, ended("two classes"), rescale=2.0)
        with pytest.raises(SettingError, match="no hidden units"):
            read(key, ended("no hidden units"), rescale=2.0)


@pytest.mark.parametrize(
    ("share", "step", "first"), [(0.5, -1, 31), (0.25, 40, 31), (0.0, -1, 60), (1.0, -1, 1)]
)
def test_an_average_of_the_last_weights(share, step, first, ended, read, forward):
    one = ended("batches")
    net, last = one.run.landscape, 60 if step < 0 else step
    inputs, targets = net.part("held-out")

    def loss(weights):
        raw = forward(net, weights, inputs)
        return (np.logaddexp(0, raw) - targets * raw).mean()

    path = one.trace.points[first : last + 1]
    averaged = read("averaged-held-out-loss", one, share=share, step=step)
    assert averaged == pytest.approx(loss(path.mean(axis=0)))
    alone = read("last-steps-held-out-loss", one, share=share, step=step)
    assert alone == pytest.approx(np.mean([loss(weights) for weights in path]))


def test_the_price_of_a_step(held, read):
    net = TinyNet(DataPlan(examples=250, held_out=0.2), (16, 16, 16))
    one = held(net, net.suggested_start)
    # 2-16-16-16-1: 560 weights and 49 biases, and 200 examples to train on.
    assert read("weight-count", one) == 609
    assert read("weight-count", one) == 609
    assert read("cost-trial", one) == 560 * 200
    assert read("cost-one-at-a-time", one) == (609 + 1) * 560 * 200
    assert read("cost-backpropagation", one) == (3 * 560 - 32) * 200
    assert read("cost-ratio", one) == pytest.approx(610 * 560 / (3 * 560 - 32))


def test_slopes_are_compared_by_the_worst_weight(ended, read, monkeypatch):
    one = ended("two classes")
    assert 0 < read("slope-difference", one) < 1e-6
    followed = gradient_check._followed
    monkeypatch.setattr(gradient_check, "_followed", lambda *given: 1.25 * followed(*given))
    # The larger of both is what a difference is a share of.
    assert read("slope-difference", one) == pytest.approx(0.2, abs=1e-6)


def test_every_measure_of_weights_has_none_where_they_are_no_numbers(ended):
    one = ended("two classes")
    trace = one.trace.__class__(
        np.full_like(one.trace.points, np.inf),
        *(one.trace.values, one.trace.gradients, one.trace.costs, one.trace.stop),
        *(one.trace.verdict, one.trace.train_losses, one.trace.train_accuracies),
        *(one.trace.held_out_losses, one.trace.held_out_accuracies),
    )
    for key in ("dead-units", "distinct-units", "sharpness", "calibration-error", "misses"):
        assert np.isnan(MEASURES[key]().of([one._replace(trace=trace)]))
