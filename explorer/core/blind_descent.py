"""Blind descent: find the lowest place of a land that is felt at a few places only.

A look is one height and one slope at one place, which is what a step of gradient descent costs.
Everybody begins with a look at the start. Who has seen the lowest ground is ahead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, inf, isfinite

import numpy as np

from explorer.core.array import Array, Box, Point
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum
from explorer.core.optimizers.nelder_mead import NelderMead
from explorer.core.param import Param
from explorer.core.placement import Placement
from explorer.core.randomness import LANDS, starts_in, uniforms
from explorer.core.run import Run, Trace
from explorer.core.suggestion import suggested
from explorer.core.written_out import written_out

__all__ = [
    "ALLOWED", "MOST", "SEED", "Land", "Probe", "Standing",
    "affordable", "hidden_land", "lands", "next_step", "probe", "rivals", "runs", "standings",
    "visible_land",
]  # fmt: skip

ALLOWED = (10, 20, 40)  # probes one may choose to have
MOST = max(ALLOWED)
SEED = Param(0, 999_999, "Which land is hidden, how it is turned, and where all begin", whole=True)
SIDE = 10.0  # a hidden land runs from 0 to this, both ways
BOX: Box = ((0.0, SIDE), (0.0, SIDE))
KINDS = (GradientDescent, Momentum, Adam, NelderMead)  # the rivals
# What is hidden. A seed is the same land for ever, so nothing is added here or taken away.
HIDDEN = (
    "himmelblau", "six-hump-camel", "three-hump-camel", "styblinski-tang", "peaks", "muller-brown",
    "branin", "goldstein-price", "egg-crate", "rastrigin", "ackley", "rosenbrock", "beale", "cliff",
    "mccormick", "bowl", "stretched-bowl", "turned-bowl", "booth", "matyas", "quartic-bowl",
    "diamond", "monkey-saddle", "plateau", "well-in-plain", "needle",
)  # fmt: skip
# Cosine and sine of turns with short decimals; with quarter turns and mirrors, all round.
TURNS = ((1.0, 0.0), (0.96, 0.28), (0.936, 0.352), (0.8, 0.6), (0.6, 0.8), (0.352, 0.936))
SHARES = 0.55, 0.9  # of the known ground that a hidden land may show
EDGE = 0.98  # of the known ground: rounding must not lead beyond
MIDDLE, RIM = 0.15, 0.85  # the lowest place lies between: neither in the middle nor at the edge
RIND = 0.05  # of the width: so far from the edge is where one begins
TRIES = 200
SAMPLE = 256
SAME = 1e-9  # of the height of the start above the lowest: less is no difference


@dataclass(frozen=True)
class Land:
    """What is played on: a landscape of two variables, and the start that a seed draws in it.

    `origin` names the landscape of the catalogue that is hidden in it; "" where it is not hidden.
    """

    seed: int
    landscape: Landscape
    start: Point
    origin: str = ""


@dataclass(frozen=True)
class Probe:
    """One look: the height at a place, NaN where there is none, and the gradient (2,)."""

    point: Point
    height: float
    gradient: Point

    @property
    def steepness(self) -> float:
        """How much the ground rises in a unit of length, along the steepest way."""
        return hypot(*self.gradient)


@dataclass(frozen=True)
class Standing:
    """How low a player came: `height` at look number `look`, the start being 0; rank from 1.

    `gap` is what is left to the lowest height known, None where none is; `share` how much of the
    way down from the start was made, from 0 to 1. `slot` is None for the learner.
    """

    name: str
    slot: int | None
    height: float
    look: int
    gap: float | None
    share: float | None
    rank: int


def lands() -> tuple[Landscape, ...]:
    """Return the landscapes of the catalogue that may be hidden."""
    return tuple(LANDSCAPES[key] for key in HIDDEN)


def hidden_land(seed: int) -> Land:
    """Return the land of a seed: which landscape, how turned and shifted, and where one begins."""
    pool = lands()
    origin = pool[int(uniforms(seed, LANDS, 1)[0] * len(pool))]
    name = f"Hidden land {seed}"
    found = next(
        (land for land in _disguises(origin, seed, name) if _is_well_hidden(land)),
        None,
    )
    if found is None:
        raise ValueError(f"{origin.name} cannot be hidden")  # no landscape of the catalogue
    start = tuple(round(c, 2) for c in _start(found, seed))
    return Land(seed, found, start, origin.name)


def visible_land(landscape: Landscape, seed: int) -> Land:
    """Return a landscape of two variables as it is, with the start that the seed draws."""
    return Land(seed, landscape, _start(landscape, seed))


def probe(landscape: Landscape, point: Point) -> Probe:
    """Look at one place of a landscape of two variables."""
    at = np.array([point], dtype=np.float64)
    with np.errstate(all="ignore"):
        height, gradient = landscape.value(at)[0], landscape.gradient(at)[0]
    return Probe(point, float(height), tuple(gradient.tolist()))


def rivals(landscape: Landscape) -> tuple[Optimizer, ...]:
    """Return the optimizers to meet, with the settings suggested for the landscape."""
    return tuple(suggested(kind, landscape) for kind in KINDS)


def runs(land: Land) -> tuple[Run, ...]:
    """Return the rivals' runs: from the start, kept in the box, long enough for any game."""
    return tuple(
        Run(land.landscape, rival, land.start, MOST, land.seed, boundary="clamp")
        for rival in rivals(land.landscape)
    )


def affordable(trace: Trace, looks: int) -> Trace:
    """Return the part of a trace that so many looks pay for, the one at the start among them."""
    rows = max(int(np.count_nonzero(trace.costs[:, :2].max(axis=1) <= looks)), 1)
    return replace(
        trace,
        points=trace.points[:rows],
        values=trace.values[:rows],
        gradients=trace.gradients[:rows],
        costs=trace.costs[:rows],
    )


def next_step(landscape: Landscape, last: Probe) -> Point | None:
    """Return where gradient descent would look next; None where there is no slope to follow."""
    rule = suggested(GradientDescent, landscape)
    assert isinstance(rule, GradientDescent)
    if not (isfinite(last.steepness) and last.steepness > 0.0):
        return None
    steps = zip(last.point, last.gradient, landscape.box, strict=True)
    return tuple(min(max(c - rule.learning_rate * g, low), high) for c, g, (low, high) in steps)


def standings(
    probes: Sequence[Probe], traces: Sequence[Trace], looks: int, lowest: float | None
) -> tuple[Standing, ...]:
    """Return the learner and the rivals, the lowest first; equals share a rank, the learner first.

    The first probe is the look at the start. Each rival is given so many `looks`, that one
    among them. `lowest` is the lowest height known.
    """
    paid = [affordable(trace, looks) for trace in traces]
    best = [_lowest(np.array([one.height for one in probes]))]
    best += [_lowest(trace.values) for trace in paid]
    start, deepest = probes[0].height, min(height for height, _ in best)
    near = SAME * abs(start - deepest) if isfinite(start - deepest) else 0.0
    found = []
    for player, (height, row) in enumerate(best):
        rank = 1 + sum(other < height - near for other, _ in best)
        gap, share = _left(start, height, lowest)
        if player == 0:
            found.append(Standing("You", None, height, row, gap, share, rank))
        else:
            trace = paid[player - 1]
            name, look = _name(trace), _looks(trace, row)
            found.append(Standing(name, player - 1, height, look, gap, share, rank))
    return tuple(sorted(found, key=lambda one: one.rank))


def _name(trace: Trace) -> str:
    assert trace.run is not None  # it came of `runs`
    return trace.run.optimizer.name


def _lowest(heights: Array) -> tuple[float, int]:
    known = np.where(np.isfinite(heights), heights, inf)
    row = int(np.argmin(known))
    return float(known[row]), row


def _looks(trace: Trace, row: int) -> int:
    """Return how many looks, after that at the start, had been taken at a row of a trace."""
    return int(trace.costs[row, :2].max()) - int(trace.costs[0, :2].max())


def _left(start: float, height: float, lowest: float | None) -> tuple[float | None, float | None]:
    if lowest is None or not isfinite(height):
        return None, None
    gap, whole = height - lowest, start - lowest
    if abs(gap) <= SAME * abs(whole):
        gap = 0.0
    share = (start - height) / whole if whole > 0.0 and isfinite(whole) else None
    return gap, None if share is None else min(max(share, 0.0), 1.0)


def _disguises(origin: Landscape, seed: int, name: str) -> Iterator[Landscape]:
    """Yield the landscape turned, mirrored and shifted by chance, again and again."""
    middle = np.array([(low + high) / 2 for low, high in origin.box])
    half = np.array([(high - low) / 2 for low, high in origin.box])
    for attempt in range(TRIES):
        which, quarter, mirror, share, across, up = uniforms(seed, LANDS, 6, 1 + attempt).tolist()
        cosine, sine = TURNS[int(which * len(TURNS))]
        turn = np.array([[cosine, -sine], [sine, cosine]])
        turn = np.linalg.matrix_power(np.array([[0.0, -1.0], [1.0, 0.0]]), int(4 * quarter)) @ turn
        if mirror < 0.5:
            turn[:, 0] *= -1.0
        shown = SHARES[0] + share * (SHARES[1] - SHARES[0])
        room = EDGE - shown
        place = room * (2.0 * np.array([across, up]) - 1.0)
        # From places of the hidden land to shares of the box, −1 to 1, and to its own units.
        turn = half[:, None] * turn * (shown / (cosine + sine)) * 2.0 / SIDE
        shift = middle + half * place - turn @ [SIDE / 2, SIDE / 2]
        there = Placement(tuple(map(tuple, turn.tolist())), tuple(shift.tolist()))
        yield written_out(origin, there, BOX, name)


def _is_well_hidden(land: Landscape) -> bool:
    """Tell whether a lowest place is on the land, off the middle and off the edge."""
    if land.lowest is None:
        return False
    off = max(abs(2.0 * c / SIDE - 1.0) for c in land.minima[0])
    return MIDDLE <= off <= RIM


def _start(landscape: Landscape, seed: int) -> Point:
    """Return the first place, of those the seed draws, that is higher than half of the land."""
    inner = [(low + RIND * (high - low), high - RIND * (high - low)) for low, high in landscape.box]
    places = starts_in(tuple(inner), seed, 0, SAMPLE)
    with np.errstate(all="ignore"):
        heights = landscape.value(places)
    known = np.isfinite(heights)
    if not known.any():
        return tuple(places[0].tolist())
    high = known & (heights >= np.median(heights[known]))
    return tuple(places[int(np.argmax(high))].tolist())
