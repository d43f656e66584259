"""Promises that every landscape of the catalogue keeps."""

import importlib
import pkgutil

import numpy as np
import pytest

import explorer.core.landscapes as catalogue
from explorer.core.array import Array
from explorer.core.formula import FormulaError
from explorer.core.landscape import Landscape
from explorer.core.landscapes import FAMILIES, LANDSCAPES, landscape
from explorer.core.param import SettingError

# There a minimum may lie at a crease or at the foot of a break, where the slope is not zero.
KINKED = {key for key, row in LANDSCAPES.items() if {"kink", "step"} & set(row.tags)}

every_landscape = pytest.mark.parametrize("hill", LANDSCAPES.values(), ids=LANDSCAPES.keys())


def some_points(hill: Landscape) -> Array:
    low, high = np.array(hill.box).T
    return low + (high - low) * np.random.default_rng(7).random((60, hill.dim))


# Those that are formulas are compared with exact derivatives: see test_landscape_oracle.py.
@pytest.mark.parametrize("key", [key for key, hill in LANDSCAPES.items() if hill.reach])
def test_measured_slopes_are_the_differences_of_values(key: str) -> None:
    hill = LANDSCAPES[key]
    points = some_points(hill)
    gradient, hessian = hill.gradient(points), hill.hessian(points)
    for axis in range(hill.dim):
        step = np.zeros(hill.dim)
        step[axis] = hill.reach[axis]
        slope = (hill.value(points + step) - hill.value(points - step)) / (2 * step[axis])
        scale = np.abs(gradient).max() * 1e-6
        np.testing.assert_allclose(gradient[:, axis], slope, rtol=2e-5, atol=scale)
        bend = (hill.gradient(points + step) - hill.gradient(points - step)) / (2 * step[axis])
        scale = np.abs(hessian).max() * 1e-6
        np.testing.assert_allclose(hessian[:, axis], bend, rtol=2e-5, atol=scale)


@every_landscape
def test_hessian_is_symmetric(hill: Landscape) -> None:
    hessian = hill.hessian(some_points(hill))
    np.testing.assert_array_equal(hessian, hessian.transpose(0, 2, 1))


@every_landscape
def test_listed_minima_are_level_and_lowest_nearby(hill: Landscape) -> None:
    low, high = np.array(hill.box).T
    ways = np.random.default_rng(3).normal(size=(40, hill.dim))
    for minimum in hill.minima:
        point = np.array([minimum])
        assert hill.contains(minimum)
        if hill.key not in KINKED:
            gradient = hill.gradient(point)[0] * (high - low)
            steepest = np.abs(hill.gradient(some_points(hill)) * (high - low)).max()
            assert np.abs(gradient).max() <= 1e-12 * steepest
        near = point + 1e-4 * (high - low) * ways / np.abs(ways).max(axis=1, keepdims=True)
        assert (hill.calm_value(near) >= hill.calm_value(point)).all()


@every_landscape
def test_minima_are_listed_once_and_deepest_first(hill: Landscape) -> None:
    values = hill.calm_value(np.array(hill.minima).reshape(-1, hill.dim))
    assert (np.diff(values) >= -1e-9).all()
    assert len(set(hill.minima)) == len(hill.minima)


@every_landscape
def test_lowest_is_the_value_at_the_deepest_minimum_or_on_the_edge(hill: Landscape) -> None:
    if "noisy" in hill.tags:
        assert hill.lowest is None  # chance decides
    elif "edge" in hill.tags:
        assert lowest_on_the_edge(hill) == pytest.approx(hill.lowest, rel=1e-6)
        assert (hill.value(np.array(hill.minima).reshape(-1, hill.dim)) > hill.lowest).all()
    elif hill.minima:
        assert hill.lowest is not None
        deepest = hill.value(np.array(hill.minima[:1]))[0]
        assert deepest == pytest.approx(hill.lowest, rel=1e-14, abs=1e-14)


def lowest_on_the_edge(hill: Landscape) -> float:
    """Return the lowest value at 20,001 places of each side of the box, or at its two ends."""
    low, high = np.array(hill.box).T
    ends = np.array([low, high])
    if hill.dim == 1:
        return float(hill.value(ends).min())
    along = np.linspace(low, high, 20_001)
    sides = [np.where(np.arange(2) == axis, end, along) for axis in range(2) for end in ends]
    return float(min(hill.value(side).min() for side in sides))


@every_landscape
def test_nothing_in_the_box_lies_below_the_lowest(hill: Landscape) -> None:
    if hill.lowest is not None:
        count = {1: 20_001, 2: 201}[hill.dim]
        axes = np.meshgrid(*(np.linspace(low, high, count) for low, high in hill.box))
        values = hill.value(np.stack([axis.ravel() for axis in axes], axis=1))
        assert np.isfinite(values).all()
        assert values.min() >= hill.lowest - 1e-12 * abs(hill.lowest)


@every_landscape
def test_the_start_lies_inside_the_box_and_is_no_resting_place(hill: Landscape) -> None:
    start = hill.suggested_start
    assert len(start) == hill.dim
    assert all(low < c < high for c, (low, high) in zip(start, hill.box, strict=True))
    if hill.gradient(some_points(hill)).any():  # some have steps, and no slope anywhere
        assert np.linalg.norm(hill.gradient(np.array([start]))) > 1e-8
    else:
        assert len(set(hill.value(some_points(hill)))) > 1


@every_landscape
def test_every_row_tells_what_the_gallery_shows(hill: Landscape) -> None:
    assert hill.name
    assert hill.source
    assert 10 <= len(hill.line) <= 36
    assert hill.tags
    assert hill.key == hill.key.lower().replace("_", "-")


@every_landscape
def test_minima_hold_only_for_the_declared_constants(hill: Landscape) -> None:
    assert hill.knows_its_minima == (hill.lowest is not None)
    for constant in hill.constants:
        assert constant.low <= constant.value <= constant.high
        end = constant.low if constant.value == constant.high else constant.high
        moved = hill.with_constant(constant.name, end)
        assert not moved.knows_its_minima
        assert moved != hill
        assert moved.with_constant(constant.name, constant.value) == hill
        with pytest.raises(SettingError):
            hill.with_constant(constant.name, constant.high + 1)


def test_every_row_is_in_the_table_once() -> None:
    rows = [row.key for family in FAMILIES for row in family]
    assert list(LANDSCAPES) == rows
    assert len({row.formula for row in LANDSCAPES.values()}) == len(rows)


def test_every_file_is_in_the_table() -> None:
    listed = {id(family) for family in FAMILIES}
    for module in pkgutil.iter_modules(catalogue.__path__):
        found = importlib.import_module(f"{catalogue.__name__}.{module.name}")
        if module.name != "symmetry":
            assert {id(getattr(found, name)) for name in found.__all__} <= listed


def test_there_are_enough_of_them() -> None:
    dims = [hill.dim for hill in LANDSCAPES.values()]
    assert dims.count(1) >= 40
    assert dims.count(2) >= 100


def test_the_valley_is_that_of_the_lesson() -> None:
    valley = LANDSCAPES["valley"]
    assert valley.minima == ((2.0,), (6.25,))
    assert valley.value(np.array([[2.0], [4.5], [6.25]])) == pytest.approx(
        [0.0, 1.171875, 0.719678], abs=1e-6
    )


@pytest.mark.parametrize("text", ["rosenbrock", " Rosenbrock ", "ROSENBROCK"])
def test_a_key_finds_its_landscape(text: str) -> None:
    assert landscape(text) is LANDSCAPES["rosenbrock"]


def test_a_box_replaces_that_of_the_catalogue() -> None:
    assert landscape("valley", ((1.0, 3.0),)).box == ((1.0, 3.0),)


def test_a_formula_becomes_a_landscape() -> None:
    hill = landscape("x^2 + 3*sin(5*x)", ((-3, 3),))
    assert hill.is_typed
    assert hill.dim == 1
    assert not hill.knows_its_minima
    assert landscape("x*y").box == ((-5.0, 5.0), (-5.0, 5.0))


@pytest.mark.parametrize(
    ("typo", "meant"), [("rosenbrok", "rosenbrock"), ("egg crat", "egg-crate")]
)
def test_a_misspelt_key_names_the_nearest(typo: str, meant: str) -> None:
    with pytest.raises(FormulaError, match=f"did you mean {meant}"):
        landscape(typo)


def test_a_wrong_formula_keeps_its_own_message() -> None:
    with pytest.raises(FormulaError, match="brackets"):
        landscape("sin")


@pytest.mark.parametrize("box", [((1.0, 1.0),), ((2.0, 1.0),), ((0.0, float("inf")),)])
def test_an_empty_box_is_refused(box: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(SettingError, match="box"):
        landscape("x^2", box)


def test_a_formula_in_two_variables_needs_two_ranges() -> None:
    with pytest.raises(SettingError, match="2 variables"):
        landscape("x*y", ((0.0, 1.0),))


def test_equal_landscapes_share_a_hash() -> None:
    first, second = landscape("x^2"), landscape("x^2")
    assert first == second
    assert hash(first) == hash(second)
    assert first != first.with_box([(0, 1)])
