"""Races what the numbers of a lesson are read off: many draws at once, and no run twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from explorer.core.descent import descend
from explorer.core.measure import Ended
from explorer.core.nets.training import Training
from explorer.core.run import Run, Trace
from explorer.session.document import Document
from explorer.session.draws import drawn_again
from explorer.session.lesson import Number, Step, Vary
from explorer.session.trace_cache import TraceCache

__all__ = ["ended_draws"]

PIECE = 64_000_000  # bytes of traces that are made at once

_Runs = Mapping[str, tuple[Run, ...]]  # of one draw, by the names of the numbers


def ended_draws(
    asked: Iterable[Sequence[Number]],
    documents: Mapping[str, Document],
    step: Step,
    draw: int,
    known: TraceCache,
    cancelled: Callable[[], bool],
) -> Iterator[Mapping[str, tuple[Ended, ...]]]:
    """Yield the finished runs of numbers, by their names: for `draw`, the draw after it, ...

    `asked` has the numbers of each draw. Trainings are looked up and kept in `known`. Ends early
    where `cancelled` says so. Raises SettingError.
    """
    every = (_runs(numbers, documents, step, draw + k) for k, numbers in enumerate(asked))
    for piece in _pieces(every):
        runs = dict.fromkeys(run for draw in piece for of_one in draw.values() for run in of_one)
        traces = _traces(tuple(runs), known, cancelled)
        if traces is None:
            return
        for one in piece:
            yield {
                name: tuple(Ended(run, traces[run]) for run in of_one)
                for name, of_one in one.items()
            }


def _runs(
    numbers: Sequence[Number], documents: Mapping[str, Document], step: Step, draw: int
) -> _Runs:
    drawn: dict[tuple[str, Vary], Document] = {}
    runs = {}
    for number in numbers:
        if number.measure:
            name, vary = number.document, number.vary or step.vary
            if (name, vary) not in drawn:
                document = documents[name] if name else step.document
                drawn[name, vary] = drawn_again(document, draw, vary)
            document = drawn[name, vary]
            runs[number.name] = tuple(document.run(*place) for place in number.runs)
    return runs


def _pieces(draws: Iterable[_Runs]) -> Iterator[list[_Runs]]:
    """Yield the draws in groups whose traces fit the memory; one that is larger goes alone."""
    piece: list[_Runs] = []
    room = PIECE
    for draw in draws:
        size = sum(map(_size, {run for runs in draw.values() for run in runs}))
        if piece and size > room:
            yield piece
            piece, room = [], PIECE
        piece.append(draw)
        room -= size
    if piece:
        yield piece


def _size(run: Run) -> int:
    """Return how many bytes a trace has at most."""
    return (run.steps + 1) * (2 * run.landscape.dim + 8) * 8


def _traces(
    runs: Sequence[Run], known: TraceCache, cancelled: Callable[[], bool]
) -> Mapping[Run, Trace] | None:
    found = {run: trace for run in runs if (trace := known.get(run)) is not None}
    missing = [run for run in runs if run not in found]
    traces = descend(missing, cancelled)
    if len(traces) < len(missing):
        return None
    for run, trace in zip(missing, traces, strict=True):
        found[run] = trace
        # What is said of a run on a landscape changes as more of its minima is known.
        if isinstance(trace, Training):
            known.put(run, trace)
    return found
