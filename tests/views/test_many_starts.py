"""Many starts on map, curve and panels: one draws them, they move, and what is said is counted."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.many_starts import ManyStarts
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.run import Stretch
from explorer.core.standing import scatter_of, standing
from explorer.session import edits
from explorer.session.document import Document, Entrant
from explorer.session.locks import locked_sentence, set_lock
from explorer.session.many_edits import change_many, spread_many
from explorer.session.opening import opening_document
from explorer.views.cloud_layer import CloudLayer
from explorer.views.cloud_words import scatter_words, share, short_words, whole_words
from explorer.views.curve import CurveView
from explorer.views.many_starts_panel import SPREADS
from explorer.views.map import MapView
from explorer.views.panel import ALL, Panel
from explorer.views.theme import named, theme

OPENING = replace(opening_document(), steps=60)
MANY = replace(OPENING, many=ManyStarts(40))
CURVE = edits.pick_landscape(MANY, LANDSCAPES["valley"])
ROLES = [key for key, *_ in SPREADS]


@pytest.fixture
def shown(qtbot, session):
    """Open a document on its map or curve; the view has all that was computed."""

    def show(document=OPENING, *, size=(640, 480)):
        opened = session(document)
        view = (MapView if document.landscape.dim == 2 else CurveView)(opened)
        view.resize(*size)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        return opened, view

    return show


def painted(opened, view, panel=ALL):
    """Return the cloud alone, painted on nothing, as rows of pixels (height, width, 4)."""
    plane = view.plane
    plane.panel, before = panel, plane.panel
    layer = next(one for one in plane._under if isinstance(one, CloudLayer))
    image = QImage(plane.width(), plane.height(), QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    layer.paint(painter, view.viewpoint.camera, theme(), 1.0)
    painter.end()
    plane.panel = before
    return np.frombuffer(image.constBits(), np.uint8).reshape(plane.height(), -1, 4).copy()


def colour_of(slot):
    colour = named("dark").colour(slot)
    return [colour.red(), colour.green(), colour.blue(), 255]


def has(picture, slot):
    return bool((picture == colour_of(slot)).all(axis=-1).any())


@pytest.mark.parametrize("document", [MANY, CURVE], ids=["map", "curve"])
def test_a_dot_stands_where_each_start_is_and_moves_with_the_play_head(shown, document):
    opened, view = shown(document)
    seen = []
    for step in (0, 10, 60):
        opened.playback.seek(step)
        picture = painted(opened, view)
        seen.append(picture)
    # At the start all stand on the same places, and the last one lies on top.
    assert [has(seen[0], entrant.colour) for entrant in document.entrants] == [0, 0, 0, 1]
    assert all(has(seen[1], entrant.colour) for entrant in document.entrants)
    assert not np.array_equal(seen[0], seen[1])
    opened.playback.seek(0)
    assert np.array_equal(painted(opened, view), seen[0])


def test_the_dot_is_at_the_pixel_of_its_start(shown):
    lone = replace(OPENING, entrants=OPENING.entrants[:1], many=ManyStarts(1, "here"))
    opened, view = shown(lone)
    opened.playback.seek(30)
    at = view.viewpoint.camera.to_pixels(opened.many.clouds[0].points[30])[0]
    coloured = np.argwhere((painted(opened, view) == colour_of(0)).all(axis=-1))
    assert np.abs(coloured.mean(axis=0)[::-1] - at).max() < 2.0


def test_a_panel_shows_its_own_optimizer_alone_and_a_selected_path_dims_the_others(shown):
    opened, view = shown(MANY)
    alone = painted(opened, view, Panel(entrant=2))
    assert [has(alone, slot) for slot in range(4)] == [False, False, True, False]
    opened.select((0, 1))
    dimmed = painted(opened, view)
    assert [has(dimmed, slot) for slot in range(4)] == [False, True, False, False]


def test_starts_in_one_place_belong_to_the_panel_of_the_first_start(shown):
    opened, view = shown(edits.add_start(spread_many(MANY, "here"), (1.0, 1.0)))
    assert painted(opened, view, Panel(start=0)).any()
    assert not painted(opened, view, Panel(start=1)).any()
    opened.edit(spread_many(opened.document, "grid"), "Spread")
    opened.finish()
    assert painted(opened, view, Panel(start=1)).any()


def test_where_chance_moves_them_the_spread_is_drawn_and_said(shown):
    noisy = edits.add_entrant(replace(OPENING, entrants=()), "noisy-gradient-descent")
    opened, view = shown(spread_many(replace(noisy, many=ManyStarts(40)), "here"))
    opened.playback.seek(60)
    spread = scatter_of(opened.many.clouds[0], 60).deviations
    view.many.readout.read()
    assert view.many.readout.lines == (
        "40 starts",
        scatter_words(scatter_of(opened.many.clouds[0], 60), 0.0),
    )
    assert view.many.readout.lines[1].startswith("spread ")
    # The ellipse of two deviations is wider than the dots at one: it passes where no dot is.
    picture, slot = painted(opened, view), opened.document.entrants[0].colour
    across = spread[0] / view.viewpoint.camera.per_pixel[0]
    assert (picture == colour_of(slot)).all(axis=-1).sum() > across
    opened.edit(edits.swap_entrant(opened.document, 0, "gradient-descent"), "Swap")
    opened.finish()
    view.many.readout.read()
    assert "no chance" in view.many.readout.lines[1]


def test_the_readout_counts_where_they_stand_at_the_play_head(shown):
    opened, view = shown(MANY)
    readout = view.many.readout
    land = opened.document.landscape
    for step in (0, 60):
        opened.playback.seek(step)
        readout.read()
        for line, cloud in zip(readout.lines[1:], opened.many.clouds, strict=True):
            now = standing(cloud, step, np.array(land.minima), land.box)
            assert line.startswith(f"{share(int(now.counts.sum()), 40)} at a lowest minimum")
    assert "Adam: " in readout.accessibleDescription()
    assert not readout.isHidden()


def test_of_a_fork_it_says_why_it_has_no_cloud(shown):
    forked = Entrant(GradientDescent(), 5, past=(Stretch(GradientDescent(), 3),))
    _, view = shown(replace(MANY, entrants=(*MANY.entrants[:1], forked)))
    view.many.readout.read()
    assert len(view.many.readout.lines) == 2
    assert "so it has no cloud" in view.many.readout.accessibleDescription()


def test_shares_say_neither_none_of_some_nor_all_of_most():
    assert [share(n, 1000) for n in (0, 1, 10, 500, 999, 1000)] == [
        "0 %", "< 1 %", "1 %", "50 %", "> 99 %", "100 %",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "rate", "words"),
    [
        ("sqrt(x - 40) + y", 0.1, "100 % undefined"),
        ("x^4 + y^4", 1e3, "100 % flew away"),
        ("0*x + 0*y + 3", 0.1, "no minimum known"),
    ],
)
def test_bad_ground_is_said_and_harms_no_picture(shown, formula, rate, words):
    land = typed(formula)
    entrants = (Entrant(GradientDescent(learning_rate=rate), 0),)
    start = ((0.1, 0.1),)
    document = Document(land, entrants, start, steps=30, many=ManyStarts(25))
    opened, view = shown(document)
    opened.playback.seek(30)
    view.many.readout.read()
    assert words in view.many.readout.lines[1]
    painted(opened, view)
    for far in (1e-12, 1e12):
        view.viewpoint.zoom(far, 100, 100)
        painted(opened, view)


def test_all_words_hold_with_and_without_minima():
    land = OPENING.landscape
    from explorer.core.many_descent import cloud, seeds_of, starts_of

    plan = ManyStarts(30)
    starts = starts_of(plan, land.box, ())
    made = cloud(land, GradientDescent(learning_rate=0.01), starts, seeds_of(plan), 300)
    places = np.array(land.minima)
    now = standing(made, 300, places, land.box)
    lowest = [False, True, False, False]
    said = whole_words(now, land.minima, lowest)
    assert said.index("at the lowest minimum") < said.index("at the minimum")
    assert short_words(now, lowest).count(" at ") == 2
    assert "at no minimum" in whole_words(standing(made, 300, places[:0], land.box), (), ())


def test_taking_the_tool_up_begins_with_a_plan_and_clear_takes_it_away(shown, qtbot):
    opened, view = shown()
    many = view.many
    many.button.click()
    assert opened.document.many == ManyStarts()
    assert many.panel.isVisible()
    opened.finish()
    assert not many.readout.isHidden()
    many.panel.clear.click()
    assert opened.document.many is None
    assert many.readout.isHidden()
    assert not many.button.isChecked()
    opened.undo()
    assert opened.document.many == ManyStarts()


def test_each_control_edits_the_plan_and_shows_it(shown):
    opened, view = shown(MANY)
    panel = view.many.panel
    for index, key in enumerate(ROLES):
        panel.spread.chosen.emit(index)
        assert opened.document.many.spread == key
        assert panel.spread.index == index
    panel.count.changing.emit(12.0)
    panel.seed.again.click()
    assert (opened.document.many.count, opened.document.many.seed) == (12, 1)
    opened.edit(change_many(opened.document, count=5000, seed=7, spread="grid"), "Many starts")
    assert (panel.count.value, panel.seed.entry.value, panel.spread.index) == (5000, 7, 0)
    opened.finish()


def test_every_control_has_a_name_and_a_tooltip(shown):
    _, view = shown(MANY)
    panel = view.many.panel
    for control in (
        panel.spread,
        panel.clear,
        panel.seed.entry,
        panel.seed.again,
        view.many.readout,
    ):
        assert control.accessibleName()
    assert all(len(tip) > 60 for _, _, tip, _ in SPREADS)
    assert view.many.button.toolTip()
    assert panel.clear.toolTip()


def test_locked_starts_lock_the_panel(shown):
    opened, view = shown(set_lock(OPENING, "starts", True))
    view.many.button.click()
    assert opened.document.many is None
    assert not view.many.panel.count.isEnabled()
    assert view.many.panel._line.text() == locked_sentence("starts")


def test_while_the_start_is_dragged_the_cloud_follows_without_a_gap(shown, pointer):
    opened, view = shown(spread_many(MANY, "here"))
    opened.playback.seek(0)
    hand = pointer(view.plane, view.viewpoint)
    hand.press(hand.at(*opened.document.starts[0]))
    for x in (0.5, 1.0, 2.0):
        hand.move(hand.at(x, 1.0))
        assert None not in opened.many.clouds
    hand.release(hand.at(2.0, 1.0))
    opened.finish()
    np.testing.assert_allclose(opened.many.clouds[0].points[0, 0], (2.0, 1.0), atol=0.05)
