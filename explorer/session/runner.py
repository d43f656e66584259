"""Computes the traces that a document asks for: at once when quick, else beside the window."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.core import trail_compiling
from explorer.core.descent import descend, descend_interpreted, engine_ready, warm_up
from explorer.core.nets import training
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.run import Run, Trace
from explorer.session.document import Document
from explorer.session.race import Race
from explorer.session.trace_cache import TraceCache
from explorer.session.worker import Worker

__all__ = ["RACE", "WARM_UPS", "Runner"]

# What the worker calls this work.
RACE, _DRAFT = "race", "draft"
WARM_UPS = ("engine", "engine of nets")
_FRAME = 0.01  # seconds of work that may be done before the window paints again
_SLICE = 0.05  # seconds of work handed to the worker in one piece
_FIRST_GUESS = 1e-6  # seconds a step of one run on a formula, until measured
_WEIGHTS = 300  # a step with so many weights times examples takes about as long as two on a formula
_SURPRISE = 6.0  # runs that end early are cheap, but the next may not: at worst this much more
_DRAFT_STEPS = 3000  # so many on a formula, all runs together, are worth drafting
_CROWD = 30  # looks that a step of a global search takes, more or less
_DRAFT_WEIGHTS = 15_000  # weights times steps of a net: about a tenth of a second


class Runner(QObject):
    """Turns the wanted document into a race and tells of it as it comes in.

    Until `begin`, and while the engine compiles, a short race is drafted without it, one run
    between two frames; the engine's traces replace the drafts when they come. Equal runs are
    computed once, and results nobody wants any more have nowhere to go.
    """

    raced = Signal(object)  # Race
    failed = Signal(str)  # a sentence

    def __init__(self, worker: Worker, known: TraceCache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._cache = worker, known
        self._begun = False
        self._warm: set[bool] = set()  # what is warmed up: nets, formulas
        self._pace = dict.fromkeys((False, True), _FIRST_GUESS)  # seconds of `_work`; of nets?
        self._seconds = self._draft_seconds = 0.0
        self._document: Document | None = None
        self._wanted: tuple[Run, ...] = ()
        self._traces: dict[Run, Trace] = {}  # of the wanted runs
        self._drafts: dict[Run, Trace] = {}  # right to draw, but soon to be replaced
        self._given_up: set[Run] = set()
        self._between_frames = QTimer(self)
        self._between_frames.setInterval(0)
        self._between_frames.timeout.connect(self._draft)
        worker.done.connect(self._take)
        worker.failed.connect(self._give_up)

    def begin(self) -> None:
        """Start the engine beside the window, which is on the screen by now."""
        self._begun = True
        self._advance()

    def want(self, document: Document) -> None:
        """Race this document; a quick race is told of before this returns."""
        known, drafts = self._traces, self._drafts
        self._document = document
        self._wanted = tuple(dict.fromkeys(_runs(document)))
        self._traces, self._drafts = {}, {}
        for run in self._wanted:
            trace = known.get(run) or self._cache.get(run)
            if trace is not None:
                self._traces[run] = trace
            elif run in drafts:
                self._drafts[run] = drafts[run]
        self._given_up.clear()
        self._seconds = self._draft_seconds = 0.0
        self._advance()

    def judge_again(self) -> None:
        """Compute all traces anew: more is known about the landscape's minima now."""
        self._cache.clear()
        self._drafts |= self._traces
        self._traces = {}
        self._advance()

    def finish(self) -> None:
        """Compute all that is wanted before returning: for tests and scripts."""
        while self._between_frames.isActive():
            self._draft()
        self._worker.finish()

    def close(self) -> None:
        """Stop drafting; the worker is closed by its owner."""
        self._between_frames.stop()

    def _advance(self) -> None:
        """Do or hand out the next piece of what is missing, and publish the race."""
        missing = [r for r in self._wanted if r not in self._traces and r not in self._given_up]
        if not missing:
            self._between_frames.stop()
            self._worker.cancel(RACE)
            self._worker.cancel(_DRAFT)
            self._warm_up()
        elif self._begun and engine_ready(missing):
            self._between_frames.stop()
            if self._cost(missing) <= _FRAME:
                self._worker.cancel(RACE)
                self._keep(missing, *_timed(descend, missing))
                self._warm_up()
            else:
                self._hand_out(missing, _timed_descent)
        else:
            if self._begun:
                self._hand_out(missing, _timed_descent_when_cold)
            self._start_drafting(missing)
        self._publish()

    def _warm_up(self) -> None:
        """Compile what else such a race may need, and its trails, once this one can be run."""
        trains = any(_is_net(run) for run in self._wanted)
        if self._begun and trains not in self._warm:
            self._warm.add(trains)
            warm = training.warm_up if trains else warm_up
            self._worker.want(WARM_UPS[trains], None, lambda cancelled: _compile(warm))

    def _cost(self, runs: Sequence[Run]) -> float:
        nets = [run for run in runs if _is_net(run)]
        if any(one.derivatives != "gradient" for run in nets for one in run.optimizers):
            return inf  # how many looks a step takes, and how long each, only trying would tell
        if nets and not training.judges_at_once():
            return inf
        return sum(self._pace[_is_net(run)] * _work(run) for run in runs)

    def _hand_out(self, missing: Sequence[Run], descent: Callable[..., object]) -> None:
        piece = list(missing[:1])
        for run in missing[1:]:
            if self._cost([*piece, run]) > _SLICE:
                break
            piece.append(run)
        self._worker.want(
            RACE, tuple(piece), lambda cancelled: descent(piece, cancelled), urgent=True
        )

    def _take(self, key: str, request: Any, result: Any) -> None:
        if key == RACE:
            self._keep(request, *result)
            self._advance()
        elif key == _DRAFT and request in self._wanted and request not in self._traces:
            self._keep_draft(request, *result)
            self._publish()
            self._draft_beside()

    def _keep(self, runs: Sequence[Run], traces: Sequence[Trace], seconds: float) -> None:
        for run, trace in zip(runs, traces, strict=True):
            self._cache.put(run, trace)
            if run in self._wanted:
                self._traces[run] = trace
                self._drafts.pop(run, None)
        self._seconds += seconds
        asked = sum(_work(run) for run in runs)
        taken = sum(_work(run, trace.steps) for run, trace in zip(runs, traces, strict=True))
        if taken > 200:  # less measures the overhead, not the pace
            kind = _is_net(runs[0])
            pace, before = seconds / min(asked, taken * _SURPRISE), self._pace[kind]
            # One slow sample, when something else was running, must not end a quick drag.
            self._pace[kind] = min(pace, 0.9 * before + 0.1 * pace)

    def _give_up(self, key: str, request: Any, sentence: str) -> None:
        if key == RACE:
            self._given_up.update(request)
            self.failed.emit(sentence)
            self._advance()

    def _start_drafting(self, missing: Sequence[Run]) -> None:
        if not _can_be_drafted(missing):
            self._between_frames.stop()
        elif any(_is_net(run) for run in missing):
            self._between_frames.stop()
            self._draft_beside()
        elif any(run not in self._drafts for run in missing):
            self._draft_one()
            self._between_frames.start()

    def _draft(self) -> None:
        if self._draft_one():
            self._publish()
        else:
            self._between_frames.stop()

    def _draft_one(self) -> bool:
        run = self._next_draft()
        if run is None:
            return False
        self._keep_draft(run, *_timed(descend_interpreted, [run]))
        return True

    def _draft_beside(self) -> None:
        """Draft a net beside the window: a step of it takes Python longer than a frame may."""
        run = self._next_draft()
        if run is not None:
            self._worker.want(
                _DRAFT, run, lambda _: _timed(descend_interpreted, [run]), urgent=True
            )

    def _next_draft(self) -> Run | None:
        missing = (r for r in self._wanted if r not in self._traces and r not in self._drafts)
        return next(missing, None)

    def _keep_draft(self, run: Run, traces: Sequence[Trace], seconds: float) -> None:
        (self._drafts[run],) = traces
        self._draft_seconds += seconds

    def _publish(self) -> None:
        document = self._document
        assert document is not None  # `want` comes first
        known = {**self._drafts, **self._traces}
        traces = tuple(
            tuple(
                known.get(document.run(start, index)) if entrant.visible else None
                for index, entrant in enumerate(document.entrants)
            )
            for start in range(len(document.starts))
        )
        seconds = self._seconds or self._draft_seconds  # the compiled engine's, once it has run
        self.raced.emit(Race(document, traces, 1000.0 * seconds))


def _runs(document: Document) -> list[Run]:
    return [
        document.run(start, index)
        for start in range(len(document.starts))
        for index, entrant in enumerate(document.entrants)
        if entrant.visible
    ]


def _compile(warm: Callable[[], None]) -> None:
    warm()
    trail_compiling.compiled()


def _is_net(run: Run) -> bool:
    return isinstance(run.landscape, TinyNet)


def _can_be_drafted(runs: Sequence[Run]) -> bool:
    """Tell whether drafting these runs in Python, one between two frames, is quick enough."""
    if any(_is_net(run) for run in runs):
        return all(run.steps * run.landscape.dim <= _DRAFT_WEIGHTS for run in runs)
    return sum(_work(run) * _looks(run) for run in runs) <= _DRAFT_STEPS


def _looks(run: Run) -> int:
    """Return about how often a step looks at the land, for a rule that takes a crowd along."""
    return _CROWD if any(one.group == "global" for one in run.optimizers) else 1


def _work(run: Run, steps: int | None = None) -> float:
    """Return how much work so many steps of a run are, in steps on a formula."""
    steps = run.steps if steps is None else steps
    landscape = run.landscape
    if isinstance(landscape, TinyNet):
        return steps * (1.0 + landscape.dim * len(landscape.data_set.inputs) / _WEIGHTS)
    return steps * (1 if landscape.fit is None else len(landscape.fit.examples))


def _timed(
    descent: Callable[[Sequence[Run]], list[Trace]], runs: Sequence[Run]
) -> tuple[list[Trace], float]:
    began = perf_counter()
    traces = descent(runs)
    return traces, perf_counter() - began


def _timed_descent(runs: Sequence[Run], cancelled: Callable[[], bool]) -> tuple[list[Trace], float]:
    return _timed(lambda wanted: descend(wanted, cancelled), runs)


def _timed_descent_when_cold(
    runs: Sequence[Run], cancelled: Callable[[], bool]
) -> tuple[list[Trace], float]:
    """Compile first what the runs need, so that the time is that of the descents alone."""
    kinds = {
        type(optimizer): replace(run, optimizer=optimizer, steps=0, past=())
        for run in runs
        for optimizer in run.optimizers
    }
    descend(list(kinds.values()), cancelled)
    return _timed(lambda wanted: descend(wanted, cancelled), runs)
