"""Labelled runs of gradient descent as a map: cycles of every length, and chaos."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import cos, sin

import numpy as np

from explorer.core.landscape import Landscape
from tests.core.labelled import Labelled, labelled, over

__all__ = ["maps"]

CUBIC = over("x^3/3 - x^2/2", -0.2, 1.5)
Step = Callable[[float], float]


def maps() -> list[Labelled]:
    """Return the runs of all families of this file."""
    return [*_logistic(), *_pairs(), *_maps()]


def _logistic() -> Iterator[Labelled]:
    """On x³/3 - x²/2 gradient descent is the logistic map r u (1 - u), r = 1 + η (May 1976)."""

    def run(r: float, u: float, kind: str, why: str, period: int | None = None) -> Labelled:
        rate = r - 1.0
        start = (u * r / rate,)
        return labelled(
            kind, why, CUBIC, "gradient-descent", start, period=period, learning_rate=rate
        )

    for r in (1.5, 2.0, 2.5, 2.9):
        yield run(r, 0.3, "minimum", "r < 3: the fixed point attracts")
    for r, period in (
        (3.1, 2),
        (3.2, 2),
        (3.3, 2),
        (3.4, 2),
        (3.47, 4),
        (3.5, 4),
        (3.53, 4),
        (3.55, 8),
        (3.56, 8),
        (3.5666, 16),
        (3.83, 3),
        (3.835, 3),
        (3.845, 6),
    ):
        yield run(r, 0.3, "cycle", "May 1976, Feigenbaum 1978", period)
    # Where 1/2 comes back to itself after p steps the cycle attracts faster than any power.
    for near, period in (
        (3.2361, 2),
        (3.4986, 4),
        (3.8319, 3),
        (3.7389, 5),
        (3.9057, 5),
        (3.9903, 5),
        (3.9603, 4),
        (3.6275, 6),
        (3.7017, 7),
        (3.5546, 8),
        (3.6872, 9),
        (3.7652, 8),
        (3.6443, 8),
    ):
        found = _superstable(near, period)
        if found is not None:
            yield run(found, 0.5, "cycle", "the cycle holds the top of the map", period)
    for r in (3.65, 3.678573510428322, 3.7, 3.75, 3.8, 3.86, 3.9, 3.927737, 3.95, 3.98, 4.0):
        rate = _exponent(lambda u, r=r: r * u * (1 - u), lambda u, r=r: r * (1 - 2 * u), 0.3)
        if rate > 0.05:
            yield run(r, 0.3, "chaos", f"Lyapunov exponent {rate:.2f} over 20,000 steps")


def _superstable(near: float, period: int) -> float | None:
    """Return r near a value at which 1/2 has that period, by bisection."""

    def off(r: float, steps: int) -> float:
        u = 0.5
        for _ in range(steps):
            u = r * u * (1 - u)
        return u - 0.5

    tries = np.linspace(near - 2e-4, near + 2e-4, 41).tolist()
    for low, high in pairwise(tries):
        if off(low, period) * off(high, period) < 0:
            for _ in range(60):
                middle = (low + high) / 2
                low, high = (
                    (low, middle) if off(low, period) * off(middle, period) < 0 else (middle, high)
                )
            divisors = [p for p in range(1, period) if period % p == 0]
            if all(abs(off(low, p)) > 1e-6 for p in divisors):
                return low
    return None


def _exponent(step: Step, slope: Step, start: float) -> float:
    """Return the mean logarithm of the slope of a map, after a thousand steps."""
    x, total = start, 0.0
    for k in range(21_000):
        if k >= 1000:
            total += np.log(abs(slope(x)) + 1e-300)
        x = step(x)
    return float(total / 20_000)


def _pairs() -> Iterator[Labelled]:
    """Two such maps side by side: the period is that of both, chaos in one is chaos."""

    def both(first: float, second: float) -> Landscape:
        # The rate is 2.2: its factors make r = 1 + 2.2 a of each.
        return over(
            f"{(first - 1) / 2.2}*(x^3/3 - x^2/2) + {(second - 1) / 2.2}*(y^3/3 - y^2/2)", -0.2, 1.5
        )

    for first, second, kind, period in (
        (3.2, 3.83, "cycle", 6),
        (3.5, 3.2, "cycle", 4),
        (3.83, 3.5, "cycle", 12),
        (2.5, 3.3, "cycle", 2),
        (3.9, 3.2, "chaos", None),
        (3.9, 3.95, "chaos", None),
        (3.7, 2.0, "chaos", None),
    ):
        start = (0.3 * first / (first - 1), 0.4 * second / (second - 1))
        yield labelled(
            kind,
            f"logistic maps with r = {first} and {second}",
            both(first, second),
            "gradient-descent",
            start,
            period=period,
            learning_rate=2.2,
        )


def _maps() -> Iterator[Labelled]:
    """Gradient descent in one dimension is a map: what it comes to in 40,000 steps."""
    wells = (over("(x^2 - 1)^2", -2, 2), lambda x: 4 * x**3 - 4 * x, lambda x: 12 * x * x - 4, 0.3)
    waves = (over("-cos(x)", -4, 4), sin, cos, 0.7)
    bump = (
        over("-exp(-x^2/2) + x^2/20", -4, 4),
        lambda x: x * np.exp(-x * x / 2) + x / 10,
        lambda x: (1 - x * x) * np.exp(-x * x / 2) + 0.1,
        0.9,
    )
    for (ground, slope, bend, start), rates in (
        (wells, (0.2, 0.3, 0.34, 0.37, 0.385, 0.41, 0.43, 0.47, 0.5)),
        (waves, (1.5, 2.2, 2.6, 3.0, 3.2, 3.4, 3.6)),
        (bump, (1.2, 2.5, 4.0, 6.0, 9.0, 12.0)),
    ):
        for rate in rates:
            kind, period = _attractor(
                lambda x, s=slope, r=rate: x - r * s(x),
                lambda x, b=bend, r=rate: 1 - r * b(x),
                start,
            )
            if kind:
                yield labelled(
                    kind,
                    "40,000 steps of the map",
                    ground,
                    "gradient-descent",
                    (start,),
                    period=period,
                    steps=2000,
                    learning_rate=rate,
                )


def _attractor(step: Step, slope: Step, start: float) -> tuple[str, int | None]:
    """Return what a map comes to, and the period; empty where that is not beyond doubt."""
    x, path = start, []
    for k in range(40_000):
        x = step(x)
        if not abs(x) < 100:
            return "", None
        if k >= 39_000:
            path.append(x)
    for period in range(1, 64):
        if max(abs(a - b) for a, b in zip(path[period:], path, strict=False)) < 1e-12:
            return ("minimum", None) if period == 1 else ("cycle", period)
    return ("chaos", None) if _exponent(step, slope, start) > 0.1 else ("", None)
