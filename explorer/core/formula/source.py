"""Write the kernels of a formula as Python source, from fixed templates and register numbers.

No word that the user typed occurs in it. The loops are plain, so that Numba makes vector code of
them; every point is computed by itself, so results do not depend on how many there are.
"""

from explorer.core.formula.derivative import Derivatives
from explorer.core.formula.graph import Node
from explorer.core.formula.noise import NOISE
from explorer.core.formula.operations import OPERATIONS
from explorer.core.formula.program import Program, program
from explorer.core.formula.trigonometry import LIMIT, TURN

__all__ = ["HEADER", "kernel_source"]

HEADER = '''"""Kernels of a landscape, written by Landscape Explorer."""

from math import erf

from numpy import (
    arccos, arccosh, arcsin, arcsinh, arctan, arctan2, arctanh, cbrt, ceil, cos, cosh, exp, expm1,
    floor, hypot, inf, log, log1p, log2, log10, nan, rint, sin, sinh, sqrt, tan, tanh,
)
'''

EMPTY = "from numpy import empty\n"

QUICK_STEPS = 200
LOOP = "    for i in range(points.shape[1]):"
PAIRS = "    for k in range(0, constants.shape[0], 2):"
Places = list[list[str]]


def kernel_source(found: Derivatives, dim: int, is_mean: bool = False) -> str:
    """Return the source of value, slope and curvature over `dim` variables.

    Of a mean, the formula has two constants, and the kernels read them again and again: they
    return the mean over all such pairs.
    """
    gradient = found.gradient[:dim]
    pairs = [(i, j) for i in range(dim) for j in range(i, dim)]
    hessian = tuple(found.hessian[i][j] for i, j in pairs)
    entries = [sorted({f"hessian[{i}, {j}, i]", f"hessian[{j}, {i}, i]"}) for i, j in pairs]
    steps = program(found.graph, (found.value, *gradient))
    # Inlining costs compiling time, and pays only where a kernel is called again and again.
    is_quick = len(steps.nodes) <= QUICK_STEPS
    value = _kernel(
        "def value(points, constants, value):",
        program(found.graph, (found.value,)),
        [["value[i]"]],
        is_quick,
        is_mean,
    )
    slope = _kernel(
        "def slope(points, constants, value, gradient):",
        steps,
        [["value[i]"], *([f"gradient[{d}, i]"] for d in range(dim))],
        is_quick,
        is_mean,
    )
    curvature = _kernel(
        "def curvature(points, constants, hessian):",
        program(found.graph, (found.value, *hessian)),
        [[], *entries],
        is_quick=False,
        is_mean=is_mean,
    )
    header = HEADER + EMPTY if is_mean else HEADER
    is_noisy = any(node.operation == "noise" for node in steps.nodes)
    return "\n\n".join((header, TURN, *[NOISE] * is_noisy, value, slope, curvature))


def _kernel(head: str, steps: Program, places: Places, is_quick: bool, is_mean: bool) -> str:
    """Return one function; `places` are where each result is stored, the value's first."""
    if not is_mean:
        return _text([head], _body(_Writer(steps, ""), places, is_quick))
    # What one example gives is kept apart and then added: so both loops become vector code.
    rows = [f"once[{number}, i]" for number in range(len(places))]
    pairs = [(row, place) for row, stored in zip(rows, places, strict=True) for place in stored]
    cleared = [f"        {place} = 0.0" for _, place in pairs]
    added = [line for row, place in pairs for line in (LOOP, f"        {place} += {row}")]
    shared = [f"        {place} /= constants.shape[0] // 2" for _, place in pairs]
    once = [[row] if stored else [] for row, stored in zip(rows, places, strict=True)]
    body = [*_body(_Writer(steps, "k + "), once, is_quick), *added]
    scratch = f"    once = empty(({len(places)}, points.shape[1]))"
    return _text([head, scratch, LOOP], cleared, [PAIRS, *_indented(body, 4)], [LOOP], shared)


def _body(writer: "_Writer", places: Places, is_quick: bool) -> list[str]:
    """Return what is done before the loop over points, and the loop."""
    stores = writer.stores(places)
    if not (writer.angles and is_quick):
        return [*writer.before, LOOP, *_indented(writer.exact + stores, 8)]
    # Points far out, where the short sine is not exact, are done again with the library's.
    far = " | ".join(f"(abs({angle}) >= {LIMIT})" for angle in writer.angles)
    near = [*writer.quick, *stores, f"far |= {far}"]
    again = [LOOP, *_indented([*writer.exact, f"if {far}:"], 8), *_indented(stores, 12)]
    first = [*writer.before, "    far = 0", LOOP, *_indented(near, 8)]
    return [*first, "    if far:", *_indented(again, 4)]


def _indented(lines: list[str], spaces: int) -> list[str]:
    return [" " * spaces + line for line in lines]


def _text(*parts: list[str]) -> str:
    return "\n".join(line for part in parts for line in part) + "\n"


class _Writer:
    """The lines of a program: `before` the loop and within it, `quick` or `exact`."""

    def __init__(self, steps: Program, first: str) -> None:
        self._first = first  # of the constants, as source: where they begin
        self.before: list[str] = []
        self.quick: list[str] = []
        self.exact: list[str] = []
        self.angles: dict[str, int] = {}
        self._results = steps.results
        self._names: list[str] = []
        self._varies: list[bool] = []
        for index, node in enumerate(steps.nodes):
            self._write(index, node)

    def stores(self, places: Places) -> list[str]:
        """Return the lines that store the results; no slope where there is no value."""
        value, *rest = (self._names[result] for result in self._results)
        lines = [f"{place} = {value}" for place in places[0]]
        for result, stored in zip(rest, places[1:], strict=True):
            lines += [f"{place} = {result} if {value} == {value} else nan" for place in stored]
        return lines

    def _write(self, index: int, node: Node) -> None:
        self._varies.append(
            node.operation == "variable" or any(self._varies[a] for a in node.arguments)
        )
        if node.operation == "number":
            literal = repr(node.leaf)
            self._names.append(literal if node.leaf >= 0 else f"({literal})")
            return
        name = f"r{index}"
        arguments = [self._names[a] for a in node.arguments]
        self._names.append(name)
        line = f"{name} = {self._expression(node, arguments)}"
        if not self._varies[index]:
            self.before.append("    " + line)
            return
        self.exact.append(line)
        if node.operation in ("sin", "cos"):
            self._angle(arguments[0], node.arguments[0])
            self.quick.append(f"{name} = {node.operation[0]}{node.arguments[0]}")
        else:
            self.quick.append(line)

    def _expression(self, node: Node, arguments: list[str]) -> str:
        if node.operation == "variable":
            return f"points[{int(node.leaf)}, i]"
        if node.operation == "constant":
            return f"constants[{self._first}{int(node.leaf)}]"
        return OPERATIONS[node.operation].source.format(*arguments)

    def _angle(self, argument: str, number: int) -> None:
        if argument not in self.angles:
            self.angles[argument] = number
            self.quick.append(f"s{number}, c{number} = turn({argument})")
