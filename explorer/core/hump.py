"""A hump: a round hill or well that is put on a landscape, one term of its formula."""

from dataclasses import dataclass
from math import isfinite

from explorer.core.array import Point
from explorer.core.param import SettingError

__all__ = ["FARTHEST", "HIGHEST", "NARROWEST", "WIDEST", "Hump"]

HIGHEST = 1e100  # so that slopes and curvatures of the narrowest hump are numbers
FARTHEST = 1e9  # as far as a box may reach
NARROWEST, WIDEST = 1e-9, 1e9


@dataclass(frozen=True)
class Hump:
    """height·exp(−((x − x₀)² + (y − y₀)²) / (2·width²)), in the units of the landscape.

    Below zero, the height is that of a well. On a curve `y` is None. Raises SettingError where a
    number is out of its range.
    """

    height: float
    x: float
    y: float | None
    width: float

    def __post_init__(self) -> None:
        if not abs(self.height) <= HIGHEST:
            raise SettingError(f"The height must lie between {-HIGHEST:g} and {HIGHEST:g}.")
        if not NARROWEST <= self.width <= WIDEST:
            raise SettingError(f"The width must lie between {NARROWEST:g} and {WIDEST:g}.")
        if not all(isfinite(c) and abs(c) <= FARTHEST for c in self.place):
            raise SettingError(f"The place must lie between {-FARTHEST:g} and {FARTHEST:g}.")

    @property
    def place(self) -> Point:
        """Where its middle is: (x, y), or (x,) on a curve."""
        return (self.x,) if self.y is None else (self.x, self.y)

    @property
    def is_well(self) -> bool:
        """Whether it goes down."""
        return self.height < 0

    @property
    def numbers(self) -> tuple[float, ...]:
        """Height, place and width, in a row."""
        return (self.height, *self.place, self.width)

    @property
    def text(self) -> str:
        """The term as one would type it behind a formula, its sign first: - 2*exp(...)."""
        squares = "+".join(
            f"{_from(variable, at)}^2" for variable, at in zip("xy", self.place, strict=False)
        )
        squares = f"({squares})" if self.y is not None else squares
        sign = "-" if self.is_well else "+"
        return f"{sign} {_plain(abs(self.height))}*exp(-{squares}/(2*{_plain(self.width)}^2))"


def _from(variable: str, at: float) -> str:
    if at == 0:
        return variable
    return f"({variable}{'-' if at > 0 else '+'}{_plain(abs(at))})"


def _plain(value: float) -> str:
    """Return the shortest text that reads as this number again."""
    short = f"{value:g}"
    return short if float(short) == value else repr(value)
