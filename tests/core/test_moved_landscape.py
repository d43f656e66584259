"""A moved landscape is the same ground in another place."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.blind_descent import lands
from explorer.core.landscape import Constant
from explorer.core.landscapes import LANDSCAPES
from explorer.core.moved_landscape import moved
from explorer.core.param import SettingError

TURN = np.array([[0.3, -0.4], [0.4, 0.3]])
BOX = ((0.0, 10.0), (0.0, 10.0))

every_land = pytest.mark.parametrize("origin", lands(), ids=lambda one: one.key)


def shift_of(origin):
    """Return the shift that brings the middle of the box to (5, 5)."""
    middle = np.array([(low + high) / 2 for low, high in origin.box])
    return np.array([float(f"{c:.4g}") for c in middle - TURN @ [5.0, 5.0]])


@every_land
def test_height_slope_and_curvature_are_those_of_the_place_it_came_from(origin):
    shift = shift_of(origin)
    other = moved(origin, TURN, shift, BOX, "Moved")
    points = np.random.default_rng(3).uniform(4.0, 6.0, (40, 2))
    places = points @ TURN.T + shift
    assert np.allclose(other.value(points), origin.value(places), rtol=1e-9, atol=1e-9)
    slopes = origin.gradient(places) @ TURN
    assert np.allclose(other.gradient(points), slopes, rtol=1e-8, atol=1e-8)
    bends = TURN.T @ origin.hessian(places) @ TURN
    assert np.allclose(other.hessian(points), bends, rtol=1e-7, atol=1e-7)


@every_land
def test_minima_move_along_or_are_not_claimed(origin):
    other = moved(origin, TURN, shift_of(origin), BOX, "Moved")
    assert other.knows_its_minima == bool(other.minima)
    for point in other.minima:
        assert other.contains(point)
    if other.knows_its_minima:
        assert other.lowest == origin.lowest
        depth = other.value(np.array(other.minima[:1]))[0]
        assert depth == pytest.approx(other.lowest, abs=1e-9 * (1 + abs(other.lowest)))


def test_a_lowest_place_outside_the_box_is_not_claimed():
    other = moved(LANDSCAPES["bowl"], np.eye(2), np.array([1.0, 1.0]), BOX, "Moved")
    assert not other.knows_its_minima
    assert other.minima == ()


def test_constants_become_the_numbers_they_have_now():
    bowl = LANDSCAPES["stretched-bowl"].with_constant("k", 7.0)
    other = moved(bowl, np.eye(2), np.zeros(2), BOX, "Moved")
    assert other.constants == ()
    assert other.value(np.array([[1.0, 2.0]]))[0] == pytest.approx((1.0 + 7.0 * 4.0) / 2.0)


def test_a_negative_constant_keeps_its_sign():
    constant = Constant("k", -2.0, -5.0, 5.0, "A factor")
    hill = replace(LANDSCAPES["bowl"], formula="3 - k*x^2 + y^2", constants=(constant,))
    other = moved(hill, np.eye(2), np.zeros(2), BOX, "Moved")
    assert other.value(np.array([[1.0, 1.0]]))[0] == pytest.approx(6.0)


@pytest.mark.parametrize("key", ["valley", "net-tanh", "robot-simulator"])
def test_what_is_no_formula_of_two_variables_is_refused(key):
    with pytest.raises(SettingError, match="no formula"):
        moved(LANDSCAPES[key], np.eye(2), np.zeros(2), BOX, "Moved")
