"""Newton's method: jump to where the slope would vanish if the land were a parabola."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, curvature_at, norm, slope_at, solve
from explorer.core.suggesting import against_curvature, of_width

__all__ = ["Newton"]


@dataclass(frozen=True)
class Newton(Optimizer):
    """Jump to the flat spot of the local parabola: few steps, but to saddles and tops as well.

    Pure Newton is drawn to any flat spot, minimum or not; that is shown, not repaired. Where the
    curvature matrix cannot be inverted, it takes a plain gradient step of the same damping.
    """

    key = "newton"
    name = "Newton"
    group = "second order"
    unminded = ("shift", "turn", "mirror", "height")
    cost = "1 gradient and 1 Hessian"
    equation = "solve (H + τ I) p = −g;  x ← x + η p, at most δ long"
    source = "Newton 1685, Simpson 1740; Nocedal and Wright 2006, section 3.3"
    differs = (
        "SciPy's Newton methods search along p and avoid saddles; this is the pure step, which "
        "walks to saddles and maxima too. Where H + τ I is singular it steps along −g."
    )
    derivatives = "hessian"
    suggests = {"longest": of_width(0.25), "damping": against_curvature(net=5.0, rough=20.0)}

    learning_rate: float = param(
        1.0, 0.0, 1e9, "Share of the full Newton step", label="step length", slider_high=1.5
    )
    damping: float = param(
        0.0,
        0.0,
        1e9,
        "Added to the curvatures; large: short steps downhill",
        slider_high=100.0,
    )
    longest: float = param(
        0.0,
        0.0,
        1e9,
        "A longer step is cut to this length; 0: never. Where the curvature fades it leaps",
        main=False,
        label="longest step",
        slider_high=10.0,
    )

    @staticmethod
    @whole_rule()
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        world: World,
        learning_rate: float,
        damping: float,
        longest: float,
    ) -> bool:
        dim = point.shape[0]
        matrix = np.empty((dim, dim, 1))
        curvature_at(world, point, matrix)
        move = np.empty((dim, 1))
        for d in range(dim):
            matrix[d, d, 0] += damping
            move[d, 0] = -gradient[d, 0]
        if not solve(matrix, move):
            for d in range(dim):
                move[d, 0] = -gradient[d, 0]
        share = learning_rate
        if longest > 0.0:
            length = learning_rate * norm(move)
            if length > longest:
                share *= longest / length
        for d in range(dim):
            point[d, 0] += share * move[d, 0]
        slope_at(world, point, height, gradient)
        return False
