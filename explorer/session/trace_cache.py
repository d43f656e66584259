"""Keeps the traces computed last: undo, redo and the numbers of lessons ask for them again."""

import threading
from collections import OrderedDict

from explorer.core.run import Run, Trace

__all__ = ["TraceCache"]


class TraceCache:
    """At most `limit` bytes of traces, the run as key; those used longest ago make room.

    It may be used from several threads.
    """

    def __init__(self, limit: int = 96_000_000) -> None:
        self.bytes = 0
        self._limit = limit
        self._traces: OrderedDict[Run, Trace] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, run: Run) -> Trace | None:
        """Return the trace of a run, if it is there, and count it as used."""
        with self._lock:
            trace = self._traces.get(run)
            if trace is not None:
                self._traces.move_to_end(run)
            return trace

    def put(self, run: Run, trace: Trace) -> None:
        """Keep a trace; one larger than the limit is not kept."""
        with self._lock:
            self._drop(run)
            if _size(trace) > self._limit:
                return
            self._traces[run] = trace
            self.bytes += _size(trace)
            while self.bytes > self._limit:
                self._drop(next(iter(self._traces)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._traces.clear()
            self.bytes = 0

    def _drop(self, run: Run) -> None:
        trace = self._traces.pop(run, None)
        if trace is not None:
            self.bytes -= _size(trace)


def _size(trace: Trace) -> int:
    arrays = (trace.points, trace.values, trace.gradients, trace.costs)
    return sum(array.nbytes for array in arrays)
