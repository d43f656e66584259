"""The overlays of a landscape: how each switch is called, what it draws, and its letter."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QToolButton

from explorer.views.shown import Overlay, Shown
from explorer.views.toggle_chip import ToggleChip, show_checked

__all__ = ["SWITCHES", "Switch", "add_overlay", "follow"]


class Switch(NamedTuple):
    """The name on a switch, what it draws, and the letter that turns it."""

    name: str
    tip: str
    letter: str


SWITCHES: dict[Overlay, Switch] = {
    "grid": Switch("Grid", "Lines at round numbers", "G"),
    "contours": Switch(
        "Contours",
        "Lines along which the loss is the same. They follow the colour scale: one height is as "
        "far from the next as one colour",
        "C",
    ),
    "minima": Switch("Minima", "Where the minima, saddles and hilltops are", "M"),
    "arrows": Switch(
        "Arrows",
        "Arrows that point downhill, where gradient descent would go. A longer one is steeper, by "
        "the logarithm of the slope: twice as long is far more than twice as steep",
        "A",
    ),
    "streamlines": Switch(
        "Streamlines",
        "Lines that run downhill, along the steepest way. They tell the way and not the slope: "
        "where they lie close, ways meet",
        "S",
    ),
    "inspector": Switch(
        "Inspect",
        "What the land is like under the pointer: the way down, the curvatures and their axes, the "
        "parabola that touches it there, where a Newton step leads, and up to which learning rate "
        "steps stay calm. With the pointer away: at the play head of the selected path",
        "I",
    ),
}


def add_overlay(chip: ToggleChip, shown: Shown, overlay: Overlay) -> QToolButton:
    """Add the switch of an overlay to a chip."""
    name, tip, letter = SWITCHES[overlay]
    return chip.add(name, tip, shown.is_on(overlay), lambda on: shown.show(overlay, on), letter)


def follow(switches: Mapping[Overlay, QToolButton], shown: Shown) -> None:
    """Have switches show what is drawn by now."""
    for overlay, button in switches.items():
        show_checked(button, shown.is_on(overlay))
