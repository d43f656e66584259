"""The surface: the same race as on the map, on ground that can be turned."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from explorer.core.height_field import render
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.many_starts import ManyStarts
from explorer.session.edits import add_entrant, fork_entrant, hide_entrant, pick_landscape
from explorer.session.opening import opening_document
from explorer.views.shown import shown as what_is_shown
from explorer.views.surface_draping import draped
from explorer.views.surface_paths import COARSE, THIN, SurfaceTrails
from explorer.views.surface_survey import SurfaceRequest, survey_surface
from explorer.views.surface_view import SurfaceView
from explorer.views.theme import apply, theme

RACE = replace(opening_document(), layout="surface")
HIMMELBLAU = LANDSCAPES["himmelblau"]


@pytest.fixture
def opened(surface):
    return surface


@pytest.fixture(scope="module")
def himmelblau():
    return survey_surface(SurfaceRequest(HIMMELBLAU, "balanced", 65))


def pixels(view):
    image = view.plane.grab().toImage()
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1).copy()


def test_it_says_so_while_there_is_nothing_to_see(qtbot, session):
    owner = session(RACE, begun=False)
    view = SurfaceView(owner)
    qtbot.addWidget(view)
    view.show()
    assert "surface" in view._message.text()
    assert not view._message.isHidden()
    pixels(view)
    for _ in range(2):
        owner.worker.finish()
    assert view._message.isHidden()
    assert pixels(view).std() > 20


def test_at_rest_it_is_drawn_more_finely(opened):
    owner, view, _ = opened()
    quick = pixels(view)
    view.plane.refine()
    owner.worker.finish()
    fine = pixels(view)
    assert not np.array_equal(quick, fine)
    # The same picture all the same.
    assert np.abs(quick.astype(int) - fine.astype(int)).mean() < 6


def test_paths_are_the_same_while_it_moves(opened):
    owner, view, _ = opened(begun=True)
    owner.playback.seek(40)
    view.plane.camera.turn(1.0, 0.0)
    moving = pixels(view)
    view.plane.refine()  # at rest, but the fine picture is not there yet
    resting = pixels(view)
    assert not np.array_equal(moving, resting)
    assert np.abs(moving.astype(int) - resting.astype(int)).mean() < 1


def test_the_play_head_and_the_selection_decide_what_is_drawn(opened):
    session, view, _ = opened(begun=True)
    session.playback.seek(0)
    start = pixels(view)
    session.playback.seek(40)
    middle = pixels(view)
    assert not np.array_equal(start, middle)
    session.select((0, 2))
    assert not np.array_equal(middle, pixels(view))
    session.select(None)
    session.playback.seek(0)
    assert np.array_equal(start, pixels(view))
    session.edit(hide_entrant(session.document, 1, False), "Hide")
    session.finish()
    assert [path.entrant for path in view.plane.shown_paths] == [0, 2, 3]


@pytest.mark.parametrize("spread", ["sobol", "here"])
def test_many_starts_lie_on_the_ground(opened, spread):
    noisy = add_entrant(replace(RACE, entrants=()), "noisy-gradient-descent")
    alone = replace(noisy if spread == "here" else RACE, steps=60)
    session, view, _ = opened(replace(alone, many=ManyStarts(40, spread)), begun=True)
    session.finish()
    assert all(cloud is not None for cloud in session.many.clouds)
    pictures = []
    for step in (30, 31):
        session.playback.seek(step)
        pictures.append(pixels(view))
    session.edit(alone, "Alone")
    session.finish()
    for step, picture in zip((30, 31), pictures, strict=True):
        session.playback.seek(step)
        assert not np.array_equal(picture, pixels(view))


def test_a_fork_is_marked_where_it_begins(opened):
    race = fork_entrant(replace(RACE, steps=60), 0, 20)
    session, view, _ = opened(race, begun=True)
    session.finish()
    forked = next(path for path in view.plane.shown_paths if path.is_forked)
    pictures = []
    for fork in (forked.fork, 61):
        view.plane._paths = (replace(forked, fork=fork, is_shared=False),)
        session.playback.seek(40)
        pictures.append(pixels(view))
    assert not np.array_equal(*pictures)


def test_contours_minima_and_scale_are_those_of_the_map(opened):
    owner, view, _ = opened()
    common = what_is_shown(owner)
    pictures = [pixels(view)]
    for button in (*view._overlays.values(), view._scales["log"], view._scales["linear"]):
        button.click()
        for _ in range(2):
            owner.worker.finish()
        pictures.append(pixels(view))
    assert not any(np.array_equal(a, b) for a, b in pairwise(pictures))
    assert not common.is_on("contours")
    assert common.scale == "linear"
    assert not view._scales["log"].isChecked()
    view._scales["linear"].click()
    assert common.scale == "balanced"


def test_an_empty_race_says_what_to_do(opened):
    _, view, _ = opened(replace(RACE, entrants=()))
    assert "Add one" in view._message.text()
    assert not view._message.isHidden()
    pixels(view)


@pytest.mark.parametrize(
    "formula",
    [
        "0*x*y + 7",
        "1e300*(x^2+y)",
        "sqrt(x*y-3)",
        "sqrt(-1-x^2-y^2)",
        "-exp(-1e7*(x^2+y^2))",
        "1/(x*y)",
    ],
)
def test_every_formula_can_be_shown(opened, formula):
    landscape = typed(formula, ((-2.0, 2.0), (-2.0, 2.0)))
    _, view, hand = opened(replace(pick_landscape(RACE, landscape), layout="surface"))
    pixels(view)
    hand.hover(QPointF(240.0, 160.0))
    hand.wheel(QPointF(240.0, 160.0), 5)
    pixels(view)


@pytest.mark.parametrize("size", [(1, 1), (100, 60), (900, 120), (120, 700)])
def test_it_can_have_any_size(opened, size):
    _, view, _ = opened()
    view.resize(*size)
    pixels(view)


@pytest.mark.parametrize("width", [240, 480, 900])
def test_no_chip_is_cut_off(opened, width):
    _, view, _ = opened(size=(width, 420))
    for chip in (view._place, view._hint, view._toggles):
        assert chip.geometry().left() >= 0
        assert chip.geometry().right() <= width


def test_it_follows_the_theme(opened, qapp):
    apply(qapp, "dark")
    _, view, _ = opened()
    dark = pixels(view)
    apply(qapp, "light")
    assert not np.array_equal(dark, pixels(view))
    apply(qapp, "dark")
    assert np.abs(dark.astype(int) - pixels(view)).mean() < 1


@pytest.mark.parametrize(
    "points",
    [
        [[0, 0], [1e300, -1e300], [-1e308, 1e308]],
        [[0, 0], [np.inf, 0], [np.nan, np.nan]],
        [[0, 0], [50, 3], [-50, -3], [2000, 1000]],
        [[0, 0]],
    ],
)
def test_a_run_that_flies_away_waits_at_the_edge(opened, race_along, points):
    session, view, _ = opened()
    race = race_along(session.document, points, "diverged")
    session.race = race
    session.playback.set_length(len(points))
    session.raced.emit(race)
    for step in range(len(points)):
        session.playback.seek(step)
        pixels(view)


def test_a_path_is_laid_on_the_ground_and_cut_at_the_edge(himmelblau):
    path = np.array([[0.0, 0.0], [4.0, 2.0], [20.0, 10.0], [-20.0, 10.0], [-3.0, 3.0], [-3.0, 3.1]])
    laid = draped(himmelblau, path)
    drawn = laid.points[np.isfinite(laid.points).all(axis=1)]
    assert np.abs(drawn[:, :2]).max() <= 1.0 + 1e-9
    shares = drawn[:, :2] / 2 + 0.5
    assert np.allclose(himmelblau.field.heights(np.clip(shares, 0, 1)), drawn[:, 2], atol=1e-5)
    # Each step ends where the path is, if that is in the box.
    for step in (0, 1, 4, 5):
        assert laid.points[laid.at[step], :2] == pytest.approx(path[step] / 5.0)
    # What leaves and comes back is two lines.
    out = laid.at[2]
    assert laid.points[out, 0] == pytest.approx(1.0)
    assert np.isnan(laid.points[out + 1 : laid.at[4]]).any()
    # No piece is longer than a small part of the box.
    steps = np.abs(np.diff(laid.points[:, :2], axis=0)).max(axis=1)
    assert np.nanmax(steps) <= 2 / 96 + 1e-9


def test_a_long_box_has_its_shape_unless_it_is_too_long():
    for box, shape in (
        (((0.0, 4.0), (0.0, 2.0)), (1.0, 0.5)),
        (((0.0, 1.0), (-1.0, 1.0)), (0.5, 1.0)),
        (((-100.0, 100.0), (0.0, 2.0)), (1.0, 1.0)),
    ):
        field = survey_surface(SurfaceRequest(HIMMELBLAU.with_box(box), "balanced", 65)).field
        assert (field.half_x, field.half_y) == shape


def test_nothing_is_left_of_paths_that_were_seen_from_elsewhere(opened):
    _, view, _ = opened()
    plane = view.plane
    surface, frame = plane.scene()
    other = render(surface.field, frame.eye.turned(70.0, 10.0), frame.style)
    look, paths = theme(), plane.shown_paths
    turned, fresh = SurfaceTrails(), SurfaceTrails()
    turned.sheet(other, surface, paths, 40, None, look)
    at_last = turned.sheet(frame, surface, paths, 40, None, look).image
    assert at_last == fresh.sheet(frame, surface, paths, 40, None, look).image
    empty = turned.sheet(frame, surface, (), 40, None, look).image
    assert empty == fresh.sheet(frame, surface, (), 40, None, look).image


@pytest.mark.parametrize("gap", [THIN, COARSE])
def test_no_more_is_drawn_than_there_is_of_the_paths_and_no_less(opened, gap):
    _, view, _ = opened()
    surface, frame = view.plane.scene()
    trails, how = SurfaceTrails(), (surface, view.plane.shown_paths, 40, None, theme(), 1.0, gap)
    image = trails.sheet(frame, *how).image
    whole, part = QImage(image.size(), image.format()), QImage(image.size(), image.format())
    for target, draw in (
        (whole, lambda painter: painter.drawImage(0, 0, image)),
        (part, lambda painter: trails.sheet(frame, *how).draw(painter)),
    ):
        target.fill(Qt.GlobalColor.white)
        painter = QPainter(target)
        draw(painter)
        painter.end()
    assert whole == part


def test_another_landscape_takes_the_old_one_away(opened):
    owner, view, _ = opened()
    other = pick_landscape(owner.document, LANDSCAPES["rosenbrock"])
    owner.edit(replace(other, layout="surface"), "Pick")
    assert view.plane.ground.surface is None
    assert not view._message.isHidden()
    for _ in range(2):
        owner.worker.finish()
    assert view.plane.ground.surface.request.landscape == other.landscape
