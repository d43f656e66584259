"""The meter tells the truth at every step, and shows how far a slice may be from it."""

from collections.abc import Callable

import numpy as np
import pytest

from explorer.core.array import Array
from explorer.core.nets.directions import sound
from explorer.core.nets.honesty import Honesty, honesty
from explorer.core.nets.path_planes import pca
from explorer.core.nets.planes import plane
from explorer.core.nets.slice_plan import SLICES, SliceKind, SlicePlan
from explorer.core.nets.tiny_net import TinyNet

Walk = Callable[..., Array]
every_kind = pytest.mark.parametrize("kind", [kind for kind in SLICES if kind != "exact"])


def recomputed(net: TinyNet, weights: Array) -> float:
    return float(net.losses(weights, *net.part("train")).mean() + net.penalty(weights))


@every_kind
def test_the_meter_is_the_recomputed_loss_at_every_step(
    net: TinyNet, kind: SliceKind, walk: Walk
) -> None:
    paths = [walk(net, steps=25), walk(net, seed=1, steps=5), walk(net, seed=2, steps=5)]
    path = paths[0]
    laid = plane(net, SlicePlan(kind), paths, 0, 0)
    for step in range(len(path)):
        if kind == "live":
            laid = plane(net, SlicePlan(kind), paths, 0, step)
        read = honesty(net, laid, "train", path, step)
        below = laid.weights(read.dot[None])[0]
        assert abs(read.true - recomputed(net, path[step])) < 1e-9
        assert abs(read.surface - recomputed(net, below)) < 1e-9
        assert read.off == pytest.approx(np.linalg.norm(path[step] - below), abs=1e-9)
        assert 0.0 <= read.share <= 1.0 + 1e-12


def test_held_weights_are_measured_instead_of_the_step(walk: Walk) -> None:
    net = TinyNet()
    path = walk(net)
    laid = plane(net, SlicePlan(), [path], 0, 0)
    held = path[3] + 0.25
    read = honesty(net, laid, "train", path, 3, weights=held)
    assert abs(read.true - recomputed(net, held)) < 1e-9


def test_a_principal_slice_hides_the_start_and_an_anchored_one_does_not(walk: Walk) -> None:
    """Two moons, 200 training examples, 2-8-1 tanh, Adam 0.03, 400 steps; several starts."""
    for start in (0, 1, 2, 6):
        net = TinyNet(init_seed=start)
        assert len(net.data_set.rows("train")) == 200
        path = walk(net, rate=0.03, steps=400)
        read: dict[str, Honesty] = {}
        for kind in ("anchored", "pca"):
            laid = plane(net, SlicePlan(kind), [path], 0, 0)
            read[kind] = honesty(net, laid, "train", path, 0)
            assert read[kind].share > 0.94
        truth = recomputed(net, path[0])
        assert abs(read["anchored"].surface - truth) < 1e-9
        # The slice that holds more of the path is the one that does not know its start.
        assert read["pca"].share > read["anchored"].share
        assert read["pca"].surface < 0.7 * truth
    # Of the last of these starts: a true loss of about 0.70, read as less than 0.30.
    assert truth == pytest.approx(0.71, abs=0.03)
    assert read["pca"].surface == pytest.approx(0.27, abs=0.03)


def test_the_share_alone_is_no_honesty() -> None:
    """Antognini and Sohl-Dickstein 2018: even a random walk lies mostly in its principal plane."""
    walks = [np.random.RandomState(k).normal(size=(401, 33)).cumsum(axis=0) for k in range(20)]
    assert 0.75 < np.mean([pca(walk).share(walk) for walk in walks]) < 0.85


def test_a_run_that_flew_away_is_measured_without_a_warning() -> None:
    net = TinyNet(activation="square")
    start = np.array(net.suggested_start)
    path = np.array([start, start + 1.0, start * 1e160, np.full(net.dim, np.nan)])
    laid = plane(net, SlicePlan(), [path], 0, 0)
    assert len(sound(path)) == 2
    for step in range(4):
        read = honesty(net, laid, "train", path, step)
        assert "nan" not in read.words
    assert "undefined" in read.words


def test_the_words_say_all_four() -> None:
    read = Honesty(0.0314, 0.0338, 0.412, 0.98949, np.zeros(2))
    assert read.words == (
        "surface 0.031 · true loss 0.034 · off the plane 0.412 · 98.9 % of the path lies in it"
    )
    assert " 15.2 %" in Honesty(1.0, 1.0, 0.1, 0.15196, np.zeros(2)).words
    assert "99.9 %" in Honesty(1.0, 1.0, 0.1, 0.99999, np.zeros(2)).words
    assert "100.0 %" in Honesty(1.0, 1.0, 0.0, 1.0 - 1e-15, np.zeros(2)).words
