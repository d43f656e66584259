"""What the marks on a landscape say, in words: how many minima there are, and what each mark is."""

from collections.abc import Iterable, Sequence

from explorer.core.landscape import Landscape
from explorer.core.minima import CriticalPoint, has_more
from explorer.core.objective import Objective

__all__ = ["minima_label", "minima_tip"]

LOOKS = (
    ("kind", "saddle", "Cross: a saddle, down one way and up another"),
    ("kind", "maximum", "Triangle: a hilltop, where every way leads down"),
    ("form", "kink", "Diamond: a minimum at a kink, where the slope breaks"),
    ("form", "flat", "Flattened ring: a minimum so flat that its curvature is 0"),
    ("form", "floor", "Dots: a whole line of lowest points, none of them a minimum by itself"),
    ("form", "ridge", "Dots: a whole line of highest points"),
    ("form", "inflection", "Bar: an inflection, level for a moment on the way down"),
)
MORE = "There are more than were found: too many or too fine to tell them all"


def minima_label(landscape: Objective, found: Sequence[CriticalPoint]) -> str:
    """Return the name of the switch, with how many minima there are; "+" where there are more."""
    count = sum(c.kind == "minimum" for c in found)
    return f"Minima {count}{'+' * _has_more(landscape)}" if count else "Minima"


def minima_tip(landscape: Objective, found: Sequence[CriticalPoint]) -> str:
    """Return what the marks that are there mean, a line for each."""
    said = ["Filled ring: a global minimum. Hollow ring: a local one"]
    said += [words for name, value, words in LOOKS if value in _all(found, name)]
    return ".\n".join([*said, *[MORE] * _has_more(landscape)])


def _all(found: Iterable[CriticalPoint], name: str) -> set[str]:
    return {
        getattr(c, name) for c in found if name == "kind" or c.kind in ("minimum", "degenerate")
    }


def _has_more(landscape: Objective) -> bool:
    return isinstance(landscape, Landscape) and has_more(landscape)
