"""The curve: balls sit on it, and no tower or hole breaks its picture."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.session.edits import pick_landscape
from explorer.session.opening import opening_document
from explorer.views.camera import Camera
from explorer.views.curve import CurveView
from explorer.views.curve_ground import curve_frame

CURVES = [key for key, landscape in LANDSCAPES.items() if landscape.dim == 1]
WILD = ["1/x", "-1/x^2", "log(x)", "0*x + 4", "exp(exp(x))", "sqrt(-1-x^2)", "floor(x)", "tan(x)"]


@pytest.fixture
def shown(qtbot, session):
    def show(landscape, *, begun=True):
        opened = session(pick_landscape(opening_document(), landscape), begun=begun)
        view = CurveView(opened)
        view.resize(480, 320)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        return opened, view

    return show


def pixels(view):
    image = view.plane.grab().toImage()
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1).copy()


@pytest.mark.parametrize("key", CURVES)
def test_the_curve_and_its_minima_are_in_view(shown, key):
    landscape = LANDSCAPES[key]
    _, view = shown(landscape, begun=False)
    assert pixels(view).std() > 5
    camera = view.viewpoint.camera
    points = np.array(landscape.minima).reshape(-1, 1)
    values = landscape.value(points)
    assert ((values > camera.low) & (values < camera.high)).all()


def test_balls_and_starts_sit_on_the_curve(shown):
    session, view = shown(LANDSCAPES["valley"])
    for path in view.plane.shown_paths:
        assert np.array_equal(path.points[:, 0], path.trace.points[:, 0])
        assert np.array_equal(path.points[:, 1], path.trace.values)
    (start,) = view.hand.starts()
    assert start[1] == session.document.landscape.value(start[None, :1])[0]


def test_a_start_is_dragged_along_the_curve(shown, pointer):
    session, view = shown(LANDSCAPES["valley"])
    hand = pointer(view.plane, view.viewpoint)
    at, goal = hand.at(*view.hand.starts()[0]), hand.at(3.0, 0.5)
    hand.drag(at, goal)
    assert session.document.starts[0] == pytest.approx(
        (3.0,), abs=1.01 * view.viewpoint.camera.per_pixel[0]
    )


def test_the_wheel_zooms_along_the_curve_only(shown, pointer):
    _, view = shown(LANDSCAPES["valley"])
    before = view.viewpoint.camera
    hand = pointer(view.plane, view.viewpoint)
    hand.wheel(hand.at(4.0, 0.5), 4)
    after = view.viewpoint.camera
    assert after.right - after.left < before.right - before.left
    framed = curve_frame(LANDSCAPES["valley"], after)
    assert (after.low, after.high) == (framed.low, framed.high)


def test_up_and_down_do_not_move_a_start_on_a_curve(shown):
    session, view = shown(LANDSCAPES["valley"])
    before = session.document
    QTest.keyClick(view.plane, Qt.Key.Key_Up)
    assert session.document == before
    QTest.keyClick(view.plane, Qt.Key.Key_Right)
    assert session.document.starts[0] > before.starts[0]


@pytest.mark.parametrize("formula", WILD)
def test_every_formula_can_be_shown(shown, formula):
    _session, view = shown(typed(formula, ((-5.0, 5.0),)), begun=False)
    pixels(view)
    view.viewpoint.zoom(0.01, 240, 100)
    pixels(view)


@pytest.mark.parametrize("formula", WILD)
def test_the_range_is_finite_and_not_empty(formula):
    landscape = typed(formula, ((-5.0, 5.0),))
    camera = curve_frame(landscape, Camera(-5, 5, 0, 1, 300, 200))
    assert np.isfinite((camera.low, camera.high)).all()
    assert camera.low < camera.high


def test_a_tower_does_not_flatten_the_rest():
    landscape = typed("cos(x) + 1e9*exp(-(100*(x-2))^2)", ((-5.0, 5.0),))
    camera = curve_frame(landscape, Camera(-5, 5, 0, 1, 300, 200))
    assert camera.high - camera.low < 20


def test_a_run_that_flies_away_is_drawn(shown, race_along):
    session, view = shown(LANDSCAPES["valley"], begun=False)
    race = race_along(session.document, [[1.0], [1e200], [-1e308], [np.nan]], "diverged")
    session.race = race
    session.playback.set_length(3)
    session.raced.emit(race)
    for step in range(4):
        session.playback.seek(step)
        pixels(view)


def test_grid_and_minima_can_be_switched_off(shown):
    _, view = shown(LANDSCAPES["valley"])
    everything = pixels(view)
    view._grid.setChecked(False)
    view._minima.setChecked(False)
    assert not np.array_equal(everything, pixels(view))
