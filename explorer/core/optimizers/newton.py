"""Newton's method: jump to where the slope would vanish if the land were a parabola."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, curvature_at, slope_at, solve

__all__ = ["Newton"]


@dataclass(frozen=True)
class Newton(Optimizer):
    """Jump to the flat spot of the local parabola: few steps, but to saddles and tops as well.

    Pure Newton is drawn to any flat spot, minimum or not; that is shown, not repaired. Where the
    curvature matrix cannot be inverted, it takes a plain gradient step of the same damping.
    """

    key = "newton"
    name = "Newton"
    equation = "solve (H + τ I) p = −g;  x ← x + η p"
    source = "Newton 1685, Simpson 1740; Nocedal and Wright 2006, section 3.3"
    differs = (
        "SciPy's Newton methods search along p and avoid saddles; this is the pure step, which "
        "walks to saddles and maxima too. Where H + τ I is singular it steps along −g."
    )
    derivatives = "hessian"
    steady = False  # where the curvature fades it leaps, and no step length helps

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

    @staticmethod
    @whole_rule(memory=lambda dim: 0)
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        world: World,
        learning_rate: float,
        damping: float,
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
        for d in range(dim):
            point[d, 0] += learning_rate * move[d, 0]
        slope_at(world, point, height, gradient)
        return False
