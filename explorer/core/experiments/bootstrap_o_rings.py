"""Bootstrap: draw the 23 flights again and again, and see how sure the chance of damage is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from explorer.core.array import Array
from explorer.core.experiment import Cancelled, Curve, Experiment, Finding
from explorer.core.nets.activations import sigmoid
from explorer.core.nets.data_sets.o_rings import FLIGHTS, O_RINGS
from explorer.core.param import param
from explorer.core.randomness import DATA, uniforms

__all__ = ["BootstrapORings"]

COLDEST, WARMEST = 31.0, 81.0  # °F that the curves go over
MOST_STEPS = 60
SETTLED = 1e-10  # a smaller slope of the mean loss is none
ROUNDING = 1e-12  # of a loss; to climb less than this is not to climb
AT_ONCE = 100  # resamples between two questions whether to go on


@dataclass(frozen=True)
class BootstrapORings(Experiment):
    """The chance of damage at a temperature, by logistic regression on flights drawn with return.

    Each resample is as many flights as there were, any of them several times or never. The fit
    has the smallest mean cross-entropy, plus `l2`/2 times the squared slope over temperatures
    brought to mean 0 and spread 1. A resample in which all flights ended alike is left out.
    """

    key: ClassVar[str] = "bootstrap-o-rings"
    name: ClassVar[str] = "Cold O-rings, drawn again"
    line: ClassVar[str] = "How sure 23 flights make a forecast for a cold that nobody has flown in"
    source: ClassVar[str] = f"{O_RINGS.source} The bootstrap: Efron 1979, Annals of Statistics 7"
    finds: ClassVar[Mapping[str, str]] = {
        "all": "chance of damage from all flights",
        "median": "chance in the middle of the resamples",
        "low": "5 % of the resamples have a smaller chance",
        "high": "5 % of the resamples have a larger chance",
        "width": "from the one to the other",
    }

    temperature: float = param(31.0, 20.0, 90.0, "Of the joint at launch, in °F")
    resamples: int = param(500, 20, 2000, "How often the flights are drawn again", whole=True)
    l2: float = param(
        1e-3, 1e-6, 1.0, "Price on the squared slope; it keeps clean splits finite", log=True,
        label="L2",
    )  # fmt: skip

    def run(self, cancelled: Cancelled = lambda: False) -> Finding | None:
        """Return the chances; None when `cancelled` says so."""
        flights = np.array(FLIGHTS, np.float64)
        temperatures, damaged = flights.T
        asked = np.append(np.linspace(COLDEST, WARMEST, 101), self.temperature)
        centre, spread = temperatures.mean(), temperatures.std()
        data = _Flights((temperatures - centre) / spread, damaged, self.l2)
        drawn = uniforms(self.seed, DATA, self.resamples * len(flights))
        rows = (drawn * len(flights)).astype(np.int64).reshape(self.resamples, -1)
        counts = np.array([np.bincount(row, minlength=len(flights)) for row in rows])
        hit = counts @ damaged
        counts = counts[(hit > 0) & (hit < len(flights))].astype(np.float64)
        lines = [fitted(data, np.ones((1, len(flights))))]
        for first in range(0, len(counts), AT_ONCE):
            if cancelled():
                return None
            lines.append(fitted(data, counts[first : first + AT_ONCE]))
        chances = [
            sigmoid(line @ [(asked - centre) / spread, np.ones(len(asked))]) for line in lines
        ]
        return _found(asked, chances[0][0], np.concatenate(chances[1:]))


class _Flights(NamedTuple):
    inputs: Array  # (n,) temperatures, standardised
    targets: Array  # (n,) 0 or 1
    l2: float


def fitted(flights: _Flights, counts: Array) -> Array:
    """Return slope and height of the best logit line for each row of counts (m, n), as (m, 2).

    Newton's method; a step that would climb is halved until it does not.
    """
    weights = counts / counts.sum(axis=1, keepdims=True)
    lines = np.zeros((len(counts), 2))
    for _ in range(MOST_STEPS):
        slopes, steps = _newton(flights, weights, lines)
        if np.abs(slopes).max() < SETTLED:
            break
        before = _losses(flights, weights, lines)
        for _ in range(MOST_STEPS):
            climbs = _losses(flights, weights, lines - steps) > before + ROUNDING
            if not climbs.any():
                break
            steps[climbs] *= 0.5
        lines = lines - steps
    return lines


def _losses(flights: _Flights, weights: Array, lines: Array) -> Array:
    logits = lines[:, :1] * flights.inputs + lines[:, 1:]
    losses = np.logaddexp(0.0, logits) - flights.targets * logits
    return np.asarray((weights * losses).sum(axis=1) + 0.5 * flights.l2 * lines[:, 0] ** 2)


def _newton(flights: _Flights, weights: Array, lines: Array) -> tuple[Array, Array]:
    """Return the slopes of the losses and the Newton steps, both (m, 2)."""
    x = flights.inputs
    chances = sigmoid(lines[:, :1] * x + lines[:, 1:])
    back, bend = weights * (chances - flights.targets), weights * chances * (1.0 - chances)
    slopes = np.stack([back @ x + flights.l2 * lines[:, 0], back.sum(axis=1)], axis=1)
    bends = np.empty((len(lines), 2, 2))
    bends[:, 0, 0] = bend @ x**2 + flights.l2
    bends[:, 0, 1] = bends[:, 1, 0] = bend @ x
    bends[:, 1, 1] = bend.sum(axis=1)
    return slopes, np.linalg.solve(bends, slopes[..., None])[..., 0]


def _found(asked: Array, every: Array, chances: Array) -> Finding:
    low, middle, high = np.quantile(chances, [0.05, 0.5, 0.95], axis=0)
    return Finding(
        {
            "all": float(every[-1]),
            "median": float(middle[-1]),
            "low": float(low[-1]),
            "high": float(high[-1]),
            "width": float(high[-1] - low[-1]),
        },
        tuple(
            Curve(name, asked[:-1], line[:-1])
            for name, line in (
                ("all flights", every), ("low: 5 % are below", low), ("high: 5 % are above", high),
            )
        ),
        across="temperature (°F)",
        up="chance of damage",
    )  # fmt: skip
