"""Kernels: a landscape compiled to machine code, kept on disk so that the next launch is quick."""

import threading
from collections.abc import Callable
from functools import lru_cache, partial
from types import ModuleType
from typing import NamedTuple

import numpy as np

from explorer.core.array import Array
from explorer.core.fit import mean
from explorer.core.formula import Formula
from explorer.core.handmade import Handmade
from explorer.core.landscape import Landscape
from explorer.core.modules import cache_folder, compiled_module, plain_module
from explorer.core.optimizer import Derivatives
from explorer.core.param import SettingError

__all__ = ["Kernels", "cache_folder", "compiled", "interpreted", "ready"]


class Kernels(NamedTuple):
    """Functions that fill arrays, all C-contiguous float64.

    value(points (dim, n), constants (c,), value (n,))
    slope(points, constants, value (n,), gradient (dim, n))
    curvature(points, constants, hessian (dim, dim, n))

    With a fit the constants are its examples, and what is filled in is the mean over them.
    """

    value: Callable[..., None]
    slope: Callable[..., None]
    curvature: Callable[..., None]


# The formula, over how many variables, a mean over examples? Or kernels written by hand.
_Key = tuple[Formula, int, bool] | Handmade

_compiled: dict[_Key, Kernels] = {}
_by_source: dict[str, Kernels] = {}
_compiling = threading.Lock()


def ready(landscape: Landscape, derivatives: Derivatives = "hessian") -> Kernels | None:
    """Return the compiled kernels if this process has them; never waits."""
    return _compiled.get(_key(landscape, derivatives))


def compiled(landscape: Landscape, derivatives: Derivatives = "hessian") -> Kernels:
    """Return the compiled kernels; blocks for a second or so when they are new.

    For rules that ask for "residuals" the curvature is that of a sum of squares, see
    `Formula.as_squares`; SettingError where the height is no such sum.
    """
    key = _key(landscape, derivatives)
    found = _compiled.get(key)
    if found is None:
        source, inner = _source_of(key)
        with _compiling:
            found = _by_source.get(source)
            if found is None:
                found = _by_source[source] = compiled_module(source, partial(_jitted, inner))
            _compiled[key] = found
    return found


def _key(landscape: Landscape, derivatives: Derivatives) -> _Key:
    if derivatives == "residuals":
        squares = landscape.as_squares
        if squares is None:
            raise SettingError(f"The height of {landscape.name} is no sum of squares.")
        return squares, landscape.dim, landscape.fit is not None
    if (written := landscape.handmade) is not None:
        return written
    return landscape.parsed, landscape.dim, landscape.fit is not None


@lru_cache(maxsize=256)
def _interpreted(formula: Formula, dim: int, is_mean: bool) -> Kernels:
    if is_mean:
        return _evaluated(formula)
    names = vars(plain_module(_source(formula, dim, is_mean)))
    functions = (names[name] for name in Kernels._fields)
    return Kernels(*(np.errstate(all="ignore")(function) for function in functions))


def _evaluated(formula: Formula) -> Kernels:
    """Return the kernels of a mean over examples, made of NumPy: a loop in Python would crawl."""

    def value(points: Array, constants: Array, value: Array) -> None:
        value[:] = mean(formula.value, points, constants)

    def slope(points: Array, constants: Array, value: Array, gradient: Array) -> None:
        found = mean(lambda *at: np.vstack(formula.slope(*at)), points, constants)
        value[:], gradient[:] = found[0], found[1:]

    def curvature(points: Array, constants: Array, hessian: Array) -> None:
        hessian[:] = mean(formula.curvature, points, constants)

    return Kernels(value, slope, curvature)


def interpreted(landscape: Landscape, derivatives: Derivatives = "hessian") -> Kernels:
    """Return the same kernels as Python functions, at once and without Numba."""
    key = _key(landscape, derivatives)
    return Kernels(*key.plain) if isinstance(key, Handmade) else _interpreted(*key)


def _source_of(key: _Key) -> tuple[str, tuple[str, ...]]:
    """Return the source of a module of kernels, and what they call in it."""
    return (key.source, key.names) if isinstance(key, Handmade) else (_source(*key), ())


@lru_cache(maxsize=256)
def _source(formula: Formula, dim: int, is_mean: bool) -> str:
    return formula.source(dim, is_mean)


def _jitted(inner: tuple[str, ...], module: ModuleType, is_cached: bool) -> Kernels:
    from numba import float64, njit, void

    line, table, cube = float64[::1], float64[:, ::1], float64[:, :, ::1]
    signatures = (
        void(table, line, line),
        void(table, line, line, table),
        void(table, line, cube),
    )
    # Inlined, or the loops that call it would not become vector code.
    names = vars(module)
    for one in {"turn", "noise"} & names.keys():
        names[one] = njit(forceinline=True, error_model="numpy")(names[one])
    for one in inner:
        names[one] = njit(nogil=True, error_model="numpy")(names[one])
    return Kernels(
        *(
            njit(signature, nogil=True, error_model="numpy", cache=is_cached)(names[name])
            for name, signature in zip(Kernels._fields, signatures, strict=True)
        )
    )
