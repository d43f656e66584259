"""Suggested settings: what an optimizer should begin with on a given net.

Nothing is known of where training ends; what is looked at is how the loss curves where it begins.
With L the largest curvature, by power iteration, at the net's own start and at a few random ones
(of a batch, where there are batches, which curves more than the whole):

- rates that multiply the slope: 1/L for gradient descent, 0.2/L with momentum, at most 1. Squares
  curve more the farther training gets: the rate is tried for a few steps, and halved while the
  loss ends higher than it began.
- rates that are lengths: 0.03 for Adam, 0.01 for RMSprop, 0.1 for Adagrad, and a third of that for
  more than 200 weights, whose steps add up.
- Newton's damping: 5 over the rate of gradient descent, 20 where a hinge or batches leave little
  curvature that lasts. With less it leaps where a curvature that falls off meets the damping.
- noise: a tenth of the slope at the start, for each weight;
- nudges: 0.5, about as large as a weight; 0.1 with batches, where luck may look like progress.

All are rounded down to one digit.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from explorer.core.array import Array
from explorer.core.nets import backpropagation
from explorer.core.nets.batches import batch_of, batches_per_epoch
from explorer.core.nets.network import initial_weights
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.param import params
from explorer.core.randomness import DIRECTIONS, normals
from explorer.core.rounding import rounded_down

__all__ = ["suggested"]

MANY = 200  # weights
PLACES = 3  # random starts whose curvature is looked at, beside the net's own
TURNS = 12  # of the power iteration
STRIDE = 1e-5
TRIAL = 60  # steps
Slope = Callable[[Array], tuple[float, Array]]


def suggested(kind: type[Optimizer], net: TinyNet) -> Optimizer:
    """Return an optimizer with settings for this net; the defaults where there is no rule."""
    is_rough = net.loss == "hinge" or batches_per_epoch(net) > 1
    settings: dict[str, float] = {}
    for name, suggestion in kind.suggests.items():
        number = suggestion.net
        if suggestion.many is not None and net.dim > MANY:
            number = suggestion.many
        if suggestion.rough is not None and is_rough:
            number = suggestion.rough
        if number is not None:
            settings[name] = _number(suggestion.kind, number, net)
    declared = params(kind)
    inside: dict[str, Any] = {
        name: min(max(rounded_down(value), declared[name].low), declared[name].high)
        for name, value in settings.items()
    }
    return replace(kind(), **inside)


def _number(kind: str, number: float, net: TinyNet) -> float:
    """Return `number` times what the kind says; itself where it is a length."""
    if kind == "per curvature":
        return _rate(net, number, 0.9 if number < 1.0 else 0.0)
    if kind == "rate or length":
        return min(number, _rate(net, 0.2, 0.9))
    if kind == "curvature":
        return number / _rate(net, 1.0, 0.0)
    if kind == "noise":
        _, slope = _slope(net, 1)(np.array(net.suggested_start))
        return number * float(np.sqrt((slope**2).mean()))
    return number


def _slope(net: TinyNet, step: int) -> Slope:
    """Return the objective and its slope as step number `step` of a run sees them."""
    data, rows = net.data_set, batch_of(net, 0, step)
    inputs, wanted = data.seen[:, rows], data.wanted[:, rows]

    def slope(weights: Array) -> tuple[float, Array]:
        value, slopes = backpropagation.slope(
            net.layers, net.activation, net.loss, weights, inputs, wanted
        )
        slopes += (net.l2 * weights + net.l1 * np.sign(weights)) * net.is_weight
        return value + float(net.penalty(weights)), slopes

    return slope


@lru_cache(maxsize=64)
def _curvature(net: TinyNet) -> float:
    """Return the largest curvature, up or down, where training may begin."""
    starts = [net.suggested_start] + [
        initial_weights(net.layers, net.activation, "random", seed) for seed in range(PLACES)
    ]
    found = [_sharpest(_slope(net, k + 1), np.array(w), k) for k, w in enumerate(starts)]
    return max(found)


def _sharpest(slope: Slope, weights: Array, seed: int) -> float:
    """Return the largest curvature at weights: power iteration with differences of slopes."""
    direction, size = normals(seed, DIRECTIONS, len(weights)), 0.0
    for _ in range(TURNS):
        length = float(np.linalg.norm(direction))
        if not 0.0 < length < np.inf:
            break
        direction = direction / length
        ahead = slope(weights + STRIDE * direction)[1]
        direction = (ahead - slope(weights - STRIDE * direction)[1]) / (2.0 * STRIDE)
        size = max(size, float(np.linalg.norm(direction)))
    return size if np.isfinite(size) else 0.0


@lru_cache(maxsize=64)
def _rate(net: TinyNet, share: float, momentum: float) -> float:
    """Return a rate that multiplies the slope, after it was tried."""
    sharpest = _curvature(net)
    rate = min(1.0, share / sharpest) if sharpest > 0.0 else 1.0
    while rate > 1e-6 and not _holds(net, rate, momentum):
        rate /= 2.0
    return rate


def _holds(net: TinyNet, rate: float, momentum: float) -> bool:
    """Tell whether a few steps from the net's own start lead no higher than it began."""
    weights = np.array(net.suggested_start)
    whole = _slope(replace(net, batch=0), 1)
    first, velocity = whole(weights)[0], np.zeros(net.dim)
    with np.errstate(all="ignore"):
        for step in range(1, TRIAL + 1):
            velocity = momentum * velocity + _slope(net, step)(weights)[1]
            weights = weights - rate * velocity
        last = whole(weights)[0]
    return bool(last <= first * 1.1)
