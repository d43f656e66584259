"""How long the surface takes from input to painted frame: 8 paths of 500 points at 1000 x 700.

Run: python benchmarks/surface.py [frames]     (under a display, or with QT_QPA_PLATFORM=offscreen)

Himmelblau. Orbiting is a drag of the ground, at rest is a play head that moves over the fine
picture, a drag moves the start over the ground; each frame counts from just before the event until
the panel is painted. The worker's part, beside the window: the survey with its bake, and the fine
picture. Prints milliseconds.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from math import cos, pi, sin
from time import perf_counter, thread_time

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from explorer.core.height_field import render
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.suggestion import suggested
from explorer.session.document import Document, Entrant
from explorer.session.opening import opening_document
from explorer.session.session import Session
from explorer.views import theme
from explorer.views.surface_frames import style
from explorer.views.surface_plane import SurfacePlane
from explorer.views.surface_survey import COARSE, FINE, SurfaceRequest, survey_surface
from explorer.views.surface_view import SurfaceView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def eight_on_himmelblau() -> Document:
    """Return the race that is measured."""
    landscape = LANDSCAPES["himmelblau"]
    kinds = list(OPTIMIZERS.values())[:8]
    entrants = tuple(Entrant(suggested(kind, landscape), i) for i, kind in enumerate(kinds))
    return replace(
        opening_document(),
        landscape=landscape,
        entrants=entrants,
        starts=((-0.5, -0.9),),
        steps=499,
        tolerance=0.0,
        layout="surface",
    )


def send(plane: SurfacePlane, kind: QEvent.Type, at: QPointF, held: Qt.MouseButton) -> None:
    """Deliver one mouse event."""
    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    keys = Qt.KeyboardModifier.NoModifier
    where = plane.mapToGlobal(at)
    QApplication.sendEvent(plane, QMouseEvent(kind, at, where, button, held, keys))


Times = list[tuple[float, float]]  # milliseconds: on the clock, and of this thread's work


def tell(name: str, times: Times) -> None:
    """Print percentiles of milliseconds."""
    (low, work), (high, most) = np.percentile(np.array(times), (50, 95), axis=0)
    clock = f"median {low:6.2f}  95th percentile {high:6.2f} ms"
    print(f"{name:34s} {clock}   of it work {work:6.2f}  {most:6.2f} ms")


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Return how many milliseconds something takes, and how many of them this thread works.

    The two part where other programs want the same cores.
    """
    began, worked = perf_counter(), thread_time()
    act()
    return 1e3 * (perf_counter() - began), 1e3 * (thread_time() - worked)


def dragged(plane: SurfacePlane, track: list[QPointF], after: Callable[[], object]) -> Times:
    """Return milliseconds of each move of a drag along a track, with its paint."""

    def move(at: QPointF) -> None:
        send(plane, QEvent.Type.MouseMove, at, LEFT)
        plane.repaint()

    send(plane, QEvent.Type.MouseMove, track[0], NONE)
    send(plane, QEvent.Type.MouseButtonPress, track[0], LEFT)
    times = []
    for at in track[1:]:
        times.append(timed(lambda at=at: move(at)))
        after()
    send(plane, QEvent.Type.MouseButtonRelease, track[-1], NONE)
    return times[3:]


def settle(session: Session, plane: SurfacePlane) -> None:
    """Wait for the fine picture."""
    for _ in range(4):
        plane.repaint()
        plane.refine()
        session.worker.finish()
    plane.repaint()


def main() -> None:
    """Measure and print."""
    frames = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    application = QApplication([])
    theme.apply(application, "dark")
    session = Session(eight_on_himmelblau())
    session.begin()
    session.finish()
    view = SurfaceView(session)
    view.resize(1000, 700)
    view.show()
    application.processEvents()
    plane = view.plane
    session.worker.finish()
    settle(session, plane)
    session.playback.seek(session.playback.length)
    settle(session, plane)

    turns = [2 * pi * k / 97.03 for k in range(frames)]
    ground = QPointF(880.0, 300.0)
    track = [ground + QPointF(180 * sin(turn), 40 * (1 - cos(turn))) for turn in turns]
    tell("orbiting", dragged(plane, track, lambda: None))
    plane.camera.fit()
    settle(session, plane)

    def step(k: int) -> None:
        session.playback.seek(k)
        plane.repaint()

    tell("at rest, playing", [timed(lambda k=k: step(k)) for k in range(1, 400)])
    session.playback.seek(session.playback.length)
    tell("at rest, painted anew", [timed(plane.repaint) for _ in range(frames)])

    (start,) = plane.spots(np.array(session.document.starts))
    track = [start + QPointF(160 * sin(turn), 60 * (1 - cos(turn))) for turn in turns]
    tell("dragging a start", dragged(plane, track, application.processEvents))

    landscape = session.document.landscape
    for name, nodes in (("survey and bake, coarse", COARSE), ("survey and bake, fine", FINE)):
        request = SurfaceRequest(landscape, "balanced", nodes)
        tell(f"worker: {name}", [timed(lambda r=request: survey_surface(r)) for _ in range(30)])
    surface, look = plane.ground.surface, style(theme.theme(), True)
    assert surface is not None
    field, eye = surface.field, plane.camera.eye
    fine = [timed(lambda: render(field, eye, look, is_soft=True)) for _ in range(30)]
    tell("worker: fine picture", fine)
    view.close()
    session.close()


if __name__ == "__main__":
    main()
