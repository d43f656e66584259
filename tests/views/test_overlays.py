"""Overlays: what is drawn on a map besides its paths tells the truth, has a key, and stays put."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.views.camera import Camera, fitted
from explorer.views.curve import CurveView
from explorer.views.map import MapView
from explorer.views.relief import SCALES, TOP
from explorer.views.remembered import remembered
from explorer.views.shown import FIRST, Shown, shown
from explorer.views.side_by_side import SideBySideView
from explorer.views.slope_arrows import LONGEST, SHORTEST, arrows, places
from explorer.views.stream_layer import strokes
from explorer.views.streamlines import stream_request, streamlines
from explorer.views.theme import apply

BOX = ((-5.0, 5.0), (-5.0, 5.0))
HIMMELBLAU = LANDSCAPES["himmelblau"]
WILD = ["0*x*y + 3", "1e300*(x^2+y^2)", "sqrt(-1-x^2-y^2)", "sqrt(x)*log(y)", "abs(x)+abs(y)"]
LETTERS = {"contours": "C", "minima": "M", "arrows": "A", "streamlines": "S", "inspector": "I"}
TAKEN = "L"  # by the transport
middles = st.floats(-1e6, 1e6)
widths = st.floats(1e-6, 1e9)


@pytest.fixture
def map_view(qtbot, session):
    view = MapView(session())
    view.resize(880, 540)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return view


def pixels(view):
    image = view.plane.grab().toImage()
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1).copy()


def press(app, view, letter, keys=Qt.KeyboardModifier.NoModifier):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key[f"Key_{letter}"], keys, letter.lower())
    app.sendEvent(view.plane, event)


@given(middles, middles, widths)
def test_places_cover_the_view_and_stay_where_they_are(x, y, width):
    camera = Camera(x, x + width, y, y + width, 300, 300)
    moved = camera.panned(41.0, -13.0)
    spots = places(camera)
    assert len(spots) < 300
    pixels = camera.to_pixels(spots)
    assert pixels.min() <= 0
    assert pixels.max() >= 300
    inner = moved.to_pixels(spots)
    kept = spots[((inner > 0) & (inner < 300)).all(axis=1)]
    others = {tuple(spot) for spot in places(moved).tolist()}
    assert all(tuple(spot) in others for spot in kept.tolist())


@pytest.mark.parametrize("equal", [True, False])
def test_arrows_point_where_gradient_descent_goes(equal):
    landscape = LANDSCAPES["rosenbrock"]
    camera = fitted(landscape.box, 600, 400, equal)
    strokes = arrows(landscape, camera)
    shafts = strokes[: len(strokes) // 3]
    points = np.array([camera.to_point(x, y) for x, y in (shafts[:, :2] + shafts[:, 2:]) / 2])
    step = camera.to_pixels(points - 1e-9 * landscape.gradient(points)) - camera.to_pixels(points)
    way = shafts[:, 2:] - shafts[:, :2]
    turn = step[:, 0] * way[:, 1] - step[:, 1] * way[:, 0]
    size = np.hypot(*step.T) * np.hypot(*way.T)
    sure = np.hypot(*step.T) > 1e-7
    assert sure.sum() > 50
    assert np.abs(turn / size)[sure].max() < 0.05
    assert ((step * way).sum(axis=1)[sure] > 0).all()


def test_a_steeper_arrow_is_never_shorter():
    camera = fitted(HIMMELBLAU.box, 600, 400, True)
    strokes = arrows(HIMMELBLAU, camera)
    shafts = strokes[: len(strokes) // 3]
    points = np.array([camera.to_point(x, y) for x, y in (shafts[:, :2] + shafts[:, 2:]) / 2])
    slopes = np.linalg.norm(HIMMELBLAU.gradient(points), axis=1)
    lengths = np.hypot(*(shafts[:, 2:] - shafts[:, :2]).T)[np.argsort(slopes)]
    assert (np.diff(lengths) > -1e-6).all()
    assert lengths.min() >= SHORTEST - 1e-6
    assert lengths.max() <= LONGEST + 1e-6


@pytest.mark.parametrize("formula", WILD)
def test_any_landscape_has_arrows_and_streamlines_or_none(formula):
    landscape = typed(formula, BOX)
    camera = fitted(BOX, 300, 200, True)
    assert np.isfinite(arrows(landscape, camera)).all()
    found = streamlines(stream_request(landscape, camera))
    drawn = strokes(found, camera)
    assert np.isfinite(drawn).all()
    has_slopes = formula not in WILD[:1] + WILD[2:3]
    assert (len(drawn) > 0) == has_slopes


@pytest.mark.parametrize("key", ["himmelblau", "rosenbrock", "rastrigin"])
def test_streamlines_run_downhill_all_the_way(key):
    landscape = LANDSCAPES[key]
    found = streamlines(stream_request(landscape, fitted(landscape.box, 400, 300, True)))
    assert len(found.heads) > 5
    values = landscape.value(np.nan_to_num(found.lines))
    broken = np.isnan(found.lines[:, 0])
    steps = np.diff(values)[~(broken[1:] | broken[:-1])]
    # Gradients are read from a grid, so that in a narrow place a line may sway a little.
    assert (steps < 0).mean() > 0.97


def test_streamlines_cover_the_view_and_do_not_crowd():
    camera = fitted(HIMMELBLAU.box, 600, 600, True)
    found = streamlines(stream_request(HIMMELBLAU, camera))
    spots = camera.to_pixels(found.lines[~np.isnan(found.lines[:, 0])])
    inside = spots[((spots >= 0) & (spots < 600)).all(axis=1)]
    cells = np.unique((inside // 75).astype(int), axis=0)
    assert len(cells) > 60  # of 64


def test_a_small_move_of_the_camera_asks_for_the_same_streamlines():
    camera = fitted(HIMMELBLAU.box, 600, 400, True)
    near = camera.panned(3.0, 2.0)
    assert stream_request(HIMMELBLAU, near) == stream_request(HIMMELBLAU, camera)
    assert streamlines(stream_request(HIMMELBLAU, camera), lambda: True) is None


def test_arrows_or_streamlines_but_not_both(session):
    on = shown(session())
    on.show("arrows")
    on.show("streamlines")
    assert not on.is_on("arrows")
    assert on.is_on("streamlines")


def test_all_views_of_a_session_show_the_same(session):
    owner = session()
    assert shown(owner) is shown(owner)
    assert shown(session()) is not shown(owner)


@pytest.mark.parametrize("overlay", LETTERS)
def test_each_overlay_has_a_letter_that_only_the_map_hears(qapp, map_view, overlay):
    on = map_view.shown
    before = on.is_on(overlay)
    press(qapp, map_view, LETTERS[overlay])
    assert on.is_on(overlay) != before
    press(qapp, map_view, LETTERS[overlay], Qt.KeyboardModifier.ControlModifier)
    assert on.is_on(overlay) != before
    press(qapp, map_view, LETTERS[overlay])
    assert on.is_on(overlay) == before


@pytest.mark.parametrize("kind", [MapView, CurveView])
def test_no_letter_is_taken_twice_and_each_is_told(qtbot, session, kind):
    view = kind(session())
    qtbot.addWidget(view)
    letters = [button.property("letter") for button in view._toggles._buttons]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set(TAKEN)
    for button in view._toggles._buttons:
        assert f"({button.property('letter')})" in button.toolTip()
        assert button.accessibleDescription()


@pytest.mark.parametrize("overlay", ["contours", "minima", "arrows", "streamlines", "inspector"])
def test_each_overlay_is_seen(map_view, overlay):
    before = pixels(map_view)
    map_view.shown.show(overlay, not map_view.shown.is_on(overlay))
    pixels(map_view)
    map_view._session.worker.finish()
    assert not np.array_equal(before, pixels(map_view))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [420, 560, 880, 1400])
def test_switches_fit_beside_the_words_or_fold(qapp, map_view, width, large):
    apply(qapp, "dark", large)
    map_view.resize(width, 500)
    chip = map_view._toggles
    assert chip.geometry().right() < width
    assert not chip.geometry().intersects(map_view._place.geometry())
    buttons = [button for button in chip._buttons if not button.isHidden()]
    assert chip.is_folded == (not buttons)
    assert chip.is_folded == (width < (1200 if large else 880))
    apply(qapp, "dark", False)


def test_a_folded_switch_turns_from_the_menu(map_view):
    map_view.resize(420, 400)
    chip = map_view._toggles
    chip.menu.aboutToShow.emit()
    rows = {action.text().split("\t")[0]: action for action in chip.menu.actions()}
    assert rows["Contours"].isChecked()
    assert rows["Arrows"].text().endswith("\tA")
    rows["Arrows"].trigger()
    assert map_view.shown.is_on("arrows")


def test_the_key_says_scale_and_values(map_view):
    words = map_view.key.words
    assert words.startswith("Height, balanced: 0 · ")
    assert map_view.key.isVisible()
    assert map_view.key.accessibleDescription() == words
    map_view.shown.set_scale("linear")
    relief = map_view.key._told.relief
    assert map_view.key.words.startswith("Height, linear: 0 · ")
    low, middle, high = relief.value(np.array([0.0, TOP / 2, TOP]))
    assert middle == pytest.approx((low + high) / 2)


def test_k_goes_through_all_scales_and_each_looks_different(qapp, map_view):
    seen = []
    for _ in SCALES:
        seen.append(pixels(map_view))
        press(qapp, map_view, "K")
    assert map_view.shown.scale == "balanced"
    assert len({one.tobytes() for one in seen}) == len(SCALES)


def test_the_menu_of_the_key_chooses_a_scale(map_view):
    menu = map_view.key.menu()
    menu.aboutToShow.emit()
    rows = {action.data(): action for action in menu.actions()}
    assert list(rows) == list(SCALES)
    assert rows["balanced"].isChecked()
    assert all(action.toolTip() for action in rows.values())
    rows["log"].trigger()
    assert map_view.shown.scale == "log"


def test_the_key_explains_the_signs_in_view(map_view):
    on, key = map_view.shown, map_view.key
    map_view.viewpoint.zoom(0.2, 440, 270)
    assert key.signs == ()
    on.show("arrows")
    assert key.signs == ("arrows",)
    on.show("streamlines")
    assert key.signs == ("streamlines",)
    map_view.viewpoint.zoom(20.0, 440, 270)
    assert key.signs == ("streamlines", "outside")
    map_view.resize(300, 200)
    assert key.signs == ()


def test_side_by_side_has_the_same_scale(qtbot, session):
    owner = session()
    view = SideBySideView(owner)
    view.resize(500, 400)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    owner.worker.finish()
    before = view.panels[0].grab().toImage()
    shown(owner).set_scale("linear")
    owner.worker.finish()
    assert view.panels[0].grab().toImage() != before


def test_it_is_remembered_and_nonsense_is_passed_over():
    settings = remembered()
    first = Shown()
    first.set_scale("quantile")
    first.show("contours", False)
    first.show("streamlines")
    first.show("inspector")
    first.remember(settings)
    settings.sync()
    second = Shown()
    second.restore()
    assert second.scale == "quantile"
    wanted = {**FIRST, "contours": False, "streamlines": True, "inspector": False}
    assert {overlay: second.is_on(overlay) for overlay in FIRST} == wanted
    settings.setValue("scale", "99")
    settings.setValue("shows contours", "perhaps")
    settings.sync()
    second.restore()
    assert second.scale == "balanced"
    assert second.is_on("contours")
    settings.clear()
