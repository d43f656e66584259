"""The changes a user can make to where the land lies; starts and settings stay as they are."""

from dataclasses import replace

from explorer.core.landscape import Landscape
from explorer.core.moved_landscape import moved, moves_of
from explorer.core.moves import Moves
from explorer.core.param import SettingError
from explorer.session.document import Document

__all__ = ["move_land", "put_land_back"]


def move_land(document: Document, name: str, value: float) -> Document:
    """Set one of the moves of the land by its name; SettingError where it cannot be moved so."""
    landscape = _landscape(document)
    moves = replace(moves_of(landscape), **{name: value})
    return replace(document, landscape=moved(landscape, moves))


def put_land_back(document: Document) -> Document:
    """Put the land back where it was, in the box that is looked at now."""
    return replace(document, landscape=moved(_landscape(document), Moves()))


def _landscape(document: Document) -> Landscape:
    if not isinstance(document.landscape, Landscape):
        raise SettingError("A net has no land that can be moved: its map is a slice.")
    return document.landscape
