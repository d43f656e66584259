"""Kinds of landscapes: what is hard about them, to list those that share it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from explorer.core.landscape import Landscape

__all__ = ["KINDS", "Kind"]


@dataclass(frozen=True)
class Kind:
    """A kind by its words on the screen, a sentence on it, and the tags that make it."""

    words: str
    line: str
    tags: frozenset[str]

    def has(self, row: Landscape) -> bool:
        """Tell whether a landscape is of this kind."""
        return not self.tags.isdisjoint(row.tags)


def _kind(words: str, line: str, *tags: str) -> Kind:
    return Kind(words, line, frozenset(tags))


_KINDS = (
    _kind("bowls", "One bowl: wherever the slope leads down, it leads to the best.", "convex"),
    _kind(
        "few minima",
        "A few minima to end in; where one ends depends on where one begins.",
        *("local minima", "equal minima", "curve of minima"),
    ),
    _kind(
        "many minima",
        "So many minima that following the slope ends in the nearest, which is hardly the best.",
        *("many minima", "rings"),
    ),
    _kind(
        "valleys",
        "Steep across and gentle along: steps that suit the one are wrong for the other.",
        *("valley", "badly scaled"),
    ),
    _kind("cliffs", "Slopes so steep that one step may throw a run far out.", "cliff", "steep"),
    _kind(
        "saddles",
        "Places without slope that are no minimum: down one way, up another.",
        *("saddle", "many saddles"),
    ),
    _kind(
        "plateaus",
        "Places with hardly any slope, where little tells the way.",
        *("plateau", "flat", "needle"),
    ),
    _kind(
        "kinks",
        "Creases, where the slope jumps: steps do not grow shorter near the bottom.",
        *("kink", "piecewise", "rough"),
    ),
    _kind("steps", "Breaks, where the height itself jumps.", "step", "jumps"),
    _kind("deceptive", "The slope leads away from the best place.", "deceptive", "needle"),
    _kind(
        "edges",
        "The lowest place is at the edge of the map, or nowhere.",
        *("edge", "unbounded", "no minimum"),
    ),
    _kind("noisy", "Each height is a little off, by frozen chance.", "noisy"),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.words: kind for kind in _KINDS})
"""The kinds by their words, in the order of the filter; a landscape may be of several."""
