"""The map: whatever race it is told, it draws it and says what it is."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.session.edits import hide_entrant, pick_landscape
from explorer.session.opening import opening_document
from explorer.views.map import MapView
from explorer.views.relief import SCALES
from explorer.views.theme import apply
from explorer.views.ticks import labels, ticks

PLANES = [key for key, landscape in LANDSCAPES.items() if landscape.dim == 2]


@pytest.fixture
def shown(qtbot, session):
    def show(document=None, *, size=(480, 320), begun=True):
        opened = session(document, begun=begun)
        view = MapView(opened)
        view.resize(*size)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        return opened, view

    return show


def pixels(view):
    image = view.plane.grab().toImage()
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1).copy()


def test_it_draws_before_the_race_is_there(shown):
    _, view = shown(begun=False)
    assert pixels(view).std() > 10


def test_it_shows_each_path_in_its_colour(shown):
    session, view = shown()
    session.playback.seek(session.playback.length)
    assert [path.entrant for path in view.plane.shown_paths] == [0, 1, 2, 3]
    assert [path.slot for path in view.plane.shown_paths] == [0, 1, 2, 3]


def test_the_play_head_decides_how_much_is_drawn(shown):
    session, view = shown()
    session.playback.seek(0)
    start = pixels(view)
    session.playback.seek(40)
    middle = pixels(view)
    assert not np.array_equal(start, middle)
    session.playback.seek(0)
    assert np.array_equal(start, pixels(view))


def test_a_hidden_optimizer_is_not_drawn(shown):
    session, view = shown()
    session.edit(hide_entrant(session.document, 1, False), "Hide")
    session.finish()
    assert [path.entrant for path in view.plane.shown_paths] == [0, 2, 3]


def test_without_optimizers_it_says_what_to_do(shown):
    _, view = shown(replace(opening_document(), entrants=()))
    assert view._empty.isVisible()
    assert "Add one" in view._empty.text()
    pixels(view)


def test_the_chip_follows_the_active_start(shown):
    session, view = shown()
    session.edit(session.document.with_start(0, (-1.25, 2.5)), "Move start")
    assert view._place.text().startswith("Start (−1.25, 2.50) · f = ")


def test_the_hint_goes_once_a_start_was_moved(shown):
    _session, view = shown()
    assert view._hint.isVisible()
    view.hand.move((1.0, 1.0))
    assert not view._hint.isVisible()


def test_unequal_axes_are_said_and_can_be_made_equal(shown):
    _, view = shown()
    assert view.viewpoint.camera.is_equal
    assert not view._unequal.isVisible()
    view._equal.setChecked(False)
    assert not view.viewpoint.camera.is_equal
    assert view._unequal.isVisible()
    view._unequal.click()
    assert view.viewpoint.camera.is_equal
    assert view._equal.isChecked()


def test_a_long_box_is_first_shown_filling_the_panel(shown):
    landscape = LANDSCAPES["himmelblau"].with_box(((-100.0, 100.0), (0.0, 2.0)))
    _, view = shown(pick_landscape(opening_document(), landscape))
    assert view._unequal.isVisible()


def test_contours_and_minima_can_be_switched_off(shown):
    _, view = shown()
    everything = pixels(view)
    view._contours.setChecked(False)
    fewer = pixels(view)
    view._minima.setChecked(False)
    fewest = pixels(view)
    assert not np.array_equal(everything, fewer)
    assert not np.array_equal(fewer, fewest)


@pytest.mark.parametrize("key", PLANES)
def test_every_landscape_can_be_shown(shown, key):
    session, view = shown(size=(240, 160), begun=False)
    session.edit(pick_landscape(session.document, LANDSCAPES[key]), "Pick landscape")
    assert pixels(view).std() > 5
    low, high = np.array(LANDSCAPES[key].box).T
    camera = view.viewpoint.camera
    assert (np.array([camera.left, camera.low]) <= low + 1e-9).all()
    assert (np.array([camera.right, camera.high]) >= high - 1e-9).all()


@pytest.mark.parametrize("formula", ["sqrt(-1-x^2-y^2)", "0*x*y + 7", "1/(x*y)", "exp(exp(x*y))"])
def test_every_formula_can_be_shown(shown, formula):
    landscape = typed(formula, ((-5.0, 5.0), (-5.0, 5.0)))
    _, view = shown(pick_landscape(opening_document(), landscape), begun=False)
    pixels(view)


@pytest.mark.parametrize(
    "points",
    [
        [[0, 0], [1e300, -1e300], [-1e308, 1e308]],
        [[0, 0], [np.inf, 0], [np.nan, np.nan]],
        [[0, 0], [50, 3], [-50, -3], [2000, 1000]],
        [[0, 0]],
    ],
)
def test_a_run_that_flies_away_is_drawn_and_named(shown, race_along, points):
    session, view = shown(begun=False)
    race = race_along(session.document, points, "diverged")
    session.race = race
    session.playback.set_length(len(points))
    session.raced.emit(race)
    for step in range(len(points)):
        session.playback.seek(step)
        pixels(view)
    session.select((0, 0))
    pixels(view)


@pytest.mark.parametrize("size", [(1, 1), (100, 60), (900, 200), (200, 900)])
def test_it_can_have_any_size(shown, size):
    _, view = shown()
    view.resize(*size)
    pixels(view)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_follows_the_theme(shown, qapp, name):
    _, view = shown()
    apply(qapp, "dark" if name == "light" else "light")
    before = pixels(view)
    apply(qapp, name)
    assert not np.array_equal(before, pixels(view))
    apply(qapp, "dark")


def test_zooming_refines_the_ground(shown):
    session, view = shown()
    view.viewpoint.zoom(0.1, 200, 100)
    coarse = pixels(view)
    session.worker.finish()
    assert not np.array_equal(coarse, pixels(view))


def test_a_new_landscape_takes_the_old_paths_away(shown):
    session, view = shown()
    before = {id(path.trace) for path in view.plane.shown_paths}
    session.edit(pick_landscape(session.document, LANDSCAPES["rosenbrock"]), "Pick landscape")
    assert before.isdisjoint(id(path.trace) for path in view.plane.shown_paths)


def test_it_tells_a_screen_reader_what_it_shows(shown):
    _, view = shown()
    assert "Himmelblau" in view.plane.accessibleName()
    assert "Start" in view.plane.accessibleDescription()


@pytest.mark.parametrize("width", [200, 320, 430, 560, 700, 880])
def test_no_chip_is_cut_off_in_a_narrow_map(shown, width):
    _, view = shown(size=(width, 420))
    chips = [view._place, view._hint, view._toggles, view.key, view.tools]
    for k, chip in enumerate(chips):
        assert chip.geometry().left() >= 0
        assert chip.geometry().right() <= width
        if width > 400:
            assert not any(chip.geometry().intersects(other.geometry()) for other in chips[:k])
    for chip in (view._place, view._hint):
        assert chip.height() >= chip.heightForWidth(chip.width())


BAD = {
    "flat": "0*x*y + 7",
    "huge": "1e300*(x^2 + y^2)",
    "negative and huge": "-1e300*exp(-x^2-y^2)",
    "nearly nowhere defined": "sqrt(0.01 - x^2 - y^2)",
    "needle": "-exp(-1e10*((x-1)^2 + (y-1)^2))",
    "many minima": "sin(40*x) + sin(40*y)",
    "steps": "floor(x) + floor(y)",
    "pole": "1/(x^2 + y^2)",
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_ground_is_drawn_with_every_overlay_and_scale(shown, kind):
    landscape = typed(BAD[kind], ((-5.0, 5.0), (-5.0, 5.0)))
    session, view = shown(
        pick_landscape(opening_document(), landscape), size=(560, 400), begun=False
    )
    session.point_at((1.0, 1.0))
    for scale in SCALES:
        view.shown.set_scale(scale)
        for overlay in ("arrows", "streamlines", "inspector"):
            view.shown.show(overlay)
            pixels(view)
            session.worker.finish()
            pixels(view)
    assert view.key.words
    assert ("undefined" in view.key.signs) == (kind in ("nearly nowhere defined",))


def test_a_flat_landscape_has_one_number_on_its_key(shown):
    landscape = typed(BAD["flat"], ((-5.0, 5.0), (-5.0, 5.0)))
    _, view = shown(pick_landscape(opening_document(), landscape), begun=False)
    assert view.key.words.split(";")[0] == "Height, balanced: 7"


def test_a_needle_narrower_than_a_pixel_is_marked_all_the_same(shown):
    needle = replace(
        typed(BAD["needle"], ((-5.0, 5.0), (-5.0, 5.0))), minima=((1.0, 1.0),), lowest=-1.0
    )
    _, view = shown(pick_landscape(opening_document(), needle), begun=False)
    assert [mark.point for mark in view.plane._known_marks() if mark.is_global] == [(1.0, 1.0)]


@pytest.mark.parametrize("where", [(0.0, 0.0), (3.0, 2.0)])
def test_zooming_ends_where_numbers_do_and_everything_is_still_drawn(shown, where):
    session, view = shown(size=(480, 320))
    for overlay in ("arrows", "inspector"):
        view.shown.show(overlay)
    view.viewpoint.pan(
        *(np.array([240, 160]) - view.viewpoint.camera.to_pixels(np.array([where]))[0])
    )
    for factor, far in ((0.5, 1e-12), (2.0, 1e12)):
        for _ in range(100):
            view.viewpoint.zoom(factor, 240, 160)
        camera = view.viewpoint.camera
        span = camera.right - camera.left
        size = max(abs(camera.left), abs(camera.right), 1e-3)
        # Not closer than float64 tells two pixels apart, and not farther than 1e12.
        assert max(far, 1e-9 * size) < span <= 4e-9 * size if factor < 1 else far / 4 < span < far
        pixels(view)
        session.worker.finish()
        pixels(view)
        marked = ticks(camera.left, camera.right, 480 / 110)
        assert len(marked) > 1
        assert len(set(labels(marked))) == len(marked)
        assert max(len(label) for label in labels(marked)) <= 14
