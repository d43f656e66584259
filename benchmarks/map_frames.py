"""What a frame of the map costs, beside the same scene in pyqtgraph: 8 paths of 500 points.

Run: python benchmarks/map_frames.py [frames]    (under a display, or QT_QPA_PLATFORM=offscreen)
pyqtgraph comes with: pip install -e ".[bench]"

1200 x 800 pixels, Himmelblau's function. A frame is the change and the repaint that follows it, in
processor time of the window's thread; what other threads refine meanwhile is not in it. On the
clock there is: that, the wait for a thread that helps, and what other programs take.
- playing: the play head moves on by a step;
- dragging: all paths and the start are elsewhere, and drawn whole;
- panning, zooming: the camera moves at each frame.
The plain scene has an ImageItem of the same ground, a PlotCurveItem for each path and TargetItems
for the starts: no isolines, no edges round the paths, no beads, no minima, no words. Each scene
waits its turn, so that both see the same load. Aims: 4 ms playing and dragging, 20 ms zooming.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter, thread_time

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication, QWidget

from explorer.core import trail_compiling
from explorer.core.array import Array
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Stop, Trace
from explorer.core.verdict import Verdict
from explorer.session.document import Document, Entrant
from explorer.session.opening import opening_document
from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.map import MapView
from explorer.views.shown import shown
from explorer.views.terrain import landscape_relief
from explorer.views.theme import apply, landscape_colours, theme

PATHS, POINTS = 8, 500
WIDTH, HEIGHT = 1200, 800
LANDSCAPE = LANDSCAPES["himmelblau"]
Act = Callable[[int], None]


def wave(path: int, shift: float = 0.0) -> Array:
    """Return a path that never stands still, (POINTS, 2)."""
    t = np.linspace(0, 1, POINTS)
    x = 4.2 * np.sin(5.1 * t + 0.7 * path + shift) * (1 - 0.3 * t)
    y = 4.2 * np.cos((4.0 + 0.2 * path) * t + 0.4 * path) * (1 - 0.25 * t)
    return np.column_stack([x, y])


def race(document: Document, shift: float = 0.0) -> Race:
    """Return a race whose paths are waves."""
    traces = []
    for path in range(PATHS):
        points = wave(path, shift)
        values = LANDSCAPE.value(points)
        end = tuple(points[-1].tolist())
        verdict = Verdict("budget", None, end, float(values[-1]), 1.0, (), None, "still going", "")
        costs = np.zeros((POINTS, 3), dtype=np.int64)
        traces.append(Trace(points, values, np.zeros_like(points), costs, Stop.BUDGET, verdict))
    return Race(document, (tuple(traces),))


def ours(application: QApplication) -> tuple[MapView, Session]:
    """Open the map."""
    entrants = tuple(
        Entrant(kind(), slot) for slot, kind in enumerate(list(OPTIMIZERS.values())[:PATHS])
    )
    start = tuple(wave(0)[0].tolist())
    document = replace(
        opening_document(),
        landscape=LANDSCAPE,
        entrants=entrants,
        starts=(start,),
        steps=POINTS - 1,
    )
    session = Session(document)
    view = MapView(session)
    view.resize(WIDTH, HEIGHT)
    view.show()
    application.processEvents()
    session.finish()
    session.worker.finish()
    show_race(session, 0.0)
    return view, session


def show_race(session: Session, shift: float) -> None:
    """Announce a race as the runner does."""
    session.race = race(session.document, shift)
    session.playback.set_length(POINTS - 1)
    session.raced.emit(session.race)


def our_acts(view: MapView, session: Session, frames: int) -> dict[str, Act]:
    """Return what changes the map before a frame."""
    races = [race(session.document, 0.01 * k) for k in range(frames)]

    def play(k: int) -> None:
        session.playback.seek(1 + k * (POINTS - 2) // frames)

    def drag(k: int) -> None:
        session.playback.seek(POINTS - 1)
        session.race = races[k]
        session.raced.emit(races[k])

    def pan(k: int) -> None:
        view.viewpoint.pan(3.0, 1.0 if k % 2 else -1.0)

    def zoom(k: int) -> None:
        view.viewpoint.zoom(0.99, WIDTH / 2, HEIGHT / 2)

    return {"playing": play, "dragging": drag, "panning": pan, "zooming": zoom}


def plain_acts(frames: int) -> tuple[QWidget, Callable[[], None], dict[str, Act]]:
    """Return the plain scene, what repaints it, and what changes it before a frame."""
    import pyqtgraph as pg

    pg.setConfigOptions(imageAxisOrder="row-major", antialias=True)
    widget = pg.PlotWidget()
    widget.resize(WIDTH, HEIGHT)
    item = widget.getPlotItem()
    (left, right), (low, high) = LANDSCAPE.box
    xs, ys = np.linspace(left, right, 474), np.linspace(low, high, 316)  # as many as ours
    points = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    heights = landscape_relief(LANDSCAPE).height(LANDSCAPE.value(points)).reshape(316, 474)
    image = pg.ImageItem(heights)
    image.setLookupTable(landscape_colours())
    image.setRect(QRectF(left, low, right - left, high - low))
    item.addItem(image)
    waves = [wave(path) for path in range(PATHS)]
    curves = []
    for path, line in enumerate(waves):
        curve = pg.PlotCurveItem(pen=pg.mkPen(theme().colour(path), width=2.4))
        curve.setData(line[:, 0], line[:, 1])
        item.addItem(curve)
        curves.append(curve)
    targets = [pg.TargetItem(pos=tuple(line[0]), size=14) for line in waves]
    for target in targets:
        item.addItem(target)
    item.setRange(xRange=(left, right), yRange=(low, high), padding=0)
    item.disableAutoRange()
    widget.show()

    def play(k: int) -> None:
        reached = 2 + k * (POINTS - 2) // frames
        for curve, line in zip(curves, waves, strict=True):
            curve.setData(line[:reached, 0], line[:reached, 1])

    def drag(k: int) -> None:
        for path, curve in enumerate(curves):
            line = moved[k][path]
            curve.setData(line[:, 0], line[:, 1])
        targets[0].setPos(*moved[k][0][0])

    moved = [[wave(path, 0.01 * k) for path in range(PATHS)] for k in range(frames)]
    box = item.getViewBox()
    acts: dict[str, Act] = {
        "playing": play,
        "dragging": drag,
        "panning": lambda k: box.translateBy(x=0.03, y=0.01 if k % 2 else -0.01),
        "zooming": lambda k: box.scaleBy((0.99, 0.99)),
    }
    return widget, widget.viewport().repaint, acts


def cost(application: QApplication, act: Act, repaint: Callable[[], None], frames: int) -> Array:
    """Return milliseconds of each frame, (n, 2): of this thread's work, and on the clock.

    The first ones, which fill caches, are left out.
    """
    spent = []
    for k in range(frames):
        began, at = thread_time(), perf_counter()
        act(k)
        repaint()
        spent.append((1e3 * (thread_time() - began), 1e3 * (perf_counter() - at)))
        application.processEvents()
    return np.array(spent[3:])


def main() -> None:
    """Measure and print."""
    frames = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    application = QApplication([])
    apply(application, "dark")
    trail_compiling.compiled()  # as the session has it done when the engine is warm
    view, session = ours(application)
    found: dict[tuple[str, str], Array] = {}
    acts = our_acts(view, session, frames)

    def measure(scene: str, name: str, act: Act, repaint: Callable[[], None]) -> None:
        session.worker.finish()
        act(0)
        repaint()
        found[scene, name] = cost(application, act, repaint, frames)

    scenes = ["map", "all overlays"]
    try:
        _widget, repaint, plain = plain_acts(frames)
        scenes.append("plain pyqtgraph")
    except ImportError:
        print('No pyqtgraph here; pip install -e ".[bench]" brings it.')
        plain = {}
    application.processEvents()
    for name, act in acts.items():
        view.viewpoint.fit()
        for overlay in ("arrows", "inspector"):
            shown(session).show(overlay, False)
        measure("map", name, act, view.plane.repaint)
        view.viewpoint.fit()
        for overlay in ("arrows", "inspector"):
            shown(session).show(overlay, True)
        at = QPointF(0.4 * WIDTH, 0.4 * HEIGHT)
        view.plane.point_at(at)
        measure("all overlays", name, act, view.plane.repaint)
        if plain:
            measure("plain pyqtgraph", name, plain[name], repaint)
    print(f"{'ms of a frame: median / 95th percentile':40s}" + "".join(f"{s:>20s}" for s in scenes))
    for column, kind in enumerate(("", ", on the clock")):
        for name in acts:
            ends = [np.percentile(found[s, name][:, column], (50, 95)) for s in scenes]
            row = "".join(f"{f'{middle:.1f} / {high:.1f}':>20s}" for middle, high in ends)
            print(f"{name + kind:40s}{row}")
    session.close()


if __name__ == "__main__":
    main()
