"""Compiling: the kernels of the height field from their sources, once, and kept on disk.

Numba is imported only when something is to be compiled.
"""

import threading
from collections.abc import Callable
from inspect import getsource
from types import ModuleType
from typing import Any

from explorer.core.height_field_kernels import PLACES
from explorer.core.height_field_shading import APART, CROWDED, SHADING, SHARE
from explorer.core.height_field_triangles import CUT, EDGE, FINE, NOTHING, TRIANGLES, WALL
from explorer.core.height_field_walls import WALLS
from explorer.core.modules import compiled_module

__all__ = ["compiled", "is_compiled"]

Kernel = Callable[..., Any]

HEADER = f'''"""Written by Landscape Explorer."""

from __future__ import annotations

import numpy as np

NOTHING, FINE, WALL, CUT, EDGE = {NOTHING}, {FINE}, {WALL}, {CUT}, {EDGE}
CROWDED, APART, SHARE = {CROWDED}, {APART}, {SHARE!r}
'''

KERNELS = (*TRIANGLES, *WALLS, *PLACES, *SHADING)  # those that are called first

_lock = threading.Lock()
_kernels: dict[str, Kernel] = {}


def is_compiled() -> bool:
    """Tell whether this process has the kernels; never waits."""
    return bool(_kernels)


def compiled() -> dict[str, Kernel]:
    """Return raster, shade, look and lie; compiles, or loads from the disk, if need be."""
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
    whole, real = types.int64, types.float64
    line, table = (types.Array(types.float64, n, "C") for n in (1, 2))
    single1, single2, single3 = (types.Array(types.float32, n, "C") for n in (1, 2, 3))
    index1, index2 = (types.Array(types.int32, n, "C") for n in (1, 2))
    colours, flags = types.Array(types.uint32, 2, "C"), types.Array(types.boolean, 1, "C")
    void = types.void
    outer = {
        "raster": void(single3, whole, real, real, real, line, table, whole, index1, single1),
        "shade": void(
            single3, real, real, real, line, index2, whole, whole, single2, line, colours
        ),
        "lie": void(single3, table, line),
        "look": void(table, line, real, real, single2, table, flags),
    }
    corner = void(*(real,) * 15, whole, whole, whole, whole, index1, single1)
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
    for function in KERNELS:
        name = function.__name__
        if name == "triangle":
            found[name] = jit(corner, **options)(found[name])
        elif name in outer:
            found[name] = jit(outer[name], cache=is_cached, **options)(found[name])
        else:
            found[name] = jit(**options)(found[name])
    return {name: found[name] for name in outer}
