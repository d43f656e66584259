"""Signatures: the types that compiled kernels agree on. Importing this imports Numba.

Kernels are handed around as addresses: passing them as Numba's function objects would cost more,
at every call from Python, than a whole descent.
"""

from collections.abc import Callable
from typing import Any

from numba.core import cgutils, types
from numba.extending import intrinsic

__all__ = ["FLOCK", "PATH", "RULE", "TILE", "address", "as_curvature", "as_rule", "as_slope"]
__all__ += ["as_value"]

A1, A2, A3 = (types.Array(types.float64, n, "C") for n in (1, 2, 3))
I1, I2, I3 = (types.Array(types.int64, n, "C") for n in (1, 2, 3))
U2 = types.Array(types.uint64, 2, "C")
whole, flag = types.int64, types.boolean

VALUE = types.void(A2, A1, A1)
SLOPE = types.void(A2, A1, A1, A2)
CURVATURE = types.void(A2, A1, A3)
_landscape = (whole, whole, whole, A1, A2, whole)
RULE = types.void(*_landscape, whole, U2, A2, A2, A2, A2, A2, A2, A1, A2, I2, I2)
_run = (whole, *_landscape, flag, flag, whole, A1, U2, A2, A2)
_state = (A2, A2, A2, A2, I2, I2)
PATH = types.void(*_run, A2, *_state, A2, A3, A2, A3, I3, A3, A3)
FLOCK = types.void(*_run, A2, *_state, A2, whole, whole, A3, A2)
TILE = types.void(*_run, *_state, A1, whole, whole, whole)


def _function_at(signature: Any) -> Any:
    """Return what makes, inside compiled code, a function of that signature from an address."""
    kind = types.FunctionType(signature)

    @intrinsic
    def function_at(typing: Any, address: Any) -> tuple[Any, Callable[..., Any]]:
        def generate(context: Any, builder: Any, _: Any, arguments: Any) -> Any:
            proxy: Any = cgutils.create_struct_proxy
            function = proxy(kind)(context, builder)
            function.c_addr = builder.inttoptr(arguments[0], cgutils.voidptr_t)
            return function._getvalue()

        return kind(whole), generate

    return function_at


as_value = _function_at(VALUE)
as_slope = _function_at(SLOPE)
as_curvature = _function_at(CURVATURE)
as_rule = _function_at(RULE)


def address(kernel: Any) -> int:
    """Return the address of a kernel compiled for one signature; the kernel must be kept."""
    (compiled,) = kernel.overloads.values()
    where: int = compiled.library.get_pointer_to_function(compiled.fndesc.llvm_cfunc_wrapper_name)
    return where
