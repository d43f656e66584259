"""Suggested settings: what an optimizer should begin with on a given landscape.

They come from a sample of slopes and curvatures in the box and from its width, never from where
the minima are. With L the size of curvature that nine in ten sampled points stay below:

- rates that multiply the gradient: 1/L for gradient descent, 0.2/L with momentum 0.9, and no
  first step longer than a quarter of the box; a step is then shorter than the 2/L at which
  gradient descent starts to swing up the walls of a valley;
- rates that are lengths (Adam and its kin): a small share of the narrowest width of the box;
- noise: such that it alone moves a coordinate by 1/200 of the width in a step;
- nudges: 1/20 of the width;
- the distance at which a slope is measured: a millionth of the width, a tenth where the heights
  are noisy, or as far as the landscape itself measures;
- temperatures: a share of how far heights usually range in the box;
- steps that a rule chooses by itself: at most a share of the width;
- how high the lowest place lies, for rules that must be told: as it is known, or the lowest of
  the sample.

All but the last are rounded down to one digit.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from explorer.core.array import Array
from explorer.core.ground import typical_range
from explorer.core.landscape import Landscape
from explorer.core.nets.suggestion import suggested as suggested_for_net
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.param import params
from explorer.core.randomness import starts_in
from explorer.core.rounding import rounded_down

__all__ = ["suggested"]

SAMPLE = 256
FAR_APART = 0.1  # of the width: where heights are noisy, looks nearer to each other say little


def suggested(kind: type[Optimizer], landscape: Landscape | TinyNet) -> Optimizer:
    """Return an optimizer with settings for this landscape; the defaults where there is no rule."""
    if isinstance(landscape, TinyNet):
        return suggested_for_net(kind, landscape)
    settings: dict[str, float] = {}
    for name, suggestion in kind.suggests.items():
        if suggestion.share is not None:
            rate = settings.get("learning_rate", 0.0)
            settings[name] = _number(suggestion.kind, suggestion.share, landscape, rate)
    declared = params(kind)
    inside: dict[str, Any] = {
        name: min(max(value, declared[name].low), declared[name].high)
        for name, value in settings.items()
    }
    return replace(kind(), **inside)


def _number(kind: str, share: float, landscape: Landscape, rate: float) -> float:
    """Return a share of what the kind says; `rate` is the learning rate suggested before."""
    width = min(high - low for low, high in landscape.box)
    if kind in ("per curvature", "rate or length"):
        return rounded_down(share * _rate(landscape))
    if kind == "curvature":
        return rounded_down(share / _rate(landscape))
    if kind == "range":
        return rounded_down(share * typical_range(landscape))
    if kind == "lowest":
        return share * _lowest(landscape)
    if kind == "noise":
        return rounded_down(share * width / rate) if rate > 0.0 else 0.0
    if kind == "reach":
        is_noisy = landscape.is_formula and "noise" in landscape.parsed.words
        share = max(share, FAR_APART) if is_noisy else share
        return min(landscape.reach or (share * width,))
    return rounded_down(share * width)


def _lowest(landscape: Landscape) -> float:
    """Return the lowest known height, or that of a sample, and 0 where there is none."""
    if landscape.knows_its_minima and landscape.lowest is not None:
        return landscape.lowest
    with np.errstate(all="ignore"):
        heights = landscape.value(starts_in(landscape.box, 0, 0, SAMPLE))
    known = heights[np.isfinite(heights)]
    return float(known.min()) if known.size else 0.0


@lru_cache(maxsize=256)
def _rate(landscape: Landscape) -> float:
    """Return 1/L, or less where the slope is so steep that a step would be too long."""
    points = starts_in(landscape.box, 0, 0, SAMPLE)
    with np.errstate(all="ignore"):
        slope = np.sqrt((landscape.gradient(points) ** 2).sum(axis=1))
        curvature = _largest(np.moveaxis(landscape.hessian(points), 0, -1))
    width = min(high - low for low, high in landscape.box)
    steepest, sharpest = _high(slope), _high(curvature)
    rate = width * 0.1
    if sharpest > 0.0:
        rate = min(rate, 1.0 / sharpest)
    if steepest > 0.0:
        rate = min(rate, 0.25 * width / steepest)
    return rate


def _high(sample: Array) -> float:
    known = sample[np.isfinite(sample)]
    return float(np.quantile(known, 0.9)) if known.size else 0.0


def _largest(hessian: Array) -> Array:
    """Return the largest curvature, in size, of each Hessian of (dim, dim, n)."""
    sizes: Array = np.abs(hessian[0, 0])
    if len(hessian) == 2:
        middle = 0.5 * (hessian[0, 0] + hessian[1, 1])
        sizes = np.abs(middle) + np.hypot(0.5 * (hessian[0, 0] - hessian[1, 1]), hessian[0, 1])
    return sizes
