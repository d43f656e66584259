"""A formula: value, exact slope and exact curvature of what the user typed."""

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import numpy as np

from explorer.core.array import Array
from explorer.core.formula.derivative import Derivatives, differentiate
from explorer.core.formula.evaluation import evaluate
from explorer.core.formula.functions import OTHER_NAMES, WORDS
from explorer.core.formula.grammar import VARIABLES, Parser
from explorer.core.formula.graph import Graph, Node
from explorer.core.formula.program import Program, program
from explorer.core.formula.source import kernel_source
from explorer.core.formula.squares import normal, squares
from explorer.core.formula.tokens import FormulaError

__all__ = ["Formula", "parse"]


@dataclass(frozen=True)
class Formula:
    """A parsed formula; equal when text, names of constants and functions in use are equal.

    `dim` is 1 when only x (or nothing) occurs, 2 when y does. Columns are float64 arrays
    (dim, n), constants (number of constants,) or, one set a point, (number of constants, n).
    Where the formula is undefined, value and derivatives are NaN; where a slope breaks, it is the
    mean of both sides. Of one that `is_squares`, 2 JᵀWJ stands in place of the Hessian: see
    `as_squares`.
    """

    text: str
    constants: tuple[str, ...]
    nodes: tuple[Node, ...] = field(compare=False, repr=False)
    root: int = field(compare=False, repr=False)
    words: frozenset[str] = field(repr=False)
    is_squares: bool = field(default=False, repr=False)

    @cached_property
    def dim(self) -> int:
        """How many variables: 1 or 2."""
        return 2 if Node("variable", leaf=1.0) in self.nodes else 1

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Sentences on what makes this formula special for an optimizer."""
        return tuple(_warnings(self))

    @cached_property
    def calm(self) -> "Formula":
        """The same without its noise; itself where it has none."""
        if "noise" not in self.words:
            return self
        nothing = Node("number", leaf=0.0)
        nodes = tuple(nothing if n.operation == "noise" else n for n in self.nodes)
        return replace(self, nodes=nodes, words=self.words - {"noise"})

    @cached_property
    def derivatives(self) -> Derivatives:
        """The graph of value, gradient and Hessian, after both variables."""
        found = differentiate(self.nodes, self.root, len(VARIABLES))
        parts = squares(found.graph, self.root) if self.is_squares else None
        return found if parts is None else normal(found, parts)

    def as_squares(self, constants: Array) -> "Formula | None":
        """Return the same with the curvature that is left where the roots of its squares are lines.

        None where it is no sum of squares, or one with a weight below zero for constants as in
        `value`.
        """
        if self._weights is None:
            return None
        count = constants.shape[1] if constants.ndim == 2 else 1
        found = evaluate(self._weights, np.zeros((len(VARIABLES), count)), constants)
        return replace(self, is_squares=True) if np.all(found >= 0.0) else None

    @cached_property
    def _weights(self) -> Program | None:
        """The weights of the squares that it is the sum of."""
        graph = Graph(self.nodes, is_typed=False)
        parts = squares(graph, self.root)
        return program(graph, [weight.index for weight, _ in parts]) if parts else None

    @cached_property
    def _value(self) -> Program:
        return program(Graph(self.nodes), (self.root,))

    @cached_property
    def _slope(self) -> Program:
        found = self.derivatives
        return program(found.graph, (found.value, *found.gradient))

    @cached_property
    def _curvature(self) -> Program:
        (xx, xy), (_, yy) = self.derivatives.hessian
        return program(self.derivatives.graph, (self.root, xx, xy, yy))

    def value(self, columns: Array, constants: Array) -> Array:
        """Return the values at columns (dim, n) as (n,)."""
        self._check(columns, constants)
        values: Array = evaluate(self._value, columns, constants)[0]
        return values

    def slope(self, columns: Array, constants: Array) -> tuple[Array, Array]:
        """Return values (n,) and gradients (dim, n) at columns (dim, n)."""
        self._check(columns, constants)
        found = evaluate(self._slope, columns, constants)
        found[1:, np.isnan(found[0])] = np.nan
        return found[0], np.ascontiguousarray(found[1 : 1 + len(columns)])

    def curvature(self, columns: Array, constants: Array) -> Array:
        """Return the Hessians (dim, dim, n) at columns (dim, n)."""
        self._check(columns, constants)
        found = evaluate(self._curvature, columns, constants)
        found[1:, np.isnan(found[0])] = np.nan
        if len(columns) == 1:
            return np.ascontiguousarray(found[1:2, np.newaxis])
        return np.stack([found[1:3], found[2:4]])

    def source(self, dim: int, is_mean: bool = False) -> str:
        """Return Python source of the kernels value, slope and curvature over `dim` variables.

        Of a mean: over examples, each of them two of the constants.
        """
        return kernel_source(self.derivatives, dim, is_mean)

    def _check(self, columns: Array, constants: Array) -> None:
        if columns.ndim != 2 or not self.dim <= len(columns) <= len(VARIABLES):
            raise ValueError(f"columns must have shape ({self.dim}, n), not {columns.shape}")
        count = len(self.constants)
        if constants.shape not in ((count,), (count, columns.shape[1])):
            raise ValueError(f"constants must have shape ({count},), not {constants.shape}")


def parse(text: str, constants: tuple[str, ...] = ()) -> Formula:
    """Return the formula that `text` writes in x, y and the named constants.

    Raises FormulaError with one sentence when the text is not a formula.
    """
    if not isinstance(text, str):
        raise FormulaError("a formula is text, for example x^2 + 3*sin(5*x)")
    return _parse(text, tuple(constants))


@lru_cache(maxsize=512)
def _parse(text: str, constants: tuple[str, ...]) -> Formula:
    for name in constants:
        if name in VARIABLES or name in WORDS or name in OTHER_NAMES or not _is_name(name):
            raise ValueError(f"a constant cannot be called {name!r}")
    parser = Parser(text, constants)
    root = parser.parse()
    return Formula(text, constants, tuple(parser.graph.nodes), root, frozenset(parser.words))


def _is_name(name: str) -> bool:
    return name.isascii() and name.isidentifier() and not name.startswith("_")


def _warnings(formula: Formula) -> list[str]:
    said = []
    if all(node.operation != "variable" for node in formula._value.nodes):
        said.append("This formula is constant: there is nowhere to descend.")
    traits = {word: WORDS[word].trait for word in sorted(formula.words)}
    kinks = [word for word, trait in traits.items() if trait == "kink"]
    steps = [word for word, trait in traits.items() if trait == "step"]
    if "noise" in formula.words:
        said.append("The slope is that of the formula without noise: only heights are noisy.")
    if kinks:
        said.append(f"The slope may break ({', '.join(kinks)}): a kink has no curvature.")
    if steps:
        said.append(
            f"The slope of {', '.join(steps)} is 0 almost everywhere: "
            "gradient descent cannot move on its steps."
        )
    return said
