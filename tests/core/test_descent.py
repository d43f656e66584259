"""Descent: traces, how they stop, what they count, and what is refused."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from explorer.core import kernels
from explorer.core.descent import (
    check_run,
    descend,
    descend_interpreted,
    engine_ready,
    warm_up,
)
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError, params
from explorer.core.run import Run, Stop
from explorer.core.suggestion import suggested

# Those that take squares are tried on squares, in test_squares.py.
KINDS = {key: kind for key, kind in OPTIMIZERS.items() if kind.derivatives != "residuals"}
FAMILY = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
GRADIENT_DESCENT = OPTIMIZERS["gradient-descent"]
HIMMELBLAU = LANDSCAPES["himmelblau"]
START = (0.25, -0.5)


def equal(one, other):
    arrays = ("points", "values", "gradients", "costs")
    same = all(np.array_equal(getattr(one, a), getattr(other, a), equal_nan=True) for a in arrays)
    return same and one.stop is other.stop and one.verdict == other.verdict


@FAMILY
def test_equal_runs_have_equal_traces_alone_or_together(kind):
    runs = [Run(HIMMELBLAU, suggested(kind, HIMMELBLAU), (0.1 * i, -0.5), seed=i) for i in range(7)]
    together = descend(runs)
    for run, trace in zip(runs, together, strict=True):
        assert equal(trace, descend([run])[0])


@FAMILY
@pytest.mark.parametrize("key", ["himmelblau", "rosenbrock", "rastrigin", "valley"])
def test_plain_python_walks_the_same_way(kind, key):
    landscape = LANDSCAPES[key]
    run = Run(landscape, suggested(kind, landscape), landscape.suggested_start, steps=30)
    (compiled,), (plain,) = descend([run]), descend_interpreted([run])
    assert plain.stop is compiled.stop
    assert np.array_equal(plain.costs, compiled.costs)
    np.testing.assert_allclose(plain.points, compiled.points, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(plain.values, compiled.values, rtol=1e-10, atol=1e-10)


@FAMILY
def test_values_and_gradients_belong_to_the_points(kind):
    (trace,) = descend([Run(HIMMELBLAU, suggested(kind, HIMMELBLAU), START)])
    assert np.array_equal(trace.points[0], START)
    np.testing.assert_allclose(trace.values, HIMMELBLAU.value(trace.points), atol=1e-9)
    np.testing.assert_allclose(trace.gradients, HIMMELBLAU.gradient(trace.points), atol=1e-9)


@FAMILY
def test_what_is_evaluated_is_counted(kind):
    (trace,) = descend([Run(HIMMELBLAU, suggested(kind, HIMMELBLAU), START, steps=3)])
    assert trace.costs.shape == (4, 3)
    assert np.all(np.diff(trace.costs, axis=0) >= 0)
    value, gradient, hessian = trace.costs[-1]
    assert (gradient > 0) == (kind.derivatives != "value")
    assert (hessian > 0) == (kind.derivatives == "hessian")
    if not kind.rule().whole:
        assert trace.evaluations == {"value": 4, "gradient": 4, "hessian": 0}
    assert value >= 4 or gradient + value > 4  # what is drawn alone is not counted


@FAMILY
def test_no_steps_make_a_trace_of_one_point(kind):
    (trace,) = descend([Run(HIMMELBLAU, kind(), START, steps=0)])
    assert trace.steps == 0
    assert trace.stop is Stop.BUDGET
    assert np.array_equal(trace.points, [START])


@FAMILY
def test_traces_cannot_be_written_to(kind):
    (trace,) = descend([Run(HIMMELBLAU, kind(), START, steps=5)])
    with pytest.raises(ValueError, match="read-only"):
        trace.points[0, 0] = 1.0


@FAMILY
@pytest.mark.parametrize("formula", ["sqrt(-1 - x^2 - y^2)", "log(-1 - x^2 - y^2)", "0*x/0 + y"])
def test_a_formula_that_is_nowhere_defined_ends_at_the_start(kind, formula):
    (trace,) = descend([Run(typed(formula), kind(), (1.0, 2.0))])
    assert trace.steps == 0
    assert trace.stop is Stop.UNDEFINED
    assert np.isnan(trace.values[0])


@FAMILY
def test_a_run_ends_where_the_formula_ends(kind):
    landscape = typed("sqrt(x) + 0.1*x", box=((-1.0, 3.0),))
    (trace,) = descend([Run(landscape, suggested(kind, landscape), (0.3,), steps=3000)])
    assert np.all(np.isfinite(trace.points))
    assert np.all(np.isfinite(trace.values[:-1]))
    assert np.isnan(trace.values[-1]) == (trace.stop is Stop.UNDEFINED)


# Their rate is but a bound, or a share of a step that they find or that soon shrinks.
BOUNDED = {"adadelta", "adafactor", "prodigy", "d-adaptation", "polyak-step", "momo", "l-bfgs"}


@FAMILY
def test_a_huge_learning_rate_flies_away_and_is_no_error(kind):
    has_rate = "learning_rate" in params(kind)
    name, declared = next(iter(params(kind).items()))
    huge = {name: declared.high}
    (trace,) = descend([Run(HIMMELBLAU, kind(**huge), START)])
    assert np.all(np.isfinite(trace.points))
    if has_rate and kind.key not in BOUNDED:
        assert trace.stop is Stop.DIVERGED
        assert trace.verdict.kind == "diverged"


@FAMILY
def test_a_learning_rate_of_zero_stands_still(kind):
    if "learning_rate" not in params(kind):
        return
    (trace,) = descend([Run(HIMMELBLAU, kind(learning_rate=0.0), START, steps=40)])
    assert trace.stop in (Stop.BUDGET, Stop.FINISHED)
    assert np.array_equal(trace.points, [START] * len(trace.points))


SLOPED = [k for k in KINDS.values() if k.derivatives != "value" and not k.goes_on]


@pytest.mark.parametrize("kind", SLOPED, ids=lambda kind: kind.key)
def test_a_run_stops_where_the_gradient_is_smaller_than_the_tolerance(kind):
    bowl = typed("x^2 + y^2")
    stops = []
    for tolerance in (1e-3, 1e-8):
        run = Run(bowl, replace(suggested(kind, bowl)), (1.0, -1.0), 2000, tolerance=tolerance)
        (trace,) = descend([run])
        norms = np.linalg.norm(trace.gradients, axis=1)
        assert np.all(norms[:-1] >= tolerance)
        assert (norms[-1] < tolerance) == (trace.stop is Stop.FLAT)
        stops.append(trace.steps)
    assert stops[0] <= stops[1]


def test_a_tolerance_of_zero_never_stops_early():
    run = Run(typed("x^2 + y^2"), GRADIENT_DESCENT(learning_rate=0.5), (1.0, 1.0), tolerance=0)
    (trace,) = descend([run])
    assert trace.stop is Stop.BUDGET
    assert trace.steps == 300


@FAMILY
@pytest.mark.parametrize("boundary", ["clamp", "reflect", "stop"])
def test_boundaries_are_kept(kind, boundary):
    slope = typed("x + 2*y")
    optimizer = suggested(kind, slope)
    (trace,) = descend([Run(slope, optimizer, (1.0, -3.0), 400, boundary=boundary)])
    low, high = np.array(slope.box).T
    inside = np.all((trace.points >= low) & (trace.points <= high), axis=1)
    if boundary == "stop":
        assert np.all(inside[:-1])
        assert trace.stop in (Stop.LEFT_BOX, Stop.BUDGET)
        assert inside[-1] == (trace.stop is Stop.BUDGET)
    else:
        assert np.all(inside)


def test_a_start_outside_the_box_runs_unless_the_boundary_stops_it():
    run = Run(HIMMELBLAU, GRADIENT_DESCENT(learning_rate=1e-3), (7.0, 7.0))
    assert descend([run])[0].steps > 0
    clamped = descend([replace(run, boundary="clamp")])[0]
    assert np.array_equal(clamped.points[0], (7.0, 7.0))
    assert HIMMELBLAU.contains(clamped.points[1])
    stopped = descend([replace(run, boundary="stop")])[0]
    assert (stopped.steps, stopped.stop) == (0, Stop.LEFT_BOX)


def test_noise_comes_from_the_seed_alone():
    run = Run(HIMMELBLAU, OPTIMIZERS["noisy-gradient-descent"](1e-3, 10.0), START, seed=3)
    one, same, other = descend([run, run, replace(run, seed=4)])
    assert equal(one, same)
    assert not np.array_equal(one.points, other.points)
    longer = descend([replace(run, steps=400)])[0]
    assert np.array_equal(longer.points[:301], one.points)


def test_constants_are_the_landscapes():
    rosenbrock = LANDSCAPES["rosenbrock"]
    name = rosenbrock.constants[0].name
    moved = rosenbrock.with_constant(name, 0.5)
    runs = [
        Run(landscape, OPTIMIZERS["newton"](), (-1.0, 1.0)) for landscape in (rosenbrock, moved)
    ]
    ends = [trace.points[-1] for trace in descend(runs)]
    assert not np.allclose(*ends)


def test_threads_that_race_get_equal_traces():
    runs = [Run(HIMMELBLAU, suggested(kind, HIMMELBLAU), START) for kind in OPTIMIZERS.values()]
    alone, found = descend(runs), []
    threads = [threading.Thread(target=lambda: found.append(descend(runs))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    for traces in found:
        assert all(equal(one, other) for one, other in zip(alone, traces, strict=True))


def test_the_engine_is_ready_after_warming_up():
    warm_up()
    runs = [Run(HIMMELBLAU, k(), START) for k in OPTIMIZERS.values() if not k.rule().whole]
    kernels.compiled(HIMMELBLAU)
    assert engine_ready(runs)
    fresh = typed("x^2 + 0.987654321*y^2")
    assert not engine_ready([Run(fresh, GRADIENT_DESCENT(), START)])


GOOD = Run(HIMMELBLAU, GRADIENT_DESCENT(), START)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": (1.0,)}, "needs 2 numbers, not 1"),
        ({"start": (float("nan"), 0.0)}, "finite"),
        ({"start": (0.0, float("inf"))}, "finite"),
        ({"start": (1e300, 0.0)}, "million widths"),
        ({"steps": 10_000_000}, "from 0 to 1,000,000"),
        ({"steps": -1}, "from 0 to 1,000,000"),
        ({"steps": 2.5}, "whole number"),
        ({"steps": True}, "whole number"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**64}, "seed"),
        ({"tolerance": -1e-9}, "tolerance"),
        ({"tolerance": float("nan")}, "tolerance"),
        ({"boundary": "bounce"}, "free, clamp, reflect, stop"),
    ],
)
def test_runs_that_cannot_be_computed_are_refused_with_one_sentence(change, words):
    for refuse in (check_run, lambda run: descend([run]), lambda run: descend_interpreted([run])):
        with pytest.raises(SettingError, match=rf"^The .*{words}.*\.$"):
            refuse(replace(GOOD, **change))


def test_a_run_at_the_limits_is_taken():
    check_run(replace(GOOD, start=(-9e6, 9e6), steps=1_000_000, seed=2**63 - 1, tolerance=0))
