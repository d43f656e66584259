"""A moved landscape: the same land elsewhere, to see who only seemed good by axes and origin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from explorer.core.array import Array, Box
from explorer.core.formula import Formula, parse, pretty
from explorer.core.formula.composition import composed
from explorer.core.ground import typical_range
from explorer.core.landscape import Landscape
from explorer.core.moves import Moves
from explorer.core.param import SettingError, params
from explorer.core.placement import Placement, minima_there
from explorer.core.written_out import renamed, sums, written_out

__all__ = [
    "WHERE", "MovedLandscape", "moved", "moves_of", "typed_text", "unmovable", "with_numbers",
]  # fmt: skip

# The numbers of a placement as the kernels read them, behind the constants of the land; so a
# kernel serves all placements. No constant of a landscape has such a name.
PLACES = {1: ("moved_x",), 2: ("moved_x", "moved_y")}
VARIABLES, LAND = ("x", "y"), ("X", "Y")
WHERE = ", where "  # in what is written, between the formula and where its land lies
NOISE = {1: "moved_noise*noise(x)", 2: "moved_noise*noise(x, y)"}


@dataclass(frozen=True)
class MovedLandscape(Landscape):
    """The land of a formula, moved; `moved` makes one.

    `formula`, `constants` and the key are those of the land, in its own coordinates; `base.box`
    is the box it was moved in, `box` the one that is looked at. Minima are known where they follow
    from those of the land.
    """

    base: Landscape = field(kw_only=True)
    moves: Moves = field(kw_only=True)

    def __post_init__(self) -> None:
        self.check_box()

    def __hash__(self) -> int:
        return hash((self.formula, self.box, self.numbers))

    @cached_property
    def placement(self) -> Placement:
        """Where the land lies."""
        return self.moves.placement(self.base.box)

    @cached_property
    def parsed(self) -> Formula:
        """The formula in x and y as a graph."""
        axes = PLACES[self.dim]
        names = tuple(c.name for c in self.constants)
        names += tuple(f"{axis}{part}" for axis in axes for part in ("", *VARIABLES[: self.dim]))
        noise = parse(NOISE[self.dim], (*names, "moved_noise")) if self.moves.noise else None
        if noise is not None:
            names = noise.constants
        places = []
        for axis in axes:
            terms = (f"{axis}{variable}*{variable}" for variable in VARIABLES[: self.dim])
            places.append(parse(" + ".join((*terms, axis)), names))
        return composed(self.base.parsed, places, noise)

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """The constants of the land, where it lies, and how high the noise is."""
        found = list(self.base.numbers)
        for row, shift in zip(self.placement.turn, self.placement.shift, strict=True):
            found += [shift, *row]
        if self.moves.noise:
            found.append(self._noise_height)
        return tuple(found)

    @property
    def written(self) -> str:
        """The formula in X and Y, and where in x and y these are."""
        variables, text, where = VARIABLES[: self.dim], self.base.written, ""
        places = [pretty(parse(one)) for one in sums(self.placement, 3)]
        if places != [*variables]:
            own = renamed(self.formula, dict(zip(variables, LAND, strict=False)))
            text = pretty(parse(own, (*(c.name for c in self.constants), *LAND)))
            pairs = zip(LAND, places, strict=False)
            where = f"{WHERE}{', '.join(f'{land} = {place}' for land, place in pairs)}"
        noise = f" + {self._noise_height:.3g}·noise({', '.join(variables)})"
        return f"{text}{noise if self.moves.noise else ''}{where}"

    @property
    def knows_its_minima(self) -> bool:
        """Whether its lowest value is known."""
        return self.lowest is not None

    def goal_values(self, points: Array) -> Array:
        """Return the value of each goal at points (n, 2) as (2, n); they move with the land."""
        return self.base.goal_values(self.placement.on_land(points))

    def with_constant(self, name: str, value: float) -> Landscape:
        """Return it with one constant of the land moved; SettingError when out of range."""
        return _moved(self.base.with_constant(name, value), self.moves, self.box)

    def with_box(self, box: Iterable[tuple[float, float]]) -> Landscape:
        """Return it over another box; the land stays where it is."""
        return _moved(self.base, self.moves, tuple((float(low), float(high)) for low, high in box))

    @property
    def _noise_height(self) -> float:
        return self.moves.noise * typical_range(self.base)


def moved(landscape: Landscape, moves: Moves) -> Landscape:
    """Return a landscape with its land moved, or moved otherwise; by `Moves()`, put back.

    The start stays where it is. Raises SettingError, with one sentence, where that cannot be.
    """
    if sentence := unmovable(landscape):
        raise SettingError(sentence)
    moves.check(landscape.dim)
    base = landscape.base if isinstance(landscape, MovedLandscape) else landscape
    return base.with_box(landscape.box) if moves == Moves() else _moved(base, moves, landscape.box)


def typed_text(landscape: Landscape) -> str:
    """Return the formula of a landscape as it could be typed: all that is set as plain numbers.

    Raises FormulaError where it grows too long for that.
    """
    names = {c.name: f"({c.value:g})" for c in landscape.constants}
    if not isinstance(landscape, MovedLandscape):
        return renamed(landscape.formula, names)
    text = written_out(landscape.base, landscape.placement, landscape.box, "").formula
    if landscape.moves.noise:
        height, variables = landscape.numbers[-1], VARIABLES[: landscape.dim]
        text += f" + {height:.4g}*noise({', '.join(variables)})"
    return text


def moves_of(landscape: Landscape) -> Moves:
    """Return how a landscape is moved."""
    return landscape.moves if isinstance(landscape, MovedLandscape) else Moves()


def with_numbers(landscape: Landscape, numbers: Mapping[str, float]) -> Landscape:
    """Return a landscape with constants of its own and moves of its land set, by name.

    Raises SettingError where there is none of that name, or a number is out of range.
    """
    moves = {}
    for name, value in numbers.items():
        constants = [c.name for c in landscape.constants]
        if name in constants:
            landscape = landscape.with_constant(name, value)
        elif name in params(Moves):
            moves[name] = value
        else:
            has = ", ".join((*constants, *params(Moves)))
            raise SettingError(f"{landscape.name} has no setting {name!r}; it has {has}.")
    return moved(landscape, replace(moves_of(landscape), **moves)) if moves else landscape


def unmovable(landscape: Landscape) -> str | None:
    """Return why the land of a landscape cannot be moved, in one sentence, or None."""
    if not landscape.is_formula:
        return f"{landscape.name} is no formula in x and y, so it cannot be moved."
    if landscape.beside == "jump":
        return f"In {landscape.name} x and y are parts of a robot, so it cannot be moved."
    return None


def _moved(base: Landscape, moves: Moves, box: Box) -> MovedLandscape:
    minima, lowest = minima_there(base, moves.placement(base.box), box)
    return MovedLandscape(
        key=base.key,
        name=f"{base.name}, moved",
        formula=base.formula,
        box=box,
        line=base.line,
        source=base.source,
        constants=base.constants,
        minima=minima,
        lowest=lowest,
        start=base.start,
        tags=base.tags,
        goals=base.goals,
        goal_names=base.goal_names,
        beside=base.beside,
        base=base,
        moves=moves,
    )
