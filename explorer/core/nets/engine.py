"""The engine of the nets: their mean loss, slope and curvature as compiled kernels.

Numba is imported only when something is to be compiled; the code is kept on disk.
"""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from inspect import getsource
from itertools import count
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from explorer.core.array import Array
from explorer.core.kernels import Kernels
from explorer.core.modules import compiled_module
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.curvature import CURVATURE
from explorer.core.nets.kernels import KERNELS, MAP
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.network import Layer
from explorer.core.nets.passes import BLOCK, HEAD, PASSES, SIZES
from explorer.core.nets.pointwise import POINTWISE

__all__ = ["compiled", "heights", "hessian", "kernels", "measure", "problem", "ready", "slope"]
__all__ += ["value"]

Kernel = Callable[..., Any]

HEADER = f'''"""Written by Landscape Explorer."""

from __future__ import annotations

from math import cos, log, sin

import numpy as np

SIZES, HEAD, BLOCK = {SIZES}, {HEAD}, {BLOCK}
'''
CHUNK = 4e6  # multiplications in one go of a map: a few milliseconds


class Compiled(NamedTuple):
    """What is compiled of the nets; see nets/kernels.py for what each fills."""

    value: Kernel
    slope: Kernel
    curvature: Kernel
    measure: Kernel
    study: Kernel
    heights: Kernel  # in double numbers
    rough_heights: Kernel  # in single numbers


_lock = threading.Lock()
_compiled: list[Compiled] = []


def problem(
    layers: Sequence[Layer],
    activation: str,
    loss: str,
    l1: float,
    l2: float,
    inputs: Array,
    wanted: Array,
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
    """Tell whether the kernels are compiled in this process; never waits."""
    return bool(_compiled)


def kernels() -> Kernels:
    """Return value, slope and curvature as every rule calls them; compiles if need be."""
    found = compiled()
    return Kernels(found.value, found.slope, found.curvature)


def value(problem: Array, points: Array) -> Array:
    """Return the objective at points (n, dim) as (n,)."""
    found = np.empty(len(points))
    compiled().value(_columns(points), problem, found)
    return found


def slope(problem: Array, weights: Array) -> tuple[float, Array]:
    """Return the objective and its gradient (dim,) at weights (dim,)."""
    found, gradient = np.empty(1), np.empty((len(weights), 1))
    compiled().slope(_columns(weights[None, :]), problem, found, gradient)
    return float(found[0]), gradient[:, 0]


def hessian(problem: Array, weights: Array) -> Array:
    """Return the exact Hessian (dim, dim) at weights (dim,)."""
    found = np.empty((len(weights), len(weights), 1))
    compiled().curvature(_columns(weights[None, :]), problem, found)
    return found[:, :, 0]


def measure(problem: Array, points: Array) -> Array:
    """Return the mean loss without penalties and the share of right answers, (n, 2)."""
    found, answers = np.empty(3), np.empty((len(points), 2))
    for point, answer in zip(points, answers, strict=True):
        compiled().measure(_columns(point[None, :]), problem, found)
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
    kernel = compiled().rough_heights if single else compiled().heights
    found, plane = np.empty(len(ys) * len(xs)), np.zeros((2, len(origin)))
    plane[: len(directions)] = directions
    lines = (np.ascontiguousarray(a, np.float64) for a in (origin, plane, xs, ys))
    arguments = (problem, *lines, pure)
    step = max(1, int(CHUNK / _multiplications(problem)))
    firsts, stopped = iter(range(0, len(found), step)), threading.Event()

    def work(is_stopped: Callable[[], bool]) -> None:
        for first in firsts:  # each takes the next chunk that nobody has taken
            if is_stopped():
                stopped.set()
                return
            kernel(*arguments, first, min(first + step, len(found)), found)

    others = [_pool().submit(work, stopped.is_set) for _ in range(_helpers(len(found), step))]
    try:
        work(cancelled or stopped.is_set)
    finally:
        for other in others:
            other.result()
    return None if stopped.is_set() else found.reshape(len(ys), len(xs))


def compiled() -> Compiled:
    """Return all kernels; compiles, or loads from the cache, if need be."""
    if not _compiled:
        with _lock:
            if not _compiled:
                _compiled.append(_compile())
    return _compiled[0]


def _columns(points: Array) -> Array:
    return np.array(points.T, np.float64, order="C")


def _multiplications(problem: Array) -> float:
    """Return about what one point of a map costs, in multiplications."""
    sizes = problem[SIZES : SIZES + 1 + int(problem[0])]
    return float(problem[5] * (sizes[1:-1] @ sizes[2:] + 10 * sizes[1:].sum()) + 1)


def _helpers(points: int, step: int) -> int:
    """Return how many more threads share a map: one at most, so that a core stays free."""
    return 1 if points > 2 * step and (os.cpu_count() or 1) > 1 else 0


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="lanes-of-nets")


def _compile() -> Compiled:
    exact = _module((*POINTWISE, *PASSES, *KERNELS, *CURVATURE), "float64", _exact)
    maps = (
        _module((*POINTWISE, *PASSES, *MAP), number, _map)["heights"]
        for number in ("float64", "float32")
    )
    names = ("value", "slope", "curvature", "measure", "study")
    return Compiled(*(exact[name] for name in names), *maps)


def _module(functions: Sequence[Kernel], number: str, jitted: Any) -> dict[str, Kernel]:
    head = f"{HEADER}real = np.{number}\n"
    source = "\n\n".join([head, *(getsource(f) for f in functions)])
    inner = [f.__name__ for f in functions]
    return compiled_module(source, lambda module, is_cached: jitted(module, inner, is_cached))


SMALL = ("expm1", "expm1_short", "tanh", "sigmoid", "softplus", "wave")


def _jit(module: ModuleType, names: Sequence[str], outer: dict[str, Any], is_cached: bool) -> dict:
    from numba import njit

    found = vars(module)
    for name in names:
        if name == "expm1" and found["real"] is np.float32:
            found["expm1"] = found["expm1_short"]
            continue
        # Sums may be taken in parts, and products be added unrounded: the same on every call.
        options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
        options["fastmath"] = {"reassoc", "contract"}
        if name in outer:
            found[name] = njit(outer[name], cache=is_cached, **options)(found[name])
        else:
            found[name] = njit(forceinline=name in SMALL, _nrt=False, **options)(found[name])
    return found


def _exact(module: ModuleType, names: Sequence[str], is_cached: bool) -> dict[str, Kernel]:
    from explorer.core.signatures import CURVATURE as BEND
    from explorer.core.signatures import SLOPE, VALUE

    outer = {"value": VALUE, "slope": SLOPE, "curvature": BEND, "measure": VALUE, "study": SLOPE}
    return _jit(module, names, outer, is_cached)


def _map(module: ModuleType, names: Sequence[str], is_cached: bool) -> dict[str, Kernel]:
    from numba.core import types

    line, table = types.Array(types.float64, 1, "C"), types.Array(types.float64, 2, "C")
    whole = types.int64
    signature = types.void(line, line, table, line, line, types.boolean, whole, whole, line)
    return _jit(module, names, {"heights": signature}, is_cached)
