"""The difference strip: a sentence for each path, calm during a drag, that leads to the moment."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session.document import Entrant
from explorer.session.edits import hide_entrant, pick_landscape, remove_entrant
from explorer.session.opening import opening_document
from explorer.views.parting_mark import PartingMark
from explorer.views.side_by_side import SideBySideView
from explorer.views.theme import theme

STARTS = ((-3.0, 1.0), (2.0, 2.0), (1.0, -4.0))


@pytest.fixture
def shown(qtbot, session):
    def show(document=None):
        opened = session(document)
        view = SideBySideView(opened)
        view.resize(800, 600)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        return opened, view

    return show


def compared(session, view):
    session.finish()
    return [line.words for line in view.strip.lines]


def test_each_path_but_one_has_a_sentence(shown):
    session, view = shown()
    words = compared(session, view)
    assert len(words) == 3
    assert all(sentence.endswith(".") for sentence in words)
    assert view.strip.heading == "compared with Gradient descent"
    assert all(line.toolTip() and line.accessibleName() for line in view.strip.lines)


def test_the_selected_path_is_what_others_are_compared_with(shown):
    session, view = shown()
    compared(session, view)
    session.select((0, 3))
    words = compared(session, view)
    assert view.strip.heading == "compared with Adam"
    assert all("Adam" in sentence for sentence in words)
    session.select(None)
    assert view.strip.heading == "compared with Gradient descent"


def test_a_line_shows_the_moment_of_parting_and_nothing_jumps(shown):
    session, view = shown()
    before = compared(session, view)
    told = view.strip.differences.known[1]
    session.playback.seek(0)
    view.strip.lines[1].click()
    assert session.selection == (0, 2)
    assert session.playback.step == told.step
    assert compared(session, view) == before
    assert f"step {told.step}" in before[1]


def test_words_stay_until_newer_ones_are_there(shown):
    session, view = shown()
    before = compared(session, view)
    session.edit(session.document.with_start(0, (3.0, -4.0)), "Move start")
    assert [line.words for line in view.strip.lines] == before
    assert view.strip.differences.is_old
    assert compared(session, view) != before
    assert not view.strip.differences.is_old


def test_while_one_comparison_is_under_way_only_the_newest_waits(shown):
    session, view = shown()
    for k in range(5):
        session.edit(session.document.with_start(0, (k - 2.0, 1.0)), "Move start", key="start")
    session.finish()
    found = view.strip.differences
    assert found.of == found.wanted
    assert found.of.traces[0] is session.race.trace(0, 0)


def test_panels_of_starts_are_compared_by_one_optimizer(shown):
    session, view = shown(replace(opening_document(), starts=STARTS, panels="starts"))
    words = compared(session, view)
    assert len(words) == 2
    assert words[0].startswith("The starts already lie in different basins")
    assert view.strip.heading.endswith("of Gradient descent")
    session.select((1, 2))
    compared(session, view)
    assert view.strip.heading == "compared with the start at (2.00, 2.00) of Nesterov"


def test_one_path_is_told_what_to_do(shown):
    session, view = shown(replace(opening_document(), entrants=(Entrant(GradientDescent(), 0),)))
    assert compared(session, view) == []
    assert "Vary a setting" in view.strip.heading
    session.edit(replace(session.document, panels="starts"), "Panels")
    assert "Shift-click" in view.strip.heading
    session.edit(remove_entrant(session.document, 0), "Remove")
    assert not view.strip.isVisible()
    view.grab()


def test_a_hidden_optimizer_is_not_compared(shown):
    session, view = shown()
    session.select((0, 1))
    session.edit(hide_entrant(session.document, 1, False), "Hide")
    assert len(compared(session, view)) == 2
    assert view.strip.heading == "compared with Gradient descent"


@pytest.mark.parametrize("key", ["valley", "cliff"])
def test_curves_and_paths_that_end_nowhere_have_sentences(shown, key):
    document = pick_landscape(opening_document(), LANDSCAPES[key])
    fast = [
        replace(e, optimizer=GradientDescent(learning_rate=50.0)) for e in document.entrants[:1]
    ]
    entrants = (*fast, *document.entrants[1:])
    session, view = shown(replace(document, entrants=entrants))
    assert len(compared(session, view)) == 3
    view.grab()


def test_the_place_of_parting_is_marked_once_the_play_head_has_come_there(shown):
    session, view = shown()
    compared(session, view)
    told = view.strip.differences.known[0]
    assert told.leaver == 1
    painted = []
    mark = PartingMark(session, view.strip.differences, view.panels[1])
    camera, look = view.viewpoint.camera, theme()
    for step in (told.step - 1, told.step):
        session.playback.seek(step)
        image = QImage(camera.width, camera.height, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        mark.paint(painter, camera, look, 1.0)
        painter.end()
        x, y = camera.to_pixels(np.array([told.place]))[0]
        painted.append(image.pixelColor(round(x), round(y)).lightness() > 100)
    assert painted == [False, True]
