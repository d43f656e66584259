"""Hills and wells are terms of the formula: exact, typed again the same, and soon compiled."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.descent import descend, descend_interpreted
from explorer.core.ground import typical_range
from explorer.core.hump import FARTHEST, HIGHEST, NARROWEST, WIDEST, Hump
from explorer.core.kernels import compiled, interpreted
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.minima import critical_points
from explorer.core.moved_landscape import moved
from explorer.core.moves import Moves
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.newton import Newton
from explorer.core.param import SettingError
from explorer.core.run import Run
from explorer.core.sculpted_landscape import (
    MOST_HUMPS,
    humps_of,
    land_below,
    sculpted,
    unsculptable,
    whole_text,
)
from explorer.core.suggestion import suggested

HIMMELBLAU = LANDSCAPES["himmelblau"]
LANDS = [one for one in LANDSCAPES.values() if unsculptable(one) is None]
every_land = pytest.mark.parametrize("land", LANDS, ids=lambda one: one.key)


def some_humps(land, count=3):
    """Return humps drawn by chance, with plain numbers as a hand leaves them."""
    chance, size = np.random.default_rng([len(land.formula), count]), typical_range(land)
    width = min(high - low for low, high in land.box)
    found = []
    for _ in range(count):
        place = [round(chance.uniform(low, high), 3) for low, high in land.box]
        y = place[1] if land.dim == 2 else None
        height, wide = size * chance.uniform(-1, 1), width * chance.uniform(0.05, 0.3)
        found.append(Hump(float(f"{height:.3g}"), place[0], y, float(f"{wide:.3g}")))
    return found


def some_places(land, count=60):
    low, high = np.array(land.box).T
    return low + (high - low) * np.random.default_rng(5).random((count, land.dim))


def added(humps, points):
    """Return value, gradient and Hessian of the humps alone, by the textbook."""
    n, dim = points.shape
    value, gradient, hessian = np.zeros(n), np.zeros((n, dim)), np.zeros((n, dim, dim))
    for hump in humps:
        away = (points - np.array(hump.place)) / hump.width**2
        here = hump.height * np.exp(
            -0.5 * ((points - np.array(hump.place)) ** 2).sum(1) / hump.width**2
        )
        value += here
        gradient -= here[:, None] * away
        outer = away[:, :, None] * away[:, None, :]
        hessian += here[:, None, None] * (outer - np.eye(dim) / hump.width**2)
    return value, gradient, hessian


def assert_close(one, other, digits, size):
    np.testing.assert_allclose(one, other, rtol=10.0**-digits, atol=10.0**-digits * size)


@every_land
def test_height_slope_and_curvature_are_those_of_the_land_and_the_humps(land):
    humps, points = some_humps(land), some_places(land)
    other = sculpted(land, humps)
    with np.errstate(all="ignore"):
        below = land.calm_value(points), land.gradient(points), land.hessian(points)
        here = other.calm_value(points), other.gradient(points), other.hessian(points)
    for mine, low, more in zip(here, below, added(humps, points), strict=True):
        assert_close(mine, low + more, 9, np.abs(more).max())
    filled = np.empty(len(points))
    interpreted(other).value(np.ascontiguousarray(points.T), other.constant_values, filled)
    assert_close(filled, other.value(points), 12, np.abs(here[0][np.isfinite(here[0])]).max())


@every_land
def test_what_is_shown_is_the_same_function_when_typed(land):
    other, points = sculpted(land, some_humps(land)), some_places(land)
    again = typed(whole_text(other), land.box)
    values, same = other.value(points), again.value(points)
    known = np.isfinite(values)
    # Constants are typed with six digits.
    assert_close(same[known], values[known], 4 if land.constants else 12, typical_range(land))
    assert "exp(−(" in other.written
    assert other.shown_formula == other.written


@every_land
def test_without_humps_it_is_the_land_below(land):
    other = sculpted(land, some_humps(land))
    assert sculpted(other, ()) is land_below(other) is land
    assert not other.knows_its_minima
    assert other.lowest is None
    assert other.suggested_start == land.suggested_start
    names = {constant.name for constant in land.constants}
    assert not any(name.startswith("hump_") for name in names)


def test_dragging_compiles_nothing():
    room = {1: 1, 2: 4, 4: 4, 5: 16, 16: 16}
    kinds = {}
    for count, size in room.items():
        one, two = some_humps(HIMMELBLAU, count), some_humps(HIMMELBLAU, count)
        two[0] = replace(two[0], x=0.25, width=0.7)
        first, second = sculpted(HIMMELBLAU, one), sculpted(HIMMELBLAU, two)
        assert first != second
        assert first.parsed is second.parsed
        kinds.setdefault(size, first.parsed)
        assert kinds[size] is first.parsed
    assert len({formula.source(2) for formula in kinds.values()}) == 3
    assert HIMMELBLAU.parsed not in kinds.values()


def test_compiled_kernels_agree():
    other, points = sculpted(HIMMELBLAU, some_humps(HIMMELBLAU)), some_places(HIMMELBLAU)
    look, columns = compiled(other), np.ascontiguousarray(points.T)
    value, gradient, hessian = np.empty(60), np.empty((2, 60)), np.empty((2, 2, 60))
    look.slope(columns, other.constant_values, value, gradient)
    look.curvature(columns, other.constant_values, hessian)
    assert_close(value, other.value(points), 13, 1.0)
    assert_close(gradient.T, other.gradient(points), 12, 1.0)
    assert_close(np.moveaxis(hessian, -1, 0), other.hessian(points), 12, 1.0)


def test_a_well_is_found_and_races_end_in_it():
    other = sculpted(HIMMELBLAU, [Hump(-400.0, 0.0, 0.0, 0.6)])
    deepest = critical_points(other)[0]
    assert deepest.kind == "minimum"
    assert deepest.point == pytest.approx((0.0, 0.0), abs=0.1)
    assert np.abs(other.gradient(np.array([deepest.point]))).max() < 1e-6
    for kind in (Adam, Newton):
        run = Run(other, suggested(kind, other), (0.1, 0.2), steps=400)
        (trace,), (draft,) = descend([run]), descend_interpreted([run])
        assert trace.points[-1] == pytest.approx(deepest.point, abs=1e-3)
        assert "minimum" in trace.verdict.words
        np.testing.assert_allclose(trace.points[:20], draft.points[:20], atol=1e-7)


def test_constants_box_and_moves_are_those_of_the_land_below():
    land, humps = LANDSCAPES["rosenbrock"], some_humps(LANDSCAPES["rosenbrock"])
    other = sculpted(land, humps).with_constant("b", 7.0)
    assert other == sculpted(land.with_constant("b", 7.0), humps)
    assert sculpted(other, humps[:1]) == sculpted(land.with_constant("b", 7.0), humps[:1])
    wide = other.with_box(((-9, 9), (-9, 9)))
    point = np.array([[0.3, 0.4]])
    assert wide.value(point) == other.value(point)
    assert humps_of(wide) == tuple(humps)
    turned = moved(land, Moves(turn=30.0, noise=0.1))
    on_turned, places = sculpted(turned, humps), some_places(land)
    np.testing.assert_allclose(
        on_turned.value(places), turned.value(places) + added(humps, places)[0], rtol=1e-12
    )
    assert on_turned.written.endswith("Y = −0.5·x + 0.866·y + 0.134")
    assert "exp(" in on_turned.written.partition(", where")[0]
    again = typed(whole_text(on_turned), land.box)
    np.testing.assert_allclose(again.value(places), on_turned.value(places), rtol=0.02)


@pytest.mark.parametrize("text", ["sqrt(-1-x^2)", "3", "sqrt(x) + y", "1e300*x^2"])
def test_grounds_without_values_or_slopes_are_sculpted(text):
    land = typed(text, ((-5.0, 5.0), (-5.0, 5.0)))
    other, points = sculpted(land, [Hump(-2.0, 1.0, 1.0, 0.5)]), some_places(land)
    with np.errstate(all="ignore"):
        expected = land.value(points) + added(humps_of(other), points)[0]
        np.testing.assert_allclose(other.value(points), expected)
        assert (np.isfinite(other.gradient(points)).all(1) == np.isfinite(expected)).all()
    assert all(other.contains(c.point) for c in critical_points(other))


@pytest.mark.parametrize("width", [NARROWEST, WIDEST])
@pytest.mark.parametrize("height", [-HIGHEST, HIGHEST, 0.0])
@pytest.mark.parametrize("x", [-FARTHEST, 0.0, 100.0])
def test_humps_at_their_limits_leave_numbers(width, height, x):
    other = sculpted(HIMMELBLAU, [Hump(height, x, 0.0, width)])
    points = np.array([[0.0, 0.0], [x, 0.0], [3.0, 2.0], [x + width, 0.0]])
    for found in (other.value(points), other.gradient(points), other.hessian(points)):
        assert np.isfinite(found).all()
    assert np.isfinite(typed(whole_text(other), other.box).value(points)).all()


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ((np.nan, 0.0, 0.0, 1.0), "height must lie"),
        ((2 * HIGHEST, 0.0, 0.0, 1.0), "height must lie"),
        ((1.0, np.inf, 0.0, 1.0), "place must lie"),
        ((1.0, 0.0, np.nan, 1.0), "place must lie"),
        ((1.0, 0.0, 0.0, 0.0), "width must lie"),
        ((1.0, 0.0, 0.0, np.nan), "width must lie"),
    ],
)
def test_humps_without_sound_numbers_are_refused(numbers, reason):
    with pytest.raises(SettingError, match=reason):
        Hump(*numbers)


def test_too_many_humps_and_humps_of_a_curve_are_refused():
    with pytest.raises(SettingError, match="At most 16"):
        sculpted(HIMMELBLAU, [Hump(1.0, 0.0, 0.0, 1.0)] * (MOST_HUMPS + 1))
    with pytest.raises(SettingError, match="place of 2 numbers"):
        sculpted(HIMMELBLAU, [Hump(1.0, 0.0, None, 1.0)])


def test_sixteen_humps_on_the_longest_formula_are_typed_again():
    land = max(LANDS, key=lambda one: len(one.parsed.nodes) if one.dim == 2 else 0)
    other = sculpted(land, some_humps(land, MOST_HUMPS))
    points = some_places(land)
    np.testing.assert_allclose(
        typed(whole_text(other), land.box).value(points), other.value(points), rtol=1e-4
    )


@pytest.mark.parametrize(
    ("land", "why"),
    [
        (LANDSCAPES["net-tanh"], "cannot be sculpted"),
        (LANDSCAPES["robot-simulator"], "cannot be sculpted"),
        (LANDSCAPES["robot-real"], "has a meaning"),
        (TinyNet(), "its examples"),
    ],
)
def test_other_lands_say_why_they_cannot_be_sculpted(land, why):
    with pytest.raises(SettingError, match=why) as refused:
        sculpted(land, [Hump(1.0, 0.0, 0.0, 1.0)])
    assert str(refused.value).count(".") == 1
