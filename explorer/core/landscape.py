"""Landscape: what can be minimised, where to look at it, and what is known about its minima."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import Literal

import numpy as np

from explorer.core.array import Array, Box, Point
from explorer.core.fit import Fit, mean
from explorer.core.formula import Formula, parse, pretty
from explorer.core.handmade import Handmade
from explorer.core.param import SettingError

__all__ = ["DEFAULT_BOX", "Beside", "Constant", "Landscape", "typed"]

DEFAULT_BOX = (-5.0, 5.0)
Beside = Literal["", "goals", "jump"]  # the view that stands beside the map; usually none


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
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        if not (is_number and self.low <= self.value <= self.high):
            raise SettingError(f"{self.name} must lie between {self.low:g} and {self.high:g}.")


@dataclass(frozen=True)
class Landscape:
    """A function of one or two variables over a box. Equal landscapes are the same function.

    `minima` lists the known minimisers, deepest first, for the constants as declared; `lowest`
    is the lowest value in the box, None where it is not known: that at the deepest minimum, unless
    the edge is lower, which is the end of the map and no minimum. Of a noisy landscape `minima` are
    those without the noise, and `lowest` is None. Points are arrays (n, dim).

    With a `fit` it is the loss of a net of one or two weights: `formula` is the loss of one
    example, in the constants u and t, and the landscape is the mean over the examples.

    Where it scores designs by two `goals`, these are formulas in x, y and its constants, and the
    lower the better; `goal_names` are what a reader calls them.
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
    declared: tuple[float, ...] = ()  # the `numbers` that `minima` belong to
    fit: Fit | None = None
    goals: tuple[str, str] | tuple[()] = ()
    goal_names: tuple[str, str] = ("goal 1", "goal 2")
    beside: Beside = ""
    reach: Point = ()  # how far to each side slopes are measured; empty: derivatives are exact

    def __post_init__(self) -> None:
        if self.fit is not None and (self.constants or self.formula != self.fit.formula):
            raise ValueError("the formula of a fit is its own, and its constants are its examples")
        self.check_box()
        # No formula has more than two variables; to parse a whole catalogue delays the launch.
        if len(self.box) == 1 and self.parsed.dim > 1:
            raise SettingError(f"The formula has {self.parsed.dim} variables, the box 1.")

    def __hash__(self) -> int:
        """Hash what decides the function; the known minima would make it slow."""
        return hash((self.formula, self.box, self.numbers))

    def check_box(self) -> None:
        """Raise SettingError where the box has no inside."""
        for low, high in self.box:
            if not (isfinite(low) and isfinite(high)):
                raise SettingError("The box must have finite ends.")
            if not low < high:
                raise SettingError(
                    f"The box must have its lower end first: {low:g} is not below {high:g}."
                )

    @property
    def handmade(self) -> Handmade | None:
        """Its kernels where they are written by hand; None where they are made from a formula."""
        return None

    @cached_property
    def parsed(self) -> Formula:
        """The formula as a graph; FormulaError where the text is not one."""
        names = tuple(c.name for c in self.constants)
        return parse(self.formula, names if self.fit is None else ("u", "t"))

    @property
    def written(self) -> str:
        """The formula as a book would set it; with a fit, that of one example."""
        return pretty(self.parsed)

    @property
    def shown_formula(self) -> str:
        """The same; with a fit, that it is a mean over examples."""
        if self.fit is None:
            return self.written
        count = len(self.fit.examples)
        return f"mean over {count} example{'s' if count > 1 else ''} of {self.written}"

    @property
    def dim(self) -> int:
        """How many variables: 1 or 2."""
        return len(self.box)

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """The present values of the constants; with a fit, its examples in a row."""
        if self.fit is not None:
            return tuple(self.fit.numbers.tolist())
        return tuple(c.value for c in self.constants)

    @cached_property
    def constant_values(self) -> Array:
        """The `numbers` as the kernels read them, (number of constants,)."""
        return np.array(self.numbers, dtype=np.float64)

    @property
    def knows_its_minima(self) -> bool:
        """Whether `minima` and `lowest` hold for the present constants or examples."""
        return self.lowest is not None and (not self.numbers or self.numbers == self.declared)

    @property
    def suggested_start(self) -> Point:
        """Where to begin: the declared start, or a spot off the middle of the box."""
        return self.start or tuple(low + 0.3 * (high - low) for low, high in self.box)

    @property
    def is_typed(self) -> bool:
        """Whether the user typed it, rather than picked it from the catalogue."""
        return self.key == "formula"

    @property
    def is_formula(self) -> bool:
        """Whether its height is a formula in x and y alone, which could be typed."""
        return self.fit is None and self.handmade is None

    @property
    def as_squares(self) -> Formula | None:
        """Its formula as a sum of squares, see there; None where it is no such sum."""
        if self.handmade is not None:
            return None
        constants = self.constant_values
        return self.parsed.as_squares(constants if self.fit is None else constants.reshape(-1, 2).T)

    def value(self, points: Array) -> Array:
        """Return the values at points (n, dim) as (n,); NaN where undefined."""
        return self._looked_up(self.parsed.value, points)

    def calm_value(self, points: Array) -> Array:
        """Return the values without noise, which slopes, minima and verdicts are about."""
        if not self.is_formula or "noise" not in self.parsed.words:
            return self.value(points)
        return self._looked_up(self.parsed.calm.value, points)

    def gradient(self, points: Array) -> Array:
        """Return the gradients at points (n, dim) as (n, dim)."""
        gradient = self._looked_up(lambda *at: self.parsed.slope(*at)[1], points)
        return np.ascontiguousarray(gradient.T)

    def hessian(self, points: Array) -> Array:
        """Return the Hessians at points (n, dim) as (n, dim, dim)."""
        hessian = self._looked_up(self.parsed.curvature, points)
        return np.ascontiguousarray(np.moveaxis(hessian, -1, 0))

    def goal_values(self, points: Array) -> Array:
        """Return the value of each goal at points (n, 2) as (2, n); NaN where undefined.

        Raises SettingError where there are no goals.
        """
        if not self.goals:
            raise SettingError(f"{self.name} has no goals of its own: its height is all there is.")
        columns = self._columns(points)
        return np.array([goal.value(columns, self.constant_values) for goal in self._parsed_goals])

    def answers(self, weights: Array, inputs: Array) -> Array:
        """Return what the net of a fit answers to inputs (n,) with weights (dim,), (n,)."""
        return self._net.answers(weights, inputs)

    def losses(self, weights: Array) -> Array:
        """Return the loss of each example of a fit with weights (dim,), (number of examples,)."""
        rows = self._net.numbers.reshape(-1, 2)
        columns = np.repeat(np.asarray(weights, dtype=np.float64)[:, None], len(rows), axis=1)
        return self.parsed.value(columns, np.ascontiguousarray(rows.T))

    def with_examples(self, examples: Iterable[Sequence[float]]) -> "Landscape":
        """Return this landscape with other examples of its fit; SettingError where unfit."""
        return replace(self, fit=self._net.with_examples(examples))

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

    @cached_property
    def _parsed_goals(self) -> tuple[Formula, ...]:
        names = tuple(c.name for c in self.constants)
        return tuple(parse(goal, names) for goal in self.goals)

    @property
    def _net(self) -> Fit:
        if self.fit is None:
            raise SettingError(f"{self.name} has no examples: it is no net.")
        return self.fit

    def _looked_up(self, look: Callable[[Array, Array], Array], points: Array) -> Array:
        """Return look(columns, constants), or with a fit its mean over the examples."""
        columns = self._columns(points)
        if self.fit is None:
            return look(columns, self.constant_values)
        return mean(look, columns, self.constant_values)

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
