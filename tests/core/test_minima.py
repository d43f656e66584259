"""The search for critical points finds what is known, and nothing that is not there."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES, landscape
from explorer.core.minima import CriticalPoint, critical_points, has_more, known_critical_points

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "functions.json").read_text())
# So many minima that only the lowest are listed; around each found one the ground is looked at.
CROWDS = {
    *("levy-13", "weierstrass-carpet", "shubert", "hansen", "xin-she-yang-2", "langermann"),
    *("trefethen", "whitley", "lunacek", "eggholder"),
}
NEAR = (1e-5, 1e-6, 1e-7)  # of the width
LINES = {"ring", "two-weights", "net-product", "net-dead-relu", "recurrent-neuron"}

every_landscape = pytest.mark.parametrize("hill", LANDSCAPES.values(), ids=LANDSCAPES.keys())
every_function = pytest.mark.parametrize(
    "row", REFERENCE, ids=[str(row["key"]) for row in REFERENCE]
)


@cache
def found(hill: Landscape, kind: str = "") -> tuple[CriticalPoint, ...]:
    if kind:
        return tuple(c for c in found(hill) if c.kind == kind)
    return critical_points(hill)


def places(hill: Landscape, kind: str) -> np.ndarray:
    return np.array([c.point for c in found(hill, kind)]).reshape(-1, hill.dim)


def width(hill: Landscape) -> np.ndarray:
    return np.array([high - low for low, high in hill.box])


def missed(hill: Landscape, kind: str, listed: list[Any]) -> list[Any]:
    """Which of the listed places were not found to a millionth of the width."""
    apart = [np.abs(places(hill, kind) - place) / width(hill) for place in listed]
    return [p for p, far in zip(listed, apart, strict=True) if not (far < 1e-6).all(axis=1).any()]


def kinds(text: str, box: tuple[tuple[float, float], ...] | None = None) -> dict[str, int]:
    told = [c.kind for c in found(landscape(text, box))]
    return {kind: told.count(kind) for kind in sorted(set(told))}


@every_landscape
def test_finds_the_listed_minima_and_no_other(hill: Landscape) -> None:
    assert missed(hill, "minimum", list(hill.minima)) == []
    values = [c.value for c in found(hill, "minimum")]
    assert values == sorted(values)
    if hill.key not in CROWDS and not hill.reach:
        assert len(values) == len(hill.minima)


@every_landscape
def test_around_a_minimum_nothing_is_lower_and_around_a_hilltop_nothing_higher(
    hill: Landscape,
) -> None:
    angles = np.linspace(0.3, 0.3 + 2 * np.pi, 40, endpoint=False)
    ways = np.stack([np.cos(angles), np.sin(angles)], axis=1)[:, : hill.dim]
    for kind, sign in (("minimum", 1.0), ("maximum", -1.0)):
        here = np.array([c.value for c in found(hill, kind)])
        steps = [np.array(hill.reach)] if hill.reach else [s * width(hill) for s in NEAR]
        for step in steps:  # measured slopes tell of a minimum no nearer than they reach
            around = places(hill, kind)[:, None] + step * ways
            heights = hill.calm_value(around.reshape(-1, hill.dim)).reshape(len(here), len(ways))
            rounding = 1e-12 * np.maximum(1.0, np.abs(here))
            assert (sign * (heights - here[:, None]) >= -rounding[:, None]).all()


@every_landscape
def test_a_smooth_critical_point_has_no_slope_and_the_curvatures_that_its_kind_says(
    hill: Landscape,
) -> None:
    usual = np.median(np.abs(hill.value(np.random.default_rng(0).random((99, hill.dim)))))
    points = np.array([c.point for c in found(hill)]).reshape(-1, hill.dim)
    steep = np.abs(hill.gradient(points) * width(hill)).max(axis=1, initial=0.0)
    for point, slope in zip(found(hill), steep.tolist(), strict=True):
        assert hill.contains(point.point)
        assert not (point.is_smooth and point.form == "kink")
        assert point.is_degenerate == (point.form in ("flat", "floor", "ridge", "inflection"))
        assert (point.kind == "degenerate") == (point.form in ("floor", "ridge", "inflection"))
        assert not point.is_smooth or hill.reach or slope < 1e-6 * max(1.0, usual)
        low, high = point.curvatures[0], point.curvatures[-1]
        if point.form == "curved" and abs(low) > 1e-13 * abs(high) > 0.0:  # not mere rounding
            falls, rises = low < 0, high > 0
            assert point.kind == (
                "saddle" if falls and rises else "maximum" if falls else "minimum"
            )


@every_function
def test_finds_what_the_reference_lists_and_as_much(row: dict[str, Any]) -> None:
    box = row["count_domain"] or row["domain"]
    hill = LANDSCAPES[row["landscape"]].with_box(box)
    inside = [m["x"] for m in row["minimisers"] if not m["on_boundary"] and hill.contains(m["x"])]
    listed = [m["x"] for m in row["local_minima"] or []]
    assert missed(hill, "minimum", inside + listed) == []
    values = [m["f"] for m in row["minimisers"] if m["x"] in inside]
    if values:
        scale = max(1.0, float(np.ptp(hill.value(np.random.default_rng(0).random((99, hill.dim))))))
        assert found(hill, "minimum")[0].value == pytest.approx(min(values), abs=1e-9 * scale)
    if row["count_stable"]:
        assert len(found(hill, "minimum")) == row["n_local_minima"]
    for kind, name in (("saddle", "saddles"), ("maximum", "maxima")):
        known = [m["x"] for m in row[name] or []]
        assert missed(hill, kind, known) == []
        if known:
            assert len(found(hill, kind)) == len(known)


def test_tells_all_kinds_apart() -> None:
    assert kinds("himmelblau") == {"maximum": 1, "minimum": 4, "saddle": 4}
    assert kinds("rastrigin") == {"maximum": 100, "minimum": 121, "saddle": 220}
    assert kinds("shubert") == {"maximum": 722, "minimum": 722, "saddle": 1444}
    assert kinds("trefethen") == {"maximum": 667, "minimum": 693, "saddle": 1360}
    assert kinds("saddle") == {"saddle": 1}
    assert kinds("monkey-saddle") == {"minimum": 3, "saddle": 1}


@pytest.mark.parametrize("key", sorted(LINES))
def test_a_line_of_minima_is_no_minimum(key: str) -> None:
    assert "minimum" not in kinds(key)
    floors = [c for c in found(LANDSCAPES[key]) if c.form == "floor"]
    assert 4 < len(floors) <= 24
    assert {c.words for c in floors} == {"one of a whole line of lowest points"}


def test_is_remembered() -> None:
    hill = landscape("x^2 + cos(3*x) + 0.123*x")
    assert known_critical_points(hill) is None
    found = critical_points(hill)
    assert known_critical_points(hill) is found
    assert critical_points(hill) is found
    assert not has_more(hill)


def test_a_cancelled_search_is_not_remembered() -> None:
    hill = landscape("sin(3*x)*cos(2*y) + abs(x - y)")
    for looks in (0, 3, 20, 100):  # it is cancelled after so many
        left = iter(range(looks))
        assert critical_points(hill, lambda left=left: next(left, None) is None) == ()
        assert known_critical_points(hill) is None
    assert critical_points(hill)


def test_says_when_there_are_more_than_it_found() -> None:
    hill = landscape("sin(30000*x)")
    assert not has_more(hill)  # nobody has looked
    assert len(critical_points(hill)) > 1000
    assert has_more(hill)
