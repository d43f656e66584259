"""Squares: found in a formula, and stepped by as Gauss did."""

import numpy as np
import pytest

from explorer.core import kernels
from explorer.core.batch import ENDS
from explorer.core.descent import check_run, descend, descend_interpreted
from explorer.core.ends import ends
from explorer.core.formula import parse
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.moved_landscape import moved
from explorer.core.moves import Moves
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.randomness import starts_in
from explorer.core.run import Run, Stop

GAUSS, LEVENBERG = OPTIMIZERS["gauss-newton"], OPTIMIZERS["levenberg-marquardt"]
ROSENBROCK = LANDSCAPES["rosenbrock"]
# Sums of squares, with the residuals that a reader sees in them.
SUMS = {
    "(1 - x)^2 + 100*(y - x^2)^2": [lambda x, y: 1 - x, lambda x, y: 10 * (y - x**2)],
    "x*x + 3*y^4/2 - 7": [lambda x, y: x, lambda x, y: np.sqrt(1.5) * y**2],
    "0.5*((x - y)^2 + (exp(x)*sin(y))^2)": [
        lambda x, y: np.sqrt(0.5) * (x - y),
        lambda x, y: np.sqrt(0.5) * np.exp(x) * np.sin(y),
    ],
    "x^2*(y - 1)^2 + 2*abs(y)^2": [lambda x, y: x * (y - 1), lambda x, y: np.sqrt(2.0) * abs(y)],
    "((x - 1)^2 + y^2)/4 + 2*5": [lambda x, y: (x - 1) / 2, lambda x, y: y / 2],
}


def jacobian(residuals, point, reach=1e-6):
    """Return the slopes of residuals at a point (2,), by differences."""
    rows = []
    for one in residuals:
        steps = reach * np.eye(2)
        rows.append([(one(*(point + s)) - one(*(point - s))) / (2 * reach) for s in steps])
    return np.array(rows)


@pytest.mark.parametrize("formula", SUMS)
def test_the_curvature_is_that_of_roots_that_are_lines(formula):
    land = typed(formula, box=((-2, 2), (-2, 2)))
    found = kernels.interpreted(land, "residuals")
    for point in starts_in(land.box, 5, 0, 8):
        matrix, value, slope = np.empty((2, 2, 1)), np.empty(1), np.empty((2, 1))
        found.curvature(point[:, None].copy(), land.constant_values, matrix)
        found.slope(point[:, None].copy(), land.constant_values, value, slope)
        slopes = jacobian(SUMS[formula], point)
        np.testing.assert_allclose(matrix[:, :, 0], 2 * slopes.T @ slopes, rtol=1e-6, atol=1e-6)
        assert value[0] == pytest.approx(land.value(point[None])[0])
        assert slope[:, 0] == pytest.approx(land.gradient(point[None])[0])


@pytest.mark.parametrize(
    "formula",
    ["x^2 - y^2", "x^3", "sin(x)^2 + cos(y)", "exp(x)", "-(x^2)", "x^2*y", "5", "x^2 + noise(x)"],
)
def test_what_is_no_sum_of_squares_is_refused_in_a_sentence(formula):
    land = typed(formula, box=((-2, 2), (-2, 2)))
    assert land.as_squares is None
    with pytest.raises(SettingError, match=r"^Gauss–Newton needs .* sum of squares.*\.$"):
        check_run(Run(land, GAUSS(), (0.5, 0.5)))


def test_a_net_and_a_machine_are_refused():
    net = TinyNet()
    for land in (net, LANDSCAPES["robot-simulator"]):
        with pytest.raises(SettingError, match="sum of squares"):
            check_run(Run(land, LEVENBERG(), land.suggested_start))


def test_a_weight_must_not_be_below_zero():
    assert ROSENBROCK.as_squares is not None
    b = next(c for c in ROSENBROCK.constants if c.name == "b")
    assert b.low >= 0.0
    held = typed("x^2 + y^2")
    assert held.parsed.as_squares(np.empty(0)) is not None
    weighted = parse("a*x^2 + y^2", ("a",))
    assert weighted.as_squares(np.array([2.0])) is not None
    assert weighted.as_squares(np.array([-2.0])) is None


def test_rosenbrocks_valley_takes_two_steps():
    (trace,) = descend([Run(ROSENBROCK, GAUSS(), (-1.2, 1.0))])
    assert trace.steps == 2
    assert trace.points[-1] == pytest.approx([1.0, 1.0])
    assert trace.evaluations == {"value": 3, "gradient": 3, "hessian": 2}


@pytest.mark.parametrize("key", ["rosenbrock", "himmelblau", "net-tanh", "jennrich-sampson"])
def test_levenberg_and_marquardt_find_a_minimum_without_a_step_up(key):
    land = LANDSCAPES[key]
    starts = (
        [land.suggested_start] if key == "rosenbrock" else starts_in(land.box, 1, 0, 8).tolist()
    )
    traces = descend([Run(land, LEVENBERG(longest=1.0), tuple(s), 200) for s in starts])
    found = [t for t in traces if t.verdict.kind == "minimum"]
    assert len(found) >= 0.7 * len(traces)
    for trace in traces:
        assert (np.diff(trace.values) <= 0.0).all()
    if key == "rosenbrock":
        assert traces[0].steps < 25


def test_a_fit_is_the_mean_of_the_squares_of_its_examples():
    land = LANDSCAPES["net-tanh"]
    (trace,) = descend([Run(land, GAUSS(), (1.5, 1.2), 30)])
    assert trace.stop is Stop.FLAT
    assert trace.values[-1] == pytest.approx(0.0, abs=1e-20)


def test_a_moved_land_keeps_its_squares():
    there = moved(ROSENBROCK, Moves(turn=30.0))
    (trace,) = descend([Run(there, GAUSS(), (-1.2, 1.0), 30)])
    assert there.as_squares is not None
    assert trace.steps <= 3
    assert trace.values[-1] == pytest.approx(0.0, abs=1e-20)


@pytest.mark.parametrize("kind", [GAUSS, LEVENBERG])
def test_lanes_traces_and_plain_python_agree(kind):
    land, optimizer = LANDSCAPES["himmelblau"], kind(longest=2.0)
    starts = starts_in(land.box, 3, 0, 12)
    runs = [Run(land, optimizer, tuple(start), 40) for start in starts.tolist()]
    found = ends(land, optimizer, starts, 40, width=5)
    for i, (trace, plain) in enumerate(zip(descend(runs), descend_interpreted(runs), strict=True)):
        assert np.array_equal(trace.points[-1], found.points[i])
        assert trace.stop is ENDS[found.stops[i]]
        assert plain.stop is trace.stop
        np.testing.assert_allclose(plain.points, trace.points, rtol=1e-9, atol=1e-9)


CHANGES = {  # of the land, and of its points: matrix and offset
    "shift": ("x - 7", "y + 3", np.eye(2), (7.0, -3.0), 1.0),
    "turn": ("0.8*x + 0.6*y", "0.8*y - 0.6*x", np.array([[0.8, -0.6], [0.6, 0.8]]), (0, 0), 1.0),
    "mirror": ("y", "x", np.eye(2)[::-1], (0.0, 0.0), 1.0),
    "stretch": ("x/4", "2*y", np.diag([4.0, 0.5]), (0.0, 0.0), 1.0),
    "height": ("x", "y", np.eye(2), (0.0, 0.0), 1e-3),
}


@pytest.mark.parametrize("kind", [GAUSS, LEVENBERG])
def test_paths_change_with_the_land_as_they_say(kind):
    text, start = "(X*Y - 0.3 + X^2)^2 + 2*(Y + 0.4*X*X - 1)^2 + (X - Y)^2", np.array([2.0, -1.0])
    (plain,) = descend([Run(typed(text.replace("X", "x").replace("Y", "y")), kind(), (2.0, -1.0))])
    unminded = set()
    for change, (x, y, matrix, offset, height) in CHANGES.items():
        there = typed(f"{height}*({text.replace('X', f'({x})').replace('Y', f'({y})')})")
        (trace,) = descend([Run(there, kind(), tuple(matrix @ start + offset), 8, tolerance=0.0)])
        wanted = plain.points[:8] @ matrix.T + offset
        if np.abs(trace.points[: len(wanted)] - wanted).max() < 1e-6:
            unminded.add(change)
    assert unminded == set(kind.unminded)
