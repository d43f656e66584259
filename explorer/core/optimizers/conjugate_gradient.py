"""Conjugate gradient: each step keeps a part of the last direction, so as not to undo it."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.conjugate import kept_share
from explorer.core.line_search import WOLFE, gives_up, longest_share, pull, wolfe
from explorer.core.marks import Arrow, Mark, Moment
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import choice
from explorer.core.probe import World, norm
from explorer.core.quasi_newton import opening
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import decrease, flatness, longest_step
from explorer.core.vectors import copied, dot

__all__ = ["ConjugateGradient"]


@dataclass(frozen=True)
class ConjugateGradient(Optimizer):
    """Go downhill, bent by the last direction: on a long bowl it needs a step for each axis.

    It remembers a single direction, so it suits any number of variables. How much of it is kept
    has been answered in many ways; all are the same on a bowl.
    """

    key = "conjugate-gradient"
    name = "Conjugate gradient"
    group = "second order"
    unminded = ("shift", "turn", "mirror")
    cost = "1 to 25 gradients, mostly 2"
    equation = (
        "p ← −g + β p;  x ← x + α p.  β with y = Δg:  PR+ max(0, y·g′ / g·g);  FR g′·g′ / g·g;  "
        "HS y·g′ / y·p;  DY g′·g′ / y·p;  HZ (y − 2 p y·y / y·p)·g′ / y·p"
    )
    source = (
        "Hestenes and Stiefel 1952; Fletcher and Reeves 1964; Polak and Ribière 1969; Dai and Yuan "
        "1999; Hager and Zhang 2005; Nocedal and Wright 2006, algorithm 5.4"
    )
    differs = (
        "SciPy's CG is PR+ with c₂ = 0.4 and has the same first trials; where a search goes on, it "
        "takes that of Moré and Thuente, here it is that of torch. Here the direction begins anew "
        "with the plain gradient where it leads down by less than a hundredth of what that does."
    )
    symbols = {"push": "β p"}
    suggests = {"longest": of_width(0.25, rough=0.1)}

    longest: float = longest_step()
    formula: int = choice(
        0, ("PR+", "FR", "HS", "DY", "HZ"), "How much of the last direction is kept", label="β"
    )
    decrease: float = decrease()
    flatness: float = flatness(0.1)

    @staticmethod
    @whole_rule(memory={"push": VECTOR, "fell": NUMBER}, calls=(*WOLFE, opening, kept_share))
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        push: Array,
        fell: Array,
        step: int,
        world: World,
        longest: float,
        formula: float,
        decrease: float,
        flatness: float,
    ) -> bool:
        dim = point.shape[0]
        before, move = np.empty((dim, 1)), np.empty((dim, 1))
        copied(gradient, before)
        for d in range(dim):
            move[d, 0] = push[d] - gradient[d, 0]
        square, slope = dot(gradient, gradient), dot(gradient, move)
        # How far the last step went down; 0 where there was none.
        is_new = step == 1 or fell[0] == 0.0 or not slope <= -0.01 * square
        if is_new:
            slope = -square
            for d in range(dim):
                move[d, 0] = -gradient[d, 0]
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
        share = kept_share(int(formula), before, gradient, move)
        for d in range(dim):
            push[d] = share * move[d, 0]
        fell[0] = height[0] + pull(world, point) - base
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        push = moment.before["push"]
        if not push.any():
            return ()
        # As long, on the map, as the whole step is.
        whole = push - moment.gradient
        step = np.linalg.norm(moment.next - moment.point) / max(
            float(np.linalg.norm(whole)), 1e-300
        )
        end = moment.point + step * push
        words = "what is kept of the last direction"
        return (Arrow(tuple(moment.point.tolist()), tuple(end.tolist()), words),)
