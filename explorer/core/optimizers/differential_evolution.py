"""Differential evolution: a crowd whose own differences say how far to jump, and where."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance, uniform_from
from explorer.core.crowd import MOST_MEMBERS, members_of, spread_out
from explorer.core.marks import Mark, Moment
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, value_at

__all__ = ["DifferentialEvolution"]


@dataclass(frozen=True)
class DifferentialEvolution(Optimizer):
    """Mix the best member with the difference of two others; a child that is no worse stays."""

    key = "differential-evolution"
    name = "Differential evolution"
    group = "global"
    unminded = ("shift", "height", "order")
    equation = (
        "for each member xᵢ: v = x_best + F (x_a − x_b);  zⱼ = vⱼ with chance CR, else xᵢⱼ;  "
        "xᵢ ← z if f(z) ≤ f(xᵢ);  F ~ uniform from F₀ to 1 in each step"
    )
    source = "Storn and Price 1997; best/1/bin with dither: Price, Storn and Lampinen 2005"
    differs = (
        "SciPy's strategy and settings, with 15 members for each of two coordinates; but SciPy's "
        "polishing of the result by L-BFGS-B is left out, since it is another method. The start is "
        "a member of the first crowd."
    )
    cost = "1 value for each member"
    draws = "The best member."
    derivatives = "value"
    most_dim = 2000

    members: int = param(30, 4, MOST_MEMBERS, "How many there are", whole=True)
    difference: float = param(
        0.5, 0.0, 2.0, "Least weight of a difference; drawn from here to 1", label="F₀"
    )
    crossover: float = param(0.7, 0.0, 1.0, "Share of coordinates that change", label="CR")

    @staticmethod
    @whole_rule(
        memory={"crowd": MOST_MEMBERS * VECTOR, "heights": MOST_MEMBERS * NUMBER},
        calls=(spread_out,),
    )
    def step(
        point: Array,
        height: Array,
        crowd: Array,
        heights: Array,
        step: int,
        world: World,
        chance: Chance,
        members: float,
        difference: float,
        crossover: float,
    ) -> bool:
        dim, count, box = point.shape[0], int(members), world[4]
        if step == 1:
            spread_out(world, chance, point, height, crowd, heights, count)
        use = (count + 1) * (dim + 1)  # numbers before this one are those of the first crowd
        low, high = min(difference, 1.0), max(difference, 1.0)
        weight = low + (high - low) * uniform_from(chance, use)
        best, trial, shares = 0, np.empty((dim, 1)), np.empty(3 + 2 * dim)
        for i in range(count):
            if heights[i] < heights[best]:
                best = i
        for i in range(count):
            for k in range(3 + 2 * dim):
                use += 1
                shares[k] = uniform_from(chance, use)
            a, b = int(shares[0] * (count - 1)), int(shares[1] * (count - 2))
            a += a >= i
            b += b >= min(a, i)
            b += b >= max(a, i)
            forced = int(shares[2] * dim)
            for d in range(dim):
                trial[d, 0] = crowd[i * dim + d]
                if d == forced or shares[3 + d] < crossover:
                    trial[d, 0] = crowd[best * dim + d] + weight * (
                        crowd[a * dim + d] - crowd[b * dim + d]
                    )
                if not box[d, 0] <= trial[d, 0] <= box[d, 1]:
                    share = shares[3 + dim + d]
                    trial[d, 0] = box[d, 0] + share * (box[d, 1] - box[d, 0])
            tried = value_at(world, trial)
            if tried <= heights[i]:
                heights[i] = tried
                for d in range(dim):
                    crowd[i * dim + d] = trial[d, 0]
                if tried <= heights[best]:
                    best = i
        height[0] = heights[best]
        for d in range(dim):
            point[d, 0] = crowd[best * dim + d]
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return (members_of(moment, "crowd", "the crowd after the step"),)
