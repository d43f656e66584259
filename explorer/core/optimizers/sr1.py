"""SR1 in a trust region: curvature that is learned on the way, and may bend down as well."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from explorer.core.array import Array
from explorer.core.line_search import drag, gives_up, pull
from explorer.core.marks import Mark, Moment
from explorer.core.matrices import bent, definite_solve, largest_entry, noted, recalled
from explorer.core.optimizer import MATRIX, NUMBER, Optimizer, whole_rule
from explorer.core.optimizers.trust_region import drawn_region, first_radius, largest_radius
from explorer.core.probe import World, slope_at
from explorer.core.region import edge_shift, exact, promised, resized, to_edge
from explorer.core.suggesting import of_width
from explorer.core.vectors import copied, dot, shifted

__all__ = ["SR1"]


@dataclass(frozen=True)
class SR1(Optimizer):
    """Guess the curvature from how the gradient changes, bends downwards included.

    BFGS only ever believes in bends upwards. SR1 needs the circle for that: without it a step along
    a downward bend would have no end. It learns from steps that are not taken, too.
    """

    key = "sr1"
    name = "SR1 trust region"
    group = "second order"
    unminded = ("shift", "turn", "mirror")
    cost = "1 gradient"
    equation = (
        "p = argmin g·p + ½ pᵀB p for |p| ≤ Δ;  x ← x + p where f falls;  y = Δg, r = y − B p:  "
        "B ← B + r rᵀ / r·p"
    )
    source = "Davidon 1959; Conn, Gould and Toint 1991; Nocedal and Wright 2006, algorithm 6.2"
    differs = (
        "SciPy has SR1 as a guess of the Hessian for trust-constr, which it scales at first; here "
        "it begins with the identity, as in the book."
    )
    symbols = {"matrix": "B", "radius": "Δ"}
    suggests = {"first": of_width(0.1, net=1.0), "largest": of_width(0.25, rough=0.1)}
    most_dim = 500

    first: float = first_radius()
    largest: float = largest_radius()

    @staticmethod
    @whole_rule(
        memory={"matrix": MATRIX, "radius": NUMBER},
        calls=(
            *(dot, copied, shifted, pull, drag, gives_up, largest_entry, bent, definite_solve),
            *(promised, resized, to_edge, edge_shift, exact, noted, recalled),
        ),
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        matrix: Array,
        radius: Array,
        step: int,
        world: World,
        first: float,
        largest: float,
    ) -> bool:
        dim = point.shape[0]
        bends, move, trial = np.empty((dim, dim, 1)), np.empty((dim, 1)), np.empty((dim, 1))
        rise, found = np.empty((dim, 1)), np.empty(1)
        if step == 1:
            radius[0] = min(first, largest)
            for a in range(dim):
                matrix[a * dim + a] = 1.0
        recalled(matrix, bends)
        exact(bends, gradient, radius[0], move)
        fall = promised(bends, gradient, move)
        if not fall > 0.0 or not shifted(point, move, 1.0, trial):
            return gives_up(world)
        base = height[0] + pull(world, point)
        slope_at(world, trial, found, rise)
        drag(world, trial, rise)
        ratio = (base - found[0] - pull(world, trial)) / fall
        radius[0] = resized(radius[0], ratio, sqrt(dot(move, move)), largest)
        square = dot(rise, rise)
        if square - square != 0.0:  # no slope to learn from
            return False
        off = np.empty((dim, 1))
        for a in range(dim):
            off[a, 0] = rise[a, 0] - gradient[a, 0]
            for b in range(dim):
                off[a, 0] -= bends[a, b, 0] * move[b, 0]
        below = dot(off, move)
        if abs(below) > 1e-8 * sqrt(dot(move, move)) * sqrt(dot(off, off)):
            for a in range(dim):
                for b in range(dim):
                    bends[a, b, 0] += off[a, 0] * off[b, 0] / below
            noted(bends, matrix)
        if ratio > 1e-3:
            copied(trial, point)
            copied(rise, gradient)
            height[0] = found[0]
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        dim = moment.point.size
        if moment.step == 1:
            return drawn_region(moment, moment.settings["first"], np.eye(dim))
        known = moment.before["matrix"].reshape(dim, dim)
        return drawn_region(moment, float(moment.before["radius"][0]), known)
