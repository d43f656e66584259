"""Every landscape against mathematics of its own: values, slopes and curvatures, and the reference.

The oracle reads the text of a formula with Python's grammar and carries value, gradient and
Hessian through every operation, by rules written here; it shares nothing with the app.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "functions.json").read_text())
FORMULAS = {key: hill for key, hill in LANDSCAPES.items() if not hill.reach}

SMALLEST = 1e-290  # below, numbers have fewer digits
ONLY_THE_DEEPEST = {"shubert", "trefethen"}  # of some 700 minima each

every_formula = pytest.mark.parametrize("hill", FORMULAS.values(), ids=FORMULAS.keys())
every_reference = pytest.mark.parametrize("row", REFERENCE, ids=[row["key"] for row in REFERENCE])


@dataclass(frozen=True)
class Jet:
    """Numbers (n,) with their gradients (dim, n) and Hessians (dim, dim, n)."""

    value: Array
    slope: Array
    bend: Array

    def through(self, value: Array, first: Array, second: Array) -> "Jet":
        """Return a function of it, by its value and its derivatives there."""
        square = self.slope[:, None] * self.slope
        return Jet(value, first * self.slope, first * self.bend + second * square)

    def __add__(self, other: Any) -> "Jet":
        if not isinstance(other, Jet):
            return Jet(self.value + other, self.slope, self.bend)
        return Jet(self.value + other.value, self.slope + other.slope, self.bend + other.bend)

    def __mul__(self, other: Any) -> "Jet":
        if not isinstance(other, Jet):
            return Jet(self.value * other, self.slope * other, self.bend * other)
        cross = self.slope[:, None] * other.slope
        bend = self.value * other.bend + other.value * self.bend + cross + cross.swapaxes(0, 1)
        slope = self.value * other.slope + other.value * self.slope
        return Jet(self.value * other.value, slope, bend)

    def __pow__(self, other: Any) -> "Jet":
        if isinstance(other, Jet):
            return exp(log(self) * other)
        u, c = self.value, other
        steep = c * u ** (c - 1.0) if c != 0 else 0 * u
        return self.through(u**c, steep, c * (c - 1) * u ** (c - 2.0) if c not in (0, 1) else 0 * u)

    def __rpow__(self, other: float) -> "Jet":
        return exp(self * math.log(other))

    def __neg__(self) -> "Jet":
        return self * -1.0

    def __sub__(self, other: Any) -> "Jet":
        return self + -other

    def __rsub__(self, other: float) -> "Jet":
        return -self + other

    def __truediv__(self, other: Any) -> "Jet":
        return self * other**-1.0

    def __rtruediv__(self, other: float) -> "Jet":
        return self**-1.0 * other

    def __abs__(self) -> "Jet":
        return self * np.sign(self.value)

    __radd__, __rmul__ = __add__, __mul__

    def __lt__(self, other: Any) -> Array:
        return self.value < plain(other)

    def __le__(self, other: Any) -> Array:
        return self.value <= plain(other)

    def __gt__(self, other: Any) -> Array:
        return self.value > plain(other)

    def __ge__(self, other: Any) -> Array:
        return self.value >= plain(other)


def plain(number: Any) -> Any:
    """Return the value of a jet, or the number itself."""
    return number.value if isinstance(number, Jet) else number


def rule(
    value: Callable[[Array], Array], first: Callable[..., Array], second: Callable[..., Array]
) -> Callable[[Any], Any]:
    """Return a function of jets and numbers; its derivatives are those of (u, value)."""

    def apply(u: Any) -> Any:
        if not isinstance(u, Jet):
            return value(np.float64(u))
        found = value(u.value)
        return u.through(found, first(u.value, found), second(u.value, found))

    return apply


def sinc(u: Jet) -> Jet:
    """Return sin(u)/u; near 0 by its series, which needs no division."""
    series = u * 0.0 + 1.0
    for k in range(8, 0, -1):
        series = 1.0 - u * u * series * (1 / (2 * k * (2 * k + 1)))
    is_near = np.abs(u.value) < 0.5
    return where(is_near, series, sin(u) / where(is_near, u * 0.0 + 1.0, u))


def where(condition: Array, then: Any, otherwise: Any) -> Any:
    """Take each point from one side, with its derivatives."""
    sides = [side for side in (then, otherwise) if isinstance(side, Jet)]
    if not sides:
        return np.where(condition, then, otherwise)
    first, second = (s if isinstance(s, Jet) else sides[0] * 0.0 + s for s in (then, otherwise))
    pairs = zip(vars(first).values(), vars(second).values(), strict=True)
    return Jet(*(np.where(condition, one, other) for one, other in pairs))


def piecewise(*pieces: tuple[Any, Any]) -> Any:
    """Take each point from the first piece whose condition holds."""
    (then, condition), *others = pieces
    return where(condition, then, piecewise(*others)) if others else then


def largest(first: Any, *others: Any) -> Any:
    """Take each point from the value that is the largest there."""
    for other in others:
        first = where(plain(first) > plain(other), first, other)
    return first


def smallest(*values: Any) -> Any:
    """Take each point from the value that is the smallest there."""
    return -largest(*(-value for value in values))


exp = rule(np.exp, lambda u, f: f, lambda u, f: f)
log = rule(np.log, lambda u, f: 1 / u, lambda u, f: -1 / u**2)
sqrt = rule(np.sqrt, lambda u, f: 0.5 / f, lambda u, f: -0.25 / (u * f))
sin = rule(np.sin, lambda u, f: np.cos(u), lambda u, f: -f)
cos = rule(np.cos, lambda u, f: -np.sin(u), lambda u, f: -f)
tanh = rule(np.tanh, lambda u, f: np.cosh(u) ** -2.0, lambda u, f: -2 * f * np.cosh(u) ** -2.0)
floor = rule(np.floor, lambda u, f: 0 * u, lambda u, f: 0 * u)
sign = rule(np.sign, lambda u, f: 0 * u, lambda u, f: 0 * u)
NAMES = {
    **{"sin": sin, "cos": cos, "exp": exp, "log": log, "sqrt": sqrt, "tanh": tanh, "abs": abs},
    **{"floor": floor, "sign": sign, "where": where, "max": largest, "min": smallest},
    **{"sinc": sinc, "pi": math.pi, "e": math.e, "tau": math.tau},
    "sigmoid": lambda u: (exp(-u) + 1.0) ** -1.0,
    "softplus": lambda u: largest(u, u * 0.0) + log(exp(-abs(u)) + 1.0),
    "relu": lambda u: largest(u, u * 0.0),
    "mod": lambda u, v: u - v * floor(u / v),
    "noise": lambda u, v=0: u * 0.0,  # slopes leave it out
}
# The reference writes Python, with some names of its own.
PYTHON = {"Abs": abs, "Max": largest, "Min": smallest, "E": math.e, "Piecewise": piecewise}
PYTHON |= {"sinc": lambda u: sinc(u * math.pi)}


def read(text: str, points: Array, numbers: dict[str, Any]) -> Jet:
    """Return what a formula is at points (n, dim), by Python's grammar and the rules above."""
    dim = points.shape[1]
    nothing = np.zeros((dim, dim, len(points)))
    slopes = np.eye(dim)[:, :, None] * np.ones(len(points))
    variables = {n: Jet(points[:, i], slopes[i], nothing) for i, n in enumerate("xy"[:dim])}
    names = {"__builtins__": {}} | NAMES | numbers | variables
    with np.errstate(all="ignore"):
        found = eval(text.replace("^", "**"), names)
    assert isinstance(found, Jet)
    return found


def expected(hill: Landscape, points: Array) -> Jet:
    """Return what a landscape is at points (n, dim); with examples, the mean over them."""
    if hill.fit is None:
        return read(hill.formula, points, {c.name: c.value for c in hill.constants})
    examples = hill.fit.numbers.reshape(-1, 2)
    jets = [read(hill.formula, points, {"u": u, "t": t}) for u, t in examples.tolist()]
    return sum(jets[1:], jets[0]) * (1 / len(jets))


def by_chance(hill: Landscape) -> Array:
    """Return points of the box, (200, dim)."""
    low, high = np.array(hill.box).T
    return np.asarray(low + (high - low) * np.random.default_rng(11).random((200, hill.dim)))


def assert_same(found: Array, wanted: Array) -> None:
    """Compare arrays (..., n) at each of the points: to 1e-10 of the largest entry there.

    Entries that are small at few points only are measured by what is usual.
    """
    size = np.abs(wanted).reshape(-1, wanted.shape[-1]).max(axis=0)
    scale = np.maximum(np.maximum(size, np.median(size)), SMALLEST)
    assert np.isfinite(wanted).all()
    assert (np.abs(found - wanted) <= 1e-10 * scale).all()


@every_formula
def test_values_slopes_and_curvatures_are_exact(hill: Landscape) -> None:
    points = by_chance(hill)
    wanted = expected(hill, points)
    assert_same(hill.calm_value(points), wanted.value)
    assert_same(hill.gradient(points).T, wanted.slope)
    assert_same(np.moveaxis(hill.hessian(points), 0, -1), wanted.bend)


@every_formula
def test_the_slope_vanishes_at_every_listed_minimum(hill: Landscape) -> None:
    if not hill.minima or {"kink", "step"} & set(hill.tags):
        return  # a crease, or the foot of a break
    width = np.array([[high - low] for low, high in hill.box])
    usual = np.mean(np.abs(expected(hill, by_chance(hill)).slope * width))
    slopes = expected(hill, np.array(hill.minima)).slope * width
    assert (np.abs(slopes[np.isfinite(slopes)]) <= 1e-9 * usual).all()
    # Where the rules above divide by 0, as at the middle of rings, the app's own word is taken.
    slopes = hill.gradient(np.array(hill.minima)).T * width
    assert (np.abs(slopes) <= 1e-9 * usual).all()


def inside(row: dict[str, Any], named: str, hill: Landscape) -> list[tuple[Array, float]]:
    """Return the points that the reference lists under a name and our box has inside."""
    low, high = np.array(hill.box).T
    found = [(np.array(one["x"]), float(one["f"])) for one in row[named] or ()]
    return [(x, f) for x, f in found if (x > low).all() and (x < high).all()]


@every_reference
def test_is_the_function_of_the_reference(row: dict[str, Any]) -> None:
    hill = LANDSCAPES[row["landscape"]]
    points = by_chance(hill)
    assert_same(hill.value(points), read(row["expr"], points, PYTHON).value)


@every_reference
def test_lists_the_minima_of_the_reference(row: dict[str, Any]) -> None:
    hill = LANDSCAPES[row["landscape"]]
    listed = np.array(hill.minima).reshape(-1, hill.dim)
    digits = 2e-8 if "nonsmooth" in row["tags"] else 1e-9  # those found by height alone
    for named in ("minimisers", "local_minima"):
        for place, height in inside(row, named, hill):
            nearest = np.abs(listed - place).max(axis=1).argmin()
            assert np.abs(listed[nearest] - place).max() <= digits * max(1, *np.abs(place))
            value = hill.value(listed[nearest : nearest + 1])[0]
            assert value == pytest.approx(height, rel=1e-9, abs=1e-9)


@every_reference
def test_lists_as_many_minima_as_the_reference(row: dict[str, Any]) -> None:
    hill = LANDSCAPES[row["landscape"]]
    is_same_map = np.array_equal(row["count_domain"], hill.box)
    if row["count_stable"] and is_same_map and row["key"] not in ONLY_THE_DEEPEST:
        assert len(hill.minima) == row["n_local_minima"]


@every_reference
def test_is_as_low_as_the_reference(row: dict[str, Any]) -> None:
    hill = LANDSCAPES[row["landscape"]]
    if row["unbounded_below"]:
        assert hill.lowest is None
    elif row["minimiser_manifold"] or inside(row, "minimisers", hill):
        assert hill.lowest == pytest.approx(row["fglob"], rel=1e-9, abs=1e-9)
    else:
        assert hill.lowest is not None
        assert hill.lowest >= row["fglob"] - 1e-9 * abs(row["fglob"])


def test_the_reference_is_whole_and_each_function_a_landscape_of_its_own() -> None:
    assert len(REFERENCE) == 92
    assert len({row["landscape"] for row in REFERENCE}) == 92
