"""What a chart shows of its lines: a calm range, round ticks, and no more points than pixels."""

from collections.abc import Sequence
from math import ceil, floor, inf, isfinite, log10

import numpy as np

from explorer.core.array import Array
from explorer.views.numbers import number

__all__ = [
    "Range", "angle_ticks", "calm", "decade", "linear_ticks", "log_ticks", "thinned",
    "tidy_log_ticks", "wanted",
]  # fmt: skip

Range = tuple[float, float]

DECADES_UP = 3.0  # how far above where the lines begin a chart still follows them
DECADES_SHOWN = 12.0
SLACK = 0.4  # share of the height that may stay empty before the range closes in
POINTS_A_PIXEL = 2
BIGGEST, TINIEST = 1e300, 1e-300
MANY = 1e8  # from here on whole numbers get exponents
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def wanted(parts: Sequence[Array], log: bool) -> Range | None:
    """Return the range that shows the counted parts of all lines, or None where there is none.

    In axis units: exponents of ten when `log`. A line that climbs far above where the lines
    begin and mostly stay does not stretch the range; it leaves the chart.
    """
    finite = [np.clip(part[np.isfinite(part)], -BIGGEST, BIGGEST) for part in parts]
    finite = [part for part in finite if len(part)]
    if not finite:
        return None
    home = max(max(float(part[0]), float(np.median(part))) for part in finite)
    low = min(float(part.min()) for part in finite)
    high = max(float(part.max()) for part in finite)
    if log:
        high = min(high, home + DECADES_UP)
        low = max(low, high - DECADES_SHOWN)
        bottom = floor(low)
        return float(bottom), float(max(ceil(high), bottom + 1))
    if home > low:
        high = min(high, low + 3.0 * (home - low))
    return _snapped(low, high)


def calm(previous: Range | None, goal: Range) -> Range:
    """Return the range to show next: it widens at once, but closes in only on much empty room."""
    if previous is None:
        return goal
    low, high = min(previous[0], goal[0]), max(previous[1], goal[1])
    if goal[1] - goal[0] < (1 - SLACK) * (high - low):
        return goal
    return low, high


def linear_ticks(
    low: float, high: float, most: int, whole: bool = False
) -> list[tuple[float, str]]:
    """Return at most about `most` round places from `low` to `high`, each with its label."""
    if not (isfinite(low) and isfinite(high) and high > low):
        return []
    step = _round_step((high - low) / max(1, most))
    if whole:
        step = max(1.0, step)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    at = [k * step for k in range(first, last + 1)]
    return [(x, f"{x:,.0f}" if whole and x < MANY else number(x)) for x in at]


def log_ticks(low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Return at most about `most` whole exponents from `low` to `high`, each with its label."""
    every = next(n for n in (1, 2, 3, 4, 5, 10, 20, 50, 100, 1000) if (high - low) / n <= most)
    first = ceil(low / every - 1e-9) * every
    return [(float(k), decade(k)) for k in range(first, floor(high + 1e-9) + 1, every)]


def tidy_log_ticks(low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Return powers of ten from exponent `low` to `high`, in numbers where these are not too long.

    Where there is room, 2 and 5 times as much have a tick as well.
    """
    if not high - low <= most / 3:
        return [(at, _counted(at) or label) for at, label in log_ticks(low, high, most)]
    decades = range(floor(low), ceil(high) + 1)
    at = [k + log10(times) for k in decades for times in (1, 2, 5)]
    return [(x, _counted(x) or number(10.0**x)) for x in at if low - 1e-9 <= x <= high + 1e-9]


def angle_ticks(low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Return places from `low` to `high` degrees, where a right angle is always one."""
    step = next((s for s in (15, 30, 45, 90) if (high - low) / s <= most), 90)
    return [(float(x), f"{x}°") for x in range(0, 181, step) if low <= x <= high]


def decade(exponent: int) -> str:
    """Return a power of ten as a person writes it: 10⁻²."""
    return "10" + str(exponent).translate(SUPERSCRIPTS)


def thinned(x: Array, y: Array, pixels: int) -> tuple[Array, Array]:
    """Return the line (n,), (n,) with the lowest and highest point of each pixel column only.

    `x` must not decrease. A line of two points a pixel or fewer comes back as it is.
    """
    if len(x) <= POINTS_A_PIXEL * max(1, pixels) or x[-1] <= x[0]:
        return x, y
    column = np.floor((x - x[0]) * (max(1, pixels) / (x[-1] - x[0]))).astype(np.int64)
    first = np.flatnonzero(np.diff(column, prepend=-1))
    last = np.append(first[1:], len(x)) - 1
    low, high = np.fmin.reduceat(y, first), np.fmax.reduceat(y, first)
    rising = y[last] >= y[first]
    thin_y = np.empty(2 * len(first))
    thin_y[0::2] = np.where(rising, low, high)
    thin_y[1::2] = np.where(rising, high, low)
    return np.repeat(0.5 * (x[first] + x[last]), 2), thin_y


def _snapped(low: float, high: float) -> Range:
    if high - low <= max(1e-12 * max(abs(low), abs(high)), TINIEST):
        pad = 0.1 * abs(low) if abs(low) > TINIEST else 1.0
        low, high = low - pad, high + pad
    step = _round_step((high - low) / 5)
    return floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step


def _round_step(rough: float) -> float:
    if not 0 < rough < inf:
        return 1.0
    size = 10.0 ** floor(log10(rough))
    choices = (1.0, 2.0, 2.5, 5.0, 10.0) if size >= 10 else (1.0, 2.0, 5.0, 10.0)
    return next((size * n for n in choices if size * n >= rough * (1 - 1e-9)), size * 10)


def _counted(exponent: float) -> str:
    """Return the whole number of an exponent as it is counted, nothing where there is none."""
    return f"{10.0**exponent:,.0f}" if -1e-9 <= exponent < 5.5 else ""
