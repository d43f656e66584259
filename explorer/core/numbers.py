"""Numbers as the screen shows them: compact, with a true minus sign."""

from collections.abc import Iterable
from math import isfinite, isnan

__all__ = ["MINUS", "coordinates", "number"]

MINUS = "\N{MINUS SIGN}"


def number(value: float, digits: int = 4) -> str:
    """Return `value` in at most about `digits` significant digits: 118.4, −29, 2.4e-7, ∞.

    Values from a thousandth to a million are written out, the rest with an exponent, which keeps
    an ordinary hyphen and one digit less so that it stays narrow.
    """
    if isnan(value):
        return "undefined"
    sign = MINUS if value < 0 else ""
    if not isfinite(value):
        return f"{sign}∞"
    size = abs(value)
    if size == 0:
        return "0"
    if 1e-3 <= size < 1e6:
        text = f"{size:.{digits}g}"
        # "g" turns to exponents once the whole part outgrows its digits.
        return sign + (f"{size:.0f}" if "e" in text else text)
    mantissa, exponent = f"{size:.{max(digits - 3, 0)}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{sign}{mantissa}e{int(exponent)}"


def coordinates(point: Iterable[float]) -> str:
    """Return a point with two decimals: (−0.20, 0.70); far-off points get exponents."""
    return f"({', '.join(_coordinate(c) for c in point)})"


def _coordinate(value: float) -> str:
    if not isfinite(value) or abs(value) >= 1e4:
        return number(value)
    text = f"{abs(value):.2f}"
    return (MINUS if value < 0 and float(text) != 0 else "") + text
