"""Exact derivatives: the chain rule applied node by node, on the graph itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.core.formula.graph import Graph, Node
from explorer.core.formula.operations import OPERATIONS
from explorer.core.formula.term import Term

__all__ = ["Derivatives", "differentiate", "slopes"]


@dataclass(frozen=True)
class Derivatives:
    """The nodes of a value, its gradient (dim) and its Hessian (dim, dim)."""

    graph: Graph
    value: int
    gradient: tuple[int, ...]
    hessian: tuple[tuple[int, ...], ...]


def differentiate(nodes: tuple[Node, ...], root: int, dim: int) -> Derivatives:
    """Return value, gradient and Hessian of the node `root`, sharing what they have in common."""
    graph = Graph(nodes, is_typed=False)
    gradient = tuple(slopes(graph, (root,), axis)[0] for axis in range(dim))
    rows: list[tuple[int, ...]] = []
    for i in range(dim):
        # The Hessian is symmetric: an entry below the diagonal is the one above it.
        upper = slopes(graph, (gradient[i],), i)
        upper += [slopes(graph, (gradient[i],), j)[0] for j in range(i + 1, dim)]
        rows.append(tuple(rows[j][i] for j in range(i)) + tuple(upper))
    return Derivatives(graph, root, gradient, tuple(rows))


def slopes(graph: Graph, roots: Sequence[int], axis: int) -> list[int]:
    """Return the derivative after one variable of each root."""
    slopes: dict[int, Term | None] = {}
    for i in _reachable(graph, roots):
        node = graph.nodes[i]
        if node.operation == "variable" and node.leaf == axis:
            slopes[i] = Term(graph, graph.number(1))
            continue
        inner = [slopes[a] for a in node.arguments]
        slopes[i] = _chain(graph, i, inner) if any(inner) else None
    zero = graph.number(0)
    found = [slopes[root] for root in roots]
    return [zero if slope is None else slope.index for slope in found]


def _chain(graph: Graph, index: int, inner: list[Term | None]) -> Term | None:
    node = graph.nodes[index]
    operation = OPERATIONS[node.operation]
    arguments = tuple(Term(graph, a) for a in node.arguments)
    zero = Term(graph, graph.number(0))
    if operation.push is not None:
        return operation.push(arguments, tuple(zero if d is None else d for d in inner))
    if operation.partials is None:
        return None
    total = zero
    for partial, slope in zip(
        operation.partials(Term(graph, index), *arguments), inner, strict=True
    ):
        if slope is not None:
            total = total + slope * partial
    return None if total.number == 0 else total


def _reachable(graph: Graph, roots: Sequence[int]) -> list[int]:
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        index = waiting.pop()
        if index not in found:
            found.add(index)
            waiting.extend(graph.nodes[index].arguments)
    return sorted(found)
