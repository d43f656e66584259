"""What kind of place it is: kinks, flat bottoms, lines, inflections, and hostile formulas."""

import numpy as np
import pytest

from explorer.core.critical_point import CriticalPoint
from explorer.core.landscapes import landscape
from explorer.core.minima import critical_points

Box = tuple[tuple[float, float], ...]
FAR: Box = ((-1e12, 1e12), (-1e12, 1e12))


def told(text: str, box: Box | None = None) -> dict[str, int]:
    """How many critical points of each sort there are, in words."""
    words = [c.words for c in critical_points(landscape(text, box))]
    return {word: words.count(word) for word in sorted(set(words))}


def minima(text: str, box: Box | None = None) -> tuple[CriticalPoint, ...]:
    return tuple(c for c in critical_points(landscape(text, box)) if c.kind == "minimum")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x^2 + y^2", {"minimum": 1}),
        ("x^4", {"flat minimum": 1}),
        ("x^6", {"flat minimum": 1}),
        ("x^4 + y^4 + 1", {"flat minimum": 1}),
        ("x^2 + y^6", {"flat minimum": 1}),
        ("(x^2 + y^2)^2", {"flat minimum": 1}),
        ("(x - 1)^4 + 1e3", {"flat minimum": 1}),
        ("x^4 - 4*x^3 + 6*x^2 - 4*x + 1", {"flat minimum": 1}),
        ("-x^4 - y^2", {"flat maximum": 1}),
        ("x^3 - 3*x*y^2", {"flat saddle": 1}),
        ("(y - x^2)*(y - 2*x^2)", {"flat saddle": 1}),
        ("x^3", {"inflection": 1}),
        ("x^3 + y^2", {"inflection": 1}),
        ("x^5 - y^2", {"inflection": 1}),
        ("x - sin(x)", {"inflection": 1}),
        ("abs(x) + abs(y)", {"minimum at a kink": 1}),
        ("-abs(x)", {"maximum at a kink": 1}),
        ("abs(x) - abs(y)", {"saddle at a kink": 1}),
        ("abs(abs(x) - 1)", {"minimum at a kink": 2, "maximum at a kink": 1}),
        ("x*exp(-x)", {"minimum": 0, "maximum": 1}),
    ],
)
def test_says_what_kind_it_is(text: str, words: dict[str, int]) -> None:
    assert told(text) == {word: count for word, count in sorted(words.items()) if count}


@pytest.mark.parametrize(
    ("text", "word", "smooth"),
    [
        ("(x^2 + y^2 - 4)^2", "lowest", True),
        ("(1 - x*y)^2", "lowest", True),
        ("-(x - y)^2", "highest", True),
        ("abs(x - y)", "lowest", False),
        ("-abs(x*y)", "highest", False),
    ],
)
def test_a_line_of_lowest_or_highest_points_is_no_minimum_and_no_maximum(
    text: str, word: str, smooth: bool
) -> None:
    on_line = [c for c in critical_points(landscape(text)) if c.kind == "degenerate"]
    assert 3 < len(on_line) <= 24
    assert {c.words for c in on_line} == {f"one of a whole line of {word} points"}
    assert all(c.is_degenerate for c in on_line)
    if smooth:
        assert all(c.is_smooth for c in on_line)
    assert minima(text) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("abs(x - 1)", (1.0,)),
        ("sqrt(abs(x + 2))", (-2.0,)),
        ("abs(x)^0.1 + abs(y)^0.1", (0.0, 0.0)),
        ("cbrt(x)^2 + cbrt(y)^2", (0.0, 0.0)),
        ("max(abs(x + 2*y - 7), abs(2*x + y - 5))", (1.0, 3.0)),
        ("x^2 + 100*abs(y)", (0.0, 0.0)),
        ("hypot(x - 1, y + 1)", (1.0, -1.0)),
        ("1000*abs(y - x^2) + (1 - x)^2", (1.0, 1.0)),
        ("100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 3)", (-3.0, 0.09)),
        ("max(1 - x^2 + x*y + 2*y, 1 - x^2 + x*y - 2*y) + 4*x^2", (0.0, 0.0)),
        ("where(x < 0, 2 - x, x)", (0.0,)),
        ("(x - 2)^2 + (y - 1)^2 + where(x + y > 1, 9, 0)", (1.0, 0.0)),
    ],
)
def test_a_kink_or_the_foot_of_a_wall_can_be_a_minimum(text: str, place: tuple[float, ...]) -> None:
    at_kinks = [c for c in minima(text) if not c.is_smooth]
    assert [c.words for c in at_kinks] == ["minimum at a kink"]
    assert at_kinks[0].point == pytest.approx(place, abs=2e-7)


def test_every_crossing_of_kinks_is_found() -> None:
    roots = [0.0, -0.1001674211615598]  # where sin(x) is 0 or -0.1, both on the axis
    found = minima("abs(x*sin(x) + 0.1*x) + abs(y*sin(y) + 0.1*y)", ((-1, 1), (-1, 1)))
    assert len(found) == 4
    for x in roots:
        for y in roots:
            assert np.abs(np.array([c.point for c in found]) - (x, y)).max(axis=1).min() < 1e-7
    assert told("mod(x, 1) + mod(y, 1)") == {"minimum at a kink": 81}


@pytest.mark.parametrize(
    "text",
    [
        *("x", "exp(x)", "3", "3 + 0*x", "0*x*y", "log(x)", "sqrt(x)", "sqrt(-1 - x^2)", "cbrt(x)"),
        *("floor(x)", "sign(x)", "floor(abs(x)) + floor(abs(y))", "floor(x*y)", "relu(x)"),
        *("round(x)^2 + round(y)^2", "max(x, y)", "max(0, x^2 + y^2 - 1)", "relu(x) + relu(y)"),
        *("tan(x)", "1/x", "-1/(x^2 + y^2)", "log(abs(x))", "log(x^2 + y^2)", "atan2(y, x)"),
        *("x^y", "100*abs(y - 0.01*x^2) - x", "exp(-x) + y^2*0", "noise(x)", "noise(x, y)"),
        *("1e-320*x", "exp(exp(x))", "asin(x) + acos(y) + x"),
    ],
)
def test_slopes_steps_poles_edges_level_ground_and_noise_are_no_minima(text: str) -> None:
    assert minima(text) == ()


def test_the_edge_of_the_box_is_no_minimum() -> None:
    assert told("x^2", ((0.0, 1.0),)) == {}
    assert told("x^2", ((1.0, 2.0),)) == {}
    assert told("abs(x) + y^2", ((0.0, 1.0), (-1.0, 1.0))) == {}


@pytest.mark.parametrize(
    ("text", "box", "places"),
    [
        ("1e300*(x^2 + y^2)", None, [(0, 0)]),
        ("1e307*(x^2 + y^2)", None, [(0, 0)]),  # infinite in most of the view
        ("1e-300*(x^2 + y^2)", None, [(0, 0)]),
        ("exp(x^2 + y^2)", ((-26, 26), (-26, 26)), [(0, 0)]),
        ("1e15 + x^2", None, [(0,)]),
        ("1 + 1e-9*sin(x)", None, [(-np.pi / 2,), (1.5 * np.pi,)]),
        ("1e20*x^2 + y^2", None, [(0, 0)]),
        ("1e8*(y - x^2)^2 + (1 - x)^2", None, [(1, 1)]),
        ("(x - 4.97)^2 + (y - 1)^2 + 0*sqrt(x - 4.9)", None, [(4.97, 1)]),  # else undefined
        ("-exp(-(x - 1.234)^2*1e6)", None, [(1.234,)]),
        ("-exp(-((x - 1.234)^2 + (y - 0.5)^2)*1e4)", None, [(1.234, 0.5)]),
        ("(x - 3e-13)^2 + y^2", ((-1e-12, 1e-12), (-1e-12, 1e-12)), [(3e-13, 0)]),
        ("cos(1e13*x)", ((0, 1e-12),), [(np.pi * 1e-13,), (3 * np.pi * 1e-13,)]),
        ("(x - 1e11)^2 + (y + 2e11)^2", FAR, [(1e11, -2e11)]),
        ("x^4 + y^4", FAR, [(0, 0)]),
        ("(x - 1)^2 + (y - 2)^2", ((-1e9, 1e9), (-1e-3, 3)), [(1, 2)]),
        ("(x - 1000000.0005)^2", ((1e6, 1e6 + 1e-3),), [(1000000.0005,)]),
        ("exp(-1/x^2)", ((-1, 1),), None),
        ("x^2 + y^2 + 0.3*noise(x, y)", None, [(0, 0)]),
        ("abs(x) + noise(x)", None, [(0,)]),
        ("sin(x)", ((-1e12, 1e12),), []),  # each digit of x is another wave
    ],
)
def test_a_hostile_formula_or_box_has_one_honest_answer(
    text: str, box: Box | None, places: list[tuple[float, ...]] | None
) -> None:
    hill = landscape(text, box)
    width = np.array([high - low for low, high in hill.box])
    found = np.array([c.point for c in minima(text, box)]).reshape(-1, hill.dim)
    if places is None:
        assert len(found) <= 1
        return
    assert len(found) == len(places)
    for place in places:
        assert (np.abs(found - place) / width).max(axis=1).min() < 1e-6


def test_the_bottom_of_a_crease_is_no_saddle_though_its_curvatures_look_so() -> None:
    text = "max((x - 1)^2 - y^2 + 3*y, (x - 1)^2 - y^2 - 3*y)"
    assert told(text, ((-1, 3), (-1, 1))) == {"minimum at a kink": 1}


def test_places_closer_than_a_millionth_of_the_box_are_one() -> None:
    # exp(-3x) - sin(x)^3 has a dip beside a bump at pi, 3 pi, 5 pi: 2e-2, 2e-6 and 1e-10 apart.
    near_ties = told("exp(-3*x) - sin(x)^3", ((0, 20),))
    assert near_ties["minimum"] == near_ties["maximum"] == 4
    assert near_ties["inflection"] == 3  # the third at 6 pi, where the slope is 1e-24


def test_a_change_of_units_changes_no_kind() -> None:
    text = "(x^2 - 1)^2 + 0.3*x + y^4 + abs({y} - 0.2)"
    before = [(c.words, c.point) for c in critical_points(landscape(text.format(y="y")))]
    assert len(before) > 1
    for height, stretch in ((1e6, 1.0), (1e-6, 1e3), (1.0, 1e-4)):
        changed = f"{height}*({text.format(y='y')})"
        for name in "xy":
            changed = changed.replace(f"{name}^", f"({name}/{stretch})^")
        changed = changed.replace("*x +", f"*x/{stretch} +").replace("abs(y", f"abs(y/{stretch}")
        box = ((-5 * stretch, 5 * stretch),) * 2
        after = [(c.words, c.point) for c in critical_points(landscape(changed, box))]
        assert [word for word, _ in after] == [word for word, _ in before]
        for (_, one), (_, other) in zip(before, after, strict=True):
            assert np.array(other) / stretch == pytest.approx(np.array(one), abs=1e-5)
