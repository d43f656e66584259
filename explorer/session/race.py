"""The race on the screen: a document and the traces that came of it so far."""

from dataclasses import dataclass
from functools import cached_property

from explorer.core.run import Trace
from explorer.session.document import Document

__all__ = ["Race"]


@dataclass(frozen=True, eq=False)
class Race:
    """The traces of a document, `traces[start][entrant]`: None while computing or hidden.

    A trace is never one of another document. `milliseconds` is the wall time that the descents
    computed for it took; 0 when all were known already.
    """

    document: Document
    traces: tuple[tuple[Trace | None, ...], ...]
    milliseconds: float = 0.0

    @cached_property
    def length(self) -> int:
        """The most steps any trace took."""
        return max((t.steps for row in self.traces for t in row if t is not None), default=0)

    @cached_property
    def finished(self) -> bool:
        """Whether every visible optimizer has its trace from every start."""
        return all(
            trace is not None or not entrant.visible
            for row in self.traces
            for trace, entrant in zip(row, self.document.entrants, strict=True)
        )

    def trace(self, start: int, entrant: int) -> Trace | None:
        """Return one trace by position; None while it is computed, hidden or not there."""
        if not (0 <= start < len(self.traces) and 0 <= entrant < len(self.traces[start])):
            return None
        return self.traces[start][entrant]
