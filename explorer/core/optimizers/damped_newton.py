"""Damped Newton: Newton's step made safe, by a search along it or by adding to the curvature."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.damping import DAMPING, damped, levenberg
from explorer.core.line_search import backtrack, curved, gives_up, longest_share, pull
from explorer.core.marks import Arrow, Mark, Moment
from explorer.core.matrices import largest_entry, noted, recalled
from explorer.core.optimizer import MATRIX, NUMBER, Optimizer, whole_rule
from explorer.core.param import choice, param
from explorer.core.probe import World
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import longest_step
from explorer.core.vectors import dot

__all__ = ["DampedNewton"]


@dataclass(frozen=True)
class DampedNewton(Optimizer):
    """Newton's step, turned downhill and shortened until it leads down: never to saddles or tops.

    Either as much is added to the curvature as makes it bend upwards, and the step is halved until
    it is low enough; or so much is added that the step is short enough, more after each failure
    and less after each success.
    """

    key = "damped-newton"
    name = "Damped Newton"
    group = "second order"
    unminded = ("shift", "turn", "mirror", "height")
    cost = "1 gradient, 1 Hessian and 1 to 60 values, mostly 1"
    equation = (
        "x ← x − α (H + τ I)⁻¹ g;  α = 1, ½, ¼, … until f falls by 1e-4 α |g·p|, "
        "or α = 1 and τ by how much of the promised fall came true"
    )
    source = (
        "Levenberg 1944; Goldfeld, Quandt and Trotter 1966; Nocedal and Wright 2006, algorithms "
        "3.2 and 3.3; Nielsen 1999"
    )
    differs = (
        "SciPy has no such method; its trust-exact is the same as added curvature, with the length "
        "of the step set instead of τ. In textbooks damped Newton is the search alone."
    )
    derivatives = "hessian"
    symbols = {"damping": "τ"}
    suggests = {"longest": of_width(0.25, rough=0.05)}
    most_dim = 500

    longest: float = longest_step()
    method: int = choice(
        0,
        ("a search", "added curvature"),
        "What keeps it from leading up: shorter steps, or what is added to the curvature",
    )
    share: float = param(
        1e-3,
        0.0,
        1e9,
        "What is added at first, where it is added: as a share of the largest curvature",
        log=True,
        main=False,
        label="first damping",
        slider_low=1e-9,
        slider_high=1e3,
    )

    @staticmethod
    @whole_rule(
        memory={"damping": NUMBER, "growth": NUMBER, "known": NUMBER, "hessian": MATRIX},
        calls=(*DAMPING, backtrack, curved, noted, recalled),
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        damping: Array,
        growth: Array,
        known: Array,
        hessian: Array,
        step: int,
        world: World,
        longest: float,
        method: float,
        share: float,
    ) -> bool:
        dim = point.shape[0]
        bends, move = np.empty((dim, dim, 1)), np.empty((dim, 1))
        if step > 1 and known[0] == height[0]:
            recalled(hessian, bends)
        else:
            curved(world, point, bends)
            noted(bends, hessian)
        known[0] = np.inf
        if method == 1.0:
            if step == 1:
                damping[0], growth[0] = share * largest_entry(bends), 2.0
            return levenberg(
                *(world, point, height, gradient, bends, damping, growth, known, longest)
            )
        damping[0] = damped(bends, gradient, 0.0, move)
        slope, taken = dot(gradient, move), 0.0
        level = height[0] + pull(world, point)
        if slope < 0.0:
            first = min(1.0, longest_share(move, longest))
            taken = backtrack(
                *(world, point, height, gradient, move, slope, level, first, 0.5, 1e-4)
            )
        return taken == 0.0 and gives_up(world)

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        dim = moment.point.size
        hessian = moment.after["hessian"].reshape(dim, dim)
        if not np.isfinite(hessian).all() or np.linalg.matrix_rank(hessian) < dim:
            return ()
        end = moment.point - np.linalg.solve(hessian, moment.gradient)
        begin = tuple(moment.point.tolist())
        return (Arrow(begin, tuple(end.tolist()), "Newton's own step"),)
