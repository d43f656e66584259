"""Forks in the window: from the card, in the gallery, on the map, saved and opened again."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionButton

from explorer.core.landscapes import LANDSCAPES
from explorer.core.run import Stretch
from explorer.session.edits import fork_entrant, pick_landscape, remove_entrant
from explorer.session.opening import opening_document
from explorer.views.camera import fitted
from explorer.views.curve_trails import paint_curve_trails
from explorer.views.fork_badge import ForkBadge
from explorer.views.fork_marks import paint_forks
from explorer.views.optimizer_cards import OptimizerCards
from explorer.views.paths import paths
from explorer.views.theme import apply, named
from explorer.views.vector_trails import paint_vector_trails

LOOK = named("dark")


def _optimizer(cards, index=0):
    return cards._session.document.entrants[index].optimizer


def _menu(card):
    menu = card._menu_button.menu()
    card._fill(menu)
    return {action.text(): action for action in menu.actions() if action.text()}


@pytest.fixture
def raced(qtbot, session):
    """Return cards over a session that has raced; the play head is at step 9."""
    opened = session()
    opened.finish()
    opened.playback.seek(9)
    made = OptimizerCards(opened)
    made.resize(300, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_card_forks_its_optimizer_and_the_fork_says_so(raced):
    session, before = raced._session, raced.cards
    assert all(card._badge.isHidden() for card in before)
    _menu(before[0])["Fork at step 9"].trigger()
    assert (raced.cards[0], *raced.cards[2:]) == before
    fork, kind = raced.cards[1], type(_optimizer(raced))
    assert fork._badge.isVisible()
    assert fork._badge.text() == f"from step 9 of {kind.name}"
    assert before[0]._badge.isHidden()
    session.playback.seek(50)
    fork._badge.click()
    assert session.playback.step == 9
    session.finish()
    original = session.race.trace(0, 0)
    fork._main.row("learning_rate")._slider.setValue(200)
    session.finish()
    assert session.race.trace(0, 0) is original  # only its own future changes
    changed = session.race.trace(0, 1)
    assert np.array_equal(changed.points[:10], original.points[:10])
    assert not np.array_equal(changed.points[10], original.points[10])
    session.undo()
    session.undo()
    assert raced.cards == before


# The offscreen platform has no windows to raise.
@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_another_optimizer_is_chosen_in_the_gallery_to_go_on_from_a_fork(raced):
    session = raced._session
    _menu(raced.cards[1])["Fork at step 9 as another…"].trigger()
    gallery = raced._gallery
    assert "step 9" in gallery.title.text()
    session.playback.seek(30)  # the fork stays where it was asked for
    gallery._search.setText("newton")
    gallery._choose()
    assert gallery.isHidden()
    forked = session.document.entrants[2]
    assert forked.optimizer.key == "newton"
    assert forked.past == (Stretch(session.document.entrants[1].optimizer, 9),)
    assert len(raced.cards) == 5


def test_a_fork_that_cannot_be_is_offered_with_the_reason(raced):
    raced._session.playback.seek(0)
    for name in ("Fork at step 0", "Fork at step 0 as another…"):
        offered = _menu(raced.cards[0])[name]
        assert not offered.isEnabled()
        assert "nothing has happened" in offered.toolTip()


def _painted(paint, *arguments):
    """Return a clear picture of 240 by 160 after something was painted on it."""
    image = QImage(240, 160, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint(painter, *arguments)
    painter.end()
    return image


def _is_blank(image):
    return not any(image.pixel(x, y) for x in range(240) for y in range(160))


def test_the_map_marks_where_a_fork_parts_once_it_has(qapp, race_along):
    document = fork_entrant(opening_document(), 1, 40, "adam")
    walk = np.linspace((-4.0, -3.0), (4.0, 3.0), 80)
    lines, camera = (
        paths(race_along(document, walk)),
        fitted(document.landscape.box, 240, 160, True),
    )
    (fork,) = (line for line in lines if line.fork)
    assert _is_blank(_painted(paint_forks, camera, LOOK, lines, 39))
    marked = _painted(paint_forks, camera, LOOK, lines, 40)
    ((x, y),) = camera.to_pixels(walk[40][None])
    assert marked.pixelColor(round(x), round(y)) == QColor(LOOK.colour(fork.slot))
    short = paths(race_along(document, walk[:30]))  # it ended before it could be forked
    assert _is_blank(_painted(paint_forks, camera, LOOK, short, 79))


@pytest.mark.parametrize("key", ["himmelblau", "double-well"])
def test_other_drawings_leave_out_what_is_shared_as_well(qapp, race_along, key):
    document = pick_landscape(opening_document(), LANDSCAPES[key])
    document = fork_entrant(document, 0, 40, "adam")
    while len(document.entrants) > 2:
        document = remove_entrant(document, 2)
    dim = document.landscape.dim
    walk = np.linspace((-1.0,) * dim, (1.0,) * dim, 80)
    _, fork = paths(race_along(document, walk))
    (alone,) = paths(race_along(remove_entrant(document, 0), walk))
    camera = fitted(((-2.0, 2.0), (-2.0, 2.0)), 240, 160, True)
    for step, is_blank in ((40, True), (79, False)):
        for line, blank in ((fork, is_blank), (alone, False)):
            if dim == 1:
                image = _painted(paint_curve_trails, camera, LOOK, [line], step, None)
            else:
                image = _painted(paint_vector_trails, camera, LOOK, [line], step)
            assert _is_blank(image) == blank


def test_a_fork_is_saved_and_opened_again(session, tmp_path):
    made = session(fork_entrant(opening_document(), 2, 41, "adam"))
    made.finish()
    assert made.save(tmp_path / "fork.race.json")
    before = made.race.trace(0, 3)
    other = session()
    assert other.open(tmp_path / "fork.race.json")
    other.finish()
    assert other.document == made.document
    assert np.array_equal(other.race.trace(0, 3).points, before.points)


def test_a_badge_is_whole_where_there_is_room_and_gives_way_where_there_is_not(
    session, qtbot, qapp
):
    badge = ForkBadge(session(begun=False))
    qtbot.addWidget(badge)
    for large in (False, True):
        apply(qapp, "dark", large=large)
        badge.show_past((Stretch(opening_document().entrants[0].optimizer, 12_345),))
        badge.resize(badge.sizeHint())
        assert badge.text() == "from step 12,345 of Gradient descent"
        for width, is_whole in ((badge.width(), True), (90, False)):
            badge.resize(width, badge.height())
            option = QStyleOptionButton()
            badge.initStyleOption(option)
            assert (option.text == badge.text()) == is_whole
        assert badge.minimumSizeHint().width() <= 60
    apply(qapp, "dark", large=False)
