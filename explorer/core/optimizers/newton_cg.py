"""Newton-CG: Newton's step found by conjugate gradients, no further than they make sense."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.line_search import BACKTRACK, backtrack, curved, gives_up, longest_share, pull
from explorer.core.matrices import bent
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.probe import World
from explorer.core.region import steihaug, to_edge
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import decrease, longest_step
from explorer.core.vectors import dot

__all__ = ["NewtonCG"]


@dataclass(frozen=True)
class NewtonCG(Optimizer):
    """Solve for Newton's step little by little, and stop before what does not bend upwards.

    Where the land bends down along the slope itself it goes along that, as far as if it bent up as
    much. Far from a minimum it solves roughly, near one exactly. A search along the step keeps it
    from going up, so it is not drawn to saddles and tops.
    """

    key = "newton-cg"
    name = "Newton–CG"
    group = "second order"
    unminded = ("shift", "turn", "mirror")
    cost = "1 gradient, 1 Hessian and 1 to 60 values, mostly 1"
    equation = (
        "conjugate gradients for H p = −g until |H p + g| ≤ min(½, √|g|) |g|, or until H bends "
        "down;  x ← x + α p, α = 1, ½, ¼, … until f falls by c α |g·p|"
    )
    source = "Dembo and Steihaug 1983; Nocedal and Wright 2006, algorithm 7.1"
    differs = (
        "SciPy's Newton-CG measures the rest by its sum of sizes, and searches for the strong "
        "Wolfe conditions; here steps are halved. Both ask for H only where it is multiplied; "
        "here all of H is evaluated at once, which for few variables costs no more."
    )
    derivatives = "hessian"
    suggests = {"longest": of_width(0.25, rough=0.1)}
    most_dim = 500

    longest: float = longest_step()
    decrease: float = decrease()

    @staticmethod
    @whole_rule(calls=(*BACKTRACK, bent, to_edge, steihaug, curved))
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        world: World,
        longest: float,
        decrease: float,
    ) -> bool:
        dim = point.shape[0]
        bends, move = np.empty((dim, dim, 1)), np.empty((dim, 1))
        curved(world, point, bends)
        steihaug(bends, gradient, np.inf, move)
        slope, share = dot(gradient, move), 0.0
        level = height[0] + pull(world, point)
        if slope < 0.0:
            first = min(1.0, longest_share(move, longest))
            share = backtrack(
                *(world, point, height, gradient, move, slope, level, first, 0.5, decrease)
            )
        return share == 0.0 and gives_up(world)
