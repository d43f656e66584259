"""The engine of the nets: mean loss, slope, curvature and maps, by compiled kernels."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from explorer.core.array import Array
from explorer.core.modules import load_numba
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.compiling import compiled, is_compiled
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.network import Layer
from explorer.core.nets.passes import HEAD, SIZES
from explorer.core.sharing import shared_out

__all__ = [
    "addresses", "heights", "hessian", "measure", "problem", "ready", "ready_curvature",
    "ready_surface", "slope", "value",
]  # fmt: skip

CHUNK = 4e6  # multiplications in one go of a map: a few milliseconds


def problem(
    layers: Sequence[Layer],
    activation: str,
    loss: str,
    l1: float,
    l2: float,
    inputs: Array,
    wanted: Array,
    *,
    classes: bool = True,
) -> Array:
    """Return all that decides the height at given weights, in one array for the kernels.

    `inputs` (features, n) are as the net sees them, `wanted` (outputs, n) as the loss does.
    Without `classes` there are no right and wrong answers to count.
    """
    examples = inputs.shape[1]
    head = np.zeros(HEAD)
    codes = ACTIVATIONS[activation].code, LOSSES[loss].code
    head[:SIZES] = (len(layers), *codes, l1, l2, examples, 0, examples, classes, 0)
    head[SIZES] = layers[0].inputs
    head[SIZES + 1 : SIZES + 1 + len(layers)] = [layer.outputs for layer in layers]
    return np.concatenate([head, np.ravel(inputs), np.ravel(wanted)]).astype(np.float64)


def ready() -> bool:
    """Tell whether value and slope are compiled in this process; never waits."""
    return is_compiled("steps")


def ready_surface(single: bool) -> bool:
    """Tell whether maps in single, or else in double numbers are compiled; never waits."""
    return is_compiled("rough surface" if single else "surface")


def ready_curvature() -> bool:
    """Tell whether the Hessian is compiled in this process; never waits."""
    return is_compiled("curvature")


@cache
def addresses(curved: bool) -> tuple[int, int, int]:
    """Return where rules find value, slope and, only if `curved`, curvature; compiles if need be.

    The kernels are kept by who compiled them.
    """
    load_numba()
    from explorer.core.signatures import address

    steps = compiled("steps")
    bend = address(compiled("curvature")["curvature"]) if curved else 0
    return address(steps["value"]), address(steps["slope"]), bend


def value(problem: Array, points: Array) -> Array:
    """Return the objective at points (n, dim) as (n,)."""
    found = np.empty(len(points))
    compiled("steps")["value"](_columns(points), problem, found)
    return found


def slope(problem: Array, weights: Array) -> tuple[float, Array]:
    """Return the objective and its gradient (dim,) at weights (dim,)."""
    found, gradient = np.empty(1), np.empty((len(weights), 1))
    compiled("steps")["slope"](_columns(weights[None, :]), problem, found, gradient)
    return float(found[0]), gradient[:, 0]


def hessian(problem: Array, weights: Array) -> Array:
    """Return the exact Hessian (dim, dim) at weights (dim,)."""
    found = np.empty((len(weights), len(weights), 1))
    compiled("curvature")["curvature"](_columns(weights[None, :]), problem, found)
    return found[:, :, 0]


def measure(problem: Array, points: Array) -> Array:
    """Return the mean loss without penalties and the share of right answers, (n, 2)."""
    found, answers = np.empty(3), np.empty((len(points), 2))
    for point, answer in zip(points, answers, strict=True):
        compiled("steps")["value"](_columns(point[None, :]), problem, found)
        answer[:] = found[1:]
    return answers


def heights(
    problem: Array,
    origin: Array,
    directions: Array,
    xs: Array,
    ys: Array,
    *,
    single: bool,
    cancelled: Callable[[], bool] | None = None,
    pure: bool = False,
) -> Array | None:
    """Return the objective at origin + x directions[0] + y directions[1], (len(ys), len(xs)).

    With `pure` penalties are left out. Computed in single numbers, if so wanted, whose relative
    error is about 1e-6. None where `cancelled` says so; it is asked every few milliseconds.
    """
    kernel = compiled("rough surface" if single else "surface")["heights"]
    found, plane = np.empty(len(ys) * len(xs)), np.zeros((2, len(origin)))
    plane[: len(directions)] = directions
    # Copies: the kernel takes no arrays that are read-only, as those of a trace are.
    lines = (np.array(a, np.float64) for a in (origin, plane, xs, ys))
    arguments = (problem, *lines, pure)
    step = max(1, int(CHUNK / _multiplications(problem)))

    def work(piece: int) -> None:
        first = piece * step
        kernel(*arguments, first, min(first + step, len(found)), found)

    pieces = -(-len(found) // step)
    done = shared_out(work, pieces, cancelled or (lambda: False), alone=pieces <= 2)
    return found.reshape(len(ys), len(xs)) if done else None


def _columns(points: Array) -> Array:
    return np.array(points.T, np.float64, order="C")


def _multiplications(problem: Array) -> float:
    """Return about what one point of a map costs, in multiplications."""
    sizes = problem[SIZES : SIZES + 1 + int(problem[0])]
    return float(problem[5] * (sizes[1:-1] @ sizes[2:] + 10 * sizes[1:].sum()) + 1)
