"""Nelder-Mead: a triangle that flips and shrinks its way downhill, with values alone."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.marks import Mark, Moment, Outline
from explorer.core.optimizer import MATRIX, NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, value_at
from explorer.core.simplex import arrange, is_small
from explorer.core.suggesting import of_width
from explorer.core.vectors import copied

__all__ = ["NelderMead"]


@dataclass(frozen=True)
class NelderMead(Optimizer):
    """Flip, stretch and shrink a triangle downhill; no slope is needed. Drawn: its best corner."""

    key = "nelder-mead"
    name = "Nelder–Mead"
    group = "derivative free"
    unminded = ("mirror", "stretch", "height", "order")
    cost = "1 or 2 values; 2 more for each coordinate when it shrinks"
    draws = "The best corner."
    equation = (
        "replace the worst corner by its mirror image, a farther or a nearer one; else shrink"
    )
    source = (
        "Nelder and Mead 1965; coefficients 1, 2, ½, ½; Lagarias, Reeds, Wright and Wright 1998"
    )
    differs = (
        "Same path as SciPy's: first corners 5 % away along each axis (0.00025 where the start "
        "is 0), unless its width is limited. It ends by the size of the triangle, not by the "
        "gradient norm."
    )
    derivatives = "value"
    suggests = {
        "size": of_width(None, net=0.2),
        "size_at_zero": of_width(0.05, net=0.2),
        "largest": of_width(1.0),
    }

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
    largest: float = param(
        0.0,
        0.0,
        1e9,
        "A triangle wider than this is not stretched; 0: without end, as far as it is lower",
        main=False,
        label="largest triangle",
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
    @whole_rule(
        memory={"corners": MATRIX + VECTOR, "heights": VECTOR + NUMBER},
        calls=(arrange, is_small, copied),
    )
    def step(
        point: Array,
        height: Array,
        corners: Array,
        heights: Array,
        step: int,
        world: World,
        size: float,
        size_at_zero: float,
        largest: float,
        point_tolerance: float,
        value_tolerance: float,
    ) -> bool:
        # The corners, dim numbers each, best first, and their values.
        dim = point.shape[0]
        best, worst = corners[:dim], corners[dim * dim :]
        trial = np.empty((dim, 1))
        if step == 1:
            for k in range(dim + 1):
                for d in range(dim):
                    corners[k * dim + d] = point[d, 0]
            heights[0] = height[0]
            for k in range(1, dim + 1):
                for d in range(dim):
                    trial[d, 0] = point[d, 0]
                c = point[k - 1, 0]
                trial[k - 1, 0] = (1.0 + size) * c if c != 0.0 else size_at_zero
                heights[k] = value_at(world, trial)
                for d in range(dim):
                    corners[k * dim + d] = trial[d, 0]
            arrange(corners, heights)
        middle = np.zeros(dim)
        for k in range(dim):
            for d in range(dim):
                middle[d] += corners[k * dim + d]
        for d in range(dim):
            middle[d] /= dim
        mirror = np.empty((dim, 1))
        for d in range(dim):
            mirror[d, 0] = 2.0 * middle[d] - worst[d]
        mirrored = value_at(world, mirror)
        shrink = False
        is_wide = largest > 0.0 and not is_small(corners, heights, largest, np.inf)
        if mirrored < heights[0] and is_wide:
            copied(mirror, trial)
            tried = mirrored
        elif mirrored < heights[0]:
            for d in range(dim):
                trial[d, 0] = 3.0 * middle[d] - 2.0 * worst[d]
            tried = value_at(world, trial)
            if tried >= mirrored:
                copied(mirror, trial)
                tried = mirrored
        elif mirrored < heights[dim - 1]:
            copied(mirror, trial)
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
                    trial[d, 0] = best[d] + 0.5 * (corners[k * dim + d] - best[d])
                heights[k] = value_at(world, trial)
                for d in range(dim):
                    corners[k * dim + d] = trial[d, 0]
        else:
            for d in range(dim):
                worst[d] = trial[d, 0]
            heights[dim] = tried
        arrange(corners, heights)
        for d in range(dim):
            point[d, 0] = best[d]
        height[0] = heights[0]
        return is_small(corners, heights, point_tolerance, value_tolerance)

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        dim = moment.point.size
        corners = moment.before["corners"] if moment.step > 1 else moment.after["corners"]
        places = tuple(tuple(corner) for corner in corners.reshape(dim + 1, dim).tolist())
        return (Outline(places, "the triangle before the step"),)
