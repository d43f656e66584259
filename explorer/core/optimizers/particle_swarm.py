"""Particle swarm: particles fly on, drawn to the best place each knows and all know."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance, uniform_from
from explorer.core.crowd import MOST_MEMBERS, members_of, spread_out
from explorer.core.marks import Mark, Moment
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, value_at

__all__ = ["ParticleSwarm"]


@dataclass(frozen=True)
class ParticleSwarm(Optimizer):
    """Let particles fly on, each drawn to the best place it knows and to the best of all."""

    key = "particle-swarm"
    name = "Particle swarm"
    group = "global"
    unminded = ("shift", "height", "order")
    equation = (
        "v ← χ (v + φ r₁ (p − x) + φ r₂ (g − x));  x ← x + v;  r ~ uniform for each coordinate"
    )
    source = "Kennedy and Eberhart 1995; constriction: Clerc and Kennedy 2002"
    differs = (
        "χ = 0.7298 and φ = 2.05, so that χ φ = 1.4962. Chance is drawn for each coordinate, as in "
        "most programs, which favours the axes; at the edge of the box a particle stops and turns."
    )
    cost = "1 value for each particle"
    draws = "The best place of all so far."
    derivatives = "value"
    most_dim = 2000
    symbols = {"velocities": "v", "places": "x", "known": "p"}

    members: int = param(20, 1, MOST_MEMBERS, "How many particles", whole=True, label="particles")
    constriction: float = param(
        0.7298, 0.0, 1.5, "What slows the swarm: less settles earlier", label="χ"
    )
    pull: float = param(2.05, 0.0, 10.0, "How strongly the best places draw", label="φ")

    @staticmethod
    @whole_rule(
        memory={
            "places": MOST_MEMBERS * VECTOR,
            "velocities": MOST_MEMBERS * VECTOR,
            "known": MOST_MEMBERS * VECTOR,
            "heights": MOST_MEMBERS * NUMBER,
        },
        calls=(spread_out,),
    )
    def step(
        point: Array,
        height: Array,
        places: Array,
        velocities: Array,
        known: Array,
        heights: Array,
        step: int,
        world: World,
        chance: Chance,
        members: float,
        constriction: float,
        pull: float,
    ) -> bool:
        dim, count, box = point.shape[0], int(members), world[4]
        if step == 1:
            spread_out(world, chance, point, height, places, heights, count)
            for j in range(count * dim):
                known[j] = places[j]
        use = (count + 1) * (dim + 1)  # numbers before this one are those of the first places
        trial, best, pulls = np.empty((dim, 1)), 0, np.empty(2 * dim)
        for i in range(count):
            if heights[i] < heights[best]:
                best = i
        for i in range(count):
            for k in range(2 * dim):
                use += 1
                pulls[k] = pull * uniform_from(chance, use)
            for d in range(dim):
                j = i * dim + d
                own = pulls[d] * (known[j] - places[j])
                all_ = pulls[dim + d] * (known[best * dim + d] - places[j])
                velocities[j] = constriction * (velocities[j] + own + all_)
                places[j] += velocities[j]
                if not box[d, 0] <= places[j] <= box[d, 1]:
                    places[j] = min(max(places[j], box[d, 0]), box[d, 1])
                    velocities[j] *= -0.5
                trial[d, 0] = places[j]
            tried = value_at(world, trial)
            if tried < heights[i]:
                heights[i] = tried
                for d in range(dim):
                    known[i * dim + d] = trial[d, 0]
        for i in range(count):
            if heights[i] < heights[best]:
                best = i
        height[0] = heights[best]
        for d in range(dim):
            point[d, 0] = known[best * dim + d]
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return (members_of(moment, "places", "the particles after the step"),)
