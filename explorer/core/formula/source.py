"""Write the kernels of a formula as Python source, from fixed templates and register numbers.

No word that the user typed occurs in it. The loops are plain, so that Numba makes vector code of
them; every point is computed by itself, so results do not depend on how many there are.
"""

from explorer.core.formula.derivative import Derivatives
from explorer.core.formula.operations import OPERATIONS
from explorer.core.formula.program import Program, program

__all__ = ["HEADER", "kernel_source"]

HEADER = '''"""Kernels of a landscape, written by Landscape Explorer."""

from math import erf

from numpy import (
    arccos, arccosh, arcsin, arcsinh, arctan, arctan2, arctanh, cbrt, ceil, cos, cosh, exp, expm1,
    floor, hypot, inf, log, log1p, log2, log10, nan, rint, sin, sinh, sqrt, tan, tanh,
)
'''

LOOP = "    for i in range(points.shape[1]):"


def kernel_source(found: Derivatives, dim: int) -> str:
    """Return the source of value, slope and curvature over `dim` variables."""
    gradient = found.gradient[:dim]
    pairs = [(i, j) for i in range(dim) for j in range(i, dim)]
    hessian = tuple(found.hessian[i][j] for i, j in pairs)
    value = _kernel(
        "def value(points, constants, value):",
        program(found.graph, (found.value,)),
        [["value[i]"]],
    )
    slope = _kernel(
        "def slope(points, constants, value, gradient):",
        program(found.graph, (found.value, *gradient)),
        [["value[i]"], *([f"gradient[{d}, i]"] for d in range(dim))],
    )
    places = [sorted({f"hessian[{i}, {j}, i]", f"hessian[{j}, {i}, i]"}) for i, j in pairs]
    curvature = _kernel(
        "def curvature(points, constants, hessian):",
        program(found.graph, (found.value, *hessian)),
        [[], *places],
    )
    return "\n\n".join((HEADER, value, slope, curvature))


def _kernel(head: str, steps: Program, places: list[list[str]]) -> str:
    """Return one function; `places` are where each result is stored, the value's first."""
    names: list[str] = []
    varies: list[bool] = []
    before: list[str] = []
    within: list[str] = []
    is_total = True
    for index, node in enumerate(steps.nodes):
        varies.append(node.operation == "variable" or any(varies[a] for a in node.arguments))
        if node.operation == "number":
            names.append(f"{node.leaf!r}" if node.leaf >= 0 else f"({node.leaf!r})")
            continue
        names.append(f"r{index}")
        if node.operation == "variable":
            line = f"points[{int(node.leaf)}, i]"
        elif node.operation == "constant":
            line = f"constants[{int(node.leaf)}]"
        else:
            operation = OPERATIONS[node.operation]
            is_total &= operation.is_total
            line = operation.source.format(*(names[a] for a in node.arguments))
        if varies[index]:
            within.append(f"        r{index} = {line}")
        else:
            before.append(f"    r{index} = {line}")
    value, *rest = (names[result] for result in steps.results)
    within += [f"        {place} = {value}" for place in places[0]]
    for result, stored in zip(rest, places[1:], strict=True):
        defined = result if is_total else f"{result} if {value} == {value} else nan"
        within += [f"        {place} = {defined}" for place in stored]
    return "\n".join((head, *before, LOOP, *within)) + "\n"
