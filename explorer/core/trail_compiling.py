"""Compiling: the kernels of the trails, thin, string, stroke and press."""

from typing import Any

from explorer.core.kernel_set import KernelSet, Signatures
from explorer.core.trail_kernels import KERNELS

__all__ = ["compiled", "is_compiled"]

HEADER = '''"""Written by Landscape Explorer."""

from __future__ import annotations

from math import atan2, ceil, floor, hypot, isfinite, isnan, pi, sqrt

import numpy as np
'''


def _signatures(types: Any) -> Signatures:
    whole, real, void = types.int64, types.float64, types.void
    table, rows = types.Array(real, 2, "C"), types.Array(whole, 1, "C")
    picture, mask = types.Array(types.uint32, 1, "C"), types.Array(types.float32, 1, "C")
    outer = {
        "thin": whole(table, whole, *(real,) * 5, rows, types.Array(real, 1, "C")),
        "string": whole(table, whole, whole, real, rows),
        "stroke": void(table, real, whole, real, picture, whole, picture, mask),
        "press": void(table, rows, real, whole, picture, whole, whole, picture),
    }
    return outer, {}


_set = KernelSet(HEADER, KERNELS, _signatures)
compiled, is_compiled = _set.compiled, _set.is_compiled
