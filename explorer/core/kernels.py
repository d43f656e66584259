"""Kernels: a landscape compiled to machine code, kept on disk so that the next launch is quick."""

import threading
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

import numpy as np

from explorer.core.formula import Formula
from explorer.core.landscape import Landscape
from explorer.core.modules import cache_folder, compiled_module, plain_module

__all__ = ["Kernels", "cache_folder", "compiled", "interpreted", "ready"]


class Kernels(NamedTuple):
    """Functions that fill arrays, all C-contiguous float64.

    value(points (dim, n), constants (c,), value (n,))
    slope(points, constants, value (n,), gradient (dim, n))
    curvature(points, constants, hessian (dim, dim, n))
    """

    value: Callable[..., None]
    slope: Callable[..., None]
    curvature: Callable[..., None]


_compiled: dict[tuple[Formula, int], Kernels] = {}
_by_source: dict[str, Kernels] = {}
_compiling = threading.Lock()


def ready(landscape: Landscape) -> Kernels | None:
    """Return the compiled kernels if this process has them; never waits."""
    return _compiled.get((landscape.parsed, landscape.dim))


def compiled(landscape: Landscape) -> Kernels:
    """Return the compiled kernels; blocks for about half a second when they are new."""
    key = (landscape.parsed, landscape.dim)
    found = _compiled.get(key)
    if found is None:
        source = _source(*key)
        with _compiling:
            found = _by_source.get(source)
            if found is None:
                found = _by_source[source] = compiled_module(source, _jitted)
            _compiled[key] = found
    return found


@lru_cache(maxsize=256)
def _interpreted(formula: Formula, dim: int) -> Kernels:
    names = vars(plain_module(_source(formula, dim)))
    functions = (names[name] for name in Kernels._fields)
    return Kernels(*(np.errstate(all="ignore")(function) for function in functions))


def interpreted(landscape: Landscape) -> Kernels:
    """Return the same kernels as plain Python functions, at once and without Numba."""
    return _interpreted(landscape.parsed, landscape.dim)


@lru_cache(maxsize=256)
def _source(formula: Formula, dim: int) -> str:
    return formula.source(dim)


def _jitted(module: ModuleType, is_cached: bool) -> Kernels:
    from numba import float64, njit, void

    line, table, cube = float64[::1], float64[:, ::1], float64[:, :, ::1]
    signatures = (
        void(table, line, line),
        void(table, line, line, table),
        void(table, line, cube),
    )
    # Inlined, or the loops that call it would not become vector code.
    names = vars(module)
    names["turn"] = njit(forceinline=True, error_model="numpy")(names["turn"])
    return Kernels(
        *(
            njit(signature, nogil=True, error_model="numpy", cache=is_cached)(names[name])
            for name, signature in zip(Kernels._fields, signatures, strict=True)
        )
    )
