"""A drawn curve is the natural cubic spline, has a bottom, and follows a stroke of the pointer."""

import numpy as np
import pytest

from explorer.core import kernels
from explorer.core.descent import descend, descend_interpreted
from explorer.core.drawing import redrawn, sampled
from explorer.core.drawn_curve import MOST, drawn
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.minima import critical_points
from explorer.core.moved_landscape import unmovable
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.newton import Newton
from explorer.core.param import SettingError
from explorer.core.run import Run
from explorer.core.sculpted_landscape import unsculptable
from explorer.core.suggestion import suggested

SPAN = (-3.0, 5.0)
HEIGHTS = np.random.default_rng(4).normal(size=23)
INSIDE = np.linspace(*SPAN, 400)
# scipy 1.17.1, interpolate.CubicSpline(linspace(-3, 5, 9), KNOTS, bc_type="natural"): the place,
# and there the value, the slope and the curvature.
KNOTS = (0.5, -1.25, 2.0, 0.75, -0.5, 3.0, 1.5, -2.0, 0.25)
NATURAL = np.array(
    (
        (-3.0, 0.5, -3.382708946980854, 0.0),
        (-2.9, 0.163361814248895, -3.333727678571428, 0.979625368188513),
        (-1.5, 0.336797565353461, 4.040886183726068, 0.305619477172312),
        (-0.3, 1.546261759020618, -2.371912048969073, -2.794840758468336),
        (0.0, 0.75, -2.799567378497791, -0.056194771723123),
        (1.7, 2.062291720360824, 3.933358109351988, -3.535148195876285),
        (2.4, 3.153671575846834, -1.112144698085419, -6.68093703976436),
        (3.25, 0.426349712928019, -4.419494718796023, 0.040213089101621),
        (4.6, -1.176090206185568, 3.064187223858614, 3.757787187039769),
        (5.0, 0.25, 3.81574466126657, 0.0),
    )
)
FAR = np.concatenate([np.linspace(-60.0, -3.01, 300), np.linspace(5.01, 80.0, 300)])


def columns(places):
    return np.asarray(places, dtype=np.float64)[:, None]


def test_inside_it_is_the_natural_spline():
    curve = drawn(SPAN, KNOTS)
    places, values, slopes, curvatures = NATURAL.T
    at = columns(places)
    np.testing.assert_allclose(curve.value(at), values, atol=1e-12)
    np.testing.assert_allclose(curve.gradient(at)[:, 0], slopes, atol=1e-11)
    np.testing.assert_allclose(curve.hessian(at)[:, 0, 0], curvatures, atol=1e-10)


@pytest.mark.parametrize("end", SPAN)
def test_beyond_its_ends_it_goes_on_without_a_jump(end):
    curve, step = drawn(SPAN, HEIGHTS), 1e-7
    around = columns([end - step, end + step])
    assert np.ptp(curve.value(around)) < 1e-5
    assert np.ptp(curve.gradient(around)) < 1e-5
    assert np.abs(curve.hessian(around)).max() < 1e-4, "no curvature at both ends"


def test_slopes_and_curvatures_beyond_are_those_of_the_heights():
    curve, step = drawn(SPAN, HEIGHTS), 1e-4
    higher, lower = columns(FAR + step), columns(FAR - step)
    slopes = (curve.value(higher) - curve.value(lower)) / (2 * step)
    bends = (curve.gradient(higher) - curve.gradient(lower))[:, 0] / (2 * step)
    np.testing.assert_allclose(curve.gradient(columns(FAR))[:, 0], slopes, atol=1e-5)
    np.testing.assert_allclose(curve.hessian(columns(FAR))[:, 0, 0], bends, atol=1e-4)


@pytest.mark.parametrize("tilt", [-40.0, -1.0, 0.0, 2.0, 300.0])
def test_it_has_a_bottom_however_steeply_it_ends(tilt):
    curve = drawn(SPAN, HEIGHTS + tilt * np.linspace(0, 1, 23))
    values = curve.value(columns(FAR))
    assert values.min() > min(curve.heights) - 2.0 * np.ptp(curve.heights) - 20.0
    assert values[0] > max(curve.heights)
    assert values[-1] > max(curve.heights)
    assert (curve.hessian(columns(FAR)) > -1e-9).all(), "it only bends up"


@pytest.mark.parametrize("way", [kernels.compiled, kernels.interpreted])
def test_kernels_agree_with_the_curve(way):
    curve = drawn(SPAN, HEIGHTS)
    look, places = way(curve), np.concatenate([FAR, INSIDE, [np.nan, np.inf, -np.inf, 1e300]])
    at, count = places[None], len(places)
    value, again = np.empty(count), np.empty(count)
    gradient, hessian = np.empty((1, count)), np.empty((1, 1, count))
    with np.errstate(all="ignore"):
        look.value(at, curve.constant_values, again)
        look.slope(at, curve.constant_values, value, gradient)
        look.curvature(at, curve.constant_values, hessian)
    np.testing.assert_array_equal(value, again)
    np.testing.assert_allclose(value, curve.value(columns(places)), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(gradient[0], curve.gradient(columns(places))[:, 0], atol=1e-9)
    np.testing.assert_allclose(hessian[0, 0], curve.hessian(columns(places))[:, 0, 0], atol=1e-9)


def test_one_kernel_serves_all_curves():
    assert kernels.compiled(drawn(SPAN, HEIGHTS)) is kernels.compiled(drawn((0, 1), [1, 2, 3, 4]))


def test_its_minima_are_found_and_races_on_it_end_in_them():
    curve = sampled(typed("x^4 - 3*x^2 + 0.5*x", ((-2.5, 2.5),)))
    minima = [c for c in critical_points(curve) if c.kind == "minimum"]
    roots = np.roots([4.0, 0.0, -6.0, 0.5]).real
    assert len(minima) == 2
    for found in minima:
        assert np.abs(roots - found.point[0]).min() < 2e-3
    for kind in (GradientDescent, Newton):
        run = Run(curve, suggested(kind, curve), (-2.0,), steps=200)
        (trace,), (draft,) = descend([run]), descend_interpreted([run])
        assert "minimum" in trace.verdict.words
        assert trace.points[-1] == pytest.approx(minima[0].point, abs=1e-4)
        np.testing.assert_allclose(trace.points[:20], draft.points[:20], atol=1e-9)


def test_any_curve_can_be_sampled():
    for land in LANDSCAPES.values():
        if land.dim == 1:
            curve = sampled(land)
            values = land.calm_value(columns(curve.places))
            known = np.isfinite(values)
            np.testing.assert_allclose(np.array(curve.heights)[known], values[known], rtol=1e-12)
            assert np.isfinite(curve.heights).all()
            assert sampled(curve) is curve
    with pytest.raises(SettingError, match="one variable"):
        sampled(LANDSCAPES["himmelblau"])


@pytest.mark.parametrize("text", ["sqrt(-1-x^2)", "log(x)", "1e300*x^2", "3"])
def test_holes_and_towers_become_a_curve(text):
    curve = sampled(typed(text))
    assert len(curve.heights) == MOST
    assert np.isfinite(curve.heights).all()
    assert np.isfinite(curve.value(columns([0.5, 7.0]))).all()


FLAT = drawn((0.0, 10.0), np.zeros(MOST))


def test_a_curve_follows_a_stroke_and_stays_elsewhere():
    stroke = [(x, np.sin(x)) for x in np.linspace(3.0, 7.0, 60)]
    curve = redrawn(FLAT, stroke)
    between = np.linspace(3.2, 6.8, 50)
    np.testing.assert_allclose(curve.value(columns(between)), np.sin(between), atol=0.03)
    assert np.array(curve.heights)[[0, 5, -5, -1]].tolist() == [0.0, 0.0, 0.0, 0.0]
    assert redrawn(FLAT, stroke[::-1]).heights == pytest.approx(curve.heights)


def test_there_is_no_step_beside_a_stroke():
    curve = redrawn(FLAT, [(4.0, 1.0), (6.0, 1.0)])
    assert curve.value(columns([5.0]))[0] == pytest.approx(1.0, abs=0.01)
    assert np.abs(np.diff(curve.heights)).max() < 0.35


def test_where_a_stroke_comes_back_the_last_time_counts():
    curve = redrawn(FLAT, [(2.0, 1.0), (8.0, 1.0), (8.0, 3.0), (2.0, 3.0)])
    assert curve.value(columns([5.0]))[0] == pytest.approx(3.0)


def test_a_stroke_of_one_point_pulls_the_curve_there():
    curve = redrawn(FLAT, [(5.0, 2.0)])
    assert curve.value(columns([5.0]))[0] == pytest.approx(2.0)
    assert np.count_nonzero(curve.heights) < 12


@pytest.mark.parametrize("stroke", [[], [(11.0, 1.0)], [(np.nan, 1.0)], [(20.0, 1.0), (30.0, 2.0)]])
def test_a_stroke_beside_the_curve_changes_nothing(stroke):
    assert redrawn(FLAT, stroke) == FLAT


def test_a_stroke_that_leaves_is_followed_to_the_end():
    curve = redrawn(FLAT, [(8.0, 1.0), (14.0, 1.0)])
    assert curve.heights[-1] == 1.0
    assert redrawn(FLAT, [(5.0, 1e300), (6.0, -np.inf)]).heights[32] == 1e100


@pytest.mark.parametrize(
    ("span", "heights", "reason"),
    [
        ((0.0, 1.0), [1.0, 2.0, 3.0], "from 4 to 65"),
        ((0.0, 1.0), [0.0] * 66, "from 4 to 65"),
        ((0.0, 1.0), [0.0, 1.0, np.nan, 2.0], "must lie between"),
        ((1.0, 0.0), [0.0] * 5, "lower"),
        ((0.0, np.inf), [0.0] * 5, "finite"),
    ],
)
def test_what_is_no_curve_is_refused(span, heights, reason):
    with pytest.raises(SettingError, match=reason):
        drawn(span, heights)


def test_it_is_no_formula():
    assert unmovable(FLAT).endswith("cannot be moved.")
    assert "draw on it" in unsculptable(FLAT)
    wide = FLAT.with_box(((-5.0, 20.0),))
    assert wide.value(columns([3.0])) == FLAT.value(columns([3.0])), "the curve stays where it is"
    assert sampled(wide).span == (-5.0, 20.0)
