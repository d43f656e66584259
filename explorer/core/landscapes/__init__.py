"""The catalogue: every landscape that can be picked, in the order of the gallery."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain
from re import fullmatch
from types import MappingProxyType

from explorer.core.array import Box
from explorer.core.formula import FormulaError
from explorer.core.landscape import Landscape, typed
from explorer.core.landscapes.bowls import BOWLS
from explorer.core.landscapes.creases import CREASES
from explorer.core.landscapes.crowds import CROWDS
from explorer.core.landscapes.deceptive import DECEPTIVE
from explorer.core.landscapes.edges import EDGES
from explorer.core.landscapes.goals import GOALS
from explorer.core.landscapes.hollows import HOLLOWS
from explorer.core.landscapes.many_minima import MANY_MINIMA
from explorer.core.landscapes.nets import NETS
from explorer.core.landscapes.noisy import NOISY
from explorer.core.landscapes.one_dimension import ONE_DIMENSION
from explorer.core.landscapes.ragged import RAGGED
from explorer.core.landscapes.ravines import RAVINES
from explorer.core.landscapes.rings import RINGS
from explorer.core.landscapes.rippled_bowls import RIPPLED_BOWLS
from explorer.core.landscapes.ripples import RIPPLES
from explorer.core.landscapes.robots import ROBOTS
from explorer.core.landscapes.saddles_and_plateaus import SADDLES_AND_PLATEAUS
from explorer.core.landscapes.steps import STEPS
from explorer.core.landscapes.traps import TRAPS
from explorer.core.landscapes.valleys import VALLEYS
from explorer.core.landscapes.waves import WAVES
from explorer.core.landscapes.wells import WELLS

__all__ = ["FAMILIES", "LANDSCAPES", "SECTIONS", "landscape"]


def _declared(row: Landscape) -> Landscape:
    """Note which values of the constants, or which examples, the listed minima belong to."""
    return replace(row, declared=row.numbers)


Family = tuple[Landscape, ...]

# The headings of the gallery, and the families below each.
SECTIONS: Mapping[str, tuple[Family, ...]] = MappingProxyType(
    {
        "Wells": (ONE_DIMENSION, WELLS),
        "Waves": (WAVES, RAGGED),
        "Traps, steps and edges": (TRAPS,),
        "A few hollows": (MANY_MINIMA, HOLLOWS),
        "Valleys": (VALLEYS, RAVINES),
        "Bowls": (BOWLS,),
        "Saddles and plateaus": (SADDLES_AND_PLATEAUS,),
        "Ripples": (RIPPLES, RIPPLED_BOWLS),
        "Rings": (RINGS,),
        "Crowds of hollows": (CROWDS,),
        "Deceptive": (DECEPTIVE,),
        "Creases": (CREASES,),
        "Steps": (STEPS,),
        "Edges": (EDGES,),
        "Noise": (NOISY,),
        "Two goals": (GOALS,),
        "A jumping robot": (ROBOTS,),
        "Tiny nets": (NETS,),
    }
)

FAMILIES: tuple[Family, ...] = tuple(chain.from_iterable(SECTIONS.values()))

LANDSCAPES: dict[str, Landscape] = {
    row.key: _declared(row) for family in FAMILIES for row in family
}


def landscape(key_or_formula: str, box: Box | None = None) -> Landscape:
    """Return a landscape by its key in the catalogue, or of a formula; `box` replaces its box.

    Raises FormulaError where the text is neither, SettingError where the box does not fit.
    """
    text = key_or_formula.strip()
    key = text.lower().replace("_", "-").replace(" ", "-")
    if found := LANDSCAPES.get(key):
        return found if box is None else found.with_box(box)
    try:
        return typed(text, box)
    except FormulaError:
        near = get_close_matches(key, LANDSCAPES, 1)
        if not near or fullmatch(r"[a-z]+(-[a-z]+)*", key) is None:
            raise
        sentence = f"there is no landscape called {text[:40]}; did you mean {near[0]}?"
        raise FormulaError(sentence, 0, len(text)) from None
