"""What many starts cost: 500 starts of the four optimizers of the first race, 300 steps each.

Run: python benchmarks/many_starts.py [frames]    (under a display, or QT_QPA_PLATFORM=offscreen)

- computing: one cloud, compiled, on one thread; and a rule that looks around at each step;
- playing, dragging: a frame of the map at 1200 x 800, from the change to the painted picture, with
  all that else follows in the window's thread, in processor time of that thread. Dragging moves
  the start from which all begin with chance of their own, so that every cloud is computed anew
  beside the window at each frame;
- following: how long after a drag's edit its clouds are there, while a frame is drawn every 16 ms.
Aims: 16 ms a frame playing and dragging, 100 ms computing.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from math import cos, pi, sin
from time import perf_counter, thread_time

import numpy as np
from PySide6.QtWidgets import QApplication

from explorer.core.extras import Extras
from explorer.core.landscapes import LANDSCAPES
from explorer.core.many_descent import cloud, seeds_of, starts_of
from explorer.core.many_starts import ManyStarts, Spread
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.suggestion import suggested
from explorer.session.opening import opening_document
from explorer.session.session import Session
from explorer.views.map import MapView
from explorer.views.theme import apply

STARTS, STEPS = 500, 300
LAND = LANDSCAPES["himmelblau"]
FRAME = 0.016  # seconds
DEAR = ("schedule-free", "cma-es")


def say(name: str, seconds: list[float]) -> None:
    """Print the median and the 95th percentile in milliseconds."""
    middle, most = np.percentile(seconds, (50, 95)) * 1000
    print(f"{name:34s} {middle:8.1f} {most:8.1f}")


def computing(kind: str, times: int) -> list[float]:
    """Return how long a cloud of one optimizer takes."""
    plan = ManyStarts(STARTS)
    starts, seeds = starts_of(plan, LAND.box, ()), seeds_of(plan)
    optimizer, taken = suggested(OPTIMIZERS[kind], LAND), []
    for _ in range(times + 1):
        began = thread_time()
        cloud(LAND, optimizer, starts, seeds, STEPS)
        taken.append(thread_time() - began)
    return taken[1:]  # the first one compiles


def opened(application: QApplication, spread: Spread) -> tuple[Session, MapView]:
    """Return a session with many starts, and its map."""
    document = replace(opening_document(), many=ManyStarts(STARTS, spread), steps=STEPS)
    if spread == "here":  # chance alone tells them apart
        noisy = [replace(e.optimizer, extras=Extras(noise=20.0)) for e in document.entrants]
        pairs = zip(document.entrants, noisy, strict=True)
        document = replace(document, entrants=tuple(replace(e, optimizer=o) for e, o in pairs))
    session = Session(document)
    view = MapView(session)
    view.resize(1200, 800)
    view.show()
    session.begin()
    session.finish()
    application.processEvents()
    session.finish()
    return session, view


def frames(
    application: QApplication, view: MapView, act: Callable[[int], None], count: int
) -> list[float]:
    """Return how long each frame takes: the change, what follows it, and the paint."""
    taken = []
    for k in range(count):
        began = thread_time()
        act(k)
        application.processEvents()  # which paints
        taken.append(thread_time() - began)
    return taken


def following(application: QApplication, session: Session, count: int) -> list[float]:
    """Return how long after each edit of a drag clouds came in, at 60 edits a second."""
    came: list[float] = []
    session.many.changed.connect(lambda: came.append(perf_counter()))
    edits = []
    for k in range(count):
        edits.append(perf_counter())
        drag(session, k)
        while perf_counter() < edits[-1] + FRAME:
            application.processEvents()
    session.finish()
    return [next(at for at in came if at >= edit) - edit for edit in edits if came[-1] >= edit]


def drag(session: Session, k: int) -> None:
    """Move the start a little on."""
    at = (3.0 * cos(k * pi / 90), 3.0 * sin(k * pi / 90))
    session.edit(session.document.with_start(0, at), "Move start", key="start")


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    application = QApplication([])
    apply(application, "dark")
    print(f"{STARTS} starts, {STEPS} steps, in ms         median      95 %")
    for kind in (*(type(e.optimizer).key for e in opening_document().entrants), *DEAR):
        say(f"computing {kind}", computing(kind, 15))
    session, view = opened(application, "sobol")
    say("playing", frames(application, view, lambda k: session.playback.seek(k % STEPS), count))
    session.close()
    session, view = opened(application, "here")
    session.playback.seek(40)
    say("dragging", frames(application, view, lambda k: drag(session, k), count))
    say("following", following(application, session, count))
    session.close()


if __name__ == "__main__":
    main()
