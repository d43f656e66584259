"""Trust region: the lowest place of the local parabola, no farther than it has proved true."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from explorer.core.array import Array
from explorer.core.line_search import curved, drag, gives_up, pull
from explorer.core.marks import Arrow, Mark, Moment, Ring
from explorer.core.matrices import noted, recalled
from explorer.core.optimizer import MATRIX, NUMBER, Optimizer, whole_rule
from explorer.core.param import choice, param
from explorer.core.probe import World, gradient_at, value_at
from explorer.core.region import REGION, cauchy, dogleg, exact, promised, resized, steihaug
from explorer.core.suggesting import of_width
from explorer.core.vectors import copied, dot, shifted

__all__ = ["TrustRegion", "drawn_region", "first_radius", "largest_radius"]


def first_radius() -> float:
    """Return the declaration of how far is trusted at first."""
    radius: float = param(
        *(1.0, 1e-9, 1e9, "Radius of the first circle"),
        log=True,
        label="first radius",
        slider_low=1e-3,
        slider_high=100.0,
    )
    return radius


def largest_radius() -> float:
    """Return the declaration of how far is trusted at most."""
    radius: float = param(
        *(1000.0, 1e-9, 1e9, "The circle never has a larger radius"),
        log=True,
        main=False,
        label="largest radius",
        slider_low=1e-3,
        slider_high=1000.0,
    )
    return radius


@dataclass(frozen=True)
class TrustRegion(Optimizer):
    """Step to the lowest place of the local parabola within a circle, which learns from mistakes.

    The circle is halved twice where the fall was much less than the parabola promised, and doubled
    where it was nearly all of it. A step that does not lead down is not taken.
    """

    key = "trust-region"
    name = "Trust region"
    group = "second order"
    unminded = ("shift", "turn", "mirror", "height")
    cost = "1 value; where that is lower, 1 gradient and 1 Hessian"
    equation = (
        "p = argmin g·p + ½ pᵀH p for |p| ≤ Δ;  x ← x + p where f falls;  "
        "Δ ← Δ/4 or 2Δ by the share of the promised fall that came true"
    )
    source = (
        "Powell 1970; Steihaug 1983; Moré and Sorensen 1983; Conn, Gould and Toint 2000; Nocedal "
        "and Wright 2006, algorithm 4.1"
    )
    differs = (
        "The same rules for the circle as SciPy's dogleg, trust-ncg (here Steihaug) and "
        "trust-exact. Where the land does not bend upwards SciPy's dogleg gives up, here it goes "
        "straight downhill; SciPy's trust-exact stops near the lowest place, here it is exact."
    )
    derivatives = "hessian"
    symbols = {"radius": "Δ", "hessian": "H"}
    suggests = {"first": of_width(0.1, net=1.0), "largest": of_width(0.25, rough=0.1)}
    most_dim = 500

    first: float = first_radius()
    method: int = choice(
        3,
        ("Cauchy", "dogleg", "Steihaug", "exact"),
        "How the lowest place in the circle is looked for: straight downhill; with a bend towards "
        "Newton's step; by conjugate gradients; or exactly",
    )
    largest: float = largest_radius()
    share: float = param(
        0.15,
        0.0,
        0.25,
        "A step is taken only where more than this share of the promised fall has come true",
        main=False,
        label="least share",
    )

    @staticmethod
    @whole_rule(
        memory={"radius": NUMBER, "hessian": MATRIX, "known": NUMBER},
        calls=(*REGION, shifted, pull, drag, gives_up, curved, noted, recalled),
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        radius: Array,
        hessian: Array,
        known: Array,
        step: int,
        world: World,
        first: float,
        method: float,
        largest: float,
        share: float,
    ) -> bool:
        dim = point.shape[0]
        bends, move, trial = np.empty((dim, dim, 1)), np.empty((dim, 1)), np.empty((dim, 1))
        if step == 1:
            radius[0] = min(first, largest)
        # Where the last step was not taken, and the land is the same, all is known already.
        if step > 1 and known[0] == height[0]:
            recalled(hessian, bends)
        else:
            curved(world, point, bends)
            noted(bends, hessian)
        if not (dot(gradient, gradient) > 0.0 or method == 3.0):
            return gives_up(world)
        if method == 0.0:
            cauchy(bends, gradient, radius[0], move)
        elif method == 1.0:
            dogleg(bends, gradient, radius[0], move)
        elif method == 2.0:
            steihaug(bends, gradient, radius[0], move)
        else:
            exact(bends, gradient, radius[0], move)
        fall = promised(bends, gradient, move)
        if not fall > 0.0 or not shifted(point, move, 1.0, trial):
            return gives_up(world)
        base = height[0] + pull(world, point)
        found = value_at(world, trial)
        ratio = (base - found - pull(world, trial)) / fall
        radius[0] = resized(radius[0], ratio, sqrt(dot(move, move)), largest)
        known[0] = height[0]
        if ratio > share:
            gradient_at(world, trial, move)
            square = dot(move, move)
            if square - square == 0.0:  # else there is no slope to go on with
                copied(trial, point)
                copied(move, gradient)
                drag(world, point, gradient)
                height[0], known[0] = found, np.inf
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        dim = moment.point.size
        radius = moment.before["radius"][0] if moment.step > 1 else moment.settings["first"]
        return drawn_region(moment, float(radius), moment.after["hessian"].reshape(dim, dim))


def drawn_region(moment: Moment, radius: float, hessian: Array) -> tuple[Mark, ...]:
    """Return the circle, and where the parabola is lowest in the plane, if it bends upwards."""
    dim, middle = moment.point.size, tuple(moment.point.tolist())
    matrix = tuple(tuple(row) for row in (radius * radius * np.eye(dim)).tolist())
    ring = Ring(middle, matrix, "how far the parabola is trusted")
    if not np.isfinite(hessian).all() or np.linalg.eigvalsh(hessian)[0] <= 0.0:
        return (ring,)
    end = moment.point - np.linalg.solve(hessian, moment.gradient)
    return (ring, Arrow(middle, tuple(end.tolist()), "to where the parabola is lowest"))
