"""Formulas inside formulas: put others in the place of x and y."""

from collections.abc import Sequence

from explorer.core.formula.formula import Formula
from explorer.core.formula.graph import Graph, Node
from explorer.core.formula.term import Term

__all__ = ["composed"]


def composed(outer: Formula, places: Sequence[Formula], added: Formula | None = None) -> Formula:
    """Return `outer` with `places` for x, or for x and y, and with `added` added to it.

    All name the same constants, `outer` at least the first of them. Its text stays that of
    `outer`: it is another formula by the names of its constants, which no other may have.
    """
    graph = Graph(is_typed=False)
    leaves = [graph.add(Node("variable", leaf=float(axis))) for axis in range(len(places))]
    inside = [_grafted(graph, place, leaves) for place in places]
    root = _grafted(graph, outer, inside)
    words = outer.words.union(*(place.words for place in places))
    if added is not None:
        root = (Term(graph, root) + Term(graph, _grafted(graph, added, leaves))).index
        words |= added.words
    return Formula(outer.text, places[0].constants, tuple(graph.nodes), root, words)


def _grafted(graph: Graph, formula: Formula, variables: Sequence[int]) -> int:
    """Add the nodes of a formula to a graph, with these nodes for its variables."""
    where: list[int] = []
    for node in formula.nodes:
        if node.operation == "variable":
            where.append(variables[int(node.leaf)])
        else:
            arguments = tuple(where[argument] for argument in node.arguments)
            where.append(graph.add(Node(node.operation, arguments, node.leaf)))
    return where[formula.root]
