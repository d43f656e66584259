"""How a run ended is told honestly: above all, a saddle is never called a minimum."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.array import Array
from explorer.core.descent import descend, descend_interpreted
from explorer.core.judge import judge
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES, landscape
from explorer.core.minima import critical_points
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run, Stop
from explorer.core.verdict import Verdict
from tests.core.judging import judged

WORDS = {
    "minimum": {"global minimum", "local minimum", "minimum"},
    "saddle": {"saddle"},
    "maximum": {"hilltop"},
    "plateau": {"plateau"},
    "cycle": {f"cycle of {period}" for period in range(2, 65)},
    "chaos": {"chaotic"},
    "oscillating": {"oscillating", "wandering"},
    "diverged": {"diverged", "undefined"},
    "left-box": {"left the box"},
    "budget": {"still going", "stopped", "at the edge"},
}
# Minima in curves, none of them listed; for the nets, what x y is there.
PRODUCTS = {"two-weights": 1.0, "net-product": 1.5, "net-dead-relu": 1.5}
UNFIT = {"ring", *PRODUCTS}

every_landscape = pytest.mark.parametrize("hill", LANDSCAPES.values(), ids=LANDSCAPES.keys())


def fallen(hill: Landscape, start: Sequence[float], rate: float, steps: int = 200) -> Verdict:
    """Judge gradient descent, run here."""
    path = [np.array(start, dtype=np.float64)]
    with np.errstate(all="ignore"):
        for _ in range(steps):
            path.append(path[-1] - rate * hill.gradient(path[-1][None])[0])
    return judged(hill, np.array(path), Stop.BUDGET)


def ways_down(hill: Landscape, point: Sequence[float]) -> int:
    """Count the places near a point that are lower than it, by more than its own bending."""
    ways = np.random.default_rng(2).normal(size=(400, hill.dim))
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    at = np.array(point)
    around = at + 1e-3 * widths(hill) * ways
    here = hill.calm_value(at[None])[0]
    return int((hill.calm_value(around) < here - 1e-12 * (1 + abs(here))).sum())


def widths(hill: Landscape) -> Array:
    return np.array([high - low for low, high in hill.box])


@every_landscape
def test_at_every_listed_minimum_it_is_a_minimum(hill: Landscape) -> None:
    for minimum in hill.minima[:30]:
        verdict = judged(hill, [minimum], Stop.FLAT)
        assert verdict.kind == "minimum"
        if hill.lowest is None:  # noise may lie lower anywhere
            assert verdict.minimum == pytest.approx(minimum, abs=1e-6)
            assert verdict.is_global is None
            continue
        assert verdict.minimum == minimum
        value = hill.value(np.array([minimum]))[0]
        assert verdict.is_global == (value < hill.lowest + 1e-7 * max(1, abs(hill.lowest)))
        assert verdict.words == ("global minimum" if verdict.is_global else "local minimum")


@every_landscape
def test_beside_a_minimum_says_how_far_it_still_is(hill: Landscape) -> None:
    for minimum in hill.minima[:5]:
        path = [minimum + s * widths(hill) for s in (3e-4, 2.5e-4, 2e-4)]
        verdict = judged(hill, path, Stop.BUDGET)
        if verdict.kind == "minimum":
            slack = 1e-3 * widths(hill).max() if hill.lowest is None else 0
            assert verdict.minimum == pytest.approx(minimum, abs=slack)
            assert f"from {'a' if hill.lowest is None else 'the known'} minimum" in verdict.evidence
        else:  # a curvature so small that the model sees the bottom further away
            assert verdict.kind in ("budget", "plateau")


@every_landscape
def test_a_typed_copy_is_judged_by_curvatures_and_values(hill: Landscape) -> None:
    if hill.numbers or hill.key in {"kink", "cusp", "diamond", "ackley"}:
        return
    copy = landscape(hill.formula, hill.box)
    for minimum in hill.minima[:10]:
        verdict = judged(copy, [minimum], Stop.FLAT)
        assert verdict.kind == "minimum"
        assert verdict.is_global is not True
        assert verdict.minimum == pytest.approx(minimum, abs=1e-6)


@every_landscape
def test_at_and_near_every_saddle_and_hilltop_it_is_no_minimum(hill: Landscape) -> None:
    ways = np.random.default_rng(1).normal(size=(8, hill.dim))
    turning = [c for c in critical_points(hill) if c.kind in ("saddle", "maximum")]
    for found in turning[:: 1 + len(turning) // 20]:
        at = np.array(found.point)
        verdict = judged(hill, [at], Stop.FLAT)
        assert verdict.kind == found.kind or not found.is_smooth
        assert verdict.is_global is None
        assert verdict.minimum is None
        for share in (1e-9, 1e-6, 1e-4):
            for way in ways / np.linalg.norm(ways, axis=1, keepdims=True):
                near = judged(hill, [at + share * widths(hill) * way], Stop.BUDGET)
                assert near.kind != "minimum", (found, share)


@every_landscape
def test_sliding_down_onto_a_saddle_is_no_minimum(hill: Landscape) -> None:
    saddles = [c for c in critical_points(hill) if c.kind == "saddle"]
    for found in saddles[:12]:
        at = np.array(found.point)
        curvatures, axes = np.linalg.eigh(hill.hessian(at[None])[0])
        rate = 0.4 / max(np.abs(curvatures).max(), 1e-3)
        stable = axes[:, -1]
        for share in (0.02, -0.05):
            verdict = fallen(hill, at + share * widths(hill).min() * stable, rate)
            if verdict.kind == "minimum":  # it slid off the ridge and down to a real one
                apart = np.abs(np.array(verdict.point) - at) / widths(hill)
                assert apart.max() > 3e-3


@every_landscape
def test_every_real_run_has_a_kind_its_words_and_evidence(hill: Landscape) -> None:
    kinds = ["gradient-descent", "adam", "newton"]
    runs = [Run(hill, OPTIMIZERS[key](), hill.suggested_start, steps=60) for key in kinds]
    for trace in descend_interpreted(runs):
        verdict = trace.verdict
        assert verdict.words in WORDS[verdict.kind]
        assert verdict.evidence.endswith(".")
        assert "nan" not in verdict.evidence
        assert verdict.point == tuple(trace.points[-1])
        if verdict.minimum is not None and verdict.minimum not in hill.minima and not hill.reach:
            assert not ways_down(hill, verdict.minimum)
        if verdict.is_global:
            assert hill.lowest is not None
            reach = 1e-3 * (hill.value(np.array([hill.suggested_start]))[0] - hill.lowest)
            assert verdict.value <= hill.lowest + max(reach, 0.05)


def test_a_compiled_run_is_judged_like_an_interpreted_one() -> None:
    runs = [Run(LANDSCAPES["himmelblau"], OPTIMIZERS["momentum"](), (-0.3, -0.9))]
    compiled, plain = descend(runs)[0].verdict, descend_interpreted(runs)[0].verdict
    assert compiled.words == plain.words == "global minimum"
    assert compiled.minimum == plain.minimum


@settings(max_examples=40, deadline=None)
@given(
    a=st.floats(0.1, 5),
    b=st.floats(0.1, 5),
    turn=st.floats(0, 3.14),
    x=st.floats(-2, 2),
    y=st.floats(-2, 2),
)
def test_no_turned_and_moved_saddle_is_a_minimum(
    a: float, b: float, turn: float, x: float, y: float
) -> None:
    c, s = np.cos(turn), np.sin(turn)
    along = f"({c:.17f}*(x - {x:.17f}) + {s:.17f}*(y - {y:.17f}))".replace("- -", "+ ")
    across = f"({-s:.17f}*(x - {x:.17f}) + {c:.17f}*(y - {y:.17f}))".replace("- -", "+ ")
    hill = landscape(f"{a:.17f}*{along}^2 - {b:.17f}*{across}^2")
    assert judged(hill, [(x, y)], Stop.FLAT).kind == "saddle"


@pytest.mark.parametrize("text", ["x^3 - 3*x*y^2", "x^2 - y^4", "x^4 - y^4", "x^3 + y^3"])
def test_a_degenerate_saddle_is_no_minimum(text: str) -> None:
    for share in (0.0, 1e-5, -1e-5, 1e-4, -1e-4):
        for point in ((share, 0.0), (0.0, share), (share, share)):
            assert judged(landscape(text), [point], Stop.FLAT).kind != "minimum"
    assert judged(landscape(text), [(0.0, 0.0)], Stop.FLAT).kind in ("saddle", "plateau")


@pytest.mark.parametrize("start", [-1e-3, -1e-5, 0.0, 1e-5, 1e-3])
def test_an_inflection_is_a_plateau(start: float) -> None:
    assert judged(landscape("-x^3"), [(start,)], Stop.FLAT).kind == "plateau"


@pytest.mark.parametrize("text", ["x^4", "x^4 + y^4", "x^2 + y^4", "(x - 1)^6", "cosh(x) - x^2/2"])
def test_a_flat_bottom_is_a_minimum(text: str) -> None:
    hill = landscape(text)
    bottom = (1.0,) if "- 1" in text else (0.0,) * hill.dim
    verdict = judged(hill, [bottom], Stop.FLAT)
    assert verdict.kind == "minimum"
    assert verdict.is_global is None


@pytest.mark.parametrize("key", sorted(UNFIT))
def test_any_point_of_a_curve_of_minima_is_global(key: str) -> None:
    hill = LANDSCAPES[key]
    for angle in np.linspace(0.3, 1.1, 5):
        x = float(np.cos(angle))
        y = float(np.sin(angle)) if key == "ring" else PRODUCTS[key] / x
        for off in (0.0, 1e-6, -1e-6, 1e-4, -1e-4):
            verdict = judged(hill, [((1 + off) * x, (1 + off) * y)], Stop.BUDGET)
            assert verdict.words == "global minimum"


def test_level_ground_is_a_plateau() -> None:
    assert judged(landscape("where(x < 0, 0, x)"), [(-2.0,)], Stop.FLAT).kind == "plateau"
    assert judged(LANDSCAPES["plateau"], [(-5.0, 4.0)], Stop.FLAT).kind == "plateau"
    assert judged(landscape("0*x + 1"), [(1.0,)], Stop.FLAT).kind == "plateau"


def test_flat_ground_at_the_foot_of_a_slope_has_no_bottom() -> None:
    dead = LANDSCAPES["net-dead-relu"]
    for point in ((-0.02, -1.6), (-0.02, 1.6), (-1e-4, 1.0), (-2.0, 0.0)):
        verdict = judged(dead, [point], Stop.FLAT)
        assert verdict.kind == "plateau"
        assert verdict.value == pytest.approx(3.19221, abs=1e-5)
    assert judged(landscape("relu(x)", ((-5.0, 5.0),)), [(-0.004,)], Stop.FLAT).kind == "plateau"


def test_a_typed_minimum_is_local_once_a_lower_one_is_known() -> None:
    hill = landscape("(x^2 - 1)^2 + 0.31*x", ((-2.0, 2.0),))
    (lower,) = (c.point for c in critical_points(hill)[:1])
    assert judged(hill, [lower], Stop.FLAT).words == "minimum"
    upper = critical_points(hill)[1].point
    verdict = judged(hill, [upper], Stop.FLAT)
    assert verdict.words == "local minimum"
    assert verdict.is_global is False


def test_moving_a_constant_forgets_the_listed_minima() -> None:
    hill = LANDSCAPES["rosenbrock"].with_constant("a", 0.5)
    verdict = judged(hill, [(0.5, 0.25)], Stop.FLAT)
    assert verdict.kind == "minimum"
    assert verdict.is_global is None


def test_still_going_says_how_far_the_bottom_is() -> None:
    verdict = judged(landscape("x^2"), [(1.0,), (0.3,), (0.2,)], Stop.BUDGET)
    assert verdict.words == "still going"
    assert "lowest point 0.2 away" in verdict.evidence


def test_the_given_hessian_is_used() -> None:
    hill = LANDSCAPES["bowl"]
    path = np.zeros((1, 2))
    run = Run(hill, OPTIMIZERS["newton"](), (0.0, 0.0))
    verdict = judge(run, path, np.zeros(1), path, Stop.FLAT, np.diag([7.0, 9.0]))
    assert verdict.curvatures == (7.0, 9.0)
