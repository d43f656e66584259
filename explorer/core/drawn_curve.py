"""A drawn curve: a landscape of one variable that somebody drew by hand, smooth everywhere.

It is the cubic spline through heights at even distances, with no curvature at both ends (de Boor,
A Practical Guide to Splines, 1978; spline.py has its pieces). Beyond the ends it goes on straight
and bends up, ever more like a parabola, so that there is a lowest place: it rises by r·u³/(1 + u),
where u is the distance in widths of the drawing, and r is how far the heights range and how far
the slope at the steeper end leads in one width. Value, slope and curvature have no jump anywhere.

`constants` are how many heights there are, the first place, the distance between two, r, and the
coefficients of the spline, two more than heights.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite

import numpy as np
from numpy import nan

from explorer.core.array import Array
from explorer.core.handmade import Handmade
from explorer.core.hump import HIGHEST
from explorer.core.landscape import Landscape
from explorer.core.param import SettingError
from explorer.core.spline import bends_of, coefficients, slopes_of, weights_of

__all__ = ["FEWEST", "MOST", "DrawnCurve", "curve_at", "drawn"]

FEWEST, MOST = 4, 65  # heights of a curve
HEAD = 4  # numbers before the coefficients, as `curve_at` reads them


def curve_at(constants: Array, x: float) -> tuple[float, float, float]:
    """Return value, slope and curvature at a place; NaN where that is no number."""
    last, gap = constants[0] - 1.0, constants[2]
    place = (x - constants[1]) / gap
    if place - place != 0.0:
        return nan, nan, nan
    inside = min(max(place, 0.0), last)
    i = int(min(inside, last - 1.0))
    a, b, c = weights_of(inside - i), slopes_of(inside - i), bends_of(inside - i)
    value = slope = bend = 0.0
    for k in range(4):
        value += a[k] * constants[4 + i + k]
        slope += b[k] * constants[4 + i + k] / gap
        bend += c[k] * constants[4 + i + k] / (gap * gap)
    far = abs(place - inside) / last
    if far > 0.0:
        rise, width, share = constants[3], last * gap, far / (1.0 + far)
        more = rise / width * share * share * (2.0 * far + 3.0)
        value += slope * (place - inside) * gap + rise * far * far * share
        slope += more if place > inside else -more
        bend = 2.0 * rise / (width * width) * share * (3.0 - 3.0 * share + share * share)
    return value, slope, bend


def value(points: Array, constants: Array, value: Array) -> None:
    """Fill value (n,) at points (1, n)."""
    for i in range(points.shape[1]):
        value[i] = curve_at(constants, points[0, i])[0]


def slope(points: Array, constants: Array, value: Array, gradient: Array) -> None:
    """Fill value (n,) and gradient (1, n) at points (1, n)."""
    for i in range(points.shape[1]):
        found = curve_at(constants, points[0, i])
        value[i], gradient[0, i] = found[0], found[1]


def curvature(points: Array, constants: Array, hessian: Array) -> None:
    """Fill hessian (1, 1, n) at points (1, n)."""
    for i in range(points.shape[1]):
        hessian[0, 0, i] = curve_at(constants, points[0, i])[2]


DRAWN = Handmade(
    "\nfrom numpy import nan\n",
    (weights_of, slopes_of, bends_of, curve_at),
    (value, slope, curvature),
    (value, slope, curvature),
)


@dataclass(frozen=True)
class DrawnCurve(Landscape):
    """A curve through `heights` that are evenly spaced over `span`; `drawn` makes one.

    It is looked at over its box, which may be another range.
    """

    span: tuple[float, float] = field(kw_only=True)
    heights: tuple[float, ...] = field(kw_only=True)

    def __post_init__(self) -> None:
        low, high = self.span
        if len(self.box) != 1:
            raise SettingError("A curve is drawn over one range.")
        self.check_box()
        if not (isfinite(low) and isfinite(high) and low < high):
            raise SettingError("A curve is drawn from a lower to a higher place.")
        if not FEWEST <= len(self.heights) <= MOST:
            raise SettingError(f"A drawn curve has from {FEWEST} to {MOST} heights.")
        if not all(abs(height) <= HIGHEST for height in self.heights):
            raise SettingError(f"A height must lie between {-HIGHEST:g} and {HIGHEST:g}.")

    def __hash__(self) -> int:
        return hash((self.box, self.span, self.heights))

    @property
    def handmade(self) -> Handmade:
        """Its kernels."""
        return DRAWN

    @property
    def written(self) -> str:
        """What it is, in words."""
        return f"a smooth curve through {len(self.heights)} heights"

    @cached_property
    def places(self) -> Array:
        """Where the heights are, (number of heights,)."""
        return np.linspace(*self.span, len(self.heights))

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """The curve as the kernels read it."""
        return tuple(self.constant_values.tolist())

    @cached_property
    def constant_values(self) -> Array:
        """The curve as the kernels read it."""
        low, high = self.span
        found, count = coefficients(np.array(self.heights)), len(self.heights)
        gap = (high - low) / (count - 1)
        steepest = max(abs(found[2] - found[0]), abs(found[-1] - found[-3])) / (2.0 * gap)
        rise = max(self.heights) - min(self.heights) + steepest * (high - low)
        return np.concatenate([[count, low, gap, rise or 1.0], found])

    def value(self, points: Array) -> Array:
        """Return the heights at points (n, 1) as (n,)."""
        return np.asarray(self._curve(points)[0])

    def gradient(self, points: Array) -> Array:
        """Return the slopes at points (n, 1) as (n, 1)."""
        return np.ascontiguousarray(self._curve(points)[1][:, None])

    def hessian(self, points: Array) -> Array:
        """Return the curvatures at points (n, 1) as (n, 1, 1)."""
        return np.ascontiguousarray(self._curve(points)[2][:, None, None])

    def _curve(self, points: Array) -> Array:
        """Return value, slope and curvature at points (n, 1) as (3, n): `curve_at` in NumPy."""
        constants = self.constant_values
        last, gap = constants[0] - 1.0, constants[2]
        with np.errstate(all="ignore"):
            place = (self._columns(points)[0] - constants[1]) / gap
            known = np.isfinite(place)
            place = np.where(known, place, 0.0)
            inside = np.clip(place, 0.0, last)
            i = np.minimum(inside, last - 1.0).astype(int)
            near = constants[HEAD + i + np.arange(4)[:, None]]
            value, slope, bend = (
                (np.array(way(inside - i)) * near).sum(axis=0)
                for way in (weights_of, slopes_of, bends_of)
            )
            slope, bend = slope / gap, bend / (gap * gap)
            far = np.abs(place - inside) / last
            rise, width, share = constants[3], last * gap, far / (1.0 + far)
            value = value + slope * (place - inside) * gap + rise * far * far * share
            more = rise / width * share * share * (2.0 * far + 3.0)
            slope = slope + np.sign(place - inside) * more
            outside = 2.0 * rise / (width * width) * share * (3.0 - 3.0 * share + share * share)
            bend = np.where(far > 0.0, outside, bend)
        return np.where(known, [value, slope, bend], nan)


def drawn(span: tuple[float, float], heights: Iterable[float]) -> DrawnCurve:
    """Return the landscape of a curve that was drawn; SettingError where it cannot be one."""
    return DrawnCurve(
        key="drawn",
        name="Your curve",
        formula="drawn by you",
        box=(span,),
        line="drawn by you",
        tags=("smooth",),
        span=span,
        heights=tuple(float(height) for height in heights),
    )
