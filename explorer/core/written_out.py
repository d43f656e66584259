"""A landscape turned, mirrored and shifted, written out as a formula that could be typed."""

from dataclasses import replace

from explorer.core.array import Box
from explorer.core.formula.tokens import tokens
from explorer.core.landscape import Landscape, typed
from explorer.core.param import SettingError
from explorer.core.placement import Placement, minima_there

__all__ = ["renamed", "sums", "written_out"]

DIGITS = 4  # of the numbers that are written into the formula
VARIABLES = ("x", "y")


def written_out(landscape: Landscape, placement: Placement, box: Box, name: str) -> Landscape:
    """Return the typed landscape that lies in a box of the map as `placement` says.

    The numbers of the placement are rounded to four digits, so that the formula can be read.
    Minima that come to lie in `box` stay known where a lowest one is among them. Constants become
    plain numbers. Raises SettingError where the height is no formula, FormulaError where it grows
    too long.
    """
    if not landscape.is_formula:
        raise SettingError(f"{landscape.name} is no formula in x and y.")
    placement = _rounded(placement)
    words = {c.name: f"({c.value!r})" for c in landscape.constants}
    inside = (f"({one})" for one in sums(placement))
    words |= dict(zip(VARIABLES, inside, strict=False))
    found = typed(renamed(landscape.formula, words), box)
    minima, lowest = minima_there(landscape, placement, found.box)
    return replace(found, name=name, line="", minima=minima, lowest=lowest)


def renamed(formula: str, words: dict[str, str]) -> str:
    """Return a formula with other words for some names; all else stays as it was typed."""
    text, done = "", 0
    for token in tokens(formula):
        if token.kind == "name" and token.text in words:
            text += formula[done : token.start] + words[token.text]
            done = token.end
    return text + formula[done:]


def sums(placement: Placement, digits: int = DIGITS) -> tuple[str, ...]:
    """Return for each variable turn·p + shift as text, without what is zero."""
    return tuple(
        _sum(shift, row, digits) for row, shift in zip(placement.turn, placement.shift, strict=True)
    )


def _sum(constant: float, factors: tuple[float, ...], digits: int) -> str:
    terms = [
        variable if factor == 1.0 else f"{factor:.{digits}g}*{variable}"
        for factor, variable in zip(factors, VARIABLES, strict=False)
        if factor
    ]
    if constant or not terms:
        terms.append(f"{constant:.{digits}g}")
    return " + ".join(terms).replace("+ -", "- ")


def _rounded(placement: Placement) -> Placement:
    def rounded(numbers: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(float(f"{number:.{DIGITS}g}") for number in numbers)

    return Placement(tuple(map(rounded, placement.turn)), rounded(placement.shift))
