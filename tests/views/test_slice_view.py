"""The slice: whatever plane and layer is wanted, it is drawn as it is and says how true it is."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.slice_plan import LAYERS, SLICES
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.edits import add_start, hide_entrant, remove_entrant
from explorer.session.net_edits import change_net, pick_net, set_slice
from explorer.session.opening import opening_document
from explorer.views.theme import apply

# Curvatures take the compiled engine, and "exact" a net of two weights.
KINDS = [kind for kind in SLICES if kind not in ("hessian", "exact")]
NET = TinyNet(DataPlan("moons", examples=24), hidden=(2,), l2=0.01)


def document_of(net=NET, **plan):
    document = replace(pick_net(opening_document(), net), steps=12)
    return set_slice(document, **plan)


def settle(session):
    """Compute what is wanted, and what is wanted because of that."""
    for _ in range(6):
        session.finish()


@pytest.fixture
def shown(sliced):
    return lambda document=None, **size: sliced(document or document_of(), **size)


def pixels(view):
    image = view.grab().toImage()
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1).copy()


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_slice_is_drawn_and_measured(shown, kind, layer):
    session, view = shown(document_of(kind=kind, layer=layer), size=(320, 240))
    session.playback.seek(6)
    settle(session)
    assert view.ground.shown.plan == session.document.slice
    assert pixels(view).std() > 10
    assert not view._empty.isVisible()
    assert "surface" in view._honesty.text()
    assert view.ground.shown.plane.words in view._title.text()


@pytest.mark.parametrize("kind", KINDS)
def test_every_path_is_where_its_weights_are(shown, kind):
    session, view = shown(document_of(kind=kind))
    plane = view.ground.shown.plane
    assert [path.entrant for path in view.plane.shown_paths] == [0, 1, 2, 3]
    for path in view.plane.shown_paths:
        places = plane.project(session.race.trace(0, path.entrant).points)[0]
        assert np.allclose(path.points[:, : places.shape[1]], places)


@pytest.mark.parametrize("kind", KINDS)
def test_the_meter_is_the_loss_recomputed(shown, kind):
    session, view = shown(document_of(kind=kind))
    for step in range(0, 13, 4):
        session.playback.seek(step)
        settle(session)
        honest, plane = view.plane.honest, view.ground.shown.plane
        weights = session.race.trace(0, 0).points[step]
        below = plane.weights(plane.project(weights[None])[0])
        assert honest.true == pytest.approx(NET.value(weights[None])[0], abs=1e-9)
        assert honest.surface == pytest.approx(NET.value(below)[0], abs=1e-9)


@pytest.mark.parametrize("step", [0, 12])
def test_an_anchored_slice_is_true_at_both_ends(shown, step):
    session, view = shown()
    session.playback.seek(step)
    assert view.plane.honest.surface == pytest.approx(view.plane.honest.true, abs=1e-9)
    assert not view._honesty.warns


def test_the_chip_warns_where_surface_and_truth_differ(shown):
    session, view = shown(document_of(kind="weights"))
    for step in range(13):
        session.playback.seek(step)
        honest = view.plane.honest
        is_far = abs(honest.surface - honest.true) > 0.1 * honest.true
        assert view._honesty.warns == is_far
    session.playback.seek(0)
    assert view._honesty.warns


def test_a_live_slice_stays_under_the_dot_and_in_view(shown):
    session, view = shown(document_of(kind="live"))
    camera = view.viewpoint.camera
    for step in (3, 6, 12):
        session.playback.seek(step)
        settle(session)
        assert view.plane.honest.off == pytest.approx(0.0, abs=1e-9)
        assert view.viewpoint.camera == camera


def test_a_line_shows_both_losses_and_pans_sideways_only(shown):
    session, view = shown(document_of(kind="line"))
    line = view.ground.line
    assert len(line.held_out) == len(line.xs)
    camera = view.viewpoint.camera
    assert camera.low < line.values.min() < camera.high
    view.viewpoint.pan(30.0, 40.0)
    settle(session)
    assert view.viewpoint.camera.left == pytest.approx(camera.panned(30.0, 0.0).left)
    pixels(view)


def test_the_colours_mean_the_same_at_any_zoom(shown):
    session, view = shown()
    scale = view.ground.scale
    view.viewpoint.zoom(0.2, 100, 100)
    settle(session)
    assert view.ground.scale is scale


def test_zooming_refines_the_surface_under_the_pointer(shown, plain_slices):
    session, view = shown()
    x, y = view.viewpoint.camera.to_point(100, 100)
    exact = plain_slices(NET, view.ground.shown.plane, "train", np.array([x]), np.array([y]))
    before = abs(view.ground.value_at(x, y) - exact)
    view.viewpoint.zoom(0.1, 100, 100)
    settle(session)
    assert abs(view.ground.value_at(x, y) - exact) < before


def test_the_old_surface_stays_until_the_new_one_is_there(shown):
    session, view = shown()
    before, ground = view.ground.shown, pixels(view.plane)
    session.edit(set_slice(session.document, layer="held-out"), "Show held-out loss")
    assert view.ground.shown is before
    assert np.array_equal(ground, pixels(view.plane))
    settle(session)
    assert view.ground.shown.plan.layer == "held-out"
    assert not np.array_equal(ground, pixels(view.plane))


def test_a_net_of_another_size_takes_the_old_surface_away(shown):
    session, view = shown()
    session.edit(change_net(session.document, hidden=(3,)), "Widen the net")
    assert view.ground.shown is None or view.ground.shown.net.hidden == (3,)
    pixels(view)
    settle(session)
    assert view.ground.shown.net.hidden == (3,)
    assert len(view.plane.shown_paths) == 4


def test_a_slice_that_cannot_be_laid_says_why(shown):
    document = document_of()
    for _ in range(3):
        document = remove_entrant(document, 1)
    session, view = shown(document)
    session.edit(set_slice(session.document, kind="minima"), "Show three ends")
    settle(session)
    assert view._empty.isVisible()
    assert view._empty.text() == session.slicer.problem != ""
    session.edit(set_slice(session.document, kind="pca"), "Show PCA")
    settle(session)
    assert not view._empty.isVisible()


def test_a_layer_that_has_no_examples_says_what_it_needs(shown):
    plan = DataPlan("moons", examples=24, held_out=0.0)
    _, view = shown(document_of(TinyNet(plan, hidden=(2,))))
    view.ground.failed.emit("No examples are held out.")
    assert view._empty.text() == "No examples are held out."
    assert view.ground.shown is None


def test_without_optimizers_it_says_what_to_do(shown):
    _, view = shown(replace(document_of(), entrants=()))
    assert "Add one" in view._empty.text()
    pixels(view)


def test_a_net_without_penalties_says_so(shown):
    _, view = shown(document_of(replace(NET, l2=0.0), layer="penalty"))
    assert "L2" in view._empty.text()


def test_a_hidden_optimizer_is_not_drawn(shown):
    session, view = shown()
    session.edit(hide_entrant(session.document, 1, False), "Hide")
    settle(session)
    assert [path.entrant for path in view.plane.shown_paths] == [0, 2, 3]


def test_a_hidden_view_surveys_nothing(shown):
    session, view = shown()
    view.hide()
    before = view.ground.shown
    session.edit(set_slice(session.document, layer="held-out"), "Show held-out loss")
    settle(session)
    assert view.ground.shown is before
    view.show()
    settle(session)
    assert view.ground.shown.plan.layer == "held-out"


def test_pointing_reads_the_surface(shown, pointer):
    _, view = shown()
    hand = pointer(view.plane, view.viewpoint)
    hand.hover(QPointF(100, 200))
    assert view._here.text().startswith("loss ")
    assert view._here.isVisible()
    hand.plane.pointed.emit(None)
    assert not view._here.isVisible()


def test_a_play_head_tells_how_far_off_it_is(shown):
    session, view = shown()
    session.playback.seek(6)
    path = view.plane.shown_paths[3]
    at = view.viewpoint.camera.to_pixels(path.points[6][None])[0]
    assert f"{path.name}</b>, step 6" in view.plane.head_words(QPointF(*at))
    assert view.plane.head_words(QPointF(-500, -500)) == ""


def test_contours_can_be_switched_off(shown):
    _, view = shown()
    lines = pixels(view.plane)
    view._contours.setChecked(False)
    assert not np.array_equal(lines, pixels(view.plane))


def test_unequal_axes_are_said_and_can_be_made_equal(shown):
    _, view = shown()
    view.viewpoint.set_equal(False)
    assert view._unequal.isVisible()
    view._unequal.click()
    assert view.viewpoint.camera.is_equal
    assert not view._unequal.isVisible()


@pytest.mark.parametrize("size", [(1, 1), (100, 60), (900, 200), (200, 900), (420, 400)])
@pytest.mark.parametrize("kind", ["anchored", "line"])
def test_it_can_have_any_size(shown, kind, size):
    session, view = shown(document_of(kind=kind))
    view.resize(*size)
    settle(session)
    pixels(view)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_follows_the_theme(shown, qapp, name):
    _, view = shown()
    apply(qapp, "dark" if name == "light" else "light")
    before = pixels(view)
    apply(qapp, name)
    assert not np.array_equal(before, pixels(view))
    apply(qapp, "dark")


def test_further_starts_are_on_the_same_plane(shown):
    document = document_of()
    weights = tuple(np.array(document.starts[0]) + 0.5)
    session, view = shown(add_start(document, weights))
    assert len(view.hand.starts()) == 2
    assert {(path.start, path.entrant) for path in view.plane.shown_paths} == {
        (start, entrant) for start in range(2) for entrant in range(4)
    }
    session.playback.seek(5)
    pixels(view)


@pytest.mark.parametrize("kind", ["anchored", "line", "live"])
@pytest.mark.parametrize("far", [1e3, 1e300, np.inf, np.nan])
def test_a_run_that_flies_away_is_drawn_and_does_no_harm(shown, race_along, kind, far):
    session, view = shown(document_of(kind=kind))
    start = np.array(session.document.starts[0])
    race = race_along(session.document, [start, start + 0.1, np.full(NET.dim, far)], "diverged")
    session.race = race
    session.playback.set_length(2)
    session.raced.emit(race)
    for step in range(3):
        session.playback.seek(step)
        settle(session)
        pixels(view)
    assert view._honesty.isVisible()
