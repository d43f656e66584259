"""Critical points are followed while a land is pulled about, to where a search finds them."""

import numpy as np
import pytest

from explorer.core.followed_points import followed_points
from explorer.core.hump import Hump
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.minima import critical_points
from explorer.core.sculpted_landscape import sculpted

HIMMELBLAU = LANDSCAPES["himmelblau"]


def same(found, truth):
    assert [one.kind for one in found] == [one.kind for one in truth]
    for one, other in zip(found, truth, strict=True):
        assert one.point == pytest.approx(other.point, abs=1e-8)
        assert one.value == pytest.approx(other.value, abs=1e-9)
        assert one.curvatures == pytest.approx(other.curvatures, rel=1e-6)


def test_points_go_along_with_a_well():
    one, other = (sculpted(HIMMELBLAU, [Hump(-120.0, x, 0.5, 0.9)]) for x in (0.5, 0.7))
    same(followed_points(other, critical_points(one)), critical_points(other))


def test_points_go_along_with_a_constant():
    one = LANDSCAPES["rosenbrock"]
    other = one.with_constant("b", 0.9 * one.constants[-1].value)
    same(followed_points(other, critical_points(one)), critical_points(other))


def test_a_new_well_is_found_where_it_was_put():
    deep = sculpted(HIMMELBLAU, [Hump(-400.0, 0.0, 0.0, 0.6)])
    found = followed_points(deep, critical_points(HIMMELBLAU), [(0.0, 0.0)])
    assert found[0].point == pytest.approx(critical_points(deep)[0].point, abs=1e-6)


@pytest.mark.parametrize("text", ["sqrt(-1-x^2) + y", "3 + 0*y", "x + y", "abs(x) + abs(y)"])
def test_where_there_is_none_none_is_claimed(text):
    known = critical_points(typed("x^2 + y^2"))
    assert followed_points(typed(text), known, [(1.0, 1.0)]) == ()
    assert followed_points(typed(text), ()) == ()


def test_on_a_curve():
    one, other = (typed(f"x^4 - 3*x^2 + {tilt}*x") for tilt in (0.5, 0.6))
    same(followed_points(other, critical_points(one)), critical_points(other))
    assert np.isfinite(followed_points(other, critical_points(one))[0].value)
