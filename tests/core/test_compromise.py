"""Promises of two goals at once: nothing beats a best compromise, and a score is what it says."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.compromise import Weighing, best_compromises, weighing

GRID = st.integers(-3, 3).map(float)  # few values, so that rows are often equal in a goal
PAIRS = st.lists(st.tuples(GRID, GRID), max_size=30).map(
    lambda rows: np.array(rows, dtype=np.float64).reshape(-1, 2)
)
LOW, HIGH = np.array([0.0, 0.0]), np.array([4.0, 2.0])


def beats(one, other):
    return (one <= other).all() and (one < other).any()


@given(PAIRS)
def test_no_row_beats_a_best_compromise_and_each_other_row_is_beaten_or_doubled(goals):
    front = best_compromises(goals)
    for row in front:
        assert not any(beats(other, goals[row]) for other in goals)
    for row in set(range(len(goals))) - set(front.tolist()):
        better = [goals[k] for k in front]
        assert any(beats(b, goals[row]) or np.array_equal(b, goals[row]) for b in better)


@given(PAIRS)
def test_along_the_front_one_goal_gets_worse_as_the_other_gets_better(goals):
    first, second = goals[best_compromises(goals)].T
    assert (np.diff(first) > 0).all()
    assert (np.diff(second) < 0).all()


def test_goals_that_are_not_finite_are_no_compromise():
    goals = np.array([[np.nan, -9.0], [-np.inf, 0.0], [1.0, 1.0], [0.0, np.inf]])
    assert best_compromises(goals).tolist() == [2]


@given(
    st.booleans(),
    st.floats(0.5, 2),
    st.floats(0.5, 2),
    st.floats(-3, 3),
)
def test_a_weighing_is_read_off_its_own_scores(is_sum, first, second, constant):
    goals = np.random.RandomState(0).uniform(0, 2, (60, 2))
    one, other = first * goals[:, 0], second * goals[:, 1]
    scores = one + other + constant if is_sum else np.maximum(one, other)
    found = weighing(goals, scores)
    assert found is not None
    assert np.allclose(found.score(goals), scores, rtol=0, atol=1e-8)
    assert found.score(np.array([[-1.0, 0.5]])) == pytest.approx(
        -first + 0.5 * second + constant if is_sum else 0.5 * second, abs=1e-7
    )


def test_a_score_of_another_kind_is_not_guessed():
    goals = np.random.RandomState(0).uniform(0, 2, (60, 2))
    assert weighing(goals, np.hypot(*goals.T)) is None
    assert weighing(goals, goals[:, 0] * goals[:, 1]) is None
    assert weighing(goals[:2], goals[:2, 0]) is None


def test_goals_that_are_not_finite_do_not_hide_a_weighing():
    goals = np.random.RandomState(0).uniform(0, 2, (60, 2))
    goals[3] = np.nan, 1.0
    scores = goals @ [0.25, 0.75]
    found = weighing(goals, scores)
    assert found is not None
    assert (found.is_sum, found.first, found.second) == (
        True, pytest.approx(0.25), pytest.approx(0.75)
    )  # fmt: skip


@pytest.mark.parametrize("is_sum", [True, False])
@pytest.mark.parametrize("score", [0.3, 1.0, 2.5])
def test_the_line_of_equal_score_has_that_score_all_along(is_sum, score):
    one = Weighing(is_sum, 1.0, 0.5, 0.2 if is_sum else 0.0)
    corners = one.equals(score, LOW, HIGH)
    share = np.linspace(0, 1, 50)[:, None]
    for near, far in pairwise(corners):
        assert np.allclose(one.score(near + share * (far - near)), score)
    inside = ((corners > LOW) & (corners < HIGH)).all(axis=1)
    assert not inside[[0, -1]].any()


def test_a_sum_has_a_straight_line_and_the_worse_goal_a_corner():
    straight = Weighing(True, 0.5, 0.5).equals(1.0, LOW, HIGH)
    assert len(straight) == 2
    corner = Weighing(False, 0.5, 0.25).equals(0.5, LOW, HIGH)
    assert corner[1].tolist() == [1.0, 2.0]
    assert corner[0, 0] == 1.0
    assert corner[2, 1] == 2.0


@pytest.mark.parametrize("one", [Weighing(True, 0.0, 0.0), Weighing(False, 0.0, 1.0)])
def test_where_nothing_has_the_score_there_is_no_line(one):
    assert len(one.equals(1.0, LOW, HIGH)) == 0


def test_a_score_of_one_goal_alone_has_a_line_along_the_other():
    line = Weighing(True, 1.0, 0.0).equals(0.7, LOW, HIGH)
    assert line[:, 0] == pytest.approx([0.7, 0.7])
    assert line[:, 1].min() < LOW[1]
    assert line[:, 1].max() > HIGH[1]
