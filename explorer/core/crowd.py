"""Crowd: many points at once, as global searches move them: how they begin, and their dots."""

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance, uniform_from
from explorer.core.marks import Dots, Moment
from explorer.core.probe import World, value_at

__all__ = ["MOST_MEMBERS", "members_of", "spread_out"]

MOST_MEMBERS = 64


def spread_out(
    world: World,
    chance: Chance,
    point: Array,
    height: Array,
    crowd: Array,
    heights: Array,
    count: int,
) -> None:
    """Fill a crowd (count * dim,): the start first, the others evenly over the box.

    Each coordinate has a member in each of as many slices of the box as there are others (a Latin
    hypercube: McKay, Beckman and Conover 1979). It uses the first (count + 1) (dim + 1) numbers.
    """
    dim, box, others = point.shape[0], world[4], count - 1
    trial, keys = np.empty((dim, 1)), np.empty(max(others, 1))
    for d in range(dim):
        crowd[d] = point[d, 0]
        for i in range(others):
            keys[i] = uniform_from(chance, d * count + i)
        for i in range(others):
            rank = 0
            for k in range(others):
                rank += keys[k] < keys[i]
            within = (keys[i] * 4294967296.0) % 1.0
            share = (rank + within) / others
            crowd[(i + 1) * dim + d] = box[d, 0] + share * (box[d, 1] - box[d, 0])
    heights[0] = height[0] if height[0] == height[0] else np.inf
    for i in range(1, count):
        for d in range(dim):
            trial[d, 0] = crowd[i * dim + d]
        heights[i] = value_at(world, trial)


def members_of(moment: Moment, name: str, words: str) -> Dots:
    """Return the members of a crowd after a step, as many as there are."""
    dim, count = moment.point.size, int(moment.settings["members"])
    places = moment.after[name][: count * dim].reshape(count, dim)
    return Dots(tuple(tuple(place) for place in places.tolist()), words)
