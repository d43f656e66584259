"""The changes a user can make to the many starts: each a pure function to the next document."""

from dataclasses import replace
from typing import Any

from explorer.core.array import Point
from explorer.core.landscape import Landscape
from explorer.core.many_starts import ManyStarts, Spread
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.document import Document

__all__ = ["change_many", "clear_many", "draw_line", "fitted_many", "move_end", "spread_many"]

ENDS = ((0.1, 0.45), (0.9, 0.65))  # of a line that nobody has drawn yet, in shares of the box


def change_many(document: Document, **changes: Any) -> Document:
    """Change the plan of many starts, by its fields; without one, begin with the usual plan."""
    plan = ManyStarts() if document.many is None else document.many
    return replace(document, many=replace(plan, **changes))


def spread_many(document: Document, spread: Spread) -> Document:
    """Spread the starts in another way; a line that is not drawn yet lies across the box."""
    line = () if document.many is None else document.many.line
    if spread == "line" and not line:
        line = _across(document.landscape)
    return change_many(document, spread=spread, line=line)


def draw_line(document: Document, first: Point, last: Point) -> Document:
    """Let the starts stand along a line."""
    return change_many(document, spread="line", line=(first, last))


def move_end(document: Document, end: int, point: Point) -> Document:
    """Move an end of the line, 0 or 1."""
    line = () if document.many is None else document.many.line
    first, last = line or _across(document.landscape)
    return draw_line(document, *((point, last) if end == 0 else (first, point)))


def clear_many(document: Document) -> Document:
    """Take the many starts away."""
    return replace(document, many=None)


def fitted_many(many: ManyStarts | None, landscape: Landscape | TinyNet) -> ManyStarts | None:
    """Return the plan for another landscape: a line that lies elsewhere is laid anew."""
    if many is None or not many.line or _is_in_reach(many.line, landscape):
        return many
    return replace(many, line=_across(landscape) if many.spread == "line" else ())


def _is_in_reach(line: tuple[Point, ...], landscape: Landscape | TinyNet) -> bool:
    return all(
        len(end) == landscape.dim
        and all(low <= c <= high for c, (low, high) in zip(end, landscape.box, strict=True))
        for end in line
    )


def _across(landscape: Landscape | TinyNet) -> tuple[Point, Point]:
    """Return a line from side to side; a little aslant, for many a landscape has level ridges."""
    first, last = (
        tuple(low + s * (high - low) for s, (low, high) in zip(end, landscape.box, strict=False))
        for end in ENDS
    )
    return first, last
