"""The engine: rules and loops, compiled once and kept, or run as plain Python.

Numba is imported only when something is to be compiled. Every rule and every landscape is
compiled by itself; function pointers join them.
"""

import threading
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from explorer.core import lanes
from explorer.core.kernels import Kernels
from explorer.core.lifting import FLOCK, PATH, TILE, loop_source, rule_functions, rule_source
from explorer.core.modules import compiled_module, load_numba, plain_module
from explorer.core.optimizer import Optimizer

__all__ = ["PLAIN_PATH", "addresses", "flock", "path", "plain_rule", "ready_path", "ready_rule"]
__all__ += ["rule", "simple_rules", "tile"]

Kernel = Callable[..., Any]

PLAIN_PATH: Kernel = lanes.path
ALLOCATING = ("tile", "picked")  # the loops that make arrays

_lock = threading.RLock()
_rules: dict[type[Optimizer], tuple[Kernel, int]] = {}  # the kernel, kept alive, and its address
_plain_rules: dict[type[Optimizer], Kernel] = {}
_loops: dict[str, Kernel] = {}


def ready_rule(kind: type[Optimizer]) -> bool:
    """Tell whether the rule of an optimizer is compiled; never waits."""
    return kind in _rules


def ready_path() -> bool:
    """Tell whether the loop that records paths is compiled; never waits."""
    return "path" in _loops


def simple_rules(kinds: Iterable[type[Optimizer]]) -> None:
    """Compile those of the rules that are one equation for each coordinate, which is quick."""
    for kind in kinds:
        if not kind.rule().whole:
            rule(kind)


def rule(kind: type[Optimizer]) -> int:
    """Return the address of the compiled rule of an optimizer; compiles if need be."""
    found = _rules.get(kind)
    if found is None:
        with _lock:
            found = _rules.get(kind)
            if found is None:
                load_numba()
                from explorer.core.signatures import RULE, address

                inner = [f.__name__ for f in rule_functions(kind)]
                allocating = [*inner, "advance"] if kind.rule().whole else []
                kernel = _compiled(rule_source(kind), "advance", RULE, inner, allocating)
                found = _rules[kind] = kernel, address(kernel)
    return found[1]


@cache
def addresses(kernels: Kernels) -> tuple[int, int, int]:
    """Return the addresses of a landscape's compiled kernels, which this keeps alive."""
    load_numba()
    from explorer.core.signatures import address

    return address(kernels.value), address(kernels.slope), address(kernels.curvature)


def path() -> Kernel:
    """Return the compiled loop that records every point; compiles if need be."""
    return _loop("path", PATH)


def tile() -> Kernel:
    """Return the compiled loop that keeps only where each lane ends; compiles if need be."""
    return _loop("tile", TILE)


def flock() -> Kernel:
    """Return the compiled loop that records places and values alone; compiles if need be."""
    return _loop("flock", FLOCK)


def _loop(name: str, functions: Sequence[Kernel]) -> Kernel:
    found = _loops.get(name)
    if found is None:
        with _lock:
            found = _loops.get(name)
            if found is None:
                load_numba()
                from explorer.core import signatures

                signature = getattr(signatures, name.upper())
                inner = [f.__name__ for f in functions if f.__name__ != name]
                found = _loops[name] = _compiled(
                    loop_source(functions), name, signature, inner, ALLOCATING
                )
    return found


def _compiled(
    source: str, name: str, signature: Any, inner: Sequence[str], allocating: Sequence[str]
) -> Kernel:
    """Return one function of a module, compiled; `inner` are those it calls, callees first."""

    def jitted(module: ModuleType, is_cached: bool) -> Kernel:
        from numba import njit
        from numba.core.errors import NumbaExperimentalFeatureWarning

        names = vars(module)
        jit: Any = njit
        with warnings.catch_warnings():
            # Function pointers: the engine is built on them.
            warnings.simplefilter("ignore", NumbaExperimentalFeatureWarning)
            for key in (*inner, name):
                # Where no array is made none is counted: that would cost half of a short step.
                options = {"nogil": True, "error_model": "numpy", "_nrt": key in allocating}
                if key == name:
                    names[key] = jit(signature, cache=is_cached, **options)(names[key])
                else:  # never called from Python
                    options |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
                    names[key] = jit(**options)(names[key])
        kernel: Kernel = names[name]
        return kernel

    return compiled_module(source, jitted)


def plain_rule(kind: type[Optimizer]) -> Kernel:
    """Return the same rule as plain Python, without Numba."""
    found = _plain_rules.get(kind)
    if found is None:
        found = _plain_rules[kind] = plain_module(rule_source(kind, compiled=False)).advance
    return found
