"""Long work in pieces, shared between the thread that asks and one more."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

__all__ = ["shared_out", "shared_rows"]


def shared_out(
    work: Callable[[int], None],
    pieces: int,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    alone: bool = False,
) -> bool:
    """Do work(0) to work(pieces − 1), begun in this order; False where `cancelled` says so.

    `cancelled` is asked before each piece, by the calling thread. What a piece raises is raised
    here, and no other is begun. With `alone` this thread does all of it.
    """
    numbers, stopped = iter(range(pieces)), threading.Event()

    def serve(is_over: Callable[[], bool]) -> None:
        try:
            for number in numbers:  # each takes the next piece that nobody has taken
                if stopped.is_set() or is_over():
                    stopped.set()
                    return
                work(number)
        except BaseException:
            stopped.set()
            raise

    # One more at most, so that a core stays free for the window.
    has_help = not alone and pieces > 1 and (os.cpu_count() or 1) > 1
    other = _pool().submit(serve, stopped.is_set) if has_help else None
    try:
        serve(cancelled)
    finally:
        if other is not None and not other.cancel():
            other.result()
    return not stopped.is_set()


def shared_rows(work: Callable[[int, int], None], rows: int, bands: int) -> None:
    """Do work(first, end) for so many bands of rows, each from `first` to before `end`."""
    shared_out(lambda band: work(rows * band // bands, rows * (band + 1) // bands), bands)


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="lanes-in-pieces")
