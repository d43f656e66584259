"""Labelled runs in other units: lengths and heights a million times larger or smaller."""

from collections.abc import Iterator

from explorer.core.landscapes import landscape
from tests.core.labelled import Labelled, labelled

__all__ = ["units"]

# Formula in u (and v), box, start, rate, kind, period and why; all of them in the usual units.
PLAIN = (
    ("U^2", (-4.0, 4.0), (3.0,), 0.25, "minimum", None, "|1 - η λ| = 1/2"),
    ("U^2", (-4.0, 4.0), (3.0,), 0.001, "budget", None, "0.998³⁰⁰ of the way is left"),
    ("U^2", (-4.0, 4.0), (3.0,), 0.9995, "budget", None, "each swing is 0.999 of the last"),
    ("U^2", (-4.0, 4.0), (3.0,), 1.2, "diverged", None, "|1 - η λ| = 1.4"),
    ("U^3/3 - U^2/2", (-0.2, 1.5), (0.43,), 2.2, "cycle", 2, "logistic map, r = 3.2"),
    ("U^3/3 - U^2/2", (-0.2, 1.5), (0.43,), 2.5, "cycle", 4, "logistic map, r = 3.5"),
    ("U^3/3 - U^2/2", (-0.2, 1.5), (0.43,), 2.9, "chaos", None, "logistic map, r = 3.9"),
    ("sigmoid(U)", (-20.0, 20.0), (-15.0,), 1.0, "plateau", None, "slope 3e-7"),
    ("U^2 + 2*V^2", (-4.0, 4.0), (3.0, 2.0), 0.25, "minimum", None, "η = 1/L"),
    ("U^2 - V^2/9", (-4.0, 4.0), (3.0, 0.0), 0.25, "saddle", None, "the slope along v is 0"),
    ("U", (-4.0, 4.0), (0.0,), 0.1, "left-box", None, "straight down"),
)


def units() -> list[Labelled]:
    """Return each run in units of length s and height h, with the origin moved by o."""
    return [
        one
        for length, height, origin in ((1e-6, 1e-4, 0.0), (1e4, 100.0, 0.0), (256.0, 1e-3, 8192.0))
        for one in _in_units(length, height, origin)
    ]


def _in_units(length: float, height: float, origin: float) -> Iterator[Labelled]:
    for formula, (low, high), start, rate, kind, period, why in PLAIN:
        text = formula.replace("U", f"((x - {origin})/{length})")
        text = text.replace("V", f"((y - {origin})/{length})")
        ends = (origin + length * low, origin + length * high)
        ground = landscape(f"{height}*({text})").with_box([ends] * len(start))
        yield labelled(
            *(kind, f"{why}, in units of {length:g} and {height:g}", ground, "gradient-descent"),
            tuple(origin + length * c for c in start),
            period=period,
            tolerance=0.0 if kind in ("cycle", "chaos", "plateau") else 1e-8 * height / length,
            learning_rate=rate * length**2 / height,
        )
