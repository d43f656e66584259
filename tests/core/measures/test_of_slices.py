"""What is read off slices, against projections and least squares worked out anew."""

import numpy as np
import pytest

from explorer.core.nets.slice_plan import SLICES
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError


@pytest.fixture
def one(ended):
    return ended("two classes")


def loss_of(net, weights, forward):
    inputs, targets = net.part("train")
    raw = forward(net, weights, inputs)
    return (np.logaddexp(0, raw) - targets * raw).mean()


def principal(path):
    """Return two principal directions (2, dim), and their share of the variance."""
    _, sizes, ways = np.linalg.svd(path - path.mean(axis=0), full_matrices=False)
    return ways[:2], (sizes[:2] ** 2).sum() / (sizes**2).sum()


@pytest.mark.parametrize("step", [0, 10, 60])
def test_the_slice_of_two_principal_directions(step, one, read, forward):
    net, path = one.run.landscape, one.trace.points
    ways, share = principal(path)
    shadow = path[-1] + (path[step] - path[-1]) @ ways.T @ ways
    height = loss_of(net, shadow, forward)
    assert read("slice-height", one, kind="pca", step=step) == pytest.approx(height)
    gap = abs(height - loss_of(net, path[step], forward))
    assert read("slice-gap", one, kind="pca", step=step) == pytest.approx(gap, abs=1e-12)
    assert read("path-in-plane", one, kind="pca", step=step) == pytest.approx(share)
    assert step == 60 or gap > 1e-4


def test_the_anchored_slice_is_true_at_both_ends(one, read):
    assert read("slice-gap", one, step=0) == pytest.approx(0.0, abs=1e-12)
    assert read("slice-gap", one, step=60) == pytest.approx(0.0, abs=1e-12)
    assert read("slice-gap", one, step=20) > 1e-6
    assert read("path-in-plane", one) < read("path-in-plane", one, kind="pca")


def test_two_weights_hold_their_own_part_of_the_path(one, read, forward):
    path = one.trace.points
    share = path[:, [4, 9]].var(axis=0).sum() / path.var(axis=0).sum()
    settings = {"kind": "weights", "first": 4, "second": 9}
    assert read("path-in-plane", one, **settings) == pytest.approx(share)
    shadow = path[-1].copy()
    shadow[[4, 9]] = path[7, [4, 9]]
    height = loss_of(one.run.landscape, shadow, forward)
    assert read("slice-height", one, step=7, **settings) == pytest.approx(height)


def test_a_live_slice_is_true_at_every_step(one, read):
    for step in (0, 1, 33):
        assert read("slice-gap", one, kind="live", step=step) == pytest.approx(0.0, abs=1e-12)


def test_every_kind_of_slice_is_read_or_refused(one, raced, read):
    others = [raced(one.run.landscape, 60, seed=k) for k in (1, 2)]
    for kind in SLICES:
        if kind in ("minima", "exact"):
            with pytest.raises(SettingError, match=r"three different ends|choose another slice"):
                read("slice-height", one, *others, kind=kind)
        else:
            assert np.isfinite(read("slice-height", one, kind=kind))
    with pytest.raises(SettingError, match="must be one of"):
        read("slice-height", one, kind="oblique")


def test_a_slice_through_three_ends_takes_three_runs(one, raced, read):
    net = one.run.landscape
    runs = [raced(net, 60, start=net.initial("random", seed)) for seed in range(3)]
    assert read("slice-gap", *runs, kind="minima") == pytest.approx(0.0, abs=1e-12)
    assert read("slice-gap", *runs, kind="minima", step=0) > 1e-4
    with pytest.raises(SettingError, match="one and the same net"):
        read("slice-gap", runs[0], raced(TinyNet(net.data, (3,)), 5))


def test_the_lowest_point_of_a_slice_is_no_minimum_of_the_net(held, rows_of, read):
    rng = np.random.RandomState(3)
    rows = np.column_stack([rng.normal(size=(30, 2)), rng.normal(size=30) + 4.0])
    net = TinyNet(rows_of(rows), (), loss="squared")
    inputs, targets = net.part("train")
    one = held(net, (0.5, 0.2, 1.0))  # two slopes and a bias
    best, *_ = np.linalg.lstsq(inputs, targets - 1.0, rcond=None)
    left = inputs @ best + 1.0 - targets
    settings = {"first": 0, "second": 1, "reach": 5.0}
    assert read("slice-lowest", one, **settings) == pytest.approx((left**2).mean())
    assert read("slice-lowest-slope-inside", one, **settings) < 1e-4
    outside = abs(2 * left.mean())
    found = read("slice-lowest-slope-outside", one, **settings)
    assert found == pytest.approx(outside, rel=1e-5)
    assert outside > 1.0


def test_the_lowest_point_lies_within_reach(held, rows_of, read):
    net = TinyNet(rows_of([(1.0, 9.0), (2.0, 18.0)], features=("x",)), (), loss="squared")
    inputs, targets = net.part("train")
    one = held(net, (0.0, 0.0))
    # Both weights want more than they may have: the corner (1, 1) is as low as it gets.
    left = inputs[:, 0] + 1.0 - targets
    assert read("slice-lowest", one, reach=1.0) == pytest.approx((left**2).mean())
    assert read("slice-lowest-slope-inside", one, reach=1.0) > 1.0
    assert read("slice-lowest-slope-outside", one, reach=1.0) == 0.0
    for first, second in ((0, 2), (1, 1)):
        with pytest.raises(SettingError, match="two different weights of 0 to 1"):
            read("slice-lowest", one, first=first, second=second)
