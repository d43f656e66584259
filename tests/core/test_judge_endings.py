"""How a run that is not at rest is judged: to and fro, passing by, flown away, out of the box."""

import numpy as np

from explorer.core.judge import judge
from explorer.core.landscapes import LANDSCAPES, landscape
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run, Stop
from tests.core.judging import judged


def test_to_and_fro_is_a_cycle_and_names_the_minimum() -> None:
    path = [(0.3,) if k % 2 else (-0.3,) for k in range(40)]
    verdict = judged(LANDSCAPES["kink"], path, Stop.BUDGET)
    assert (verdict.kind, verdict.period) == ("cycle", 2)
    assert "between -0.3 and 0.3, across 15.00% of the box" in verdict.evidence
    assert ", around the known minimum 0;" in verdict.evidence


def test_a_bounce_too_small_to_see_is_a_minimum() -> None:
    path = [(1e-4,) if k % 2 else (-1e-4,) for k in range(40)]
    for hill in (LANDSCAPES["kink"], landscape("abs(x)", ((-2.0, 2.0),))):
        verdict = judged(hill, path, Stop.BUDGET)
        assert verdict.kind == "minimum"


def test_a_shrinking_bounce_is_not_oscillating() -> None:
    path = [((-0.9) ** k,) for k in range(30)]
    assert judged(landscape("x^2"), path, Stop.BUDGET).kind == "budget"
    path = [((-0.9) ** k,) for k in range(90)]
    assert judged(landscape("x^2"), path, Stop.BUDGET).kind == "minimum"


def test_passing_through_a_minimum_at_speed_is_no_rest() -> None:
    path = [(-4.0 + 0.4 * k,) for k in range(11)]
    path[-1] = (2e-4,)
    assert judged(landscape("x^2"), path, Stop.BUDGET).kind == "budget"


def test_a_leap_onto_the_minimum_is_a_minimum() -> None:
    assert judged(landscape("x^2"), [(3.0,), (0.0,)], Stop.BUDGET).kind == "minimum"


def test_stops_of_the_engine_are_believed() -> None:
    hill = LANDSCAPES["himmelblau"]
    assert judged(hill, [(1.0, 1.0), (9.0, 9.0)], Stop.LEFT_BOX).words == "left the box"
    assert judged(hill, [(1.0, 1.0), (1e30, 1e30)], Stop.DIVERGED).words == "diverged"
    assert judged(landscape("log(x)"), [(1.0,), (0.1,)], Stop.UNDEFINED).words == "undefined"
    assert judged(hill, [(1.0, 1.0), (0.5, 0.5)], Stop.FINISHED).words == "stopped"


def test_outside_the_box_is_left_the_box_unless_at_rest() -> None:
    hill = landscape("(x - 8)^2")
    assert judged(hill, [(0.0,), (6.0,)], Stop.BUDGET).kind == "left-box"
    verdict = judged(hill, [(0.0,), (8.0,)], Stop.FLAT)
    assert verdict.kind == "minimum"
    assert verdict.is_global is None
    assert "outside the box" not in judged(hill.with_box([(0, 9)]), [(8.0,)], Stop.FLAT).evidence


def test_a_value_that_is_no_number_is_diverged() -> None:
    with np.errstate(all="ignore"):
        verdict = judged(landscape("x^4"), [(1.0,), (float("inf"),)], Stop.BUDGET)
    assert verdict.kind == "diverged"


def test_the_edge_that_holds_a_run_is_no_minimum() -> None:
    hill = landscape("x + y^2", ((-2.0, 2.0), (-2.0, 2.0)))
    held = np.array([(-1.0, 0.0), (-2.0, 0.0), (-2.0, 0.0)])
    run = Run(hill, OPTIMIZERS["gradient-descent"](), (-1.0, 0.0), boundary="clamp")
    verdict = judge(run, held, hill.value(held), hill.gradient(held), Stop.BUDGET)
    assert (verdict.kind, verdict.words) == ("budget", "at the edge")
    assert "x = -2," in verdict.evidence


def test_swings_that_shrink_say_how_fast() -> None:
    path = [(0.999**k * (-1) ** k + 1e-9 * (k % 3),) for k in range(301)]
    verdict = judged(landscape("x^2"), path, Stop.BUDGET)
    assert verdict.words == "still going"
