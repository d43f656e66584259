"""Side by side: a panel for each optimizer or start, all moving together; where paths part."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from explorer.core.landscapes import LANDSCAPES
from explorer.session.document import Entrant
from explorer.session.edits import hide_entrant, pick_landscape, remove_entrant
from explorer.session.locks import set_lock
from explorer.session.opening import opening_document
from explorer.views.inspector import Inspector
from explorer.views.map_key import MapKey
from explorer.views.shown import shown as what_is_shown
from explorer.views.side_by_side import SideBySideView
from explorer.views.theme import apply
from explorer.views.tiling import tiles

SHIFT = Qt.KeyboardModifier.ShiftModifier


def crowd(count):
    document = opening_document()
    optimizer = document.entrants[0].optimizer
    return replace(document, entrants=tuple(Entrant(optimizer, slot) for slot in range(count)))


@pytest.fixture
def shown(qtbot, session):
    def show(document=None, *, size=(640, 400), begun=False):
        opened = session(document, begun=begun)
        view = SideBySideView(opened)
        view.resize(*size)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        return opened, view

    return show


def switches(view):
    """The switches that are offered, by name."""
    buttons = view.header.toggles.findChildren(QToolButton)
    return {b.text(): b for b in buttons if b.isCheckable() and b.isVisibleTo(view.header)}


@pytest.mark.parametrize("count", range(13))
def test_a_panel_for_each_optimizer_all_of_one_size(shown, count):
    _, view = shown(crowd(count), size=(480, 330))
    assert [panel.entrant for panel in view.panels] == list(range(count))
    assert len({panel.size().toTuple() for panel in view.panels}) <= 1
    view.grab()


@given(st.integers(1, 12), st.integers(120, 2000), st.integers(120, 1400))
def test_panels_lie_inside_and_apart(count, width, height):
    places = tiles(count, width, height)
    assert len(places) == count
    for k, place in enumerate(places):
        assert 0 <= place.left() <= place.right() < width
        assert 0 <= place.top() <= place.bottom() < height
        assert not any(place.intersects(other) for other in places[:k])


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (4, 2), (6, 3), (12, 4)])
def test_panels_are_set_near_square(count, columns):
    places = tiles(count, 840, 500)
    assert len({place.left() for place in places}) == columns


def test_each_panel_shows_its_optimizer_alone(shown):
    _session, view = shown(begun=True)
    for k, panel in enumerate(view.panels):
        assert {path.entrant for path in panel.shown_paths} == {k}


def test_hiding_one_takes_its_panel_away(shown):
    session, view = shown(begun=True)
    session.edit(hide_entrant(session.document, 1, False), "Hide")
    session.finish()
    assert [panel.entrant for panel in view.panels] == [0, 2, 3]
    for panel in view.panels:
        assert {path.entrant for path in panel.shown_paths} == {panel.entrant}


def test_removing_one_while_it_plays_is_no_harm(shown, qapp):
    session, view = shown(begun=True)
    session.playback.play()
    for _ in range(4):
        session.edit(remove_entrant(session.document, 0), "Remove")
        session.playback.advance(0.1)
        view.grab()
    session.playback.pause()
    assert view.panels == ()


def test_panels_have_one_camera(shown, pointer):
    _, view = shown(begun=True)
    hand = pointer(view.panels[2], view.viewpoint)
    before = view.panels[0].grab().toImage()
    hand.wheel(hand.at(1.0, 1.0), 3)
    assert view.panels[0].grab().toImage() != before


def test_dragging_in_one_panel_moves_the_start_in_all(shown, pointer):
    session, view = shown(begun=True)
    hand = pointer(view.panels[3], view.viewpoint)
    hand.drag(hand.at(*session.document.starts[0]), hand.at(2.0, -1.0))
    session.finish()
    scale = max(view.viewpoint.camera.per_pixel)
    assert session.document.starts[0] == pytest.approx((2.0, -1.0), abs=1.01 * scale)
    for k, panel in enumerate(view.panels):
        (path,) = panel.shown_paths
        assert np.array_equal(path.points[0], session.document.starts[0])
        assert path.entrant == k


def test_a_landscape_of_one_variable_gives_curves(shown):
    session, view = shown()
    session.edit(pick_landscape(session.document, LANDSCAPES["valley"]), "Pick landscape")
    assert len(view.panels) == 4
    view.grab()
    session.edit(pick_landscape(session.document, LANDSCAPES["himmelblau"]), "Pick landscape")
    assert len(view.panels) == 4
    view.grab()


@pytest.mark.parametrize("size", [(30, 20), (480, 300), (1400, 200)])
def test_twelve_panels_can_have_any_size(shown, size):
    _, view = shown(crowd(12), size=size)
    view.grab()


STARTS = ((-3.0, 1.0), (2.0, 2.0), (1.0, -4.0))


def by_start(count=3):
    starts = (STARTS * 4)[:count]
    return replace(opening_document(), starts=starts, panels="starts", layout="side-by-side")


@pytest.mark.parametrize("count", [1, 2, 12])
def test_a_panel_for_each_start_with_all_optimizers(shown, count):
    _, view = shown(by_start(count), begun=count < 12, size=(600, 400))
    assert [panel.panel.start for panel in view.panels] == list(range(count))
    for k, panel in enumerate(view.panels):
        assert {path.start for path in panel.shown_paths} <= {k}
    if count < 12:
        assert {path.entrant for path in view.panels[0].shown_paths} == {0, 1, 2, 3}
    view.grab()


def test_the_header_chooses_what_a_panel_is_for(shown):
    session, view = shown(by_start())
    view.header.kinds.chosen.emit(0)
    assert session.document.panels == "optimizers"
    assert [panel.entrant for panel in view.panels] == [0, 1, 2, 3]
    session.undo()
    assert len(view.panels) == 3
    assert view.header.kinds.index == 1


def test_in_a_panel_of_a_start_this_start_is_moved_and_no_other(shown, pointer):
    session, view = shown(by_start(), begun=True)
    hand = pointer(view.panels[1], view.viewpoint)
    hand.drag(hand.at(*STARTS[1]), hand.at(1.0, 3.0))
    scale = max(view.viewpoint.camera.per_pixel)
    assert session.document.starts[1] == pytest.approx((1.0, 3.0), abs=1.01 * scale)
    hand = pointer(view.panels[2], view.viewpoint)
    hand.click(hand.at(-2.0, -2.0))
    assert session.document.starts[2] == pytest.approx((-2.0, -2.0), abs=1.01 * scale)
    assert session.document.starts[0] == STARTS[0]
    assert session.undo_label == "Move start"


def test_a_start_added_in_a_panel_gets_one_of_its_own_and_delete_takes_it(shown, pointer, qtbot):
    session, view = shown(by_start(2))
    hand = pointer(view.panels[0], view.viewpoint)
    hand.click(hand.at(0.0, 4.0), SHIFT)
    assert len(view.panels) == 3
    qtbot.keyClick(view.panels[0], Qt.Key.Key_Delete)
    assert len(view.panels) == 2
    assert session.document.starts[0] == STARTS[1]


@pytest.mark.parametrize(
    ("landscape", "names"),
    [
        ("himmelblau", ["Contours", "Minima", "Arrows", "Streamlines", "Inspect"]),
        ("valley", ["Grid", "Minima", "Inspect"]),
    ],
)
def test_switches_draw_on_all_panels_alike(shown, landscape, names):
    document = pick_landscape(opening_document(), LANDSCAPES[landscape])
    session, view = shown(document, size=(1100, 700), begun=True)
    offered = switches(view)
    assert list(offered) == names
    for switch in offered.values():
        before = [panel.grab().toImage() for panel in view.panels]
        switch.click()
        for panel in view.panels:
            panel.grab()  # streamlines are asked for when they are to be seen
        session.worker.finish()
        after = [panel.grab().toImage() for panel in view.panels]
        assert all(one != other for one, other in zip(before, after, strict=True)), switch.text()
        switch.click()


def test_letters_turn_what_is_drawn_on_all_panels(shown, qtbot):
    session, view = shown(begun=True)
    what = what_is_shown(session)
    for letter, overlay in (("C", "contours"), ("A", "arrows"), ("S", "streamlines")):
        before = what.is_on(overlay)
        qtbot.keyClick(view.panels[1], letter)
        assert what.is_on(overlay) != before
    before = what.scale
    qtbot.keyClick(view.panels[0], "K")
    assert what.scale != before


def test_where_there_is_no_room_the_switches_are_in_a_menu(shown, qapp):
    session, view = shown(size=(470, 380))
    qapp.processEvents()
    chip = view.header.toggles
    assert chip.is_folded
    chip.menu.aboutToShow.emit()
    names = [action.text() for action in chip.menu.actions()]
    assert names == ["Contours\tC", "Minima\tM", "Arrows\tA", "Streamlines\tS", "Inspect\tI"]
    session.edit(lambda document: pick_landscape(document, LANDSCAPES["valley"]), "Valley")
    chip.menu.aboutToShow.emit()
    assert [a.text() for a in chip.menu.actions()] == ["Grid\tG", "Minima\tM", "Inspect\tI"]


def test_each_panel_tells_the_stable_rate_of_its_optimizer_at_one_point(shown):
    session, view = shown(size=(1100, 700), begun=True)
    what_is_shown(session).show("inspector")
    session.point_at((1.0, 2.0))
    inspectors = [panel.findChild(Inspector) for panel in view.panels]
    assert {inspector.reading.point for inspector in inspectors} == {(1.0, 2.0)}
    told = [
        {line.slot for line in inspector.said if line.sign == "racer"} for inspector in inspectors
    ]
    slots = [entrant.colour for entrant in session.document.entrants]
    assert all(found <= {slot} for found, slot in zip(told, slots, strict=True))
    assert told[0] == {slots[0]}  # gradient descent has one


def test_the_colours_are_labelled_where_there_is_room(shown):
    session, view = shown(crowd(2), size=(1000, 500), begun=True)
    (key,) = [key for key in view.findChildren(MapKey) if key.isVisible()]
    assert key.words.startswith("Height, balanced: ")
    what_is_shown(session).set_scale("log")
    assert key.words.startswith("Height, log: ")
    view.resize(400, 300)
    assert not key.isVisible()


def test_two_clicks_make_four_learning_rates(shown):
    session, view = shown(begun=True)
    view.header.menu.aboutToShow.emit()
    (_, momentum, *_) = [action.menu() for action in view.header.menu.actions()]
    rate, _ = momentum.actions()
    assert rate.text().startswith("learning rate\t")
    rate.trigger()
    rates = [panel.panel.name(session.document) for panel in view.panels]
    assert rates == [
        f"Momentum, learning rate {rate}" for rate in ("1.3e-4", "2.5e-4", "5e-4", "0.001")
    ]
    session.undo()
    assert len(view.panels) == 4
    assert "Nesterov" in [panel.panel.name(session.document) for panel in view.panels]


def test_what_is_locked_cannot_be_varied_and_says_so(shown):
    _, view = shown(set_lock(crowd(1), "optimizers", True))
    view.header.menu.aboutToShow.emit()
    action = view.header.menu.actions()[0]
    assert not action.isEnabled()
    assert "locked" in action.toolTip()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("kind", [crowd, by_start])
def test_nothing_is_wider_than_a_small_window(qapp, shown, kind, large):
    apply(qapp, "dark", large)
    _, view = shown(kind(12), size=(470, 380))
    qapp.processEvents()  # the row is laid out once its letters are known
    assert view.size().toTuple() == (470, 380)
    for child in (view.header.kinds, view.header.vary, view.header.toggles):
        inside = child.geometry()
        assert inside.right() < 470
        assert inside.width() >= child.minimumSizeHint().width()
    apply(qapp, "dark", False)
