"""A moved land is the same land: heights, slopes, minima and paths go along, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.ground import typical_range
from explorer.core.kernels import interpreted
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.moved_landscape import moved, moves_of, unmovable, with_numbers
from explorer.core.moves import Moves
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum
from explorer.core.optimizers.newton import Newton
from explorer.core.param import SettingError, params
from explorer.core.run import Run

LANDS = [one for one in LANDSCAPES.values() if unmovable(one) is None]
every_land = pytest.mark.parametrize("land", LANDS, ids=lambda one: one.key)


def some_moves(land, number=0):
    """Return moves drawn by chance for a landscape."""
    chance = np.random.default_rng([len(land.formula), number])
    shift_x, shift_y, turn, stretch = chance.uniform(-1, 1, 4).tolist()
    found = Moves(shift_x=0.3 * shift_x, stretch=3.0**stretch)
    return found if land.dim == 1 else replace(found, shift_y=0.3 * shift_y, turn=180 * turn)


def matrix(moves, dim):
    """Return how steps on the land become steps on the map, by the textbook."""
    if dim == 1:
        return np.array([[moves.stretch]])
    angle = np.deg2rad(moves.turn)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turn @ np.diag([1.0, moves.stretch])


def carried(places, land, moves):
    """Return where places of the land (n, dim) come to lie on the map."""
    low, high = np.array(land.box).T
    middle, shift = (low + high) / 2, np.array([moves.shift_x, moves.shift_y])[: land.dim]
    return middle + shift * (high - low) + (places - middle) @ matrix(moves, land.dim).T


def some_places(land, count=40):
    low, high = np.array(land.box).T
    return low + (high - low) * np.random.default_rng(5).random((count, land.dim))


def assert_close(one, other, digits):
    scale = np.nanmax(np.abs(other)) * 10.0**-digits
    np.testing.assert_allclose(one, other, rtol=10.0**-digits, atol=scale)


@every_land
def test_height_slope_and_curvature_are_those_of_the_place_it_came_from(land):
    moves, places = some_moves(land), some_places(land)
    other, points = moved(land, moves), carried(places, land, moves)
    back = np.linalg.inv(matrix(moves, land.dim))
    assert_close(other.value(points), land.value(places), 9)
    assert_close(other.gradient(points), land.gradient(places) @ back, 8)
    assert_close(other.hessian(points), back.T @ land.hessian(places) @ back, 7)
    filled = np.empty(len(points))
    interpreted(other).value(np.ascontiguousarray(points.T), other.constant_values, filled)
    assert_close(filled, other.value(points), 12)


@every_land
def test_minima_move_along_or_are_not_claimed(land):
    for number in range(4):
        moves = some_moves(land, number)
        other = moved(land, moves)
        there = carried(np.array(land.minima).reshape(-1, land.dim), land, moves)
        inside = [point for point in there if other.contains(point)]
        assert other.knows_its_minima == (other.lowest is not None)
        if not other.knows_its_minima:
            assert other.minima == ()
            continue
        assert other.lowest == land.lowest
        np.testing.assert_allclose(
            np.array(other.minima).reshape(-1, land.dim),
            np.array(inside).reshape(-1, land.dim),
            atol=1e-9 * max(high - low for low, high in land.box),
        )
        low, high = np.array(other.box).T
        anywhere = low + (high - low) * np.random.default_rng(2).random((2000, land.dim))
        with np.errstate(all="ignore"):
            assert not (
                other.calm_value(anywhere) < other.lowest - 1e-9 * (1 + abs(other.lowest))
            ).any()
        if other.minima:
            depth = other.calm_value(np.array(other.minima[:1]))[0]
            assert depth == pytest.approx(other.lowest, abs=1e-9 * (1 + abs(other.lowest)))


@every_land
def test_moves_are_taken_back_and_only_numbers_change(land):
    once, twice = moved(land, some_moves(land, 1)), moved(land, some_moves(land, 2))
    assert moved(once, Moves()) == land
    assert moved(once, moves_of(twice)) == twice
    assert once != twice
    # One kernel serves every place: what it is made from is the same.
    assert once.parsed == twice.parsed != land.parsed
    assert once.parsed.source(land.dim) == twice.parsed.source(land.dim)
    assert once.start == land.start, "the start stays where it is"
    names = {constant.name for constant in land.constants}
    assert not names & {*params(Moves), "X", "Y"}
    assert not any(name.startswith("moved_") for name in names)


def test_most_lands_know_their_lowest_place_after_a_small_move():
    moves = {1: Moves(shift_x=0.02), 2: Moves(turn=20.0)}
    known = [land for land in LANDS if land.knows_its_minima]
    still = [land for land in known if moved(land, moves[land.dim]).knows_its_minima]
    assert len(still) > 0.6 * len(known)


def test_a_lowest_place_that_left_the_box_is_not_claimed():
    far = moved(LANDSCAPES["himmelblau"], Moves(shift_x=1.0))
    assert (far.minima, far.lowest, far.knows_its_minima) == ((), None, False)
    near = far.with_box(((5.0, 15.0), (-5.0, 5.0)))
    assert near.knows_its_minima
    assert len(near.minima) == 4


def test_lower_ground_that_came_into_the_box_is_not_hidden():
    land = LANDSCAPES["mccormick"]  # falls without end along x = y, outside its box
    assert not moved(land, Moves(shift_x=0.5, shift_y=0.5)).knows_its_minima


def test_a_whole_curve_of_minima_moves_along():
    ring = LANDSCAPES["ring"]
    assert moved(ring, Moves(shift_x=0.7)).lowest == 0.0
    assert moved(ring, Moves(shift_x=0.7)).minima == ()
    assert moved(ring, Moves(shift_x=0.8)).lowest is None, "its edge is at 2.2"


def test_constants_and_box_are_those_of_the_moved_land():
    land, moves = LANDSCAPES["rosenbrock"], Moves(turn=30.0)
    other = moved(land, moves).with_constant("b", 7.0)
    assert other == moved(land.with_constant("b", 7.0), moves)
    assert not other.knows_its_minima
    wide = moved(land, moves).with_box(((-9, 9), (-9, 9)))
    point = np.array([[0.3, 0.4]])
    assert wide.value(point) == moved(land, moves).value(point), "the land stays where it is"
    assert moved(wide, Moves()) == land.with_box(((-9, 9), (-9, 9)))
    assert "where X = 0.866·x + 0.5·y" in other.written


def test_a_formula_of_one_variable_on_a_map_can_be_turned():
    gutter = moved(typed("x^2", ((-1.0, 1.0), (-1.0, 1.0))), Moves(turn=90.0))
    assert gutter.value(np.array([[5.0, 3.0]]))[0] == 9.0
    assert gutter.name == "Your formula, moved"


def test_two_goals_move_with_their_score():
    land, moves = LANDSCAPES["two-goals-sum"], Moves(turn=50.0, shift_x=0.1)
    places = some_places(land)
    goals = moved(land, moves).goal_values(carried(places, land, moves))
    np.testing.assert_allclose(goals, land.goal_values(places), rtol=1e-9)


def test_methods_that_know_no_axes_take_the_turned_path_and_adam_does_not():
    land, moves = LANDSCAPES["himmelblau"], Moves(turn=37.0, shift_x=0.05)
    start = (-3.5, 0.5)
    there = tuple(carried(np.array([start]), land, moves)[0].tolist())
    rules = (GradientDescent(0.005), Momentum(0.002), Newton(), Adam(0.1))
    plain = descend([Run(land, rule, start, 30, tolerance=0.0) for rule in rules])
    turned = descend([Run(moved(land, moves), rule, there, 30, tolerance=0.0) for rule in rules])
    apart = [
        np.abs(carried(one.points, land, moves) - other.points).max()
        for one, other in zip(plain, turned, strict=True)
    ]
    assert max(apart[:3]) < 1e-9
    assert apart[3] > 0.1


@pytest.mark.parametrize("key", ["himmelblau", "valley"])
def test_noise_shakes_the_height_and_nothing_else(key):
    land, points = LANDSCAPES[key], some_places(LANDSCAPES[key], 2000)
    calm, rough = moved(land, Moves(stretch=2.0)), moved(land, Moves(stretch=2.0, noise=0.05))
    shaken = rough.value(points) - calm.value(points)
    assert abs(shaken.mean()) < 0.1 * shaken.std()
    assert shaken.std() == pytest.approx(0.05 * typical_range(land), rel=0.1)
    np.testing.assert_array_equal(rough.value(points), rough.value(points))
    np.testing.assert_array_equal(rough.gradient(points), calm.gradient(points))
    np.testing.assert_allclose(rough.calm_value(points), calm.value(points), rtol=1e-12)
    assert (rough.minima, rough.lowest) == (calm.minima, calm.lowest), "those without noise"
    assert moved(rough, replace(rough.moves, noise=0.0)) == calm
    assert "·noise(x" in rough.written


@pytest.mark.parametrize("key", ["net-tanh", "robot-simulator", "robot-real"])
def test_what_cannot_be_moved_says_why(key):
    with pytest.raises(SettingError, match="cannot be moved") as refusal:
        moved(LANDSCAPES[key], Moves(shift_x=0.1))
    assert str(refusal.value) == unmovable(LANDSCAPES[key])


@pytest.mark.parametrize(
    ("key", "numbers", "sentence"),
    [
        ("valley", {"turn": 3.0}, "cannot be turned"),
        ("valley", {"shift_y": 0.1}, "cannot be turned"),
        ("bowl", {"turn": 181.0}, "between -180 and 180"),
        ("bowl", {"stretch": 0.0}, "between 0.01 and 100"),
        ("bowl", {"noise": float("nan")}, "must be a number"),
        ("bowl", {"shift_x": "far"}, "must be a number"),
        ("bowl", {"tilt": 1.0}, "no setting 'tilt'"),
        ("rosenbrock", {"b": "steep"}, "b must lie between"),
    ],
)
def test_moves_that_make_no_sense_are_refused(key, numbers, sentence):
    with pytest.raises(SettingError, match=sentence) as refusal:
        with_numbers(LANDSCAPES[key], numbers)
    assert str(refusal.value).endswith(".")


def test_constants_and_moves_are_set_by_name():
    found = with_numbers(LANDSCAPES["rosenbrock"], {"turn": 45, "b": 50})
    assert found == moved(LANDSCAPES["rosenbrock"].with_constant("b", 50), Moves(turn=45))
    assert with_numbers(found, {"stretch": 2.0}).moves == Moves(turn=45, stretch=2.0)
