"""How long sculpting takes from input to painted frame: 4 optimizers x 300 steps on Himmelblau.

Run: python benchmarks/sculpt.py [frames]      (under a display, or with QT_QPA_PLATFORM=offscreen)

A well is dragged around on the map of the real window at 1200 x 800, alone and with more humps
beside it, then deepened by its knob; a stroke is drawn on a curve. A frame counts from just before
the pointer's move is delivered until the picture and the loss chart have both been painted. Prints
percentiles in milliseconds, and by how much the colour of a place changes at most from one frame of
the drag to the next, where black to white is 255.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import cos, pi, sin
from time import perf_counter

import numpy as np
from drag import LEFT, NONE, Paints, send
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from explorer.app import show_window
from explorer.core.hump import Hump
from explorer.core.landscape import Landscape, typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.sculpted_landscape import sculpted
from explorer.core.suggestion import suggested
from explorer.session.document import Document, Entrant
from explorer.session.session import Session
from explorer.views.chart import Chart
from explorer.views.curve import CurveView
from explorer.views.loss import LossView
from explorer.views.map import MapView
from explorer.views.stage import Stage
from explorer.views.terrain import COARSE, TerrainRequest, survey

KINDS = ("gradient-descent", "momentum", "nesterov", "adam")
KNOB = 30  # pixels above the middle of a hump


def race_on(document: Document, landscape: Landscape) -> Document:
    """Return the race that is measured."""
    entrants = tuple(
        Entrant(suggested(OPTIMIZERS[key], landscape), colour) for colour, key in enumerate(KINDS)
    )
    start = ((-4.0, 4.0),) if landscape.dim == 2 else ((-4.0,),)
    return replace(
        document, landscape=landscape, entrants=entrants, starts=start, steps=300, tolerance=0.0
    )


class Bench:
    """A window with its pointer."""

    def __init__(self, application: QApplication) -> None:
        self.application = application
        self.window, self.session = show_window(application)
        self.window.resize(1200, 800)
        self.session.begin()
        self.session.finish()
        self.session.playback.pause()
        self.chart: QWidget = self.window.findChild(LossView).findChild(Chart)

    def show(self, landscape: Landscape) -> Stage:
        """Race on a landscape, and return its stage."""
        self.session.edit(lambda now: race_on(now, landscape), "Benchmark")
        self.session.finish()
        self.session.playback.seek(self.session.playback.length)
        for _ in range(20):
            self.application.processEvents()
        return self.window.findChild(MapView if landscape.dim == 2 else CurveView)

    def drag(
        self, name: str, stage: Stage, tool: str, way: Callable[[int], QPoint], count: int
    ) -> list[Landscape]:
        """Drag with a tool along a way, print how long frames took, return all landscapes."""
        stage.tools.put_away()
        stage.tools.take(tool)
        self.session.finish()
        for _ in range(20):
            self.application.processEvents()
        plane, spent, seen = stage.plane, [], []
        paints = Paints([plane, self.chart])
        send(plane, QEvent.Type.MouseMove, way(0), NONE)
        send(plane, QEvent.Type.MouseButtonPress, way(0), LEFT)
        for k in range(1, count):
            paints.painted.clear()
            began = perf_counter()
            send(plane, QEvent.Type.MouseMove, way(k), LEFT)
            if seen and self.session.document.landscape == seen[-1]:
                continue  # by less than a pixel: there is nothing to paint
            while len(paints.painted) < 2 and perf_counter() - began < 0.5:
                self.application.processEvents()
            spent.append(1e3 * (perf_counter() - began))
            seen.append(self.session.document.landscape)
            self.application.processEvents()
        send(plane, QEvent.Type.MouseButtonRelease, way(count - 1), LEFT)
        for widget in (plane, self.chart):
            widget.removeEventFilter(paints)
        middle, high, worst = np.percentile(spent[5:], (50, 95, 100))
        print(f"{name:34s} median {middle:6.2f}  95th {high:6.2f}  worst {worst:6.2f} ms")
        return seen


def wells(count: int) -> Landscape:
    """Return Himmelblau's function with a well to be dragged at (0.5, 0.5), and others."""
    others = [Hump(20.0 * (-1) ** k, 4.5 * sin(k), 4.5 * cos(k), 0.6) for k in range(1, count)]
    return sculpted(LANDSCAPES["himmelblau"], [Hump(-120.0, 0.5, 0.5, 0.9), *others])


def pixel(stage: Stage, x: float, y: float) -> QPoint:
    """Return where a place is in the panel."""
    ((across, down),) = stage.viewpoint.camera.to_pixels(np.array([[x, y]]))
    return QPoint(round(across), round(down))


def leap(seen: list[Landscape], stage: Stage) -> tuple[float, float]:
    """Return how much a colour changes from frame to frame, by the median and at most."""
    colours = [
        survey(TerrainRequest(one, stage.viewpoint.camera, COARSE, False)).colours.astype(float)
        for one in seen[:60]
    ]
    steps = [np.abs(b - a).mean() for a, b in pairwise(colours)]
    return float(np.median(steps)), float(np.max(steps))


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    bench = Bench(QApplication([]))
    session: Session = bench.session
    for humps in (1, 4, 16):
        stage = bench.show(wells(humps))
        begin = pixel(stage, 0.5, 0.5)

        def around(k: int, begin: QPoint = begin) -> QPoint:
            angle = 2 * pi * k / 97.03
            return begin + QPoint(round(70 * sin(angle)), round(70 * (1 - cos(angle))))

        seen = bench.drag(f"drag a well, {humps} in all", stage, "Sculpt", around, count)
        median, most = leap(seen, stage)
        print(f"{'':34s} mean change of colour a frame {median:.2f}, at most {most:.2f} of 255")
    stage = bench.show(wells(1))
    middle = pixel(stage, 0.5, 0.5)
    stage.tools.take("Sculpt")
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        send(stage.plane, kind, middle, LEFT)
    bench.drag(
        "deepen a well by its knob",
        stage,
        "Sculpt",
        lambda k: middle + QPoint(0, round(60 * sin(k / 15)) - KNOB),
        count,
    )
    stage = bench.show(typed("0.1*x^2 + sin(2*x)"))
    begin = pixel(stage, -3.0, 1.5)
    bench.drag(
        "draw a curve",
        stage,
        "Draw",
        lambda k: begin + QPoint(3 * k % 500, round(60 * sin(k / 15))),
        count,
    )
    session.close()


if __name__ == "__main__":
    main()
