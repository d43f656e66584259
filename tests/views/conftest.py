"""What the tests of the centre share: a pointer for real mouse events, and races made by hand."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from explorer.core.run import Stop, Trace
from explorer.core.verdict import Verdict
from explorer.session.race import Race

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Pointer:
    """Sends what a hand with a mouse sends, to the panel under it."""

    def __init__(self, app, plane, viewpoint):
        self._app, self.plane, self._viewpoint = app, plane, viewpoint

    def at(self, *point):
        """Return the pixel over a point of the plane."""
        return QPointF(*self._viewpoint.camera.to_pixels(np.array([point]))[0])

    def send(self, kind, at, button, buttons, keys=PLAIN):
        where = self.plane.mapToGlobal(at)
        self._app.sendEvent(self.plane, QMouseEvent(kind, at, where, button, buttons, keys))

    def hover(self, at):
        self.send(QEvent.Type.MouseMove, at, NONE, NONE)

    def press(self, at, keys=PLAIN):
        self.send(QEvent.Type.MouseButtonPress, at, LEFT, LEFT, keys)

    def move(self, at):
        self.send(QEvent.Type.MouseMove, at, NONE, LEFT)

    def release(self, at, keys=PLAIN):
        self.send(QEvent.Type.MouseButtonRelease, at, LEFT, NONE, keys)

    def click(self, at, keys=PLAIN):
        self.press(at, keys)
        self.release(at, keys)

    def double_click(self, at):
        self.click(at)
        self.send(QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT)
        self.release(at)

    def drag(self, start, end, steps=6):
        self.hover(start)
        self.press(start)
        for k in range(1, steps + 1):
            self.move(start + (end - start) * k / steps)
        self.release(end)

    def wheel(self, at, notches):
        from PySide6.QtCore import QPoint

        where = self.plane.mapToGlobal(at)
        turn = QPoint(0, round(120 * notches))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, where, QPoint(), turn, NONE, PLAIN, phase, False)
        self._app.sendEvent(self.plane, event)


@pytest.fixture
def pointer(qapp):
    """Make a pointer: `pointer(plane, viewpoint)`."""
    return lambda plane, viewpoint: Pointer(qapp, plane, viewpoint)


@pytest.fixture
def race_along():
    """Make a race by hand: `race_along(document, points)`, every path the same points."""

    def make(document, points, kind="budget"):
        points = np.asarray(points, dtype=np.float64).reshape(-1, document.landscape.dim)
        with np.errstate(all="ignore"):
            values = document.landscape.value(points)
        last = tuple(float(c) for c in points[-1])
        verdict = Verdict(kind, None, last, float(values[-1]), 1.0, (), None, kind, "")
        costs = np.zeros((len(points), 3), dtype=np.int64)
        trace = Trace(points, values, np.zeros_like(points), costs, Stop.BUDGET, verdict)
        row = tuple(trace for _ in document.entrants)
        return Race(document, tuple(row for _ in document.starts))

    return make


def plain_values(net, layer, points, rows=None):
    """Return what the engine does, by the net's own textbook arithmetic."""
    data = net.data_set

    def mean(these):
        inputs, targets = data.inputs[these], data.targets[these]
        return np.array([net.losses(p, inputs, targets).mean() for p in np.atleast_2d(points)])

    if layer == "penalty":
        return net.penalty(points)
    train, held_out = data.rows("train"), data.rows("held-out")
    if layer in ("train", "batch"):
        return mean(train if rows is None else rows) + net.penalty(points)
    return mean(held_out) - (mean(train) if layer == "difference" else 0.0)


def plain_survey(net, plane, layer, xs, ys, rows=None, cancelled=None):
    if len(plane.directions) == 1:
        return plain_values(net, layer, plane.weights(xs[:, None]), rows)[None]
    mesh = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    return plain_values(net, layer, plane.weights(mesh), rows).reshape(len(ys), len(xs))


@pytest.fixture
def plain_slices(monkeypatch):
    """Survey slices without compiling, on small grids; the engine itself is tested elsewhere."""
    from explorer.core.nets import honesty, surface
    from explorer.views import slice_ground, slice_paths, slice_terrain

    for module, name, plain in (
        (surface, "layer_values", plain_values),
        (honesty, "layer_values", plain_values),
        (slice_paths, "layer_values", plain_values),
        (slice_terrain, "survey", plain_survey),
    ):
        monkeypatch.setattr(module, name, plain)
    for name, count in (("FIRST", 7), ("AGAIN", 9), ("MOVING", 8), ("FINE", 11), ("FINEST", 13)):
        monkeypatch.setattr(slice_ground, name, count)
    monkeypatch.setattr(slice_terrain, "SAMPLES", 7)
    monkeypatch.setattr(slice_ground, "PAUSE", 0.0)
    return plain_survey


@pytest.fixture
def sliced(qtbot, session, plain_slices):
    """Show the slice of a net: `sliced(document, size=(480, 360))` is a session and its view."""
    from explorer.views.slice_view import SliceView

    def show(document, *, size=(480, 360)):
        opened = session(document, begun=False)
        opened.finish()
        view = SliceView(opened)
        view.resize(*size)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        for _ in range(6):  # a plane, then its surface, coarse to fine
            opened.finish()
        return opened, view

    return show


@pytest.fixture
def surface(qtbot, session, pointer):
    """Show a race as a surface: `surface(document, size=(480, 320))`: session, view, pointer."""
    from dataclasses import replace

    from explorer.session.opening import opening_document
    from explorer.views.surface_view import SurfaceView

    def show(document=None, *, size=(480, 320), begun=False):
        race = replace(opening_document(), layout="surface")
        owner = session(race if document is None else document, begun=begun)
        view = SurfaceView(owner)
        view.resize(*size)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        for _ in range(2):  # coarse, then fine
            owner.worker.finish()
        return owner, view, pointer(view.plane, None)

    return show


@pytest.fixture
def small_lesson():
    """A lesson of two pages on one curve: a question with a goal, then a plain end."""
    from explorer.core.landscapes import LANDSCAPES
    from explorer.core.optimizers.gradient_descent import GradientDescent
    from explorer.session.document import Document, Entrant
    from explorer.session.lesson import Condition, Goal, Lesson, Number, Option, Source, Step

    ball = Entrant(GradientDescent(learning_rate=0.05), 0)
    document = Document(LANDSCAPES["valley"], (ball,), ((7.0,),), steps=120, name="Ball")
    end = Number("end", "where it ends", measure="coordinate", format=".2f")
    first = Step(
        "A **ball** is let go at 7.",
        document,
        "ball.race.json",
        title="One ball",
        at="end",
        vary="start",
        look="curve",
        question="Where does it end?",
        options=(
            Option("At 2", (Condition("end", below=4.0),)),
            Option("At 6.25", (Condition("end", above=4.0),)),
        ),
        numbers=(end,),
        answer="It ends at {end}.",
        checks=(Condition("end", near=6.25, within=0.01),),
        try_next="Drag the ball.",
        goal=Goal(
            "Reach the valley at 2",
            Number("goal", measure="distance-to-best", format=".2f"),
            Condition("goal", below=0.05),
        ),
    )
    last = Step("Nothing is asked here: {end}.", document, "ball.race.json", title="The end", at=0)
    return Lesson(
        "balls",
        "Two pages",
        "A ball and a hill",
        (first, last),
        {"ball.race.json": document},
        (Source("A book *with* marks", "https://example.org/book"),),
        "A **toy**.",
    )


@pytest.fixture
def own_lesson(small_lesson):
    """The small lesson as one of the user's own: its folder. Nothing of it stays behind."""
    from shutil import rmtree

    from PySide6.QtCore import QSettings

    from explorer.session.lesson_files import write_lesson
    from explorer.session.lesson_shelf import own_folder

    def forget():
        rmtree(own_folder(), ignore_errors=True)
        settings = QSettings("landscape-explorer", "landscape-explorer")
        for name in ("lessons", "lesson-folders"):
            settings.remove(name)
        settings.sync()

    forget()
    folder = own_folder() / "balls"
    write_lesson(folder, small_lesson)
    yield folder
    forget()
