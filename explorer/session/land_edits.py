"""The changes a user can make to where the land lies; starts and settings stay as they are."""

from dataclasses import replace

from explorer.core.landscape import Landscape
from explorer.core.moved_landscape import moved, moves_of
from explorer.core.moves import Moves
from explorer.core.param import SettingError
from explorer.core.sculpted_landscape import humps_of, land_below, sculpted
from explorer.session.document import Document

__all__ = ["land_moves", "move_land", "put_land_back"]


def land_moves(landscape: Landscape) -> Moves:
    """Return how the land of a landscape is moved, below what was sculpted on it."""
    return moves_of(land_below(landscape))


def move_land(document: Document, name: str, value: float) -> Document:
    """Set one of the moves of the land by its name; SettingError where it cannot be moved so.

    Hills and wells that were put on it by hand stay where they are.
    """
    moves = replace(land_moves(_landscape(document)), **{name: value})
    return _with_moves(document, moves)


def put_land_back(document: Document) -> Document:
    """Put the land back where it was, in the box that is looked at now."""
    return _with_moves(document, Moves())


def _with_moves(document: Document, moves: Moves) -> Document:
    landscape = _landscape(document)
    land, humps = moved(land_below(landscape), moves), humps_of(landscape)
    return replace(document, landscape=sculpted(land, humps) if humps else land)


def _landscape(document: Document) -> Landscape:
    if not isinstance(document.landscape, Landscape):
        raise SettingError("A net has no land that can be moved: its map is a slice.")
    return document.landscape
