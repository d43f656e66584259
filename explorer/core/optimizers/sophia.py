"""Sophia: momentum over curvature, where the ground curves up; cut to the sign elsewhere."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, curvature_at, slope_at
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, epsilon, kept, learning_rate

__all__ = ["Sophia"]


@dataclass(frozen=True)
class Sophia(Optimizer):
    """Step by the mean slope over the curvature of each coordinate, but never farther than η.

    The curvature is looked at every ten steps. Where it is negative, a step has the length η, so
    saddles and tops do not attract it as they do Newton's method.
    """

    key = "sophia"
    name = "Sophia"
    group = "second order"
    unminded = ("shift", "mirror", "height")
    cost = "1 gradient, and 1 Hessian every 10 steps"
    equation = (
        "m ← β₁ m + (1 − β₁) g;  x ← x − η clip(m / (1 − β₁ᵗ) / max(γ h, ε), ±1);  "
        "every k steps: h ← β₂ h + (1 − β₂) diagonal of H"
    )
    source = "Liu, Li, Hall, Liang and Ma 2023"
    differs = (
        "Same as optax.contrib.sophia with the exact diagonal of the Hessian; Optax and the paper "
        "guess it from random directions, which costs a gradient. It is used from the next step "
        "on. As h begins at 0 and is not corrected, the first hundreds of steps are cut to the "
        "sign. torch and Keras have no Sophia."
    )
    derivatives = "hessian"
    symbols = {"mean": "m", "curvature": "h"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.005, net=0.01, many=0.003)}

    learning_rate: float = learning_rate(0.01, "Longest step in each coordinate")
    beta1: float = beta1(0.965)
    beta2: float = kept(0.99, "Share of the mean curvature that is kept", label="β₂")
    scale: float = param(
        0.01,
        0.0,
        1e6,
        "What the curvature is multiplied with: small cuts more steps to the sign",
        main=False,
        label="γ",
        slider_high=1.0,
    )
    epsilon: float = epsilon(1e-8, "The least that a slope is divided by")
    period: int = param(
        10,
        1,
        1_000_000,
        "Steps from one look at the curvature to the next",
        whole=True,
        main=False,
        label="period k",
        slider_high=50,
    )

    @staticmethod
    @whole_rule(memory={"mean": VECTOR, "curvature": VECTOR, "power": NUMBER})
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        mean: Array,
        curvature: Array,
        power: Array,
        step: int,
        world: World,
        learning_rate: float,
        beta1: float,
        beta2: float,
        scale: float,
        epsilon: float,
        period: float,
    ) -> bool:
        dim = point.shape[0]
        is_due = (step - 1) % period == 0.0
        hessian = np.empty((dim, dim, 1)) if is_due else np.empty((0, 0, 1))
        if is_due:
            curvature_at(world, point, hessian)
        power[0] = beta1 * (1.0 if step == 1 else power[0])
        for d in range(dim):
            mean[d] = beta1 * mean[d] + (1.0 - beta1) * gradient[d, 0]
            least = max(scale * curvature[d], epsilon)
            way = mean[d] / (1.0 - power[0])
            share = min(max(way / least, -1.0), 1.0) if least > 0.0 else 0.0
            point[d, 0] -= learning_rate * share
            if is_due and hessian[d, d, 0] - hessian[d, d, 0] == 0.0:  # finite
                curvature[d] = beta2 * curvature[d] + (1.0 - beta2) * hessian[d, d, 0]
        slope_at(world, point, height, gradient)
        return False
