"""Climbs: what becomes of noise that moves uphill towards an answer while the weights stay."""

from dataclasses import dataclass
from functools import lru_cache
from math import nan

import numpy as np

from explorer.core.array import Array
from explorer.core.measures.subjects import OfNet
from explorer.core.nets.climbing import MOST_STEPS, RATE, SHRINK, STEPS, Climb, climb
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError, param

__all__ = ["CLIMBS"]


@dataclass(frozen=True)
class OfClimb(OfNet):
    """A measure of the climb from noise towards the class `goal`; see `climb`."""

    goal: int = param(0, 0, 9, "The class it climbs towards, counted from 0", whole=True)
    steps: int = param(STEPS, 0, MOST_STEPS, "How many steps it takes", whole=True)
    rate: float = param(RATE, 0.0, 10.0, "How far it goes for its slope", main=False)
    shrink: float = param(SHRINK, 0.0, 1.0, "Share of itself it loses each step", main=False)
    seed: int = param(0, 0, 2**31 - 1, "Which noise it begins with", whole=True, main=False)

    def _read(self, net: TinyNet, weights: Array) -> float:
        rates = self.rate, self.shrink
        return self._of(_climbed(net, weights.tobytes(), self.goal, self.steps, *rates, self.seed))

    def _of(self, found: Climb) -> float:
        raise NotImplementedError


@dataclass(frozen=True)
class ClimbChance(OfClimb):
    """The chance of the class at the end of the climb."""

    key = "climb-chance"
    name = "chance after the climb"
    line = "How sure the net is that noise which climbed towards a class belongs to it."
    unit = "share"

    def _of(self, found: Climb) -> float:
        return float(found.chances[-1])


@dataclass(frozen=True)
class ClimbStepsToSure(OfClimb):
    """The first step after which the chance is above `threshold`; NaN where it never is."""

    key = "climb-steps-to-sure"
    name = "steps until it is sure"
    line = "How few steps make the net sure that noise belongs to a class."
    unit = "count"

    threshold: float = param(0.95, 0.0, 1.0, "The chance that counts as sure")

    def _of(self, found: Climb) -> float:
        first = found.first_above(self.threshold)
        return nan if first is None else first


@dataclass(frozen=True)
class ClimbDistance(OfClimb):
    """The distance to the nearest training example of the class, at the end of the climb."""

    key = "climb-distance"
    name = "distance to a real one"
    line = "How far what came of the climb is from the nearest real example of the class."
    unit = "length"

    def _of(self, found: Climb) -> float:
        return float(found.nearest[-1])


@dataclass(frozen=True)
class ClimbTypicalDistance(OfClimb):
    """The median distance of a training example of the class to the next; no climb is in it."""

    key = "climb-typical-distance"
    name = "distance among real ones"
    line = "How far real examples of the class typically are from one another."
    unit = "length"

    def _of(self, found: Climb) -> float:
        return found.typical


@dataclass(frozen=True)
class ClimbLikeness(OfClimb):
    """The correlation with the mean of the class's training examples, at the end of the climb."""

    key = "climb-likeness"
    name = "likeness to the class"
    line = "How like the average of its class it looks: 1 the same picture, 0 nothing in common."

    def _of(self, found: Climb) -> float:
        if found.inputs.shape[1] < 3:
            raise SettingError("Likeness takes three inputs at least: two numbers have no shape.")
        return float(found.likeness[-1])


@lru_cache(maxsize=32)
def _climbed(
    net: TinyNet, weights: bytes, goal: int, steps: int, rate: float, shrink: float, seed: int
) -> Climb:
    """Return the climb that several numbers are read off."""
    return climb(net, np.frombuffer(weights), goal, None, steps, rate, shrink, seed)


CLIMBS = (ClimbChance, ClimbStepsToSure, ClimbDistance, ClimbTypicalDistance, ClimbLikeness)
