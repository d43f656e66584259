"""Compiling: the kernels of the nets from their sources, once, and kept on disk.

Numba is imported only when something is to be compiled.
"""

import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from inspect import getsource
from types import ModuleType
from typing import Any, Literal

import numpy as np

from explorer.core.lifting import loop_source
from explorer.core.modules import compiled_module
from explorer.core.nets.curvature import CURVATURE
from explorer.core.nets.epochs import EPOCHS
from explorer.core.nets.kernels import MAP, STEPS
from explorer.core.nets.passes import BLOCK, HEAD, PASSES, SIZES
from explorer.core.nets.pointwise import POINTWISE
from explorer.core.randomness import BATCHES

__all__ = ["Part", "compiled", "has_learning", "is_compiled", "learning"]

Kernel = Callable[..., Any]

HEADER = f'''"""Written by Landscape Explorer."""

from __future__ import annotations

from math import cos, log, sin

import numpy as np

SIZES, HEAD, BLOCK = {SIZES}, {HEAD}, {BLOCK}
'''
OUTER = ("value", "slope", "curvature", "heights")
SMALL = ("expm1", "expm1_short", "tanh", "sigmoid", "softplus", "wave")  # inlined: vector code


Part = Literal["steps", "rough surface", "curvature", "surface"]  # what waits first, first
# What each part is made of, apart from the passes. A part takes 5 to 12 seconds to compile, once
# for each installation, so each is compiled by itself and only when it is needed.
PARTS: dict[Part, tuple[tuple[Kernel, ...], str]] = {
    "steps": (STEPS, "float64"),
    "curvature": (CURVATURE, "float64"),
    "surface": (MAP, "float64"),
    "rough surface": (MAP, "float32"),
}

_lock = threading.Lock()
_compiled: dict[Part, dict[str, Kernel]] = {}
_loops: list[Kernel] = []


def is_compiled(part: Part) -> bool:
    """Tell whether this process has the kernels of a part; never waits."""
    return part in _compiled


def compiled(part: Part) -> dict[str, Kernel]:
    """Return the kernels of a part by name; compiles, or loads from the disk, if need be.

    kernels.py and curvature.py say what each fills.
    """
    if part not in _compiled:
        with _lock:
            if part not in _compiled:
                functions, number = PARTS[part]
                _compiled[part] = _module((*POINTWISE, *PASSES, *functions), number)
    return _compiled[part]


def has_learning() -> bool:
    """Tell whether this process has the loop over steps; never waits."""
    return bool(_loops)


def learning() -> Kernel:
    """Return the loop over steps of epochs.py; compiles, or loads from the disk, if need be."""
    if not _loops:
        with _lock:
            if not _loops:
                numbers = f"BATCHES, SIZES, HEAD = {BATCHES}, {SIZES}, {HEAD}\n\n\n"
                source = loop_source(EPOCHS).replace("\n\n\ndef", f"\n\n{numbers}def", 1)
                _loops.append(compiled_module(source, _jitted_loop))
    return _loops[0]


def _module(functions: Sequence[Kernel], number: str) -> dict[str, Kernel]:
    head = f"{HEADER}real = np.{number}\n"
    source = "\n\n".join([head, *(getsource(f) for f in functions)])
    names = [f.__name__ for f in functions]
    return compiled_module(source, lambda module, is_cached: _jitted(module, names, is_cached))


def _jitted(module: ModuleType, names: Sequence[str], is_cached: bool) -> dict[str, Kernel]:
    from numba import njit

    jit: Any = njit
    found = vars(module)
    is_single = found["real"] is np.float32
    signatures = _signatures(is_single)
    # Sums may be taken in parts and products be added unrounded: in the same way at every call.
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
    options["fastmath"] = {"reassoc", "contract"}
    for name in names:
        if name == "expm1" and is_single:
            found["expm1"] = found["expm1_short"]
        elif name in signatures:
            options["_nrt"] = name in OUTER  # only these make arrays
            found[name] = jit(signatures[name], cache=is_cached, **options)(found[name])
        else:
            options["_nrt"] = False
            found[name] = jit(forceinline=name in SMALL, **options)(found[name])
    return found


def _signatures(is_single: bool) -> Mapping[str, Any]:
    """Return the types of what is called from outside, and of what is called in many ways."""
    from numba.core import types

    from explorer.core import signatures

    whole, flag, void = types.int64, types.boolean, types.void
    line, table, cube = (types.Array(types.float64, n, "C") for n in (1, 2, 3))
    kinds = (types.float64, types.float32) if is_single else (types.float64,)
    wide = [(types.Array(kind, 1, "C"), types.Array(kind, 2, "C")) for kind in kinds]
    return {
        "value": signatures.VALUE,
        "slope": signatures.SLOPE,
        "curvature": signatures.CURVATURE,
        "heights": void(line, line, table, line, line, flag, whole, whole, line),
        # Called with many literals among the arguments: Numba would compile one more for each.
        "combine": [void(w, whole, whole, whole, whole, a, a, whole) for w, a in wide],
        "products": [void(table, table, whole, flag, line, whole)],
        "column": [void(line, line, whole, whole, whole, whole, whole, cube, line, whole)],
    }


def _jitted_loop(module: ModuleType, is_cached: bool) -> Kernel:
    from numba import njit, void
    from numba.core.errors import NumbaExperimentalFeatureWarning

    from explorer.core.signatures import A1, A2, I2, U2, flag, whole

    jit: Any = njit
    found = vars(module)
    state = (A1, U2, A2, A2, A2, A2, A2, A2, A2, I2, I2, A2, A2, A1, A2, I2, A2)
    arguments = (whole, whole, whole, whole, A2, flag, flag, whole, A1, A1, A1, A1, whole, whole)
    with warnings.catch_warnings():
        # Function pointers: the engine is built on them.
        warnings.simplefilter("ignore", NumbaExperimentalFeatureWarning)
        for function in EPOCHS:
            name, options = function.__name__, {"nogil": True, "error_model": "numpy"}
            signature = [void(*arguments, *state)] if name == "learn" else []
            cache = is_cached and name == "learn"
            found[name] = jit(*signature, cache=cache, **options)(found[name])
    loop: Kernel = found["learn"]
    return loop
