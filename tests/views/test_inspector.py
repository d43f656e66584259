"""The inspector: it draws the model of the land under the pointer, and never covers the pointer."""

from dataclasses import replace

import contourpy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.local_model import local_model
from explorer.core.optimizers import OPTIMIZERS
from explorer.session.document import Document, Entrant
from explorer.session.edits import pick_landscape
from explorer.session.reading import read_at
from explorer.views.camera import Camera, fitted
from explorer.views.curve import CurveView
from explorer.views.inspector_card import card_place
from explorer.views.inspector_words import lines
from explorer.views.map import MapView
from explorer.views.model_lines import axes, downhill, level_lines, parabola, tangent

BOX = ((-5.0, 5.0), (-5.0, 5.0))
HIMMELBLAU = LANDSCAPES["himmelblau"]
CAMERA = Camera(-6, 6, -4, 4, 600, 300)  # unequal axes
KINDS = {
    "bowl": "3*x^2 + x*y + y^2",
    "saddle": "x^2 - 2*y^2 + x*y",
    "hill": "-x^2 - 3*y^2",
}


@pytest.fixture
def inspected(qtbot, session):
    """Show an optimizer of each kind that has a bound, and one that has none."""

    def show(formula="himmelblau", rates=(0.01,), size=(700, 500)):
        landscape = LANDSCAPES.get(formula) or typed(formula, BOX)
        rated = [OPTIMIZERS["gradient-descent"](learning_rate=rate) for rate in rates]
        racing = [*rated, OPTIMIZERS["adam"]()]
        document = Document(
            landscape,
            tuple(Entrant(one, slot) for slot, one in enumerate(racing)),
            (landscape.suggested_start,),
        )
        owner = session(document)
        view = (MapView if landscape.dim == 2 else CurveView)(owner)
        view.resize(*size)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        view.shown.show("inspector")
        return owner, view

    return show


def words(view):
    return [line.words for line in view.inspector.said]


@pytest.mark.parametrize("kind", KINDS)
def test_level_lines_are_where_the_model_is_as_high_as_here(kind):
    model = local_model(typed(KINDS[kind], BOX), (1.5, 0.7))
    found = level_lines(model, CAMERA)
    found = found[np.isfinite(found).all(axis=1) & (np.abs(found) < 1e4).all(axis=1)]
    heights = model.heights(np.array([CAMERA.to_point(x, y) for x, y in found]))
    assert len(found) > 100
    assert np.allclose(heights, model.value, atol=1e-6 * max(1, np.abs(found).max()))
    # An independent contour has the same points.
    xs, ys = np.linspace(-6, 6, 301), np.linspace(-4, 4, 301)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    traced = np.vstack(
        contourpy.contour_generator(xs, ys, model.heights(grid).reshape(301, 301)).lines(
            model.value
        )
    )
    gaps = [np.hypot(*(found - at).T).min() for at in CAMERA.to_pixels(traced)]
    assert max(gaps) < 20


def test_near_the_bottom_the_ellipse_can_still_be_seen():
    model = local_model(typed(KINDS["bowl"], BOX), (1e-7, 0.0))
    found = level_lines(model, CAMERA)
    assert 40 < np.ptp(found, axis=0).max() < 60
    heights = model.heights(np.array([CAMERA.to_point(x, y) for x, y in found]))
    assert np.ptp(heights) < 1e-9


def test_at_a_saddle_itself_the_lines_cross():
    model = local_model(typed("x^2 - y^2", BOX), (0.0, 0.0))
    found = level_lines(model, CAMERA)
    heights = model.heights(np.array([CAMERA.to_point(x, y) for x, y in found]))
    known = heights[~np.isnan(heights)]
    assert len(known) == 4
    assert np.allclose(known, 0, atol=1e-6)


@settings(deadline=None)  # the first look at a landscape reads its formula
@given(st.sampled_from(list(LANDSCAPES.values())), st.floats(0, 1), st.floats(0, 1))
def test_any_place_of_any_landscape_can_be_drawn(landscape, u, v):
    point = tuple(
        low + t * (high - low) for t, (low, high) in zip((u, v), landscape.box, strict=False)
    )
    reading = read_at(landscape, point)
    assert lines(reading, ())
    model = reading.model
    if not model.is_known:
        return
    if landscape.dim == 1:
        low, high = landscape.box[0]
        camera = Camera(low, high, -10, 10, 300, 200)
        assert len(parabola(model, camera)) == 301
        assert tangent(model, camera).shape == (2, 2)
        return
    camera = fitted(landscape.box, 300, 200, True)
    level_lines(model, camera)
    assert len(axes(model, camera)) == 2
    arrow = downhill(model, camera)
    if arrow is not None:
        assert np.isfinite(arrow).all()


def test_it_reads_under_the_pointer_and_says_so(inspected, pointer):
    _owner, view = inspected()
    hand = pointer(view.plane, view.viewpoint)
    hand.hover(hand.at(1.0, 2.0))
    said = words(view)
    assert said[0].startswith("f 68")
    assert any(line.startswith("slope 48") for line in said)
    curvatures = np.linalg.eigvalsh(HIMMELBLAU.hessian(np.array([view.inspector.reading.point]))[0])
    assert view.inspector.reading.curvatures == pytest.approx(curvatures)
    view.plane.grab()


def test_with_the_pointer_away_it_reads_at_the_selected_play_head(inspected):
    owner, view = inspected()
    assert view.inspector.reading.point == owner.document.starts[0]
    owner.select((0, 0))
    owner.playback.seek(7)
    assert view.inspector.reading.point == tuple(owner.race.trace(0, 0).points[7].tolist())
    owner.point_at((1.0, 1.0))
    assert view.inspector.reading.point == (1.0, 1.0)
    owner.point_at(None)
    assert view.inspector.reading.point != (1.0, 1.0)


def test_it_follows_a_landscape_that_changes_under_the_pointer(inspected):
    owner, view = inspected("x^2 + y^2")
    owner.point_at((1.0, 1.0))
    assert view.inspector.reading.value == 2.0
    owner.edit(lambda document: replace(document, landscape=typed("3*x^2 + y^2", BOX)), "Steeper")
    assert view.inspector.reading.value == 4.0


def test_a_rate_that_is_too_large_is_said_and_one_below_is_not(inspected):
    owner, view = inspected("5*x^2 + y^2", rates=(0.19, 0.21))  # curvature 10: stable up to 0.2
    owner.point_at((1.0, 1.0))
    racers = [line for line in view.inspector.said if line.sign == "racer"]
    assert [line.words for line in racers] == [
        "Gradient descent: rate 0.19, stable up to 0.2",
        "Gradient descent: rate 0.21 is too large, above 0.2",
    ]
    assert [line.tone for line in racers] == ["text", "bad"]
    owner.select((0, 1))
    assert len([line for line in view.inspector.said if line.sign == "racer"]) == 1


def test_without_a_known_bound_only_gradient_descents_is_named(inspected):
    owner, view = inspected("5*x^2 + y^2", rates=())
    owner.point_at((1.0, 1.0))
    assert words(view)[-1] == "Gradient descent is stable up to 0.2"


@pytest.mark.parametrize(
    ("formula", "point", "said"),
    [
        ("x^2 + y^2", (1.0, 1.0), "Newton step to the bottom (0.00, 0.00), 2 lower"),
        ("x^2 - y^2", (1.0, 2.0), "Newton step to the pass (0.00, 0.00), 3 higher"),
        ("-x^2 - y^2", (1.0, 1.0), "Newton step to the top (0.00, 0.00), 2 higher"),
        ("x + y", (1.0, 1.0), "no Newton step: straight one way"),
        ("-x^2 - y^2", (1.0, 2.0), "Any learning rate: nothing bends up here"),
    ],
)
def test_the_words_fit(formula, point, said):
    assert said in [line.words for line in lines(read_at(typed(formula, BOX), point), ())]


def test_where_nothing_is_defined_it_says_that_alone(inspected):
    owner, view = inspected("sqrt(x) + y^2")
    owner.point_at((-2.0, 1.0))
    assert words(view) == ["f undefined · undefined here"]
    view.plane.grab()


@pytest.mark.parametrize("formula", ["x^2", "x^2 + 3*sin(5*x)", "abs(x)", "sqrt(x)", "x^3"])
def test_a_curve_can_be_inspected(inspected, formula):
    landscape = typed(formula, ((-5.0, 5.0),))
    model = local_model(landscape, (1.5,))
    camera = Camera(-5, 5, -10, 30, 400, 300)
    (near,) = parabola(model, camera)[[260]]  # x = 1.5
    assert near == pytest.approx(camera.to_pixels(np.array([[1.5, model.value]]))[0])
    begin, end = tangent(model, camera)
    across, up = camera.per_pixel
    slope = -(end[1] - begin[1]) * up / ((end[0] - begin[0]) * across)
    assert slope == pytest.approx(model.gradient[0])


def test_the_curve_view_draws_it(inspected, qtbot, session):
    owner = session()
    view = CurveView(owner)
    view.resize(500, 300)
    qtbot.addWidget(view)
    landscape = typed("x^2 + 3*sin(5*x)", ((-5.0, 5.0),))
    owner.edit(lambda document: pick_landscape(document, landscape), "Curve")
    view.show()
    qtbot.waitExposed(view)
    before = view.plane.grab().toImage()
    view.shown.show("inspector")
    assert view.plane.grab().toImage() != before
    assert words(view)[0].startswith("f ")


sides = st.floats(10, 400)


@given(st.floats(0, 1), st.floats(0, 1), sides, sides)
def test_the_card_stays_in_the_panel_and_off_the_pointer(u, v, wide, tall):
    room = (900.0, 900.0)
    at = QPointF(u * room[0], v * room[1])
    box = card_place(at, (wide, tall), room, ())
    assert QRectF(0, 0, *room).contains(box)
    assert not box.contains(at)


def test_the_card_gives_way_to_chips():
    chip = QRectF(420, 420, 300, 200)
    box = card_place(QPointF(400, 400), (150, 100), (900.0, 900.0), [chip])
    assert not box.intersects(chip)
