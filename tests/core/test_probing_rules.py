"""Rules that look or shake: nudges, slopes measured one at a time, noise that cools."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.chance import normal_from, one_of
from explorer.core.descent import descend
from explorer.core.ends import ends
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets import training
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run, Stop
from explorer.core.suggestion import suggested

HIMMELBLAU, VALLEY = LANDSCAPES["himmelblau"], LANDSCAPES["valley"]
NUDGE, NOISY = OPTIMIZERS["nudge"], OPTIMIZERS["noisy-gradient-descent"]
ONE_AT_A_TIME, DESCENT = OPTIMIZERS["one-at-a-time"], OPTIMIZERS["gradient-descent"]
NET = TinyNet(DataPlan(examples=60), (4,))
START = (-1.0, 0.5)


def only(run: Run):
    (trace,) = descend([run])
    return trace


def trained(net: TinyNet, optimizer, steps: int = 30, seed: int = 0):
    done = training.train(Run(net, optimizer, net.suggested_start, steps, seed))
    assert done is not None
    return done


def nudged(on_a_net: bool, seed: int = 0):
    if on_a_net:
        return trained(NET, NUDGE(0.5), 200, seed)
    return only(Run(HIMMELBLAU, NUDGE(0.5), START, 200, seed))


@pytest.mark.parametrize("on_a_net", [False, True])
def test_a_nudge_moves_one_coordinate_and_never_up(on_a_net) -> None:
    trace = nudged(on_a_net)
    moved = (np.diff(trace.points, axis=0) != 0).sum(axis=1)
    assert set(moved) == {0, 1}
    falls = np.diff(trace.values) < 0
    np.testing.assert_array_equal(moved == 1, falls)
    assert trace.steps == 200
    assert trace.evaluations == {"value": 201, "gradient": 0, "hessian": 0}
    assert trace.values[-1] < 0.5 * trace.values[0]


@pytest.mark.parametrize("on_a_net", [False, True])
def test_nudges_come_from_the_seed_alone(on_a_net) -> None:
    one, same, other = nudged(on_a_net, 3), nudged(on_a_net, 3), nudged(on_a_net, 4)
    np.testing.assert_array_equal(one.points, same.points)
    assert not np.array_equal(one.points, other.points)


def test_nudges_are_normal_and_along_every_axis_alike() -> None:
    # Downhill for ever: every second nudge is kept, whatever its length.
    run = Run(typed("x + y", ((-1e6, 1e6),) * 2), NUDGE(2.0), (0.0, 0.0), 8000)
    moves = np.diff(only(run).points, axis=0)
    kept = moves[moves.any(axis=1)]
    assert len(kept) / 8000 == pytest.approx(0.5, abs=0.02)
    assert (kept[:, 0] != 0).mean() == pytest.approx(0.5, abs=0.03)
    sizes = kept.sum(axis=1) / 2.0
    assert np.sqrt((sizes**2).mean()) == pytest.approx(1.0, abs=0.04)
    assert sizes.mean() == pytest.approx(-np.sqrt(2 / np.pi), abs=0.03)


def test_a_nudge_among_batches_pays_for_looking_at_where_it_stands_again() -> None:
    done = trained(replace(NET, batch=7), NUDGE(0.5), 30)
    assert done.evaluations == {"value": 31 + 29, "gradient": 0, "hessian": 0}


def test_a_nudge_where_there_is_no_value_is_not_kept() -> None:
    trace = only(Run(typed("sqrt(x) - 1", ((0.0, 1.0),)), NUDGE(0.5), (0.2,), 300))
    assert trace.stop is Stop.BUDGET
    assert (trace.points >= 0).all()


def test_numbers_of_chance_are_spread_as_they_should_be() -> None:
    with np.errstate(over="ignore"):
        drawn = [one_of((9, 0, step), 0, 5) for step in range(5000)]
        normal = [normal_from((9, 0, step), 1) for step in range(5000)]
    assert np.bincount(drawn, minlength=5) / 5000 == pytest.approx(np.full(5, 0.2), abs=0.02)
    assert np.mean(normal) == pytest.approx(0.0, abs=0.05)
    assert np.std(normal) == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize("key", ["himmelblau", "rosenbrock", "valley", "double-well"])
def test_one_at_a_time_takes_the_path_of_gradient_descent(key) -> None:
    hill = LANDSCAPES[key]
    start = hill.suggested_start
    ours = only(Run(hill, ONE_AT_A_TIME(1e-3, 1e-7), start, 50))
    theirs = only(Run(hill, DESCENT(1e-3), start, 50))
    np.testing.assert_allclose(ours.points, theirs.points, rtol=1e-4, atol=1e-5)
    assert ours.evaluations == {"value": 1 + 50 * (hill.dim + 1), "gradient": 0, "hessian": 0}


def test_one_at_a_time_finds_the_slope_of_every_weight() -> None:
    ours, theirs = (trained(NET, kind(learning_rate=0.5)) for kind in (ONE_AT_A_TIME, DESCENT))
    np.testing.assert_allclose(ours.points, theirs.points, rtol=1e-3, atol=1e-4)
    assert ours.evaluations == {"value": 1 + 30 * (NET.dim + 1), "gradient": 0, "hessian": 0}
    assert theirs.evaluations == {"value": 31, "gradient": 31, "hessian": 0}


def test_one_at_a_time_counts_no_slope_when_weights_decay() -> None:
    done = trained(replace(NET, decay=0.01), ONE_AT_A_TIME(learning_rate=0.5))
    assert done.evaluations == {"value": 1 + 30 * (NET.dim + 2), "gradient": 0, "hessian": 0}


def test_at_the_edge_it_looks_to_the_other_side() -> None:
    slope = typed("(x - 3)^2", ((0.0, 1.0),))
    held = Run(slope, ONE_AT_A_TIME(0.1), (1.0,), 5, boundary="clamp")
    assert (only(held).points == 1.0).all()
    back = Run(typed("x^2", ((0.0, 1.0),)), ONE_AT_A_TIME(0.1), (1.0,), 5, boundary="clamp")
    assert only(back).points[1, 0] == pytest.approx(0.8, abs=1e-4)
    # The formula ends at 2: there is nothing to see beyond.
    ends_at_two = Run(typed("x - 0*sqrt(2 - x)", ((0.0, 2.0),)), ONE_AT_A_TIME(0.1), (2.0,), 1)
    assert only(ends_at_two).points[1, 0] == pytest.approx(1.9)


def test_noise_fades_in_a_straight_line_and_then_it_is_gradient_descent() -> None:
    level = typed("0*x", ((-1.0, 1.0),))
    lasting, cooled = (
        np.diff(only(Run(level, NOISY(0.1, 2.0, k), (0.0,), 50, tolerance=0)).points[:, 0])
        for k in (0, 40)
    )
    warmth = np.maximum(0.0, 1.0 - np.arange(50) / 40)
    assert (lasting != 0).all()
    np.testing.assert_allclose(cooled, warmth * lasting, atol=1e-15)
    trace = only(Run(HIMMELBLAU, NOISY(1e-3, 30.0, 40), START, 60))
    after = only(Run(HIMMELBLAU, DESCENT(1e-3), tuple(trace.points[40].tolist()), 20))
    np.testing.assert_array_equal(trace.points[40:], after.points)


@pytest.mark.parametrize(("noise", "share"), [(0.3, 0.41), (0.6, 0.65)])
def test_cooled_noise_frees_from_the_trap_as_often_as_was_measured(noise, share) -> None:
    """Steps of noise 0.3 and 0.6 that cool over 400, from 7: which valley they end in."""
    optimizer = NOISY(0.05, noise / 0.05, 400)
    ended = ends(VALLEY, optimizer, np.full((2000, 1), 7.0), 400, seeds=range(2000)).points[:, 0]
    found = (np.abs(ended - 2.0) < 0.3).mean()
    rng, x = np.random.default_rng(0), np.full(20_000, 7.0)
    for k in range(400):
        slope = 0.15 * (x - 2) * (x - 4.5) * (x - 6.25)
        x += -0.05 * slope + noise * (1 - k / 400) * rng.normal(size=len(x))
    # Three times the spread of a share of 2000.
    assert found == pytest.approx((np.abs(x - 2.0) < 0.3).mean(), abs=0.035)
    assert found == pytest.approx(share, abs=0.035)


def test_suggested_nudges_and_distances_follow_the_width_and_the_reach() -> None:
    wide, narrow = (typed("x^2", box=((-r, r),)) for r in (10.0, 1.0))
    for kind, name in ((NUDGE, "size"), (ONE_AT_A_TIME, "distance")):
        far, near = (getattr(suggested(kind, hill), name) for hill in (wide, narrow))
        assert far == pytest.approx(10 * near)
    assert suggested(ONE_AT_A_TIME, LANDSCAPES["robot-simulator"]).distance == 0.03
    assert suggested(NUDGE, NET).size == 0.5
