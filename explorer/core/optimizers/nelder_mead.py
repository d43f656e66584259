"""Nelder-Mead: a triangle that flips and shrinks its way downhill, with values alone."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.optimizer import Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, value_at
from explorer.core.simplex import arrange, is_small

__all__ = ["NelderMead"]


@dataclass(frozen=True)
class NelderMead(Optimizer):
    """Flip, stretch and shrink a triangle downhill; no slope is needed. Drawn: its best corner."""

    key = "nelder-mead"
    name = "Nelder–Mead"
    equation = (
        "replace the worst corner by its mirror image, a farther or a nearer one; else shrink"
    )
    source = (
        "Nelder and Mead 1965; coefficients 1, 2, ½, ½; Lagarias, Reeds, Wright and Wright 1998"
    )
    differs = (
        "Same path as SciPy's: first corners 5 % away along each axis (0.00025 where the start "
        "is 0). It ends by the size of the triangle, not by the gradient norm."
    )
    derivatives = "value"

    size: float = param(
        0.05,
        1e-6,
        1e3,
        "First triangle: share of the start's coordinate",
        log=True,
        slider_low=1e-3,
        slider_high=2.0,
    )
    size_at_zero: float = param(
        0.00025,
        1e-9,
        1e6,
        "First triangle where the start's coordinate is 0",
        log=True,
        main=False,
        slider_low=1e-5,
        slider_high=10.0,
    )
    point_tolerance: float = param(
        1e-4,
        0.0,
        1e6,
        "Ends when the corners are this near to the best one",
        log=True,
        main=False,
        slider_low=1e-12,
        slider_high=1.0,
    )
    value_tolerance: float = param(
        1e-4,
        0.0,
        1e6,
        "Ends when the values are this near, too",
        log=True,
        main=False,
        slider_low=1e-12,
        slider_high=1.0,
    )

    @staticmethod
    @whole_rule(memory=lambda dim: (dim + 1) * (dim + 1))
    def step(
        point: Array,
        height: Array,
        memory: Array,
        step: int,
        world: World,
        size: float,
        size_at_zero: float,
        point_tolerance: float,
        value_tolerance: float,
    ) -> bool:
        # memory: the corners, dim numbers each, best first; then their values.
        dim = point.shape[0]
        best, worst, heights = memory[:dim], memory[dim * dim : dim * dim + dim], memory[-dim - 1 :]
        trial = np.empty((dim, 1))
        if step == 1:
            for k in range(dim + 1):
                for d in range(dim):
                    memory[k * dim + d] = point[d, 0]
            heights[0] = height[0]
            for k in range(1, dim + 1):
                for d in range(dim):
                    trial[d, 0] = point[d, 0]
                c = point[k - 1, 0]
                trial[k - 1, 0] = (1.0 + size) * c if c != 0.0 else size_at_zero
                heights[k] = value_at(world, trial)
                for d in range(dim):
                    memory[k * dim + d] = trial[d, 0]
            arrange(memory, dim)
        middle = np.zeros(dim)
        for k in range(dim):
            for d in range(dim):
                middle[d] += memory[k * dim + d]
        for d in range(dim):
            middle[d] /= dim
        mirror = np.empty((dim, 1))
        for d in range(dim):
            mirror[d, 0] = 2.0 * middle[d] - worst[d]
        mirrored = value_at(world, mirror)
        shrink = False
        if mirrored < heights[0]:
            for d in range(dim):
                trial[d, 0] = 3.0 * middle[d] - 2.0 * worst[d]
            tried = value_at(world, trial)
            if tried >= mirrored:
                trial[:] = mirror
                tried = mirrored
        elif mirrored < heights[dim - 1]:
            trial[:] = mirror
            tried = mirrored
        elif mirrored < heights[dim]:
            for d in range(dim):
                trial[d, 0] = 1.5 * middle[d] - 0.5 * worst[d]
            tried = value_at(world, trial)
            shrink = bool(tried > mirrored)
        else:
            for d in range(dim):
                trial[d, 0] = 0.5 * middle[d] + 0.5 * worst[d]
            tried = value_at(world, trial)
            shrink = bool(tried >= heights[dim])
        if shrink:
            for k in range(1, dim + 1):
                for d in range(dim):
                    trial[d, 0] = best[d] + 0.5 * (memory[k * dim + d] - best[d])
                heights[k] = value_at(world, trial)
                for d in range(dim):
                    memory[k * dim + d] = trial[d, 0]
        else:
            for d in range(dim):
                worst[d] = trial[d, 0]
            heights[dim] = tried
        arrange(memory, dim)
        for d in range(dim):
            point[d, 0] = best[d]
        height[0] = heights[0]
        return is_small(memory, dim, point_tolerance, value_tolerance)
