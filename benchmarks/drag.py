"""How long a drag takes from input to painted frame: 8 optimizers x 300 steps on Himmelblau.

Run: python benchmarks/drag.py [frames]        (under a display, or with QT_QPA_PLATFORM=offscreen)

A mouse press on the start point and `frames` moves are sent to the map of the real window at
1200 x 800. A frame counts from just before the move is delivered until the map and the loss
chart have both been painted. Prints percentiles in milliseconds, and those of the descents.
"""

import sys
from dataclasses import replace
from math import cos, pi, sin
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer.app import show_window
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.suggestion import suggested
from explorer.session.document import Document, Entrant
from explorer.views.chart import Chart
from explorer.views.loss import LossView
from explorer.views.map import MapView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Paints(QObject):
    """Notes when each watched viewport was last painted."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self.painted: set[QObject] = set()
        self.widgets = widgets
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note a paint."""
        if event.type() == QEvent.Type.Paint:
            self.painted.add(watched)
        return False


def send(viewport: QWidget, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton) -> None:
    """Deliver one mouse event to a viewport."""
    held = NONE if kind == QEvent.Type.MouseButtonRelease else button
    shown = NONE if kind == QEvent.Type.MouseMove else button
    where, everywhere = QPointF(at), QPointF(viewport.mapToGlobal(at))
    event = QMouseEvent(kind, where, everywhere, shown, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def eight_on_himmelblau(document: Document) -> Document:
    """Return the race that is measured."""
    landscape = LANDSCAPES["himmelblau"]
    kinds = list(OPTIMIZERS.values())[:8]
    entrants = tuple(Entrant(suggested(kind, landscape), i) for i, kind in enumerate(kinds))
    return replace(
        document,
        landscape=landscape,
        entrants=entrants,
        starts=((0.5, 0.5),),
        steps=300,
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
    session.edit(eight_on_himmelblau(session.document), "Benchmark")
    session.finish()
    session.playback.seek(session.playback.length)
    stage = window.findChild(MapView)
    plane = stage.plane
    chart = window.findChild(LossView).findChild(Chart)
    for _ in range(20):
        application.processEvents()

    def pixel(x: float, y: float) -> QPoint:
        ((across, down),) = stage.viewpoint.camera.to_pixels(np.array([[x, y]]))
        return QPoint(round(across), round(down))

    paints = Paints([plane, chart])
    spent, descents, late = [], [], 0
    send(plane, QEvent.Type.MouseMove, pixel(0.5, 0.5), NONE)
    send(plane, QEvent.Type.MouseButtonPress, pixel(0.5, 0.5), LEFT)
    for k in range(frames):
        angle = 2 * pi * k / 97.03
        at = pixel(0.5 + 2.5 * sin(angle), 0.5 + 2.5 * (1 - cos(angle)) - 1.5 * sin(angle))
        paints.painted.clear()
        began = perf_counter()
        send(plane, QEvent.Type.MouseMove, at, LEFT)
        while len(paints.painted) < 2 and perf_counter() - began < 0.5:
            application.processEvents()
        spent.append(1e3 * (perf_counter() - began))
        descents.append(session.race.milliseconds)
        late += len(paints.painted) < 2
        application.processEvents()
    send(plane, QEvent.Type.MouseButtonRelease, at, LEFT)
    for name, times in (("input to painted frame", spent[5:]), ("descents", descents[5:])):
        low, middle, high = np.percentile(times, (50, 95, 100))
        print(f"{name:24s} median {low:6.2f}  95th percentile {middle:6.2f}  worst {high:6.2f} ms")
    print(
        f"{frames} moves, {late} without a repaint of both views, "
        f"start now {session.document.starts[0]}"
    )
    session.close()


if __name__ == "__main__":
    main()
