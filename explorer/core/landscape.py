"""Landscape: what can be minimised, where to look at it, and what is known about its minima."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite

import numpy as np

from explorer.core.array import Array, Box, Point
from explorer.core.formula import Formula, parse
from explorer.core.param import SettingError

__all__ = ["DEFAULT_BOX", "Constant", "Landscape", "typed"]

DEFAULT_BOX = (-5.0, 5.0)


@dataclass(frozen=True)
class Constant:
    """A named number in a formula that the user can move with a slider."""

    name: str
    value: float
    low: float
    high: float
    help: str
    log: bool = False

    def check(self) -> None:
        """Raise SettingError when the value is not a number in the range."""
        if not self.low <= self.value <= self.high:
            raise SettingError(f"{self.name} must lie between {self.low:g} and {self.high:g}.")


@dataclass(frozen=True)
class Landscape:
    """A function of one or two variables over a box. Equal landscapes are the same function.

    `minima` lists the known minimisers, deepest first, for the constants as declared; `lowest`
    is the value at the deepest, None where it is not known. Points are arrays (n, dim).
    """

    key: str
    name: str
    formula: str
    box: Box
    line: str = ""  # one telling line for the gallery
    source: str = ""
    constants: tuple[Constant, ...] = ()
    minima: tuple[Point, ...] = ()
    lowest: float | None = None
    start: Point = ()  # where a race on it best begins; empty: see `suggested_start`
    tags: tuple[str, ...] = ()
    declared: tuple[float, ...] = ()  # the values of the constants that `minima` belong to

    def __post_init__(self) -> None:
        for low, high in self.box:
            if not (isfinite(low) and isfinite(high)):
                raise SettingError("The box must have finite ends.")
            if not low < high:
                raise SettingError(
                    f"The box must have its lower end first: {low:g} is not below {high:g}."
                )
        if self.parsed.dim > len(self.box):
            raise SettingError(
                f"The formula has {self.parsed.dim} variables, the box {len(self.box)}."
            )

    def __hash__(self) -> int:
        """Hash what decides the function; the known minima would make it slow."""
        return hash((self.formula, self.box, tuple(c.value for c in self.constants)))

    @cached_property
    def parsed(self) -> Formula:
        """The formula as a graph; FormulaError where the text is not one."""
        return parse(self.formula, tuple(c.name for c in self.constants))

    @property
    def dim(self) -> int:
        """How many variables: 1 or 2."""
        return len(self.box)

    @cached_property
    def constant_values(self) -> Array:
        """The present values of the constants, (number of constants,)."""
        return np.array([c.value for c in self.constants], dtype=np.float64)

    @property
    def knows_its_minima(self) -> bool:
        """Whether `minima` and `lowest` hold for the present constants."""
        values = tuple(c.value for c in self.constants)
        return self.lowest is not None and (not self.constants or values == self.declared)

    @property
    def suggested_start(self) -> Point:
        """Where to begin: the declared start, or a spot off the middle of the box."""
        return self.start or tuple(low + 0.3 * (high - low) for low, high in self.box)

    @property
    def is_typed(self) -> bool:
        """Whether the user typed it, rather than picked it from the catalogue."""
        return self.key == "formula"

    def value(self, points: Array) -> Array:
        """Return the values at points (n, dim) as (n,); NaN where undefined."""
        return self.parsed.value(self._columns(points), self.constant_values)

    def gradient(self, points: Array) -> Array:
        """Return the gradients at points (n, dim) as (n, dim)."""
        _, gradient = self.parsed.slope(self._columns(points), self.constant_values)
        return np.ascontiguousarray(gradient.T)

    def hessian(self, points: Array) -> Array:
        """Return the Hessians at points (n, dim) as (n, dim, dim)."""
        hessian = self.parsed.curvature(self._columns(points), self.constant_values)
        return np.ascontiguousarray(np.moveaxis(hessian, -1, 0))

    def with_constant(self, name: str, value: float) -> "Landscape":
        """Return this landscape with one constant moved; SettingError when out of range."""
        moved = tuple(replace(c, value=value) if c.name == name else c for c in self.constants)
        for constant in moved:
            if constant.name == name:
                constant.check()
        return replace(self, constants=moved)

    def with_box(self, box: Iterable[tuple[float, float]]) -> "Landscape":
        """Return this landscape over another box."""
        return replace(self, box=tuple((float(low), float(high)) for low, high in box))

    def contains(self, point: Iterable[float]) -> bool:
        """Tell whether a point lies in the box."""
        return all(low <= c <= high for c, (low, high) in zip(point, self.box, strict=True))

    def _columns(self, points: Array) -> Array:
        array = np.asarray(points, dtype=np.float64)
        if array.ndim != 2 or array.shape[1] != self.dim:
            raise ValueError(f"points must have shape (n, {self.dim}), not {array.shape}")
        return np.ascontiguousarray(array.T)


def typed(formula: str, box: Box | None = None) -> Landscape:
    """Return the landscape of a formula the user typed; raises FormulaError or SettingError.

    Without a box each variable runs over DEFAULT_BOX; a box of two ranges makes a formula in x
    alone a landscape in two dimensions.
    """
    dim = parse(formula).dim
    return Landscape(
        key="formula",
        name="Your formula",
        formula=formula,
        box=box or (DEFAULT_BOX,) * dim,
        line="typed by you",
    )
