"""Simulated annealing: a hot point jumps uphill too; as it cools it settles where it is low."""

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance, normal_from, uniform_from
from explorer.core.marks import Mark, Moment, circle
from explorer.core.optimizer import NUMBER, Optimizer, whole_rule
from explorer.core.param import choice, param
from explorer.core.probe import World, value_at
from explorer.core.suggesting import of_range, of_width
from explorer.core.vectors import copied

__all__ = ["SimulatedAnnealing"]


@dataclass(frozen=True)
class SimulatedAnnealing(Optimizer):
    """Jump at random; take every jump down, and one up the more readily the hotter it is."""

    key = "simulated-annealing"
    name = "Simulated annealing"
    group = "global"
    unminded = ("shift",)
    equation = (
        "z = x + σ √(T/T₀) ξ,  ξ ~ N(0, I);  x ← z if f(z) ≤ f(x), else with chance "
        "exp(−(f(z) − f(x)) / T);  T ← a T"
    )
    source = "Kirkpatrick, Gelatt and Vecchi 1983; Metropolis et al. 1953; Černý 1985"
    differs = (
        "SciPy has dual_annealing alone, with jumps of heavy tails, restarts and a local search. "
        "Many texts keep the jumps as long as they were; here they shorten as it cools, unless "
        "you say otherwise."
    )
    cost = "1 value"
    draws = "Where it is, not the lowest place it has seen."
    derivatives = "value"
    symbols = {"temperature": "T"}
    suggests = {"heat": of_range(0.3, net=0.1), "size": of_width(0.15, net=0.3)}

    heat: float = param(
        1.0,
        0.0,
        1e12,
        "Temperature at first: rises of about this height are taken readily",
        log=True,
        label="first temperature",
        slider_low=1e-4,
        slider_high=1e4,
    )
    cooling: float = param(
        0.96, 0.5, 1.0, "What each step multiplies the temperature with", slider_low=0.9
    )
    size: float = param(
        0.5,
        0.0,
        1e9,
        "Standard deviation of a jump at first",
        log=True,
        slider_low=1e-4,
        slider_high=10.0,
    )
    jumps: int = choice(
        0, ("shorter when cool", "always as long"), "How long jumps are as it cools", main=False
    )

    @staticmethod
    @whole_rule(memory={"temperature": NUMBER}, calls=(copied,))
    def step(
        point: Array,
        height: Array,
        temperature: Array,
        step: int,
        world: World,
        chance: Chance,
        heat: float,
        cooling: float,
        size: float,
        jumps: float,
    ) -> bool:
        if step == 1:
            temperature[0] = heat
        dim, trial = point.shape[0], np.empty((point.shape[0], 1))
        share = sqrt(temperature[0] / heat) if jumps == 0.0 and heat > 0.0 else 1.0
        for d in range(dim):
            trial[d, 0] = point[d, 0] + size * share * normal_from(chance, d)
        tried = value_at(world, trial)
        rise = tried - height[0]
        is_taken = not rise > 0.0
        if rise < np.inf and not is_taken and temperature[0] > 0.0:
            is_taken = uniform_from(chance, dim) < exp(-rise / temperature[0])
        if is_taken:
            copied(trial, point)
            height[0] = tried
        temperature[0] *= cooling
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        settings, share = moment.settings, 1.0
        if moment.step > 1 and settings["jumps"] == 0.0 and settings["heat"] > 0.0:
            share = sqrt(float(moment.before["temperature"][0]) / settings["heat"])
        return (circle(moment.point, settings["size"] * share, "where jumps usually fall: σ"),)
