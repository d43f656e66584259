"""Does the long work beside the window, and hands the results back on the window's thread."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Hashable
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from explorer.core.formula import FormulaError
from explorer.core.param import SettingError

__all__ = ["REST", "Job", "Worker"]

Job = Callable[[Callable[[], bool]], Any]  # gets a function that says whether to give up

REST = 0.08  # seconds without another wish, after which a drag is taken to have paused
_THREADS = 3
_LEISURELY = 2  # so many threads at most do work that is not urgent: one is always free for it

logger = logging.getLogger(__name__)


class _Task:
    """One wanted piece of work and, later, what came of it."""

    def __init__(self, key: str, request: Hashable, job: Job, urgent: bool, due: float) -> None:
        self.key, self.request, self.job, self.urgent = key, request, job, urgent
        self.due = due  # when it may begin
        self.cancelled = False
        self.result: Any = None
        self.error: str | None = None

    def work(self) -> None:
        """Do the job; whatever goes wrong in it becomes a message."""
        try:
            self.result = self.job(lambda: self.cancelled)
        except (SettingError, FormulaError) as error:
            self.error = str(error)
        except Exception as error:
            logger.exception("the work %r failed", self.key)
            self.error = f"Something went wrong while computing: {type(error).__name__}."


class Worker(QObject):
    """A few threads for frozen requests: for each key the newest one wins.

    A newer request with the same key cancels the older, whose result is never delivered. Jobs
    must be pure: they get nothing of the window's and return their result. `done` and `failed`
    are emitted on the thread this object lives on.
    """

    done = Signal(str, object, object)  # key, request, result
    failed = Signal(str, object, str)  # key, request, sentence
    _finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Condition()
        self._waiting: dict[str, _Task] = {}
        self._working: dict[str, _Task] = {}
        self._newest: dict[str, _Task] = {}
        self._results: deque[_Task] = deque()
        self._threads: list[threading.Thread] = []
        self._closed = self._is_hurried = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def want(
        self,
        key: str,
        request: Hashable,
        job: Job,
        *,
        urgent: bool = False,
        rest: float = 0.0,
    ) -> None:
        """Do a job; an equal request that is already under way is left to come.

        One that comes before an older one is done begins when none has come for `rest` seconds:
        in a drag it would only be cancelled, and take time away from the window till then.
        """
        with self._lock:
            newest = self._newest.get(key)
            if self._closed or (newest is not None and newest.request == request):
                return
            due = monotonic() + rest if newest is not None and rest else 0.0
            self._drop(key)
            self._waiting[key] = self._newest[key] = _Task(key, request, job, urgent, due)
            if len(self._threads) < _THREADS:
                self._threads.append(
                    threading.Thread(target=self._serve, name="explorer-worker", daemon=True)
                )
                self._threads[-1].start()
            self._lock.notify_all()

    def cancel(self, key: str) -> None:
        """Forget what is wanted under a key."""
        with self._lock:
            self._drop(key)

    def is_busy(self, key: str) -> bool:
        """Tell whether a result is still to come under a key."""
        with self._lock:
            return key in self._newest

    def finish(self, seconds: float = 120.0) -> None:
        """Wait until nothing is wanted any more and deliver it all: for tests and scripts."""
        deadline = monotonic() + seconds
        while True:
            with self._lock:
                self._is_hurried = True  # nobody drags while somebody waits
                self._lock.notify_all()
                self._lock.wait_for(
                    lambda: self._results or not self._newest, deadline - monotonic()
                )
                self._is_hurried = False
                if not self._newest:
                    return
                if not self._results:
                    raise TimeoutError("the work did not come to an end")
            self._deliver()

    def close(self, seconds: float = 1.0) -> None:
        """Cancel everything and wait a moment for the threads, which end on their own."""
        with self._lock:
            self._closed = True
            for key in list(self._newest):
                self._drop(key)
            self._results.clear()
            self._lock.notify_all()
        deadline = monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))

    def _drop(self, key: str) -> None:
        task = self._newest.pop(key, None)
        if task is not None:
            task.cancelled = True
            self._waiting.pop(key, None)

    def _serve(self) -> None:
        while True:
            with self._lock:
                while not self._closed and self._next() is None:
                    self._lock.wait(self._pause())
                task = self._next()
                if self._closed or task is None:
                    return
                del self._waiting[task.key]
                self._working[task.key] = task
            task.work()
            with self._lock:
                del self._working[task.key]
                if not task.cancelled:
                    self._results.append(task)
                    # Inside the lock: `close` waits, so this object cannot be gone yet.
                    self._finished.emit()
                self._lock.notify_all()

    def _next(self) -> _Task | None:
        """Return the task to do now: urgent ones first, then as they came, one a key."""
        leisurely = sum(not task.urgent for task in self._working.values())
        now = monotonic()
        ready = [
            task
            for key, task in self._waiting.items()
            if key not in self._working and (task.due <= now or self._is_hurried)
        ]
        for task in ready:
            if task.urgent:
                return task
        return ready[0] if ready and leisurely < _LEISURELY else None

    def _pause(self) -> float | None:
        """Return in how many seconds the next task is due; None where nobody waits for a rest."""
        now = monotonic()
        return min(
            (task.due - now for task in self._waiting.values() if task.due > now), default=None
        )

    def _deliver(self) -> None:
        while True:
            with self._lock:
                if not self._results:
                    return
                task = self._results.popleft()
                if task.cancelled:
                    continue
                del self._newest[task.key]
            if task.error is None:
                self.done.emit(task.key, task.request, task.result)
            else:
                self.failed.emit(task.key, task.request, task.error)
