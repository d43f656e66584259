"""The search for critical points finds what is known, and nothing that is not there."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES, landscape
from explorer.core.minima import critical_points, known_critical_points

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "functions.json").read_text())
CURVES = {"ring", "two-weights", "net-product", "net-dead-relu"}  # their minima are curves

every_landscape = pytest.mark.parametrize("hill", LANDSCAPES.values(), ids=LANDSCAPES.keys())


def kinds(text: str, box: tuple[tuple[float, float], ...] | None = None) -> dict[str, int]:
    found = [c.kind for c in critical_points(landscape(text, box))]
    return {kind: found.count(kind) for kind in sorted(set(found))}


@every_landscape
def test_finds_the_listed_minima_and_no_other(hill: Landscape) -> None:
    found = [c for c in critical_points(hill) if c.kind == "minimum"]
    points = np.array([c.point for c in found]).reshape(-1, hill.dim)
    if hill.reach:  # slopes are measured: so far around it, no minimum is listed, but it is low
        for axis, far in enumerate(hill.reach):
            for step in (far, -far):
                beside = points + step * np.eye(hill.dim)[axis]
                assert (hill.value(beside) > hill.value(points)).all()
        assert len(points) > 0
        return
    listed = np.array(hill.minima).reshape(-1, hill.dim)
    assert len(points) == len(listed)
    for minimum in listed:
        assert np.abs(points - minimum).max(axis=1).min() < 1e-7
    assert [c.value for c in found] == sorted(c.value for c in found)


@every_landscape
def test_smooth_critical_points_have_no_slope_and_the_curvatures_they_say(hill: Landscape) -> None:
    width = np.array([high - low for low, high in hill.box])
    usual = float(np.median(np.abs(hill.value(np.random.default_rng(0).random((99, hill.dim))))))
    for point in critical_points(hill):
        assert hill.contains(point.point)
        assert list(point.curvatures) == sorted(point.curvatures) or np.isnan(point.curvatures[0])
        at = np.array([point.point])
        if "kink" in hill.tags and point.kind == "minimum":
            continue
        assert np.abs(hill.gradient(at)[0] * width).max() < 1e-7 * max(1.0, usual)
        if point.kind == "saddle" and hill.key != "monkey-saddle":
            assert point.curvatures[0] < 0 < point.curvatures[-1]


@pytest.mark.parametrize(
    "row", [r for r in REFERENCE if r["count_stable"]], ids=lambda row: str(row["landscape"])
)
def test_counts_as_many_as_the_reference(row: dict[str, Any]) -> None:
    hill = LANDSCAPES[str(row["landscape"])]
    found = [c for c in critical_points(hill.with_box(row["count_domain"])) if c.kind == "minimum"]
    assert len(found) == row["n_local_minima"]


def test_tells_all_kinds_apart() -> None:
    assert kinds("himmelblau") == {"maximum": 1, "minimum": 4, "saddle": 4}
    assert kinds("rastrigin") == {"maximum": 100, "minimum": 121, "saddle": 220}
    assert kinds("saddle") == {"saddle": 1}
    assert kinds("monkey-saddle") == {"minimum": 3, "saddle": 1}
    assert kinds("peaks") == {"maximum": 3, "minimum": 3, "saddle": 3}


def test_a_curve_of_minima_is_no_minimum() -> None:
    for key in CURVES:
        assert "minimum" not in kinds(key)
        assert kinds(key)["degenerate"] > 4


def test_an_inflection_is_no_minimum() -> None:
    assert kinds("x^3") == {"degenerate": 1}
    assert kinds("x^3 + y^2") == {"saddle": 1}


@pytest.mark.parametrize("text", ["x^4", "x^6", "x^4 + y^4", "x^2 + y^6", "(x^2 + y^2)^2"])
def test_a_flat_bottom_is_a_minimum(text: str) -> None:
    (found,) = critical_points(landscape(text))
    assert found.kind == "minimum"
    assert np.abs(found.point).max() < 1e-3


@pytest.mark.parametrize(
    ("text", "minimum"),
    [
        ("abs(x - 1)", (1.0,)),
        ("sqrt(abs(x + 2))", (-2.0,)),
        ("max(abs(x + 2*y - 7), abs(2*x + y - 5))", (1.0, 3.0)),
        ("x^2 + 100*abs(y)", (0.0, 0.0)),
        ("hypot(x - 1, y + 1)", (1.0, -1.0)),
        ("1000*abs(y - x^2) + (1 - x)^2", (1.0, 1.0)),
    ],
)
def test_a_kink_can_be_a_minimum(text: str, minimum: tuple[float, ...]) -> None:
    minima = [c.point for c in critical_points(landscape(text)) if c.kind == "minimum"]
    assert len(minima) == 1
    assert minima[0] == pytest.approx(minimum, abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "exp(x)",
        "3 + 0*x",
        "log(x)",
        "sqrt(x)",
        "sqrt(-1 - x^2)",
        "floor(x)",
        "floor(abs(x)) + floor(abs(y))",
        "tan(x)",
        "1/x",
        "relu(x)",
        "x^y",
        "100*abs(y - 0.01*x^2) - x",
    ],
)
def test_slopes_steps_poles_and_edges_are_no_minima(text: str) -> None:
    assert "minimum" not in kinds(text)


def test_the_edge_of_the_box_is_no_minimum() -> None:
    assert kinds("x^2", ((0.0, 1.0),)) == {}
    assert kinds("x^2", ((1.0, 2.0),)) == {}


def test_is_remembered() -> None:
    hill = landscape("x^2 + cos(3*x) + 0.123*x")
    assert known_critical_points(hill) is None
    found = critical_points(hill)
    assert known_critical_points(hill) is found
    assert critical_points(hill) is found


def test_a_cancelled_search_is_not_remembered() -> None:
    hill = landscape("x^2 + cos(4*x) + 0.123*x")
    assert critical_points(hill, lambda: True) == ()
    assert known_critical_points(hill) is None
    assert critical_points(hill)


def test_the_bottom_of_a_crease_is_no_saddle_though_its_curvatures_look_so() -> None:
    (found,) = critical_points(landscape("max(1 - x^2 + x*y + 2*y, 1 - x^2 + x*y - 2*y) + 4*x^2"))
    assert found.kind == "minimum"
    assert kinds("max((x - 1)^2 - y^2 + 3*y, (x - 1)^2 - y^2 - 3*y)", ((-1, 3), (-1, 1))) == {
        "minimum": 1
    }
