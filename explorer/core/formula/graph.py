"""The graph of a formula: every subexpression is stored once, earlier ones first."""

import math
from typing import NamedTuple

import numpy as np

from explorer.core.formula.operations import OPERATIONS

__all__ = ["MAX_NODES", "Graph", "Node", "NotFiniteError", "TooManyNodesError"]

MAX_NODES = 600  # in what the user typed; its derivatives may have DERIVED_NODES
DERIVED_NODES = 200_000  # far over what these can lead to; a guard, never met
LARGEST_POWER = 64  # x^n up to here is done by multiplications


class NotFiniteError(ArithmeticError):
    """A part of the formula without variables is not a finite number."""


class TooManyNodesError(ValueError):
    """The formula has too many operations."""


class Node(NamedTuple):
    """One subexpression: "number", "variable" and "constant" are leaves, the rest operations."""

    operation: str
    arguments: tuple[int, ...] = ()
    leaf: float = 0.0  # the number itself, or which variable or constant


class Graph:
    """Nodes under construction; equal subexpressions are one node.

    A typed graph keeps what the user wrote (x/x keeps its hole, 0*log(x) stays undefined) and
    refuses numbers that are not finite; a derived one simplifies, so that derivatives stay small.
    """

    def __init__(self, nodes: tuple[Node, ...] = (), *, is_typed: bool = True) -> None:
        self.nodes = list(nodes)
        self.is_typed = is_typed
        self._index = {node: i for i, node in enumerate(nodes)}
        self._limit = MAX_NODES if is_typed else DERIVED_NODES

    def add(self, node: Node) -> int:
        """Return where a node is, adding it if it is new."""
        index = self._index.get(node)
        if index is None:
            if len(self.nodes) >= self._limit:
                raise TooManyNodesError(f"the formula has more than {self._limit} operations")
            index = len(self.nodes)
            self.nodes.append(node)
            self._index[node] = index
        return index

    def number(self, value: float) -> int:
        """Return the node of a number; every NaN and both zeros are one node."""
        return self.add(Node("number", leaf=math.nan if math.isnan(value) else float(value) + 0.0))

    def number_at(self, index: int) -> float | None:
        """Return the number a node stands for, or None when it is not a number."""
        node = self.nodes[index]
        return node.leaf if node.operation == "number" else None

    def is_condition(self, index: int) -> bool:
        """Tell whether a node is a comparison."""
        operation = OPERATIONS.get(self.nodes[index].operation)
        return operation is not None and operation.is_condition

    def apply(self, operation: str, *arguments: int) -> int:
        """Return the node of an operation; NotFiniteError where typed numbers lead nowhere."""
        numbers = [n for a in arguments if (n := self.number_at(a)) is not None]
        if len(numbers) == len(arguments) and not OPERATIONS[operation].is_condition:
            with np.errstate(all="ignore"):
                value = float(OPERATIONS[operation].evaluate(*(np.float64(n) for n in numbers)))
            if self.is_typed and not math.isfinite(value):
                raise NotFiniteError("not a number" if math.isnan(value) else "too large a number")
            return self.number(value)
        if operation == "pow":
            return self._pow(*arguments)
        if not self.is_typed and operation in ("add", "sub", "mul", "div", "neg", "where"):
            return self._simplified(operation, arguments)
        return self.add(Node(operation, arguments))

    def _pow(self, base: int, exponent: int) -> int:
        c = self.number_at(exponent)
        if c == 0:
            return self.number(1)
        if c == 1:
            return base
        if c == 0.5:
            return self.add(Node("sqrt", (base,)))
        if c is not None and c == int(c) and abs(c) <= LARGEST_POWER:
            return self.add(Node("power", (base, exponent)))
        return self.add(Node("pow", (base, exponent)))

    def _simplified(self, operation: str, arguments: tuple[int, ...]) -> int:
        if operation == "where":
            _, then, otherwise = arguments
            return then if then == otherwise else self.add(Node("where", arguments))
        if operation == "neg":
            return self._negative(arguments[0])
        a, b = arguments
        m, n = self.number_at(a), self.number_at(b)
        if operation == "add":
            return self._sum(a, b, m, n)
        if operation == "sub":
            if n == 0:
                return a
            return self._negative(b) if m == 0 else self.add(Node("sub", (a, b)))
        if operation == "mul":
            return self._product(a, b, m, n)
        if m == 0:
            return a
        return a if n == 1 else self.add(Node("div", (a, b)))

    def _sum(self, a: int, b: int, m: float | None, n: float | None) -> int:
        if m == 0:
            return b
        if n == 0:
            return a
        if a == b:
            return self.apply("mul", self.number(2), a)
        for left, right in ((a, b), (b, a)):
            node = self.nodes[right]
            if node.operation == "neg":
                return self.apply("sub", left, node.arguments[0])
        return self.add(Node("add", (min(a, b), max(a, b))))

    def _product(self, a: int, b: int, m: float | None, n: float | None) -> int:
        if n is not None:
            a, b, m, n = b, a, n, m
        if m == 0:
            return a
        if m == 1:
            return b
        if m == -1:
            return self._negative(b)
        node = self.nodes[b]
        if m is not None and node.operation == "mul":
            inner = self.number_at(node.arguments[0])
            if inner is not None and math.isfinite(m * inner):
                return self.apply("mul", self.number(m * inner), node.arguments[1])
        for left, right in ((a, b), (b, a)):
            node = self.nodes[right]
            if node.operation == "neg":
                return self._negative(self.apply("mul", left, node.arguments[0]))
        if m is not None:
            return self.add(Node("mul", (a, b)))
        return self.add(Node("mul", (min(a, b), max(a, b))))

    def _negative(self, a: int) -> int:
        node = self.nodes[a]
        if node.operation == "number":
            return self.number(-node.leaf)
        if node.operation == "neg":
            return node.arguments[0]
        if node.operation == "sub":
            return self.add(Node("sub", (node.arguments[1], node.arguments[0])))
        if node.operation == "mul" and (n := self.number_at(node.arguments[0])) is not None:
            return self.add(Node("mul", (self.number(-n), node.arguments[1])))
        return self.add(Node("neg", (a,)))
