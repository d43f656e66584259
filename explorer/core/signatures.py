"""Signatures: the types that compiled kernels agree on. Importing this imports Numba."""

from numba.types import Array, FunctionType, boolean, float64, int64, uint64, void

__all__ = ["CURVATURE", "PATH", "RULE", "SLOPE", "TILE", "VALUE"]

A1, A2, A3 = (Array(float64, n, "C") for n in (1, 2, 3))
I1, I2, I3 = (Array(int64, n, "C") for n in (1, 2, 3))
U2 = Array(uint64, 2, "C")

VALUE = void(A2, A1, A1)
SLOPE = void(A2, A1, A1, A2)
CURVATURE = void(A2, A1, A3)
_evaluate = (FunctionType(VALUE), FunctionType(SLOPE), FunctionType(CURVATURE), A1, A2, int64)

RULE = void(*_evaluate, int64, U2, A2, A2, A2, A1, A2, I2, I1)
_run = (
    *(FunctionType(RULE), *_evaluate, boolean, boolean, int64),
    *(A1, U2, A2, A2, A2, I2, I2),
)
PATH = void(*_run, A3, A2, A3, I3)
TILE = void(*_run, A1, int64, int64, int64)
