"""Compiling: the kernels of the height field, raster, shade, look and lie."""

from typing import Any

from explorer.core.height_field_kernels import PLACES
from explorer.core.height_field_shading import APART, CROWDED, SHADING, SHARE
from explorer.core.height_field_triangles import CUT, EDGE, FINE, NOTHING, TRIANGLES, WALL
from explorer.core.height_field_walls import WALLS
from explorer.core.kernel_set import KernelSet, Signatures

__all__ = ["compiled", "is_compiled"]

HEADER = f'''"""Written by Landscape Explorer."""

from __future__ import annotations

import numpy as np

NOTHING, FINE, WALL, CUT, EDGE = {NOTHING}, {FINE}, {WALL}, {CUT}, {EDGE}
CROWDED, APART, SHARE = {CROWDED}, {APART}, {SHARE!r}
'''

KERNELS = (*TRIANGLES, *WALLS, *PLACES, *SHADING)  # those that are called first


def _signatures(types: Any) -> Signatures:
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
    return outer, {"triangle": corner}


_set = KernelSet(HEADER, KERNELS, _signatures)
compiled, is_compiled = _set.compiled, _set.is_compiled
