"""The changes a user can make by hand to the shape of a land; starts and settings stay.

One that cannot be made raises SettingError with one sentence.
"""

from collections.abc import Sequence
from dataclasses import replace

from explorer.core.array import Point
from explorer.core.drawing import redrawn, sampled
from explorer.core.hump import Hump
from explorer.core.landscape import Landscape
from explorer.core.param import SettingError
from explorer.core.sculpted_landscape import humps_of, sculpted
from explorer.session.document import Document

__all__ = [
    "add_hump",
    "deepen_hump",
    "draw",
    "move_hump",
    "remove_hump",
    "smooth_away",
    "widen_hump",
]


def add_hump(document: Document, hump: Hump) -> Document:
    """Put a hill or a well on the land, behind those that are there."""
    return _with_humps(document, (*humps_of(document.landscape), hump))


def move_hump(document: Document, index: int, place: Point) -> Document:
    """Put the middle of a hill or well elsewhere."""
    hump = _hump(document, index)
    y = place[1] if len(place) == 2 else None
    return _with_hump(document, index, replace(hump, x=place[0], y=y))


def deepen_hump(document: Document, index: int, height: float) -> Document:
    """Make a hill or well so high; below zero it is a well."""
    return _with_hump(document, index, replace(_hump(document, index), height=height))


def widen_hump(document: Document, index: int, width: float) -> Document:
    """Make a hill or well so wide."""
    return _with_hump(document, index, replace(_hump(document, index), width=width))


def remove_hump(document: Document, index: int) -> Document:
    """Take a hill or well away."""
    humps = humps_of(document.landscape)
    _hump(document, index)
    return _with_humps(document, humps[:index] + humps[index + 1 :])


def smooth_away(document: Document) -> Document:
    """Take all hills and wells away."""
    return _with_humps(document, ())


def draw(document: Document, before: Document, stroke: Sequence[tuple[float, float]]) -> Document:
    """Let the curve that a document had `before` follow a stroke, (x, y) in the order drawn."""
    landscape = before.landscape
    if not isinstance(landscape, Landscape):
        raise SettingError("Only a curve can be drawn: take a landscape of one variable.")
    curve = sampled(landscape)
    drawn = redrawn(curve, stroke)
    return document if drawn == curve else replace(document, landscape=drawn)


def _with_hump(document: Document, index: int, hump: Hump) -> Document:
    humps = humps_of(document.landscape)
    return _with_humps(document, (*humps[:index], hump, *humps[index + 1 :]))


def _with_humps(document: Document, humps: Sequence[Hump]) -> Document:
    return replace(document, landscape=sculpted(document.landscape, humps))


def _hump(document: Document, index: int) -> Hump:
    humps = humps_of(document.landscape)
    if not 0 <= index < len(humps):
        raise SettingError("That hill or well is not there any more.")
    return humps[index]
