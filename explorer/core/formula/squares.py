"""Squares: a formula as a sum of them, and the curvature that is left when each root is a line."""

from explorer.core.formula.derivative import Derivatives, slopes
from explorer.core.formula.graph import Graph
from explorer.core.formula.term import Term

__all__ = ["Squares", "normal", "squares"]

Squares = tuple[tuple[Term, Term], ...]  # weight and root of each square


def squares(graph: Graph, root: int) -> Squares | None:
    """Return the weighted squares that a node is the sum of; None where it is no such sum.

    Numbers that are added do not count. Whether weights with constants in them are above zero,
    the constants decide.
    """
    varies: list[bool] = []
    for node in graph.nodes:
        varies.append(node.operation == "variable" or any(varies[a] for a in node.arguments))
    return _Finder(graph, varies).split(root, Term(graph, graph.number(1.0)))


def normal(found: Derivatives, parts: Squares) -> Derivatives:
    """Return the same with 2 JᵀWJ in place of the Hessian, J being the slopes of the roots."""
    graph, dim = found.graph, len(found.gradient)
    rows = [[Term(graph, graph.number(0.0))] * dim for _ in range(dim)]
    for weight, root in parts:
        slope = [Term(graph, slopes(graph, (root.index,), axis)[0]) for axis in range(dim)]
        for i in range(dim):
            for j in range(i, dim):
                rows[i][j] = rows[i][j] + 2.0 * weight * slope[i] * slope[j]
                rows[j][i] = rows[i][j]
    hessian = tuple(tuple(term.index for term in row) for row in rows)
    return Derivatives(graph, found.value, found.gradient, hessian)


class _Finder:
    """Looks for squares from the root of a graph downwards."""

    def __init__(self, graph: Graph, varies: list[bool]) -> None:
        self.graph, self._varies = graph, varies

    def split(self, index: int, weight: Term) -> Squares | None:
        """Return the squares that weight · node is the sum of, or None."""
        if not self._varies[index]:
            return ()
        if weight.number is not None and weight.number < 0.0:
            return None
        if (root := self._root(index)) is not None:
            return ((weight, root),)
        node = self.graph.nodes[index]
        if node.operation not in ("add", "sub", "mul", "div"):
            return None
        a, b = node.arguments
        if node.operation == "add":
            return _joined(self.split(a, weight), self.split(b, weight))
        if node.operation == "sub":
            return _joined(self.split(a, weight), self.split(b, -weight))
        if not self._varies[b]:
            share = Term(self.graph, b)
            return self.split(a, weight * share if node.operation == "mul" else weight / share)
        if node.operation == "mul" and not self._varies[a]:
            return self.split(b, weight * Term(self.graph, a))
        return None

    def _root(self, index: int) -> Term | None:
        """Return what a node is the square of, or None."""
        node = self.graph.nodes[index]
        if node.operation == "power":
            exponent = Term(self.graph, node.arguments[1]).number
            if exponent is not None and exponent > 0 and exponent % 2 == 0:
                return Term(self.graph, node.arguments[0]) ** (exponent / 2)
        if node.operation == "mul":
            a, b = node.arguments
            if a == b:
                return Term(self.graph, a)
            one, other = self._root(a), self._root(b)
            if one is not None and other is not None:
                return one * other
        return None


def _joined(one: Squares | None, other: Squares | None) -> Squares | None:
    return None if one is None or other is None else (*one, *other)
