"""How long a frame takes while scrubbing a run of 10,000 steps with 8 optimizers.

Run: python benchmarks/scrub.py [frames]        (under a display, or with QT_QPA_PLATFORM=offscreen)

In the real window at 1200 x 800 the play head is sent to steps in order, backwards and at random.
A frame counts from just before the seek until the map, the chart and all else that it changed
have been painted. Once with rules that settle, and once with such as chance keeps moving all over
the map. Prints the first frame and percentiles in milliseconds; 60 frames a second are 16.7.
"""

import random
import sys
from dataclasses import replace
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from explorer.app import show_window
from explorer.core.extras import Extras
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.suggestion import suggested
from explorer.session.document import Document, Entrant
from explorer.views.chart import Chart
from explorer.views.loss import LossView
from explorer.views.map import MapView

STEPS = 10_000
CALM = (
    *("gradient-descent", "momentum", "nesterov", "adagrad"),
    *("rmsprop", "adam", "lion", "adadelta"),
)


class Paints(QObject):
    """Notes which of the watched widgets have been painted."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self.painted: set[QObject] = set()
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note a paint."""
        if event.type() == QEvent.Type.Paint:
            self.painted.add(watched)
        return False


def race(document: Document, restless: bool) -> Document:
    """Return the race that is measured."""
    landscape = LANDSCAPES["himmelblau"]
    kinds = [OPTIMIZERS[key] for key in CALM if key in OPTIMIZERS]
    optimizers = [suggested(kind, landscape) for kind in kinds]
    if restless:
        descent = OPTIMIZERS["gradient-descent"](learning_rate=0.004)
        shaken = (replace(descent, extras=Extras(noise=40.0 + 30.0 * k)) for k in range(8))
        optimizers = list(shaken)
    entrants = tuple(Entrant(optimizer, k) for k, optimizer in enumerate(optimizers))
    return replace(
        document,
        landscape=landscape,
        entrants=entrants,
        starts=((0.5, 0.5),),
        steps=STEPS,
        tolerance=0.0,
    )


def main() -> None:
    """Measure and print."""
    frames = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    application = QApplication([])
    window, session = show_window(application)
    window.resize(1200, 800)
    session.begin()
    session.finish()
    session.playback.pause()
    stage, chart = window.findChild(MapView), window.findChild(LossView).findChild(Chart)
    paints = Paints([stage.plane, chart])

    def frame(step: int) -> float:
        paints.painted.clear()
        began = perf_counter()
        session.playback.seek(step)
        while len(paints.painted) < 2 and perf_counter() - began < 0.5:
            application.processEvents()
        return 1e3 * (perf_counter() - began)

    ways = {
        "in order": [round(STEPS * k / frames) for k in range(1, frames)],
        "backwards": [round(STEPS * k / frames) for k in range(frames - 1, 0, -1)],
        "at random": random.Random(1).choices(range(1, STEPS), k=frames),
    }
    for name, restless in (("settling", False), ("restless", True)):
        session.edit(lambda document, r=restless: race(document, r), "Benchmark")
        session.finish()
        session.playback.seek(0)
        for _ in range(20):
            application.processEvents()
        print(f"{name:10s} first frame, at the end {frame(STEPS):8.2f} ms")
        for way, steps in ways.items():
            spent = [frame(step) for step in steps]
            middle, high, worst = np.percentile(spent, (50, 95, 100))
            print(
                f"{name:10s} {way:10s} median {middle:6.2f}  95th percentile {high:6.2f}  "
                f"worst {worst:6.2f} ms"
            )
    session.close()


if __name__ == "__main__":
    main()
