"""Gauss-Newton and Levenberg-Marquardt: for heights that are sums of squares, as in fitting."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.damping import DAMPING, levenberg
from explorer.core.line_search import curved
from explorer.core.marks import Arrow, Mark, Moment
from explorer.core.matrices import largest_entry, noted, recalled
from explorer.core.optimizer import MATRIX, NUMBER, Optimizer, whole_rule
from explorer.core.optimizers.newton import Newton
from explorer.core.param import param
from explorer.core.probe import World
from explorer.core.suggesting import against_curvature, of_width
from explorer.core.usual_settings import longest_step

__all__ = ["GaussNewton", "LevenbergMarquardt"]


@dataclass(frozen=True)
class GaussNewton(Optimizer):
    """Newton's step as if the root of each square were a line: no Hessian, and no saddles.

    It suits what is fitted to data: a sum of squares of differences. Rosenbrock's valley is one,
    and takes two steps. Where the sum stays far above zero it may go too far and never come to
    rest.
    """

    key = "gauss-newton"
    name = "Gauss–Newton"
    group = "second order"
    cost = "1 gradient, and the slope of each root (counted as a Hessian)"
    equation = (
        "f = Σ wᵢ rᵢ², J the slopes of r:  solve (2 JᵀW J + τ I) p = −g;  x ← x + η p, "
        "at most δ long"
    )
    source = "Gauss 1809; Nocedal and Wright 2006, section 10.3"
    differs = (
        "SciPy's least_squares adds a region of trust, and is given r; here r is read off the "
        "formula. Where 2 JᵀW J + τ I is singular it steps along −g."
    )
    derivatives = "residuals"
    suggests = {"longest": of_width(2.0), "damping": against_curvature(1e-9)}
    unminded = ("shift", "turn", "mirror", "stretch", "height")
    most_dim = 500

    learning_rate: float = param(
        1.0, 0.0, 1e9, "Share of the full step", label="step length", slider_high=1.5
    )
    damping: float = param(
        0.0, 0.0, 1e9, "Added to the curvatures; large: short steps downhill", slider_high=100.0
    )
    longest: float = longest_step()

    step = staticmethod(Newton.step)


@dataclass(frozen=True)
class LevenbergMarquardt(Optimizer):
    """Gauss-Newton, turned towards the slope and shortened where that would lead up.

    It is what most programs fit curves with. A step that leads up is not taken; the next adds more
    to the curvature, and after a good one less.
    """

    key = "levenberg-marquardt"
    name = "Levenberg–Marquardt"
    group = "second order"
    cost = "1 value; where that is lower, 1 gradient and the slope of each root (as a Hessian)"
    equation = (
        "f = Σ wᵢ rᵢ², J the slopes of r:  solve (2 JᵀW J + τ I) p = −g;  x ← x + p where f falls, "
        "τ by how much of the promised fall came true"
    )
    source = "Levenberg 1944; Marquardt 1963; in this form Nielsen 1999"
    differs = (
        "MINPACK, which SciPy's least_squares calls for method lm, sets the length of the step "
        "instead of τ, and adds to each curvature a share of its own size."
    )
    derivatives = "residuals"
    symbols = {"damping": "τ"}
    suggests = {"longest": of_width(1.0)}
    unminded = ("shift", "mirror", "height")
    most_dim = 500

    share: float = param(
        1e-3,
        0.0,
        1e9,
        "What is added at first, as a share of the largest curvature",
        log=True,
        label="first damping",
        slider_low=1e-9,
        slider_high=1e3,
    )
    longest: float = longest_step()

    @staticmethod
    @whole_rule(
        memory={"damping": NUMBER, "growth": NUMBER, "known": NUMBER, "matrix": MATRIX},
        calls=(*DAMPING, curved, noted, recalled),
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        damping: Array,
        growth: Array,
        known: Array,
        matrix: Array,
        step: int,
        world: World,
        share: float,
        longest: float,
    ) -> bool:
        dim = point.shape[0]
        bends = np.empty((dim, dim, 1))
        if step > 1 and known[0] == height[0]:
            recalled(matrix, bends)
        else:
            curved(world, point, bends)
            noted(bends, matrix)
        if step == 1:
            damping[0], growth[0] = share * largest_entry(bends), 2.0
        known[0] = np.inf
        return levenberg(*(world, point, height, gradient, bends, damping, growth, known, longest))

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        dim = moment.point.size
        matrix = moment.after["matrix"].reshape(dim, dim)
        if not np.isfinite(matrix).all() or np.linalg.matrix_rank(matrix) < dim:
            return ()
        end = moment.point - np.linalg.solve(matrix, moment.gradient)
        begin = tuple(moment.point.tolist())
        return (Arrow(begin, tuple(end.tolist()), "the step of Gauss–Newton"),)
