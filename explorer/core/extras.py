"""Extras: what can be put around any rule - a schedule, clipping, noise and weight decay.

The functions below `Extras` run compiled and as plain Python. They are given the settings as
rows, in the order declared: `extras` (8, lanes), (8, 1) where all lanes have the same.
"""

from dataclasses import dataclass
from math import cos, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.param import check_settings, choice, param, params
from explorer.core.randomness import standard_normal

__all__ = ["SCHEDULES", "Extras", "adapt", "rate_factor", "treated"]

Counts = NDArray[np.int64]
Streams = NDArray[np.uint64]

SCHEDULES = (
    "constant",
    "step",
    "exponential",
    "1/t",
    "1/√t",
    "linear",
    "cosine",
    "warm restarts",
    "one-cycle",
)


@dataclass(frozen=True)
class Extras:
    """What is put around a rule; `Extras()` is nothing. Out of range: SettingError.

    The schedule multiplies the learning rate. The gradient that a step begins with first gets
    noise, then is clipped, then weight decay is added to it.

    Sources: Robbins and Monro 1951 (1/t); Loshchilov and Hutter 2017 (cosine, warm restarts);
    Smith 2018 (one-cycle, with torch's shares); Goyal et al. 2017 (warm-up); Pascanu, Mikolov and
    Bengio 2013 (clipping by the norm).
    """

    schedule: int = choice(0, SCHEDULES, "How the learning rate changes from step to step")
    period: int = param(
        100,
        1,
        1_000_000,
        "Steps in which the schedule runs its course, or takes one stair",
        log=True,
        whole=True,
        slider_high=10_000,
    )
    factor: float = param(
        0.5, 0.0, 1.0, "What a period of `step` or `exponential` multiplies the rate with"
    )
    floor: float = param(
        0.0, 0.0, 1.0, "Share of the learning rate that `linear` and `cosine` do not go below"
    )
    warm_up: int = param(
        0,
        0,
        1_000_000,
        "Steps over which the learning rate first grows in a straight line; 0: none",
        whole=True,
        slider_high=1000,
        label="warm-up",
    )
    clip: float = param(
        0.0,
        0.0,
        1e12,
        "A longer gradient is cut to this length; 0: never",
        slider_high=100.0,
    )
    noise: float = param(
        0.0,
        0.0,
        1e9,
        "Standard deviation of noise on each component of the gradient; from the run's seed",
        slider_high=100.0,
    )
    weight_decay: float = param(
        0.0,
        0.0,
        1e6,
        "Share of the coordinates that is added to the gradient: it pulls to the origin, and "
        "so moves the minimum",
        slider_high=1.0,
    )

    def __post_init__(self) -> None:
        check_settings(self)

    @property
    def is_scheduled(self) -> bool:
        """Whether the learning rate changes."""
        return self.schedule != 0 or self.warm_up > 0

    @property
    def is_treated(self) -> bool:
        """Whether the gradient is changed before the rule sees it."""
        return self.clip > 0.0 or self.noise > 0.0 or self.weight_decay > 0.0

    @property
    def is_nothing(self) -> bool:
        """Whether the rule is left as it is."""
        return not (self.is_scheduled or self.is_treated)

    @property
    def numbers(self) -> tuple[float, ...]:
        """The values in the order declared."""
        return tuple(float(getattr(self, name)) for name in params(self))


def rate_factor(extras: Array, lane: int, age: int) -> float:
    """Return what the learning rate is multiplied with in step `age`, counted from 1."""
    kind, period, factor, floor = (
        int(extras[0, lane]),
        extras[1, lane],
        extras[2, lane],
        extras[3, lane],
    )
    t, warm_up = age - 1.0, extras[4, lane]
    share = 1.0
    if kind == 1:
        share = factor ** (t // period)
    elif kind == 2:
        share = factor ** (t / period)
    elif kind == 3:
        share = 1.0 / (1.0 + t / period)
    elif kind == 4:
        share = 1.0 / sqrt(1.0 + t / period)
    elif kind == 5:
        share = 1.0 - (1.0 - floor) * min(t / period, 1.0)
    elif kind == 6:
        share = floor + (1.0 - floor) * 0.5 * (1.0 + cos(pi * min(t / period, 1.0)))
    elif kind == 7:
        share = floor + (1.0 - floor) * 0.5 * (1.0 + cos(pi * (t % period) / period))
    elif kind == 8:
        # torch.optim.lr_scheduler.OneCycleLR: up for 30 %, from 1/25; down to 1/250,000.
        top, end = 0.3 * period - 1.0, max(period - 1.0, 1.0)
        if t <= top:
            done = t / top if top > 0.0 else 1.0
            share = 1.0 + (0.04 - 1.0) * 0.5 * (1.0 + cos(pi * done))
        else:
            done = min((t - top) / (end - top), 1.0)
            share = 4e-6 + (1.0 - 4e-6) * 0.5 * (1.0 + cos(pi * done))
    if t < warm_up:
        share *= age / warm_up
    return share


def treated(
    extras: Array, lane: int, seed: int, number: int, age: int, points: Array, gradients: Array,
    i: int,
) -> None:  # fmt: skip
    """Put noise on column i of gradients (dim, n), clip it, and add weight decay."""
    clip, noise, decay = extras[5, lane], extras[6, lane], extras[7, lane]
    dim = gradients.shape[0]
    if noise > 0.0:
        for d in range(dim):
            # The first 2^40 uses of a step belong to the rule itself.
            gradients[d, i] += noise * standard_normal(seed, number, age, 1099511627776 + d)
    if clip > 0.0:
        steepest, total = 0.0, 0.0
        for d in range(dim):
            steepest = max(steepest, abs(gradients[d, i]))
        for d in range(dim):  # in shares of the steepest: the square of a huge one is infinite
            share = gradients[d, i] / steepest if steepest > 0.0 else 0.0
            total += share * share
        if steepest * sqrt(total) > clip:
            for d in range(dim):
                gradients[d, i] = gradients[d, i] / steepest * (clip / sqrt(total))
    if decay > 0.0:
        for d in range(dim):
            gradients[d, i] += decay * points[d, i]


def adapt(
    extras: Array, age: int, sloped: bool, streams: Streams, settings: Array, scaled: Array,
    points: Array, gradients: Array, stops: Counts,
) -> None:  # fmt: skip
    """Fill `scaled` with the settings of step `age`, and treat the gradients of running lanes."""
    for row in range(settings.shape[0]):
        for i in range(settings.shape[1]):
            scaled[row, i] = settings[row, i]
    for i in range(settings.shape[1]):
        if settings.shape[0] > 0:
            share = rate_factor(extras, i, age)
            if share != 1.0:
                scaled[0, i] *= share
    if sloped:
        for i in range(points.shape[1]):
            if stops[0, i] == 0:
                lane = 0 if extras.shape[1] == 1 else i
                treated(*(extras, lane, streams[0, i], streams[1, i], age, points, gradients, i))
