"""Cloud: where CMA-ES draws its children, and what it learns from those that lie low.

Hansen 2016, "The CMA evolution strategy: a tutorial", with the negative weights of its table 1,
and pycma's rates for σ. These functions run compiled, with the rule, and as plain Python.
"""

from collections.abc import Callable
from math import exp, log, sqrt
from typing import Any

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance, normal_from
from explorer.core.eigen import eigenpairs
from explorer.core.probe import World, confine, value_at

__all__ = ["CLOUD", "MOST_CHILDREN", "adapted", "begin", "drawn", "ranked", "usual_children"]
__all__ += ["weighed"]

MOST_CHILDREN = 192


def usual_children(dim: int) -> int:
    """Return how many children a generation has where nobody says it: 6 in the plane."""
    return 4 + int(3.0 * log(dim))


def begin(mean: Array, covariance: Array, path: Array, drift: Array, place: Array) -> None:
    """Begin a search at a place (dim,) with a round cloud and nothing learned."""
    dim = mean.shape[0]
    for d in range(dim):
        mean[d] = place[d]
        path[d] = drift[d] = 0.0
        for e in range(dim):
            covariance[d * dim + e] = 1.0 if d == e else 0.0


def drawn(
    world: World, chance: Chance, point: Array, height: Array, mean: Array, sigma: Array,
    axes: Array, lengths: Array, children: Array, heights: Array, count: int, mirrored: float,
) -> None:  # fmt: skip
    """Draw and look at the children; keep the lowest place ever seen in point and height.

    Where `mirrored` is not 0, children that fall out of the box are mirrored at its edge.
    """
    dim = mean.shape[0]
    trial, shares = np.empty((dim, 1)), np.empty(dim)
    for i in range(count):
        for d in range(dim):
            shares[d] = lengths[d] * normal_from(chance, i * dim + d)
        for d in range(dim):
            move = 0.0
            for e in range(dim):
                move += axes[d, e] * shares[e]
            trial[d, 0] = mean[d] + sigma[0] * move
        if mirrored != 0.0:
            confine(trial, world[4], 2)
        heights[i] = value_at(world, trial)
        for d in range(dim):
            children[i * dim + d] = trial[d, 0]
        if heights[i] < height[0] or height[0] != height[0]:
            height[0] = heights[i]
            for d in range(dim):
                point[d, 0] = trial[d, 0]


def ranked(heights: Array, count: int, order: Array) -> None:
    """Fill order (count,) with the numbers of the children, lowest first."""
    for last in range(count):
        k = last
        while k > 0 and heights[last] < heights[int(order[k - 1])]:
            order[k] = order[k - 1]
            k -= 1
        order[k] = last


def weighed(
    weights: Array, count: int, dim: int
) -> tuple[float, float, float, float, float, float]:
    """Fill weights (count,), best first; return µ_eff, c₁, c_µ, c_c, c_σ and d_σ."""
    kept, total, squares, below, below_squares = count // 2, 0.0, 0.0, 0.0, 0.0
    for i in range(count):
        weights[i] = log(0.5 * (count + 1)) - log(i + 1)
        if i < kept:
            total += weights[i]
            squares += weights[i] ** 2
        else:
            below -= weights[i]
            below_squares += weights[i] ** 2
    mass = total * total / squares
    c1 = min(1.0, count / 6.0) * 2.0 / ((dim + 1.3) ** 2 + mass)
    cm = 2.0 * (0.25 + mass + 1.0 / mass - 2.0) / ((dim + 2.0) ** 2 + mass)
    cm = min(1.0 - c1, cm)
    cc = (4.0 + mass / dim) / (dim + 4.0 + 2.0 * mass / dim)
    cs = min(0.5, (mass + 2.0) / (dim + mass + 3.0))
    ds = 1.0 + cs + 2.0 * max(0.0, sqrt((mass - 1.0) / (dim + 1.0)) - 1.0)
    most = 1.0 + 2.0 * (below * below / below_squares) / (mass + 2.0)
    if cm > 0.0:
        most = min(most, 1.0 + c1 / cm, (1.0 - c1 - cm) / (dim * cm))
    for i in range(count):
        weights[i] *= 1.0 / total if i < kept else most / below
    return mass, c1, cm, cc, cs, ds


def adapted(
    mean: Array, sigma: Array, covariance: Array, path: Array, drift: Array, children: Array,
    order: Array, axes: Array, lengths: Array, count: int, generation: int,
) -> None:  # fmt: skip
    """Move the mean to the better children, and learn from them how to draw the next ones.

    `axes` (dim, dim) and `lengths` (dim,) are those of the cloud that the children came from.
    """
    dim = mean.shape[0]
    weights, move, turned = np.empty(count), np.empty(dim), np.empty(dim)
    mass, c1, cm, cc, cs, ds = weighed(weights, count, dim)
    for d in range(dim):
        move[d] = 0.0
        for i in range(count // 2):
            move[d] += weights[i] * (children[int(order[i]) * dim + d] - mean[d]) / sigma[0]
    square = 0.0
    for e in range(dim):
        turned[e] = 0.0
        for d in range(dim):
            turned[e] += axes[d, e] * move[d] / lengths[e]
    for d in range(dim):
        whitened = 0.0
        for e in range(dim):
            whitened += axes[d, e] * turned[e]
        path[d] = (1.0 - cs) * path[d] + sqrt(cs * (2.0 - cs) * mass) * whitened
        square += path[d] * path[d]
    # A path that is long because σ is too small must not stretch the cloud.
    is_short = square / (1.0 - (1.0 - cs) ** (2 * generation)) < dim * (2.0 + 4.0 / (dim + 1.0))
    total = 0.0
    for d in range(dim):
        drift[d] *= 1.0 - cc
        if is_short:
            drift[d] += sqrt(cc * (2.0 - cc) * mass) * move[d]
    for i in range(count):
        total += weights[i]
    kept = 1.0 - c1 - cm * total + (0.0 if is_short else c1 * cc * (2.0 - cc))
    for d in range(dim):
        for e in range(dim):
            covariance[d * dim + e] = kept * covariance[d * dim + e] + c1 * drift[d] * drift[e]
    for i in range(count):
        far = 0.0
        for d in range(dim):
            move[d] = (children[int(order[i]) * dim + d] - mean[d]) / sigma[0]
        if weights[i] < 0.0:
            for e in range(dim):
                turned[e] = 0.0
                for d in range(dim):
                    turned[e] += axes[d, e] * move[d] / lengths[e]
                far += turned[e] * turned[e]
        share = cm * weights[i] * (dim / far if far > 0.0 else 1.0)
        for d in range(dim):
            for e in range(dim):
                covariance[d * dim + e] += share * move[d] * move[e]
    for d in range(dim):
        center = mean[d]
        for i in range(count // 2):
            mean[d] += weights[i] * (children[int(order[i]) * dim + d] - center)
    expected = sqrt(dim) * (1.0 - 0.25 / dim + 1.0 / (21.0 * dim * dim))
    sigma[0] *= exp(min(1.0, cs / ds * (sqrt(square) / expected - 1.0)))


CLOUD: tuple[Callable[..., Any], ...] = (
    *(eigenpairs, usual_children, begin, drawn, ranked, weighed, adapted),
)
