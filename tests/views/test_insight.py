"""Promises of the map: what an optimizer sees in a step is drawn, explained, and in its place."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from explorer.core.landscapes import LANDSCAPES
from explorer.core.marks import Dots, Moment
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.suggestion import suggested
from explorer.session.document import Document, Entrant
from explorer.views.curve import CurveView
from explorer.views.insight import KEPT, REJECTED
from explorer.views.insight_drawing import nearest
from explorer.views.map import MapView
from explorer.views.theme import apply
from explorer.views.trials import trials


@pytest.fixture
def seen(qtbot, session):
    """Show one optimizer on a land: `seen(key, land)` is the session and its map or curve."""

    def show(keys, land="himmelblau"):
        ground = LANDSCAPES[land]
        entrants = [Entrant(suggested(OPTIMIZERS[key], ground), k) for k, key in enumerate(keys)]
        document = Document(ground, tuple(entrants), (ground.suggested_start,), steps=6)
        made = session(document, begun=False)
        made.finish()
        view = (MapView if ground.dim == 2 else CurveView)(made)
        view.resize(480, 360)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        made.finish()
        return made, view

    return show


def look(made, view, step, entrant=0):
    """Look into a step; the notes are taken beside the window."""
    made.insides.show(True)
    made.select((0, entrant))
    made.playback.seek(step)
    made.insides.of((0, entrant))
    made.finish()
    return view.plane.seen


def signs(view):
    seen = view.plane.seen
    return {shape.sign for shape in seen.shapes} if seen else set()


def of_sign(view, sign):
    return next(shape for shape in view.plane.seen.shapes if shape.sign == sign)


# As many as may race at a time; then some on a curve.
HEATS = [(list(OPTIMIZERS)[k : k + 12], "himmelblau") for k in range(0, len(OPTIMIZERS), 12)]
HEATS.append((["momentum", "nelder-mead", "cma-es", "armijo", "adam"], "double-well"))


@pytest.mark.parametrize(("kinds", "land"), HEATS)
def test_every_optimizer_is_drawn_and_explained(qapp, seen, kinds, land):
    made, view = seen(kinds, land)
    bare = view.plane.grab().toImage()
    for index, key in enumerate(kinds):
        for step in (1, 4):
            shown = look(made, view, step, index)
            assert shown is not None
            assert shown.slot == index
            assert {shape.words for shape in shown.shapes} <= set(view._key.rows)
            for shape in shown.shapes:
                assert shape.pixels.shape[1:] == (2,)
            if OPTIMIZERS[key].derivatives != "value":
                slope = made.race.trace(0, index).gradients[step - 1]
                assert ("downhill" in signs(view)) == bool(np.any(slope))
        assert view.plane.grab().toImage() != bare


def test_downhill_points_downhill(seen):
    made, view = seen(["gradient-descent"])
    look(made, view, 1)
    begin, end = of_sign(view, "downhill").pixels
    gradient = made.race.trace(0, 0).gradients[0]
    way = (end - begin) * (1, -1) * view.viewpoint.camera.per_pixel
    cosine = way @ -gradient / np.linalg.norm(way) / np.linalg.norm(gradient)
    assert cosine == pytest.approx(1.0)


def test_the_push_of_the_velocity_is_where_the_step_began(seen):
    made, view = seen(["momentum"])
    look(made, view, 3)
    trace, camera = made.race.trace(0, 0), view.viewpoint.camera
    begin, end = of_sign(view, "arrow").pixels
    np.testing.assert_allclose(begin, camera.to_pixels(trace.points[2:3])[0])
    rate = made.document.entrants[0].optimizer.learning_rate
    rest = camera.to_pixels(trace.points[3:4] + rate * trace.gradients[2:3])[0]
    np.testing.assert_allclose(end, rest)  # the step without what the slope itself adds


def test_what_was_tried_and_turned_down_is_crossed_out(seen):
    made, view = seen(["compass-search"])
    for step in range(1, 7):
        look(made, view, step)
        trace = made.race.trace(0, 0)
        tried = int(trace.costs[step, 0] - trace.costs[step - 1, 0])
        is_better = trace.values[step] < trace.values[step - 1]
        shapes = {shape.words: len(shape.pixels) for shape in view.plane.seen.shapes}
        assert shapes.get(REJECTED, 0) == tried - is_better
        assert shapes.get(KEPT, 0) == (is_better and tried > 1)


def test_a_place_that_a_mark_explains_is_no_trial():
    point, ahead = np.zeros(2), np.array([1.0, 1.0])
    looks = np.array([[3.0, *ahead], [1.0, 2.0, 2.0], [0.5, 4.0, 4.0]])
    moment = Moment(
        *(1, {}, point, np.array([4.0, 4.0]), point, {}, {"known": np.array([7.0, 2.0, 2.0])}),
        *(looks, np.zeros(3, bool)),
    )
    assert [t.is_kept for t in trials(moment, ())] == [False, True, True]
    shown = trials(moment, (Dots(((1.0, 1.0),), "ahead"),))
    assert [t.point for t in shown] == [(2.0, 2.0), (4.0, 4.0)]


def test_the_switch_looks_into_the_first_path_where_none_is_selected(seen):
    made, view = seen(["momentum", "adam"])
    view._sees.click()
    assert made.selection == made.insides.place == (0, 0)
    assert view._key.isVisible()
    made.select(None)
    assert view.plane.seen is None
    view._sees.click()
    assert not view._key.isVisible()


def test_at_the_start_nothing_is_drawn(seen):
    made, view = seen(["momentum"])
    look(made, view, 0)
    assert view.plane.seen is None


def test_hovering_tells_what_is_under_the_pointer(seen):
    made, view = seen(["momentum"])
    look(made, view, 3)
    shapes = view.plane.seen.shapes
    tip = of_sign(view, "downhill").pixels[1]
    assert nearest(shapes, QPointF(*tip)).sign == "downhill"
    assert nearest(shapes, QPointF(-500.0, -500.0)) is None


def test_the_start_stays_within_reach(qapp, seen, pointer):
    made, view = seen(["cma-es"])
    look(made, view, 1)
    hand = pointer(view.plane, view.viewpoint)
    before = made.document.starts[0]
    at = hand.at(*before)
    hand.drag(at, at + QPointF(30, 10))
    assert made.document.starts[0] != before


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_flown_away_and_undefined_places_can_be_drawn(qapp, seen, theme):
    made, view = seen(["gradient-descent"])
    wild = OPTIMIZERS["momentum"](learning_rate=10.0)
    made.edit(lambda d: Document(d.landscape, (Entrant(wild, 0),), d.starts, steps=6), "Wild")
    made.finish()
    apply(qapp, theme)
    for step in range(7):
        look(made, view, step)
        assert not view.plane.grab().isNull()
    apply(qapp, "dark")
