"""Landscapes of two goals: the score, its goals, and where its bottom lies as the weight moves."""

import numpy as np
import pytest

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.minima import critical_points
from explorer.core.param import SettingError

WITH_GOALS = {key: row for key, row in LANDSCAPES.items() if row.goals}
CORNER = 1 / np.sqrt(2)

every_pair = pytest.mark.parametrize("hill", WITH_GOALS.values(), ids=WITH_GOALS)


def dents(x: Array, y: Array) -> Array:
    return np.array([1 - np.exp(-((x - s * CORNER) ** 2) - (y - s * CORNER) ** 2) for s in (1, -1)])


def bowls(x: Array, y: Array) -> Array:
    first = 0.5 * (x - 1.2) ** 2 + 1.5 * (y - 0.6) ** 2
    return np.array([first, 1.5 * (x + 1) ** 2 + 0.5 * (y + 0.8) ** 2])


def judged(x: Array, y: Array) -> Array:
    approval = 0.6 * (x - 0.5 * x**2) + 1.2 * y - 0.3 * y**2
    return np.array([-approval, -(x - 0.5 * x**2 - 0.5 * y**2)])


# What the goals of each are, and its height, from its weight and its goals: by hand.
GOALS = {
    "two-goals-sum": (dents, lambda w, a, b: w * a + (1 - w) * b),
    "two-goals-worst": (dents, lambda w, a, b: np.maximum(w * a, (1 - w) * b)),
    "two-goals-bowls": (bowls, lambda w, a, b: w * a + (1 - w) * b),
    "approval": (judged, lambda w, a, b: a),
    "true-use": (judged, lambda w, a, b: b),
}


def some_points(hill: Landscape) -> Array:
    low, high = np.array(hill.box).T
    return low + (high - low) * np.random.default_rng(1).random((50, 2))


def lowest_of(key: str, weight: float) -> Array:
    """Return the goals at the deepest minimum, for a weight of goal 1."""
    hill = LANDSCAPES[key].with_constant("weight", weight)
    return hill.goal_values(np.array([critical_points(hill)[0].point]))[:, 0]


def test_every_pair_of_goals_is_known_here() -> None:
    assert set(WITH_GOALS) == set(GOALS)


@every_pair
def test_goals_and_height_are_what_they_say(hill: Landscape) -> None:
    points = some_points(hill)
    goals, height = GOALS[hill.key]
    wanted = goals(*points.T)
    for weight in (0.0, 0.3, 0.5, 1.0):
        moved = hill.with_constant("weight", weight)
        np.testing.assert_allclose(moved.goal_values(points), wanted, rtol=1e-13, atol=1e-15)
        scale = weight if hill.constants else 0.0
        np.testing.assert_allclose(
            moved.value(points), height(scale, *wanted), rtol=1e-13, atol=1e-15
        )


@every_pair
def test_goals_stand_beside_the_map_and_have_names(hill: Landscape) -> None:
    assert hill.beside == "goals"
    assert hill.dim == 2
    assert len(set(hill.goal_names)) == 2
    assert "two goals" in hill.tags


def test_a_sum_jumps_where_the_weight_passes_the_half() -> None:
    np.testing.assert_allclose(lowest_of("two-goals-sum", 0.49), [0.979, 0.001], atol=1e-3)
    np.testing.assert_allclose(lowest_of("two-goals-sum", 0.51), [0.001, 0.979], atol=1e-3)


@pytest.mark.parametrize("weight", [0.25, 0.4, 0.5, 0.6, 0.75])
def test_no_weight_makes_a_sum_meet_half_way_though_the_middle_is_best_for_both(weight) -> None:
    middle = np.array([[0.0, 0.0]])
    hill = LANDSCAPES["two-goals-sum"].with_constant("weight", weight)
    fair = hill.goal_values(middle)[:, 0]
    np.testing.assert_allclose(fair, 1 - 1 / np.e, rtol=1e-14)
    everywhere = hill.goal_values(some_points(hill))
    assert not ((everywhere <= fair[:, None]).all(axis=0)).any()
    assert critical_points(hill)[0].value < hill.value(middle)[0] - 0.05


def test_the_worse_goal_glides_through_the_middle() -> None:
    found = [lowest_of("two-goals-worst", weight)[0] for weight in (0.4, 0.49, 0.5, 0.51, 0.6)]
    assert (np.diff(found) < 0).all()
    assert found[2] == pytest.approx(1 - 1 / np.e, abs=1e-9)
    assert found[1] - found[3] < 0.05


def test_convex_goals_glide() -> None:
    for weight in (0.0, 0.25, 0.5, 0.75, 1.0):
        hill = LANDSCAPES["two-goals-bowls"].with_constant("weight", weight)
        first, second = np.diag([1.0, 3.0]), np.diag([3.0, 1.0])
        pull = weight * first @ [1.2, 0.6] + (1 - weight) * second @ [-1.0, -0.8]
        wanted = np.linalg.solve(weight * first + (1 - weight) * second, pull)
        (found,) = critical_points(hill)
        np.testing.assert_allclose(found.point, wanted, atol=1e-9)


def test_where_there_are_no_goals_there_are_no_values_of_goals() -> None:
    with pytest.raises(SettingError, match="Round bowl has no goals"):
        LANDSCAPES["bowl"].goal_values(np.zeros((1, 2)))
