"""A landscape turned, mirrored and shifted, as a formula that could have been typed."""

import numpy as np

from explorer.core.array import Array, Box
from explorer.core.formula.tokens import tokens
from explorer.core.landscape import Landscape, typed
from explorer.core.param import SettingError

__all__ = ["moved"]

DIGITS = 4  # of the numbers that are written into the formula
EQUAL = 1e-9  # so much higher than the lowest is as low
VARIABLES = ("x", "y")


def moved(landscape: Landscape, turn: Array, shift: Array, box: Box, name: str) -> Landscape:
    """Return the landscape whose height at p is that of `landscape` at turn·p + shift.

    `turn` (2, 2) must have an inverse; its numbers and those of `shift` (2,) are rounded to four
    digits, so that the formula can be read. Minima that come to lie in `box` stay known where a
    lowest one is among them. Constants become plain numbers. Raises SettingError where the height
    is no formula of x and y, FormulaError where it grows too long.
    """
    if landscape.dim != 2 or not landscape.is_formula:
        raise SettingError(f"{landscape.name} is no formula in x and y.")
    turn, shift = _rounded(turn), _rounded(shift)
    words = {c.name: f"({c.value!r})" for c in landscape.constants}
    words |= {
        variable: _sum(shift[row], turn[row].tolist()) for row, variable in enumerate(VARIABLES)
    }
    found = typed(_replaced(landscape.formula, words), box)
    known = _minima(landscape)
    places = np.linalg.solve(turn, (known - shift).T).T.tolist()
    inside = [k for k, place in enumerate(places) if found.contains(place)]
    is_lowest_inside = bool(inside) and _is_lowest(landscape, known[inside[0]])
    return Landscape(
        key=found.key,
        name=name,
        formula=found.formula,
        box=found.box,
        minima=tuple(tuple(places[k]) for k in inside) if is_lowest_inside else (),
        lowest=landscape.lowest if is_lowest_inside else None,
    )


def _minima(landscape: Landscape) -> Array:
    known = landscape.minima if landscape.knows_its_minima else ()
    return np.array(known, dtype=np.float64).reshape(-1, 2)


def _is_lowest(landscape: Landscape, place: Array) -> bool:
    lowest = landscape.lowest or 0.0
    return float(landscape.value(place[None])[0]) - lowest <= EQUAL * (1.0 + abs(lowest))


def _replaced(formula: str, words: dict[str, str]) -> str:
    """Return a formula with other words for some names; all else stays as it was typed."""
    text, done = "", 0
    for token in tokens(formula):
        if token.kind == "name" and token.text in words:
            text += formula[done : token.start] + words[token.text]
            done = token.end
    return text + formula[done:]


def _sum(constant: float, factors: list[float]) -> str:
    """Return constant + factors·(x, y) in brackets, without what is zero."""
    terms = [
        f"{factor:.{DIGITS}g}*{variable}"
        for factor, variable in zip(factors, VARIABLES, strict=True)
        if factor
    ]
    if constant or not terms:
        terms.append(f"{constant:.{DIGITS}g}")
    return f"({' + '.join(terms)})".replace("+ -", "- ")


def _rounded(numbers: Array) -> Array:
    rounded = [float(f"{number:.{DIGITS}g}") for number in np.asarray(numbers).ravel().tolist()]
    return np.array(rounded).reshape(np.shape(numbers))
