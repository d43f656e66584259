"""A sculpted landscape: hills and wells put on a land by hand, as terms of its formula."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from explorer.core.array import Array
from explorer.core.drawn_curve import DrawnCurve
from explorer.core.formula import Formula, parse, pretty
from explorer.core.formula.composition import composed
from explorer.core.hump import Hump
from explorer.core.landscape import Landscape
from explorer.core.moved_landscape import WHERE, typed_text
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

__all__ = [
    "MOST_HUMPS", "SculptedLandscape", "humps_of", "land_below", "sculpted", "unsculptable",
    "whole_text",
]  # fmt: skip

MOST_HUMPS = 16
# A kernel serves all humps there is room for, and room is made in these sizes; the humps that are
# not there are 0 high.
ROOM = (1, 4, MOST_HUMPS)


@dataclass(frozen=True)
class SculptedLandscape(Landscape):
    """The land of a formula, which may be moved, with humps on it; `sculpted` makes one.

    `formula`, `constants`, the box and the key are those of the land below. Where its minima are,
    nobody has listed.
    """

    base: Landscape = field(kw_only=True)
    humps: tuple[Hump, ...] = field(kw_only=True)

    def __post_init__(self) -> None:
        self.check_box()
        if not 1 <= len(self.humps) <= MOST_HUMPS:
            raise SettingError(f"At most {MOST_HUMPS} hills and wells: remove one first.")
        if any(len(hump.place) != self.dim for hump in self.humps):
            raise SettingError(f"Here a hill or well has a place of {self.dim} numbers.")

    def __hash__(self) -> int:
        return hash((self.formula, self.box, self.numbers))

    @cached_property
    def parsed(self) -> Formula:
        """The whole formula as a graph; the numbers of the humps are constants of it."""
        return _with_room(self.base.parsed, self.dim, _room(self.humps))

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Those of the land below, and of each hump its height, its place and its width."""
        missing = _room(self.humps) - len(self.humps)
        nothing = (0.0, *(0.0,) * self.dim, 1.0)
        return (
            *self.base.numbers,
            *(number for hump in self.humps for number in hump.numbers),
            *nothing * missing,
        )

    @property
    def written(self) -> str:
        """The whole formula, with the numbers of its humps."""
        text, where, places = self.base.written.partition(WHERE)
        return "".join((text, *map(_written, self.humps), where, places))

    @property
    def knows_its_minima(self) -> bool:
        """No: they are other ones than those of the land below."""
        return False

    def value(self, points: Array) -> Array:
        """Return the values at points (n, dim) as (n,); NaN where undefined."""
        return self.base.value(points) + self._added(points)

    def calm_value(self, points: Array) -> Array:
        """Return the values without noise."""
        return self.base.calm_value(points) + self._added(points)

    def gradient(self, points: Array) -> Array:
        """Return the gradients at points (n, dim) as (n, dim)."""
        found = self.base.gradient(points)
        for here, away, _ in self._each(points):
            found -= here[:, None] * away
        return found

    def hessian(self, points: Array) -> Array:
        """Return the Hessians at points (n, dim) as (n, dim, dim)."""
        found = self.base.hessian(points)
        for here, away, square in self._each(points):
            bends = away[:, :, None] * away[:, None, :] - np.eye(self.dim) / square
            found += here[:, None, None] * bends
        return found

    def with_constant(self, name: str, value: float) -> Landscape:
        """Return it with one constant of the land below moved; SettingError if out of range."""
        return sculpted(self.base.with_constant(name, value), self.humps)

    def with_box(self, box: Iterable[tuple[float, float]]) -> Landscape:
        """Return it over another box; land and humps stay where they are."""
        return sculpted(self.base.with_box(box), self.humps)

    def _added(self, points: Array) -> Array:
        """Return how high all humps together are at points (n, dim), (n,)."""
        # The graph would say the same, with a step for each operation on each of them.
        columns = np.ascontiguousarray(np.asarray(points, dtype=np.float64).T)
        found = np.zeros(columns.shape[1])
        with np.errstate(all="ignore"):
            for hump in self.humps:
                far = np.zeros_like(found)
                for column, middle in zip(columns, hump.place, strict=True):
                    far += np.square(column - middle)
                far *= -0.5 / hump.width**2
                found += hump.height * np.exp(far, out=far)
        return found

    def _each(self, points: Array) -> Iterator[tuple[Array, Array, float]]:
        """Yield of each hump its height at points (n, dim), what leads away in widths², width²."""
        places = np.asarray(points, dtype=np.float64)
        with np.errstate(all="ignore"):
            for hump in self.humps:
                square, away = hump.width**2, places - np.array(hump.place)
                here = hump.height * np.exp(-0.5 * np.square(away).sum(axis=1) / square)
                # So far off that nothing is left of it, the way there may be infinite.
                yield here, np.where(here[:, None] == 0.0, 0.0, away / square), square


def sculpted(landscape: Landscape | TinyNet, humps: Sequence[Hump]) -> Landscape:
    """Return a landscape with these humps on it, and no others; without any, the land below.

    Raises SettingError, with one sentence, where that cannot be.
    """
    if (sentence := unsculptable(landscape)) or not isinstance(landscape, Landscape):
        raise SettingError(sentence)
    base = land_below(landscape)
    if not humps:
        return base
    return SculptedLandscape(
        key=base.key,
        name=f"{base.name}, sculpted",
        formula=base.formula,
        box=base.box,
        line=base.line,
        source=base.source,
        constants=base.constants,
        start=base.start,
        tags=base.tags,
        base=base,
        humps=tuple(humps),
    )


def humps_of(landscape: Landscape | TinyNet) -> tuple[Hump, ...]:
    """Return the humps on a landscape."""
    return landscape.humps if isinstance(landscape, SculptedLandscape) else ()


def land_below(landscape: Landscape) -> Landscape:
    """Return a landscape without its humps."""
    return landscape.base if isinstance(landscape, SculptedLandscape) else landscape


def unsculptable(landscape: Landscape | TinyNet) -> str | None:
    """Return why there can be no humps on a landscape, in one sentence, or None."""
    if not isinstance(landscape, Landscape):
        return "The landscape of a net is made by its examples: change these instead."
    if isinstance(landscape, DrawnCurve):
        return "A drawn curve is no formula: draw on it instead."
    if not landscape.is_formula:
        return f"{landscape.name} is no formula in x and y, so it cannot be sculpted."
    if landscape.beside:
        return f"The height of {landscape.name} has a meaning, so it cannot be sculpted."
    return None


def whole_text(landscape: Landscape) -> str:
    """Return the formula of a landscape as it could be typed: all that is set as plain numbers.

    Raises FormulaError where it grows too long for that.
    """
    humps = humps_of(landscape)
    return " ".join((typed_text(land_below(landscape)), *(hump.text for hump in humps)))


@lru_cache(maxsize=256)
def _written(hump: Hump) -> str:
    """Return a term as a book would set it, its sign first."""
    return pretty(parse(f"x {hump.text}")).removeprefix("x")


def _room(humps: Sequence[Hump]) -> int:
    return next(room for room in ROOM if room >= len(humps))


@lru_cache(maxsize=64)
def _with_room(base: Formula, dim: int, count: int) -> Formula:
    """Return a formula with so many humps added, whose numbers are its last constants."""
    variables = "xy"[:dim]
    parts = ("height", *variables, "width")
    own = [{part: f"hump_{part}_{k}" for part in parts} for k in range(1, count + 1)]
    names = (*base.constants, *(name for hump in own for name in hump.values()))
    places = [parse(variable, names) for variable in variables]
    found = base
    for hump in own:
        squares = " + ".join(f"({variable} - {hump[variable]})^2" for variable in variables)
        term = f"{hump['height']}*exp(-({squares})/(2*{hump['width']}^2))"
        found = composed(found, places, parse(term, names))
    return found
