"""How long each page of each lesson takes to measure its numbers, with the window live.

Run: python benchmarks/lessons.py [lesson ...]    (under a display, or QT_QPA_PLATFORM=offscreen)

Opens every lesson in the real window and turns its pages. Of each lesson, prints the seconds from
opening its pages until all their numbers are there, what the processor worked for that on all
threads, the longest page, and how late a 4 ms timer came meanwhile (99th percentile and worst, in
milliseconds). Kernels are compiled before.
"""

import os
import sys
from time import perf_counter, process_time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does, before NumPy

import numpy as np
from net_window import Lag
from PySide6.QtWidgets import QApplication

from explorer.app import show_window
from explorer.core import descent
from explorer.core.nets import training
from explorer.session.lesson_shelf import contents
from explorer.session.session import Session

SLICE = 0.02  # seconds between two looks whether all numbers are there
PATIENCE = 60.0


def page(session: Session, index: int, lag: Lag) -> tuple[float, list[float]]:
    """Turn to a page; return the seconds until its numbers are there, and the lags meanwhile."""
    begun, late = perf_counter(), []
    session.lessons.go(index)
    while session.lessons.numbers is None and perf_counter() - begun < PATIENCE:
        late += lag.of(SLICE)
    return perf_counter() - begun, late


def main() -> None:
    """Measure and print."""
    application = QApplication([])
    window, session = show_window(application)
    window.resize(1440, 900)
    session.begin()
    descent.warm_up()
    training.warm_up()
    session.finish()
    lag, total = Lag(), 0.0
    for entry in contents():
        if entry.is_own or (sys.argv[1:] and entry.key not in sys.argv[1:]):
            continue
        session.lessons.open(entry.key)
        seconds, late, begun = [], [0.0], process_time()
        for index in range(len(session.lessons.lesson.steps)):
            took, lags = page(session, index, lag)
            seconds.append(took)
            late += lags
        high, worst = np.percentile(late, (99, 100))
        total += sum(seconds)
        worked = process_time() - begun
        print(
            f"{entry.key:22s} {sum(seconds):5.2f} s (processor {worked:5.2f} s) in {len(seconds)} "
            f"pages, longest {max(seconds):5.2f} s   99th percentile {high:5.1f}   worst "
            f"{worst:5.1f} ms"
        )
    print(f"{'all':22s} {total:5.2f} s")
    session.lessons.leave()
    session.close()
    window.close()


if __name__ == "__main__":
    main()
