"""Moves: how the land of a landscape is shifted, turned, stretched and made rough."""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import ClassVar

from explorer.core.array import Box
from explorer.core.param import Param, SettingError, check_settings, param, params
from explorer.core.placement import Placement

__all__ = ["Moves", "moves_for"]

QUARTERS = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}
ONLY_ON_MAPS = ("shift_y", "turn")


@dataclass(frozen=True)
class Moves:
    """What is done to a land, in this order: stretched, turned, shifted, made rough.

    It is stretched and turned about the middle of the box, in the coordinates themselves: where
    x and y are drawn to different scales, a turn does not look like one. `Moves()` is nothing.
    Raises SettingError where a number is out of its range.
    """

    name: ClassVar[str] = "A moved land"

    shift_x: float = param(
        0.0,
        -1.0,
        1.0,
        "How far the land is moved to the right, in widths of the box",
        slider_low=-0.5,
        slider_high=0.5,
    )
    shift_y: float = param(
        0.0,
        -1.0,
        1.0,
        "How far the land is moved upwards, in heights of the box",
        slider_low=-0.5,
        slider_high=0.5,
    )
    turn: float = param(
        0.0,
        -180.0,
        180.0,
        "Degrees by which the land is turned to the left, about the middle of the box",
    )
    stretch: float = param(
        1.0,
        0.01,
        100.0,
        "How many times as long the land becomes along its last axis: below 1 it is squeezed, and "
        "steeper",
        log=True,
    )
    noise: float = param(
        0.0,
        0.0,
        1.0,
        "Noise in the height, as a share of how far the heights usually range; it is the same "
        "whenever a point is looked at, and slopes are not told of it",
        slider_high=0.2,
    )

    def __post_init__(self) -> None:
        check_settings(self)

    def check(self, dim: int) -> None:
        """Raise SettingError where a landscape of so many variables cannot be moved like this."""
        if dim == 1 and (self.turn or self.shift_y):
            raise SettingError("A curve is shifted along x and stretched; it cannot be turned.")

    def placement(self, box: Box) -> Placement:
        """Return where a land lies whose own box is `box`."""
        self.check(len(box))
        middle = [(low + high) / 2 for low, high in box]
        there = [
            centre + shift * (high - low)
            for centre, shift, (low, high) in zip(
                middle, (self.shift_x, self.shift_y), box, strict=False
            )
        ]
        # From the map to the land: back by the shift, back by the turn, back from the stretch.
        turn: tuple[tuple[float, ...], ...] = ((1.0 / self.stretch,),)
        if len(box) == 2:
            cosine, sine = QUARTERS.get(
                self.turn % 360.0, (cos(radians(self.turn)), sin(radians(self.turn)))
            )
            turn = ((cosine, sine), (-sine / self.stretch, cosine / self.stretch))
        shift = tuple(
            centre - sum(factor * place for factor, place in zip(row, there, strict=True))
            for centre, row in zip(middle, turn, strict=True)
        )
        return Placement(turn, shift)


def moves_for(dim: int) -> dict[str, Param]:
    """Return the settings that move a landscape of so many variables, by name."""
    return {
        name: declared
        for name, declared in params(Moves).items()
        if dim == 2 or name not in ONLY_ON_MAPS
    }
