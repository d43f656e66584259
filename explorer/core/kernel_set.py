"""A kernel set: functions that are compiled together from their sources, once, and kept on disk.

Numba is imported only when something is to be compiled.
"""

import threading
from collections.abc import Callable, Sequence
from inspect import getsource
from types import ModuleType
from typing import Any

from explorer.core.modules import compiled_module

__all__ = ["KernelSet", "Signatures"]

Kernel = Callable[..., Any]
Signatures = tuple[dict[str, Any], dict[str, Any]]


class KernelSet:
    """Kernels that Python calls, and the functions these call.

    `header` is what their source needs before it, `functions` has those that are called first.
    `signatures` gets `numba.types` and returns the signatures by name: of the kernels, and of inner
    functions that want one.
    """

    def __init__(
        self,
        header: str,
        functions: Sequence[Kernel],
        signatures: Callable[[ModuleType], Signatures],
    ) -> None:
        self._header, self._functions, self._signatures = header, functions, signatures
        self._lock = threading.Lock()
        self._kernels: dict[str, Kernel] = {}

    def is_compiled(self) -> bool:
        """Tell whether this process has the kernels; never waits."""
        return bool(self._kernels)

    def compiled(self) -> dict[str, Kernel]:
        """Return the kernels by name; compiles, or loads from the disk, if need be."""
        if not self._kernels:
            with self._lock:
                if not self._kernels:
                    sources = (getsource(function) for function in self._functions)
                    source = "\n\n".join([self._header, *sources])
                    self._kernels.update(compiled_module(source, self._jitted))
        return self._kernels

    def _jitted(self, module: ModuleType, is_cached: bool) -> dict[str, Kernel]:
        from numba import njit
        from numba.core import types

        jit: Any = njit
        found = vars(module)
        outer, inner = self._signatures(types)
        options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
        for function in self._functions:
            name = function.__name__
            if name in outer:
                found[name] = jit(outer[name], cache=is_cached, **options)(found[name])
            elif name in inner:
                found[name] = jit(inner[name], **options)(found[name])
            else:
                found[name] = jit(**options)(found[name])
        return {name: found[name] for name in outer}
