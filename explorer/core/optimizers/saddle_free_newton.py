"""Saddle-free Newton: Newton's step with every curvature taken as if it bent upwards."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.eigen import eigenpairs
from explorer.core.line_search import longest_share
from explorer.core.matrices import largest_entry
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, curvature_at, slope_at
from explorer.core.suggesting import against_curvature, of_width
from explorer.core.usual_settings import longest_step
from explorer.core.vectors import dot

__all__ = ["SaddleFreeNewton"]


@dataclass(frozen=True)
class SaddleFreeNewton(Optimizer):
    """Newton's step, but downhill along every axis: away from saddles and tops, not into them.

    Along an axis that bends down, Newton would climb to where the slope vanishes; here the step is
    as long, and turned around.
    """

    key = "saddle-free-newton"
    name = "Saddle-free Newton"
    group = "second order"
    unminded = ("shift", "turn", "mirror", "height")
    cost = "1 gradient and 1 Hessian"
    equation = (
        "x ← x − η (|H| + τ I)⁻¹ g, at most δ long;  |H| has the same axes as H and |λ| for λ"
    )
    source = "Dauphin, Pascanu, Gulcehre, Cho, Ganguli and Bengio 2014"
    differs = (
        "The paper finds |H| for the few axes along which much has changed; here it is exact. "
        "torch, Optax and SciPy have no such rule; SciPy's trust-exact leaves saddles too."
    )
    derivatives = "hessian"
    suggests = {"longest": of_width(0.25), "damping": against_curvature(net=5.0, rough=20.0)}
    most_dim = 200

    learning_rate: float = param(
        1.0, 0.0, 1e9, "Share of the full step", label="step length", slider_high=1.5
    )
    damping: float = param(
        0.0,
        0.0,
        1e9,
        "Added to the sizes of the curvatures; large: short steps downhill",
        slider_high=100.0,
    )
    longest: float = longest_step()

    @staticmethod
    @whole_rule(calls=(dot, longest_share, largest_entry, eigenpairs))
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
        bends, axes, move = np.empty((dim, dim, 1)), np.empty((dim, dim)), np.zeros((dim, 1))
        curvature_at(world, point, bends)
        sharpest = largest_entry(bends) + damping
        turned = np.empty((dim, dim))
        for a in range(dim):
            for b in range(dim):
                turned[a, b] = bends[a, b, 0] if sharpest < np.inf else 0.0
        eigenpairs(turned, axes)
        for a in range(dim):
            along = 0.0
            for d in range(dim):
                along += axes[d, a] * gradient[d, 0]
            # Where nothing bends at all: a plain gradient step.
            size = 1.0
            if 0.0 < sharpest < np.inf:
                size = max(abs(turned[a, a]) + damping, 1e-8 * sharpest)
            for d in range(dim):
                move[d, 0] -= along / size * axes[d, a]
        share = min(learning_rate, longest_share(move, longest))
        for d in range(dim):
            point[d, 0] += share * move[d, 0]
        slope_at(world, point, height, gradient)
        return False
