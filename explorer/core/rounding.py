"""Rounding: numbers for the eye, cut to one digit."""

from math import floor, isfinite, log10

__all__ = ["rounded_down"]


def rounded_down(value: float) -> float:
    """Return a positive number cut to its first digit; 0 and what is not finite as they are."""
    if not isfinite(value) or value <= 0.0:
        return value
    exponent = floor(log10(value))
    # float() of the text, so that 0.003 is the number that 0.003 stands for.
    return float(f"{floor(value / 10.0**exponent * (1 + 1e-12))}e{exponent}")
