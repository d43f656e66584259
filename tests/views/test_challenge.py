"""The page of Blind descent: clicks and keys probe, nothing is given away, the end shows it all."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from explorer.core.blind_descent import hidden_land
from explorer.core.descent import descend_interpreted
from explorer.core.landscapes import LANDSCAPES
from explorer.session import challenge as game_module
from explorer.session import edits
from explorer.views import theme
from explorer.views.challenge_page import ChallengePage
from explorer.views.challenge_words import probe_words, verdict

KEYS = Qt.Key


@pytest.fixture
def quick(monkeypatch):
    """Let the rivals run in plain Python."""
    monkeypatch.setattr(game_module, "descend", lambda runs, cancelled: descend_interpreted(runs))


@pytest.fixture
def page(qtbot, session, quick, pointer):
    running = session()
    shown = ChallengePage(running)
    qtbot.addWidget(shown)
    shown.resize(1024, 640)
    shown.show()
    qtbot.waitExposed(shown)
    shown.challenge.begin(1, 10)
    hand = pointer(shown.field, shown.field.viewpoint)
    yield running, shown, hand
    running.worker.finish()


def cells(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def end(running, shown):
    shown.challenge.give_up()
    running.worker.finish()
    shown.field.finish()


def test_a_click_probes_where_it_is(page):
    _, shown, hand = page
    hand.click(hand.at(7.0, 3.0))
    last = shown.challenge.probes[-1]
    assert last.point == pytest.approx((7.0, 3.0), abs=0.03)
    assert "9 of 10 probes left" in texts(shown)
    assert len(cells(shown.side.list.table)) == 2


def test_a_double_click_is_one_probe_and_a_click_beside_the_land_is_none(page):
    _, shown, hand = page
    hand.double_click(hand.at(7.0, 3.0))
    hand.click(hand.at(10.8, 3.0))
    assert len(shown.challenge.probes) == 2


def test_the_keys_move_a_cross_and_enter_probes(page):
    _, shown, _ = page
    x, y = shown.field.cross
    QTest.keyClick(shown.field, KEYS.Key_Right)
    QTest.keyClick(shown.field, KEYS.Key_Up)
    QTest.keyClick(shown.field, KEYS.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(shown.field, KEYS.Key_Return)
    assert shown.challenge.probes[-1].point == pytest.approx((x + 0.25, y + 0.30))
    for _ in range(60):
        QTest.keyClick(shown.field, KEYS.Key_Left)
    assert shown.field.cross[0] == 0.0
    QTest.keyClick(shown.field, KEYS.Key_Home)
    assert shown.field.cross == shown.challenge.lowest.point


def test_a_screen_reader_hears_height_slope_and_what_is_left(page):
    _, shown, hand = page
    hand.click(hand.at(7.0, 3.0))
    said = shown.field.accessibleDescription()
    assert probe_words(shown.challenge.probes[-1]) in said
    assert "9 of 10 probes left" in said


def test_the_list_marks_the_lowest_and_shows_what_is_picked(page):
    _, shown, _ = page
    shown.challenge.probe(shown.challenge.land.landscape.minima[0])
    shown.challenge.probe((0.0, 0.0))
    marked = [row[0] for row in cells(shown.side.list.table) if "▼" in row[0]]
    assert marked == ["1 ▼"]
    assert shown.side.list.table.currentIndex().row() == 2
    shown.side.list.table.selectRow(0)
    assert shown.field.picture.choice == 0
    shown.challenge.give_up()
    assert shown.field.picture.choice == 1
    assert shown.side.list.table.currentIndex().row() == 1


def test_nothing_is_given_away_before_the_end(page):
    running, shown, hand = page
    running.worker.finish()
    hand.click(hand.at(7.0, 3.0))
    running.worker.finish()
    assert shown.field.picture.paths == ()
    assert shown.challenge.land.origin not in " ".join(texts(shown))
    # Away from the probes the picture of one land is the picture of any other.
    first = shown.field.grab().toImage()
    shown.challenge.begin(2)
    shown.challenge.probe((9.5, 9.5))
    second = shown.field.grab().toImage()
    at = hand.at(1.3, 8.4).toPoint()
    assert first.pixel(at) == second.pixel(at)


def test_the_end_shows_the_map_four_paths_and_who_came_lowest(page):
    running, shown, _ = page
    shown.challenge.probe(shown.challenge.land.landscape.minima[0])
    before = shown.field.grab().toImage()
    shown.side.reveal.click()
    running.worker.finish()
    shown.field.finish()
    assert len(shown.field.picture.paths) == 4
    assert before != shown.field.grab().toImage()
    words = texts(shown)
    assert "You came lowest" in words
    assert "This was “Himmelblau”, turned and shifted." in words
    for name in ("Gradient descent", "Momentum", "Adam", "Nelder–Mead"):
        assert name in words
    assert shown.side.again.isVisible()
    assert not shown.side.reveal.isVisible()


def test_the_last_probe_ends_the_game(page):
    running, shown, hand = page
    for k in range(10):
        hand.click(hand.at(1.0 + 0.8 * k, 5.0))
    running.worker.finish()
    assert shown.challenge.is_over
    assert shown.side.result.isVisible()
    # From now on a click looks at a probe that was taken.
    hand.click(hand.at(1.8, 5.0))
    assert shown.field.picture.choice == 2
    QTest.keyClick(shown.field, KEYS.Key_Left)
    assert shown.field.picture.choice == 1


def test_the_paths_are_told_off_step_by_step(page):
    running, shown, _ = page
    for k in range(5):
        shown.challenge.probe((1.0 + k, 2.0))
    shown.challenge.give_up()
    running.worker.finish()
    assert shown.field.picture.step == 0
    for _ in range(9):
        shown.field._play()
    assert shown.field.picture.last_step == 5
    assert not shown.field._clock.isActive()


def test_a_new_game_puts_the_old_result_away(page):
    running, shown, _ = page
    end(running, shown)
    shown.side.again.click()
    assert shown.challenge.left == 10
    assert shown.field.picture.paths == ()
    assert not shown.side.result.isVisible()
    end(running, shown)
    shown.side.another.click()
    assert shown.challenge.land == hidden_land(2)
    assert shown.side.settings.seed.entry.value == 2


def test_a_seed_can_be_typed(page):
    _, shown, _ = page
    entry = shown.side.settings.seed.entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "23")
    QTest.keyClick(entry, KEYS.Key_Return)
    assert shown.challenge.land == hidden_land(23)
    entry.selectAll()
    QTest.keyClicks(entry, "-4")
    QTest.keyClick(entry, KEYS.Key_Return)
    assert shown.challenge.land == hidden_land(23)
    assert "seed" in shown.side.error


def test_more_probes_begin_anew(page):
    _, shown, _ = page
    shown.challenge.probe((1.0, 1.0))
    shown.side.settings.counts._group.button(2).click()
    assert shown.challenge.left == 40


def test_the_landscape_of_the_workbench_can_be_played(page):
    running, shown, _ = page
    lands = shown.side.settings.lands
    lands._group.button(1).click()
    assert shown.challenge.land.landscape == running.document.landscape
    lands._group.button(0).click()
    assert shown.challenge.is_hidden


def test_a_curve_is_refused_in_a_sentence(page):
    running, shown, _ = page
    running.edit(edits.pick_landscape(running.document, LANDSCAPES["valley"]), "Pick")
    shown.side.settings.lands._group.button(1).click()
    assert shown.side.error.endswith(".")
    assert shown.challenge.is_hidden
    assert shown.side.settings.lands.index == 0


@pytest.mark.parametrize("size", [(1024, 640), (1440, 840)])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("over", [False, True])
def test_no_words_are_cut(page, qapp, size, large, over):
    running, shown, _ = page
    shown.resize(*size)
    for k in range(6):
        shown.challenge.probe((1.0 + k, 2.0))
    if over:
        end(running, shown)
    theme.apply(qapp, "light", large)
    QApplication.processEvents()
    try:
        for one in (*shown.findChildren(QPushButton), *shown.findChildren(QLabel)):
            if one.isVisible() and one.text() and not (isinstance(one, QLabel) and one.wordWrap()):
                wide = one.fontMetrics().horizontalAdvance(one.text())
                assert one.width() >= wide, one.text()
                assert one.mapTo(shown, one.rect().topRight()).x() <= shown.width(), one.text()
    finally:
        theme.apply(qapp, "dark", large=False)


def test_who_gives_up_at_once_still_sees_the_rivals(page):
    running, shown, _ = page
    end(running, shown)
    headline, detail = verdict(shown.challenge)
    assert headline == "You took no probe"
    assert re.fullmatch(r"Of the optimizers, .+ came lowest\.", detail)


def texts(widget):
    QApplication.processEvents()  # rows that are new come up with the next event
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]
