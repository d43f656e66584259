"""The jumping robot: the simulation, its compiled kernels, and what it believes too readily."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.array import Array
from explorer.core.descent import descend, descend_interpreted
from explorer.core.kernels import compiled, interpreted
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run
from explorer.core.simulators.jumping_robot import CEILING, REACH
from explorer.core.suggestion import suggested

SIMULATED, REAL = LANDSCAPES["robot-simulator"], LANDSCAPES["robot-real"]


def by_hand(x: float, y: float, time_step: float, audit: float) -> float:
    """Return minus the score of one robot, step by step."""
    k, theta = 10**x, np.radians(10 * y)
    mass, bent = 1 + 0.02 * k**0.5, (200 / k) ** 0.5
    s, v = -bent, 0.0
    for _ in range(round(20 / time_step)):
        v += time_step * (-k * s / mass - 9.81 * np.sin(theta))
        s += time_step * v
        if s >= 0 or s < -1.5 * bent:
            break
    v = max(v, 0.0) if s >= 0 else 0.0
    energy = mass * v**2 / 2 + mass * 9.81 * bent * np.sin(theta)
    return 0.0 if energy > audit * 100 else -(v**2) * np.sin(2 * theta) / 9.81


def grid(count: int = 101) -> Array:
    axes = (np.linspace(low, high, count) for low, high in SIMULATED.box)
    return np.stack([m.ravel() for m in np.meshgrid(*axes)], axis=1)


def with_step(time_step: float, audit: float = 100.0) -> Landscape:
    return SIMULATED.with_constant("time_step", time_step).with_constant("audit", audit)


def best_of(hill: Landscape) -> tuple[float, Array]:
    """Return the best score on the map, in metres, and where it is."""
    points = grid()
    values = hill.value(points)
    return -float(values.min()), points[values.argmin()]


@pytest.mark.parametrize("settings", [(0.05, 100.0), (0.02, 1.2), (0.1, 3.0)])
def test_scores_are_those_of_the_steps_written_out(settings) -> None:
    points = np.random.default_rng(0).uniform([0.2, -1.0], [4.5, 10.0], (80, 2))
    wanted = [by_hand(x, y, *settings) for x, y in points]
    np.testing.assert_allclose(with_step(*settings).value(points), wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("way", [compiled, interpreted])
@pytest.mark.parametrize("settings", [(0.05, 100.0), (0.003, 1.05)])
def test_kernels_agree_with_the_landscape(way, settings) -> None:
    hill = with_step(*settings)
    points = np.random.default_rng(1).uniform([0.5, 0.0], [4.5, 9.0], (300, 2))
    points[:3] = [[400.0, 4.0], [2.0, np.nan], [-400.0, 4.0]]
    columns, n = np.ascontiguousarray(points.T), len(points)
    look, alone, value = way(hill), np.empty(n), np.empty(n)
    gradient, hessian = np.empty((2, n)), np.empty((2, 2, n))
    look.value(columns, hill.constant_values, alone)
    look.slope(columns, hill.constant_values, value, gradient)
    look.curvature(columns, hill.constant_values, hessian)
    np.testing.assert_array_equal(alone, value)
    assert np.isnan(value[:3]).all()
    np.testing.assert_allclose(value, hill.value(points), rtol=1e-12)
    np.testing.assert_allclose(gradient.T, hill.gradient(points), rtol=1e-9, atol=1e-9)
    bends = np.moveaxis(hessian, -1, 0)
    np.testing.assert_allclose(bends, hill.hessian(points), rtol=1e-8, atol=1e-8)


def test_a_robot_too_weak_to_lift_itself_scores_nothing() -> None:
    assert SIMULATED.value(np.array([[-1.0, 8.0], [-9.0, 8.0]])).tolist() == [0.0, 0.0]
    assert REAL.value(np.array([[-1.0, 8.0]])).tolist() == [0.0]


def test_the_best_score_breaks_the_law_and_the_robot_jumps_a_few_metres() -> None:
    score, place = best_of(SIMULATED)
    assert score == pytest.approx(55.0, abs=0.05)
    assert place[0] == 4.0
    assert -REAL.value(place[None])[0] == pytest.approx(6.6, abs=0.05)
    assert score > 2.5 * CEILING


def test_a_fifth_of_the_map_scores_more_than_any_robot_can_jump() -> None:
    assert pytest.approx(20.39, abs=0.005) == CEILING
    assert (SIMULATED.value(grid()) < -CEILING).mean() == pytest.approx(0.224, abs=0.005)
    assert REAL.value(grid(301)).min() > -CEILING


@pytest.mark.parametrize(
    ("time_step", "score", "truth"), [(0.025, 15.33, 15.12), (0.01, 15.19, 15.12)]
)
def test_shorter_time_steps_leave_nothing_to_cheat_with(time_step, score, truth) -> None:
    found, place = best_of(with_step(time_step))
    assert found == pytest.approx(score, abs=0.01)
    assert -REAL.value(place[None])[0] == pytest.approx(truth, abs=0.01)


def test_an_audit_refuses_what_gained_energy() -> None:
    score, place = best_of(with_step(0.05, 1.1))
    assert score == pytest.approx(16.0, abs=0.05)
    assert -REAL.value(place[None])[0] == pytest.approx(14.8, abs=0.05)
    audited, free = with_step(0.05, 1.1).value(grid()), SIMULATED.value(grid())
    assert set(np.unique(audited == free)) == {False, True}
    assert (audited[audited != free] == 0).all()


def test_the_simulation_comes_near_the_truth_as_its_steps_get_short() -> None:
    off = [
        float(np.abs(with_step(step).value(grid(41)) - REAL.value(grid(41))).max())
        for step in (0.05, 0.025, 0.01, 0.001)
    ]
    assert off == sorted(off, reverse=True)
    assert off[-1] < 0.02


def test_slopes_are_measured_as_far_as_it_says() -> None:
    assert SIMULATED.reach == REACH
    assert not REAL.reach
    with pytest.raises(ValueError, match="how far"):
        replace(SIMULATED, reach=())


def test_equal_robots_share_kernels_whatever_their_time_step() -> None:
    assert compiled(SIMULATED) is compiled(with_step(0.02))
    assert with_step(0.02) == with_step(0.02)
    assert hash(with_step(0.02)) != hash(SIMULATED)


def test_compiled_and_plain_runs_jump_alike() -> None:
    kinds = ("gradient-descent", "adam", "nelder-mead")
    runs = [
        Run(SIMULATED, suggested(OPTIMIZERS[kind], SIMULATED), SIMULATED.suggested_start, 100)
        for kind in kinds
    ]
    for fast, plain in zip(descend(runs), descend_interpreted(runs), strict=True):
        np.testing.assert_allclose(fast.points, plain.points, rtol=1e-9)


def test_a_careful_descent_stays_honest_and_longer_steps_find_the_cheat() -> None:
    careful, bold = (OPTIMIZERS["gradient-descent"](learning_rate=rate) for rate in (0.003, 0.03))
    runs = [Run(SIMULATED, one, (1.3, 3.0), boundary="clamp") for one in (careful, bold)]
    honest, cheat = (trace.points[-1:] for trace in descend(runs))
    assert SIMULATED.value(honest)[0] == pytest.approx(-14.93, abs=0.01)
    assert REAL.value(honest)[0] == pytest.approx(-14.59, abs=0.01)
    assert SIMULATED.value(cheat)[0] < -2 * CEILING
    assert REAL.value(cheat)[0] > -7.0
