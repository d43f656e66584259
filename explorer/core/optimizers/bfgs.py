"""BFGS and L-BFGS: Newton's step with a curvature that is learned on the way."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.line_search import WOLFE, drag, gives_up, longest_share, pull, wolfe
from explorer.core.marks import Mark, Moment
from explorer.core.optimizer import MATRIX, NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import choice, param
from explorer.core.probe import World, norm, slope_at
from explorer.core.quasi_newton import (
    begun,
    is_curved,
    learned,
    model_ring,
    opening,
    turned,
    two_loop,
)
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import decrease, flatness, longest_step
from explorer.core.vectors import copied, dot

__all__ = ["BFGS", "LBFGS"]


@dataclass(frozen=True)
class BFGS(Optimizer):
    """Newton's step with a guess of the curvature, which gets better with each step.

    It begins as gradient descent and ends nearly as fast as Newton, without a single Hessian. The
    search keeps it from going up, so it is not drawn to saddles and tops.
    """

    key = "bfgs"
    name = "BFGS"
    group = "second order"
    unminded = ("shift", "turn", "mirror")
    cost = "1 to 25 gradients, mostly 1 or 2"
    equation = (
        "x ← x − α B⁻¹ g;  s = Δx, y = Δg, ρ = 1 / s·y;  "
        "B⁻¹ ← (I − ρ s yᵀ) B⁻¹ (I − ρ y sᵀ) + ρ s sᵀ"
    )
    source = (
        "Broyden, Fletcher, Goldfarb and Shanno, each in 1970; Nocedal and Wright 2006, algorithm "
        "6.1"
    )
    differs = (
        "Same update, first matrix and first trials as SciPy's BFGS, and the same path as long as "
        "these are taken. Where a search goes on, SciPy takes that of Moré and Thuente, here it is "
        "that of torch; and where a search fails, here it begins anew with the plain gradient."
    )
    symbols = {"inverse": "B⁻¹"}
    suggests = {"longest": of_width(0.25, rough=0.1)}
    most_dim = 500

    longest: float = longest_step()
    decrease: float = decrease()
    flatness: float = flatness(0.9)

    @staticmethod
    @whole_rule(
        memory={"inverse": MATRIX, "fell": NUMBER},
        calls=(*WOLFE, opening, begun, turned, is_curved, learned),
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        inverse: Array,
        fell: Array,
        step: int,
        world: World,
        longest: float,
        decrease: float,
        flatness: float,
    ) -> bool:
        dim = point.shape[0]
        s, y, move = np.empty((dim, 1)), np.empty((dim, 1)), np.empty((dim, 1))
        copied(point, s)
        copied(gradient, y)
        # How far the last step went down; 0 where nothing is known of the curvature.
        is_new = step == 1 or fell[0] == 0.0
        slope = 0.0 if is_new else turned(inverse, gradient, move)
        if not slope < 0.0:
            is_new = True
            begun(inverse, dim)
            slope = turned(inverse, gradient, move)
            fell[0] = -0.5 * norm(gradient)
        base, share = height[0] + pull(world, point), 0.0
        if slope < 0.0:
            share = wolfe(
                *(world, point, height, gradient, move, slope, opening(fell[0], slope)),
                *(longest_share(move, longest), decrease, flatness),
            )
        if share == 0.0:
            fell[0] = 0.0
            return is_new and gives_up(world)
        for d in range(dim):
            s[d, 0], y[d, 0] = point[d, 0] - s[d, 0], gradient[d, 0] - y[d, 0]
        if is_curved(s, y):
            learned(inverse, s, y)
        fell[0] = height[0] + pull(world, point) - base
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        dim = moment.point.size
        is_new = moment.step == 1 or moment.before["fell"][0] == 0.0
        known = np.eye(dim) if is_new else moment.before["inverse"].reshape(dim, dim)
        return model_ring(moment, known)


@dataclass(frozen=True)
class LBFGS(Optimizer):
    """BFGS that remembers only its last few steps: fit for many thousand variables.

    What it knows of the curvature is worked out anew at each step from the last moves and what the
    gradient changed over them. Without the search it takes the same share of each step.
    """

    key = "l-bfgs"
    name = "L-BFGS"
    group = "second order"
    unminded = ("shift", "mirror")
    cost = "1 to 25 gradients, mostly 1 or 2"
    equation = (
        "x ← x − α B⁻¹ g, with B⁻¹ from the last m pairs s = Δx and y = Δg, "
        "beginning with (s·y / y·y) I"
    )
    source = "Nocedal 1980; Liu and Nocedal 1989; Nocedal and Wright 2006, algorithm 7.5"
    differs = (
        "Same path as torch.optim.LBFGS with one iteration a step, until its tolerances stop that; "
        "torch remembers 100 steps and leaves out pairs whose s·y is below 1e-10, here those whose "
        "s·y is lost in rounding. SciPy's L-BFGS-B keeps to bounds and has another search."
    )
    symbols = {"moves": "s", "changes": "y"}
    suggests = {"longest": of_width(0.25, rough=0.1)}

    learning_rate: float = param(
        1.0,
        0.0,
        1e9,
        "Share of the full step; with a search, what that tries first",
        label="step length",
        slider_high=1.5,
    )
    history: int = param(10, 1, 20, "How many steps are remembered", whole=True, label="m")
    search: int = choice(
        0,
        ("strong Wolfe", "none"),
        "How far a step goes: as far as the search says, or always the same share",
    )
    longest: float = longest_step()

    @staticmethod
    @whole_rule(
        memory={"moves": 20 * VECTOR, "changes": 20 * VECTOR, "stored": NUMBER},
        calls=(*WOLFE, two_loop, is_curved),
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        moves: Array,
        changes: Array,
        stored: Array,
        step: int,
        world: World,
        learning_rate: float,
        history: float,
        search: float,
        longest: float,
    ) -> bool:
        dim, size = point.shape[0], int(history)
        s, y, move = np.empty((dim, 1)), np.empty((dim, 1)), np.empty((dim, 1))
        copied(point, s)
        copied(gradient, y)
        two_loop(gradient, moves, changes, int(stored[0]), size, move)
        slope, share = dot(gradient, move), learning_rate
        if not slope < 0.0 and stored[0] > 0.0:
            stored[0] = 0.0
            two_loop(gradient, moves, changes, 0, size, move)
            slope = dot(gradient, move)
        if step == 1:
            total = 0.0
            for d in range(dim):
                total += abs(gradient[d, 0])
            share *= 1.0 / max(1.0, total)
        most = longest_share(move, longest)
        if search == 0.0:
            if slope < 0.0:
                share = wolfe(
                    *(world, point, height, gradient, move, slope, share, most, 1e-4, 0.9)
                )
            if share == 0.0 or not slope < 0.0:
                is_new = stored[0] == 0.0
                stored[0] = 0.0
                return is_new and gives_up(world)
        else:
            for d in range(dim):
                point[d, 0] += min(share, most) * move[d, 0]
            slope_at(world, point, height, gradient)
            drag(world, point, gradient)
        for d in range(dim):
            s[d, 0], y[d, 0] = point[d, 0] - s[d, 0], gradient[d, 0] - y[d, 0]
        if is_curved(s, y):
            row = (int(stored[0]) % size) * dim
            for d in range(dim):
                moves[row + d], changes[row + d] = s[d, 0], y[d, 0]
            stored[0] += 1.0
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        dim, known = moment.point.size, np.empty((moment.point.size, moment.point.size))
        for d in range(dim):
            two_loop(
                *(-np.eye(dim)[:, d : d + 1], moment.before["moves"], moment.before["changes"]),
                *(int(moment.before["stored"][0]), int(moment.settings["history"])),
                known[:, d : d + 1],
            )
        return model_ring(moment, known)
