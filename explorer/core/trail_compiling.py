"""Compiling: the kernels of the trails from their sources, once, and kept on disk.

Numba is imported only when something is to be compiled.
"""

import threading
from collections.abc import Callable
from inspect import getsource
from types import ModuleType
from typing import Any

from explorer.core.modules import compiled_module
from explorer.core.trail_kernels import KERNELS

__all__ = ["compiled", "is_compiled"]

Kernel = Callable[..., Any]

HEADER = '''"""Written by Landscape Explorer."""

from __future__ import annotations

from math import atan2, ceil, floor, hypot, isfinite, isnan, pi, sqrt

import numpy as np
'''

_lock = threading.Lock()
_kernels: dict[str, Kernel] = {}


def is_compiled() -> bool:
    """Tell whether this process has the kernels; never waits."""
    return bool(_kernels)


def compiled() -> dict[str, Kernel]:
    """Return thin, string, stroke and press; compiles, or loads from the disk, if need be."""
    if not _kernels:
        with _lock:
            if not _kernels:
                source = "\n\n".join([HEADER, *(getsource(f) for f in KERNELS)])
                _kernels.update(compiled_module(source, _jitted))
    return _kernels


def _jitted(module: ModuleType, is_cached: bool) -> dict[str, Kernel]:
    from numba import njit
    from numba.core import types

    jit: Any = njit
    found = vars(module)
    whole, real, void = types.int64, types.float64, types.void
    table, rows = types.Array(real, 2, "C"), types.Array(whole, 1, "C")
    picture, mask = types.Array(types.uint32, 1, "C"), types.Array(types.float32, 1, "C")
    outer = {
        "thin": whole(table, whole, *(real,) * 5, rows, types.Array(real, 1, "C")),
        "string": whole(table, whole, whole, real, rows),
        "stroke": void(table, real, whole, real, picture, whole, picture, mask),
        "press": void(table, rows, real, whole, picture, whole, whole, picture),
    }
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
    for function in KERNELS:
        name = function.__name__
        if name in outer:
            found[name] = jit(outer[name], cache=is_cached, **options)(found[name])
        else:
            found[name] = jit(**options)(found[name])
    return {name: found[name] for name in outer}
