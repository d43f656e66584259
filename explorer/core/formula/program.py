"""Programs: the part of a graph that some results need, as a straight list of steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.core.formula.graph import Graph, Node

__all__ = ["Program", "program"]


@dataclass(frozen=True)
class Program:
    """Steps in order, which step each result is, and which steps are last used by a step."""

    nodes: tuple[Node, ...]
    results: tuple[int, ...]
    dropped: tuple[tuple[int, ...], ...]


def program(graph: Graph, roots: Sequence[int]) -> Program:
    """Return the steps for these roots; whole powers become multiplications."""
    steps = _Steps(graph)
    for index in _needed(graph, roots):
        steps.place(index)
    results = tuple(steps.placed[root] for root in roots)
    return Program(tuple(steps.nodes), results, _last_uses(steps.nodes, results))


def _needed(graph: Graph, roots: Sequence[int]) -> list[int]:
    needed = set(roots)
    for index in range(max(roots), -1, -1):
        if index in needed:
            node = graph.nodes[index]
            # The exponent of a whole power is not a step of its own.
            needed.update(node.arguments[:1] if node.operation == "power" else node.arguments)
    return sorted(needed)


class _Steps:
    """Steps placed so far; equal steps are one."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.nodes: list[Node] = []
        self.placed: dict[int, int] = {}
        self._index: dict[Node, int] = {}

    def place(self, index: int) -> None:
        """Place a node whose arguments are placed."""
        node = self.graph.nodes[index]
        if node.operation == "power":
            base, exponent = node.arguments
            self.placed[index] = self._power(
                self.placed[base], int(self.graph.nodes[exponent].leaf)
            )
        else:
            arguments = tuple(self.placed[a] for a in node.arguments)
            self.placed[index] = self._add(Node(node.operation, arguments, node.leaf))

    def _add(self, node: Node) -> int:
        index = self._index.get(node)
        if index is None:
            index = len(self.nodes)
            self.nodes.append(node)
            self._index[node] = index
        return index

    def _power(self, base: int, exponent: int) -> int:
        if exponent < 0:
            one = self._add(Node("number", leaf=1.0))
            return self._add(Node("div", (one, self._power(base, -exponent))))
        if exponent == 1:
            return base
        half = self._power(base, exponent // 2)
        square = self._add(Node("mul", (half, half)))
        return self._add(Node("mul", (square, base))) if exponent % 2 else square


def _last_uses(nodes: Sequence[Node], results: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    last: dict[int, int] = {}
    for index, node in enumerate(nodes):
        last.update(dict.fromkeys(node.arguments, index))
    dropped: list[list[int]] = [[] for _ in nodes]
    for index, user in last.items():
        if index not in results:
            dropped[user].append(index)
    return tuple(tuple(steps) for steps in dropped)
