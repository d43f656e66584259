"""The land right here: its parabola is the landscape's, its rates part shrinking from growing."""

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.descent import descend_interpreted
from explorer.core.extras import SCHEDULES, Extras
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.local_model import local_model, rate_here
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run

BOX = ((-5.0, 5.0), (-5.0, 5.0))
# Neither of its axes lies along x or y; curvatures 1 and 9.
BOWL = typed("0.5*(5*(x-1)^2 + 8*(x-1)*(y+2) + 5*(y+2)^2) + 3", BOX)
RATED = {
    "gradient-descent": [{}],
    "momentum": [
        {"momentum": 0.0},
        {"momentum": 0.5},
        {"momentum": 0.9},
        {"momentum": 0.8, "dampening": 0.8},
    ],
    "nesterov": [{"momentum": 0.0}, {"momentum": 0.5}, {"momentum": 0.9}],
}
CASES = [(key, settings) for key, rows in RATED.items() for settings in rows]
planes = st.sampled_from([one for one in LANDSCAPES.values() if one.dim == 2])


@given(st.sampled_from(list(LANDSCAPES.values())), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_the_model_has_value_slope_and_curvature_of_the_landscape(landscape, u, v):
    point = tuple(
        low + t * (high - low) for t, (low, high) in zip((u, v), landscape.box, strict=False)
    )
    model, at = local_model(landscape, point), np.array([point])
    if not model.is_known:
        return
    hessian = landscape.hessian(at)[0]
    ways = np.array(model.directions)
    size = 1 + np.abs(hessian).max()
    assert np.allclose(ways.T @ np.diag(model.curvatures) @ ways, hessian, atol=1e-9 * size)
    assert np.allclose(ways @ ways.T, np.eye(landscape.dim))
    assert model.heights(at)[0] == model.value == landscape.value(at)[0]
    assert model.slope == pytest.approx(np.linalg.norm(landscape.gradient(at)[0]))


@given(planes, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_newton_step_ends_where_the_model_is_level(landscape, u, v):
    point = tuple(
        low + t * (high - low) for t, (low, high) in zip((u, v), landscape.box, strict=True)
    )
    model = local_model(landscape, point)
    if model.level is None:
        return
    hessian = landscape.hessian(np.array([point]))[0]
    if np.linalg.cond(hessian) > 1e6:
        return
    wanted = np.array(point) - np.linalg.solve(hessian, model.gradient)
    size = np.abs([*wanted, *point]).max()
    assert np.allclose(model.level, wanted, rtol=0, atol=1e-6 * size)
    rise = model.heights(np.array([model.level]))[0] - model.value
    assert model.rise == pytest.approx(rise, rel=1e-6, abs=1e-9 * (1 + abs(model.value)))


def test_it_agrees_with_algebra():
    x, y = sympy.symbols("x y")
    formula = (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2
    spot = {x: sympy.Rational(-1, 5), y: sympy.Rational(7, 10)}
    hessian = sympy.hessian(formula, (x, y)).subs(spot)
    slope = sympy.Matrix([formula.diff(x), formula.diff(y)]).subs(spot)
    step = hessian.LUsolve(-slope)
    model = local_model(LANDSCAPES["himmelblau"], (-0.2, 0.7))
    values = sorted(float(sympy.re(value.evalf())) for value in hessian.eigenvals())
    assert model.curvatures == pytest.approx(values)
    assert model.level == pytest.approx([-0.2 + float(step[0]), 0.7 + float(step[1])])
    assert model.rise == pytest.approx(float((slope.T * step)[0]) / 2)


def test_of_a_quadratic_the_model_is_the_whole_landscape():
    model = local_model(BOWL, (3.0, 4.0))
    points = np.random.default_rng(0).uniform(-50, 50, (100, 2))
    assert np.allclose(model.heights(points), BOWL.value(points))
    assert model.level == pytest.approx((1.0, -2.0))
    assert model.value + model.rise == pytest.approx(3.0)
    assert model.curvatures == pytest.approx((1.0, 9.0))


@pytest.mark.parametrize(
    ("formula", "point"),
    [
        ("sqrt(x) + y", (-1.0, 0.0)),
        ("x + y", (0.0, 0.0)),
        ("x^2 + 0*y", (1.0, 2.0)),
        ("0*x*y + 3", (0.0, 0.0)),
        ("1e300*(x^2 + y^2)", (1e10, 1.0)),
    ],
)
def test_where_nothing_is_level_it_says_so(formula, point):
    model = local_model(typed(formula, BOX), point)
    assert model.level is None
    assert model.rise is None


@pytest.mark.parametrize(("key", "settings"), CASES)
@pytest.mark.parametrize("curvatures", [(1.0, 9.0), (0.3, 40.0)])
def test_just_below_the_largest_rate_steps_shrink_and_just_above_they_grow(
    key, settings, curvatures
):
    # A bowl turned by half a right angle, its bottom in the origin.
    low, high = curvatures
    bowl = typed(f"{low / 4}*(x - y)^2 + {high / 4}*(x + y)^2", BOX)
    model = local_model(bowl, (0.3, 0.5))
    largest = rate_here(OPTIMIZERS[key](**settings), model).largest
    far = {}
    for share in (0.99, 1.01):
        optimizer = OPTIMIZERS[key](learning_rate=share * largest, **settings)
        rate = rate_here(optimizer, model)
        assert rate.now == share * largest
        assert rate.is_stable == (share < 1)
        run = Run(bowl, optimizer, (1.0, 1.5), 4000, tolerance=0.0)
        trace = descend_interpreted([run])[0]
        far[share] = np.hypot(*trace.points[-1])
    assert far[0.99] < 0.05
    assert far[1.01] > 50


@pytest.mark.parametrize(("key", "settings"), CASES)
def test_the_largest_rate_is_where_a_root_leaves_the_unit_circle(key, settings):
    # Independent of the formulas: the eigenvalues of a step, as a map of position and velocity.
    kept = settings.get("momentum", 0.0)
    share = 1 - settings.get("dampening", 0.0)
    bend = 7.0
    bowl = typed(f"{bend / 2}*x^2 + 0.1*y^2", BOX)
    largest = rate_here(OPTIMIZERS[key](**settings), local_model(bowl, (1.0, 1.0))).largest

    def radius(rate):
        if key == "nesterov":  # v' = k v + b x;  x' = x - rate (b x + k v')
            step = [[1 - rate * bend * (1 + kept), -rate * kept**2], [bend, kept]]
        else:  # v' = k v + share b x;  x' = x - rate v'
            step = [[1 - rate * share * bend, -rate * kept], [share * bend, kept]]
        return np.abs(np.linalg.eigvals(np.array(step))).max()

    assert radius(0.999 * largest) < 1
    assert radius(1.001 * largest) > 1
    assert all(radius(part * largest) < 1 for part in np.linspace(0.01, 0.99, 60))


def test_a_ball_without_brakes_is_never_stable():
    model = local_model(BOWL, (0.0, 0.0))
    rate = rate_here(OPTIMIZERS["momentum"](momentum=1.0, learning_rate=1e-6), model)
    assert not rate.is_stable


def test_where_nothing_bends_up_any_rate_is_stable():
    hill = typed("-x^2 - y^2", BOX)
    rate = rate_here(OPTIMIZERS["gradient-descent"](), local_model(hill, (1.0, 1.0)))
    assert rate.largest == np.inf
    assert rate.is_stable


def test_schedule_and_weight_decay_count():
    extras = Extras(schedule=SCHEDULES.index("1/t"), period=10, weight_decay=1.0)
    optimizer = OPTIMIZERS["gradient-descent"](learning_rate=0.3, extras=extras)
    model = local_model(BOWL, (0.0, 0.0))
    assert rate_here(optimizer, model, 0).now == pytest.approx(0.3)
    assert rate_here(optimizer, model, 10).now == pytest.approx(0.15)
    assert rate_here(optimizer, model).largest == pytest.approx(2 / 10)


def test_nothing_is_said_of_optimizers_without_a_bound():
    model = local_model(BOWL, (0.0, 0.0))
    told = {key for key, kind in OPTIMIZERS.items() if rate_here(kind(), model) is not None}
    assert told == set(RATED)
    nowhere = local_model(typed("sqrt(x) + y", BOX), (-1.0, 0.0))
    assert rate_here(OPTIMIZERS["gradient-descent"](), nowhere) is None
