"""Terms: writing graph nodes with ordinary operators, so that derivative rules read like maths."""

from dataclasses import dataclass
from typing import Protocol

__all__ = ["Builder", "Term", "of", "where"]


class Builder(Protocol):
    """What a term needs of a graph."""

    def apply(self, operation: str, *arguments: int) -> int:
        """Return the node of an operation on nodes."""

    def number(self, value: float) -> int:
        """Return the node of a number."""

    def number_at(self, index: int) -> float | None:
        """Return the number a node stands for, or None when it is not a number."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A node of a graph under construction."""

    graph: Builder
    index: int

    @property
    def number(self) -> float | None:
        """The number this stands for, or None."""
        return self.graph.number_at(self.index)

    def __add__(self, other: "Term | float") -> "Term":
        return of("add", self, other)

    def __radd__(self, other: float) -> "Term":
        return of("add", other, self)

    def __sub__(self, other: "Term | float") -> "Term":
        return of("sub", self, other)

    def __rsub__(self, other: float) -> "Term":
        return of("sub", other, self)

    def __mul__(self, other: "Term | float") -> "Term":
        return of("mul", self, other)

    def __rmul__(self, other: float) -> "Term":
        return of("mul", other, self)

    def __truediv__(self, other: "Term | float") -> "Term":
        return of("div", self, other)

    def __rtruediv__(self, other: float) -> "Term":
        return of("div", other, self)

    def __pow__(self, other: "Term | float") -> "Term":
        return of("pow", self, other)

    def __neg__(self) -> "Term":
        return of("neg", self)


def of(operation: str, *arguments: Term | float) -> Term:
    """Return the term of an operation; at least one argument must be a term."""
    graph = next(a.graph for a in arguments if isinstance(a, Term))
    indices = [a.index if isinstance(a, Term) else graph.number(a) for a in arguments]
    return Term(graph, graph.apply(operation, *indices))


def where(condition: Term, then: Term | float, otherwise: Term | float) -> Term:
    """Return the term that is `then` where the condition holds, else `otherwise`."""
    return of("where", condition, then, otherwise)
