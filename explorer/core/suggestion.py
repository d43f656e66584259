"""Suggested settings: what an optimizer should begin with on a given landscape.

They come from a sample of slopes and curvatures in the box and from its width, never from where
the minima are. With L the size of curvature that nine in ten sampled points stay below:

- rates that multiply the gradient: 1/L for gradient descent, 0.2/L with momentum 0.9, and no
  first step longer than a quarter of the box; a step is then shorter than the 2/L at which
  gradient descent starts to swing up the walls of a valley;
- rates that are lengths (Adam and its kin): a small share of the narrowest width of the box;
- noise: such that it alone moves a coordinate by 1/200 of the width in a step;
- nudges: 1/20 of the width;
- the distance at which a slope is measured: a millionth of the width, or as far as the landscape
  itself measures.

All are rounded down to one digit.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.nets.suggestion import suggested as suggested_for_net
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.param import params
from explorer.core.randomness import starts_in
from explorer.core.rounding import rounded_down

__all__ = ["suggested"]

SAMPLE = 256
# Shares of the box width, for rates that are lengths.
LENGTHS = {"adagrad": 0.05, "rmsprop": 0.002, "adam": 0.01}
# Multiples of 1/L, for rates that multiply the gradient.
RATES = {
    "gradient-descent": 1.0,
    "noisy-gradient-descent": 1.0,
    "one-at-a-time": 1.0,
    "momentum": 0.2,
    "nesterov": 0.2,
}


def suggested(kind: type[Optimizer], landscape: Landscape | TinyNet) -> Optimizer:
    """Return an optimizer with settings for this landscape; the defaults where there is no rule."""
    if isinstance(landscape, TinyNet):
        return suggested_for_net(kind, landscape)
    settings: dict[str, float] = {}
    width = min(high - low for low, high in landscape.box)
    if kind.key in LENGTHS:
        settings["learning_rate"] = rounded_down(LENGTHS[kind.key] * width)
    elif kind.key in RATES:
        rate = rounded_down(RATES[kind.key] * _rate(landscape))
        settings["learning_rate"] = rate
        if kind.key == "noisy-gradient-descent":
            settings["noise_level"] = rounded_down(0.005 * width / rate)
        elif kind.key == "one-at-a-time":
            settings["distance"] = min(landscape.reach or (1e-6 * width,))
    elif kind.key == "nudge":
        settings["size"] = rounded_down(0.05 * width)
    elif kind.key == "nelder-mead":
        settings["size_at_zero"] = rounded_down(0.05 * width)
    declared = params(kind)
    inside = {
        name: min(max(value, declared[name].low), declared[name].high)
        for name, value in settings.items()
    }
    return replace(kind(), **inside)


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
