"""A landscape that is written out elsewhere is the same ground, as a formula that can be typed."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.blind_descent import lands
from explorer.core.landscape import Constant
from explorer.core.landscapes import LANDSCAPES
from explorer.core.param import SettingError
from explorer.core.placement import Placement
from explorer.core.written_out import written_out

TURN = np.array([[0.3, -0.4], [0.4, 0.3]])
BOX = ((0.0, 10.0), (0.0, 10.0))
AS_IT_IS = Placement(((1.0, 0.0), (0.0, 1.0)), (0.0, 0.0))

every_land = pytest.mark.parametrize("origin", lands(), ids=lambda one: one.key)


def shift_of(origin):
    """Return the shift that brings the middle of the box to (5, 5)."""
    middle = np.array([(low + high) / 2 for low, high in origin.box])
    return np.array([float(f"{c:.4g}") for c in middle - TURN @ [5.0, 5.0]])


def elsewhere(origin):
    shift = shift_of(origin)
    there = Placement(tuple(map(tuple, TURN.tolist())), tuple(shift.tolist()))
    return written_out(origin, there, BOX, "Elsewhere")


@every_land
def test_height_slope_and_curvature_are_those_of_the_place_it_came_from(origin):
    other = elsewhere(origin)
    points = np.random.default_rng(3).uniform(4.0, 6.0, (40, 2))
    places = points @ TURN.T + shift_of(origin)
    assert np.allclose(other.value(points), origin.value(places), rtol=1e-9, atol=1e-9)
    slopes = origin.gradient(places) @ TURN
    assert np.allclose(other.gradient(points), slopes, rtol=1e-8, atol=1e-8)
    bends = TURN.T @ origin.hessian(places) @ TURN
    assert np.allclose(other.hessian(points), bends, rtol=1e-7, atol=1e-7)


@every_land
def test_minima_move_along_or_are_not_claimed(origin):
    other = elsewhere(origin)
    assert other.knows_its_minima == bool(other.minima)
    for point in other.minima:
        assert other.contains(point)
    if other.knows_its_minima:
        assert other.lowest == origin.lowest
        depth = other.value(np.array(other.minima[:1]))[0]
        assert depth == pytest.approx(other.lowest, abs=1e-9 * (1 + abs(other.lowest)))


def test_a_lowest_place_outside_the_box_is_not_claimed():
    other = written_out(LANDSCAPES["bowl"], replace(AS_IT_IS, shift=(1.0, 1.0)), BOX, "Elsewhere")
    assert not other.knows_its_minima
    assert other.minima == ()


def test_constants_become_the_numbers_they_have_now():
    bowl = LANDSCAPES["stretched-bowl"].with_constant("k", 7.0)
    other = written_out(bowl, AS_IT_IS, BOX, "Elsewhere")
    assert other.constants == ()
    assert other.value(np.array([[1.0, 2.0]]))[0] == pytest.approx((1.0 + 7.0 * 4.0) / 2.0)


def test_a_negative_constant_keeps_its_sign():
    constant = Constant("k", -2.0, -5.0, 5.0, "A factor")
    hill = replace(LANDSCAPES["bowl"], formula="3 - k*x^2 + y^2", constants=(constant,))
    other = written_out(hill, AS_IT_IS, BOX, "Elsewhere")
    assert other.value(np.array([[1.0, 1.0]]))[0] == pytest.approx(6.0)


@pytest.mark.parametrize("key", ["net-tanh", "robot-simulator"])
def test_what_is_no_formula_is_refused(key):
    with pytest.raises(SettingError, match="no formula"):
        written_out(LANDSCAPES[key], AS_IT_IS, BOX, "Elsewhere")
