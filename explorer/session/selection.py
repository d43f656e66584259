"""Which trace is picked out, and where it went when the document changed."""

from explorer.session.document import Document

__all__ = ["Selection", "followed"]

Selection = tuple[int, int]  # (start, entrant), by position


def followed(selection: Selection | None, old: Document, new: Document) -> Selection | None:
    """Return where the selected trace is in the new document, or None when it is gone.

    An optimizer is known by its colour, a start point by its place or, when some were added or
    removed, by where it is.
    """
    if selection is None:
        return None
    start, entrant = selection
    colours = [e.colour for e in new.entrants]
    colour = old.entrants[entrant].colour
    point = old.starts[start]
    if len(new.starts) != len(old.starts):
        start = new.starts.index(point) if point in new.starts else -1
    if start < 0 or colour not in colours:
        return None
    return start, colours.index(colour)
