"""The page of a lesson: what is shown before and after one has expected something."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtTest import QTest

from explorer.core.experiment import Curve, Finding
from explorer.session.lesson_files import read_lesson, write_lesson
from explorer.views.lesson_curves import LessonCurves, plot_of
from explorer.views.lesson_page import LessonPage, draw_words
from explorer.views.lesson_spread import SpreadStrip


@pytest.fixture
def shown(session, qtbot, own_lesson):
    """Show the page of the small lesson: `shown(begun=True)` is the session and its page."""

    def make(*, begun=True):
        running = session(begun=begun)
        page = LessonPage(running)
        page.resize(360, 700)
        qtbot.addWidget(page)
        page.show()
        assert running.lessons.open(own_lesson)
        if begun:
            running.finish()
        return running, page

    return make


def test_nothing_of_the_answer_is_seen_before_one_has_expected_something(shown):
    _, page = shown()
    assert page.question.isVisible()
    for later in (page.answer, page.table, page.draws, page.goal):
        assert not later.isVisible()
    page.expect(0)
    assert not page.question.skip.isVisible()
    for later in (page.answer, page.table, page.draws, page.goal):
        assert later.isVisible()


@pytest.mark.parametrize(
    ("option", "heading", "outcomes"),
    [
        (0, "Not quite", ["wrong", "right"]),
        (1, "You expected right", ["passed", "right"]),
    ],
)
def test_it_says_whether_the_reader_expected_right(shown, option, heading, outcomes):
    _, page = shown()
    page.question.options[option].click()
    assert page.answer.heading == heading
    assert [one.outcome for one in page.question.options] == outcomes
    assert "right" in page.question.options[1].accessibleDescription()
    assert page.table.texts() == (("where it ends", "6.25", "as expected"),)


def test_numbers_that_are_not_there_yet_are_dots_and_nothing_is_judged(shown):
    running, page = shown(begun=False)
    page.expect(1)
    assert page.answer.heading == "Being measured …"
    assert page.table.texts() == (("where it ends", "…", ""),)
    assert [one.outcome for one in page.question.options] == ["passed", "passed"]
    tall = page.table.height()
    running.begin()
    running.finish()
    assert page.answer.heading == "You expected right"
    assert page.table.texts() == (("where it ends", "6.25", "as expected"),)
    assert page.table.height() == tall


def test_another_draw_is_said_and_not_judged(shown):
    running, page = shown()
    page.expect(1)
    assert "own draw" in page.draws.source
    page.draws.again_button.click()
    running.finish()
    assert "draw 1" in page.draws.source
    assert page.table.texts()[0][2] == ""


def test_the_spread_is_shown_below_its_number(shown):
    running, page = shown()
    page.expect(1)
    strip = page.table.findChild(SpreadStrip)
    assert not strip.isVisible()
    page.draws.spread_button.click()
    running.finish()
    low, middle, high = strip.ends
    assert strip.isVisible()
    assert 1.9 < low <= middle <= high < 6.3
    assert "8 draws" in strip.accessibleDescription()
    assert not page.draws.spread_button.isEnabled()


def test_the_goal_gets_its_tick_when_the_race_reaches_it(shown):
    running, page = shown()
    page.expect(1)
    assert not page.goal.is_met
    running.edit(lambda d: d.with_start(0, (1.0,)), "Drag")
    running.finish()
    assert page.goal.is_met
    running.edit(lambda d: d.with_start(0, (7.5,)), "Drag")
    running.finish()
    assert page.goal.is_met  # once reached, it stays so


def test_the_last_page_has_the_notes_and_the_reading_list(shown):
    running, page = shown()
    assert page.sources.text == ""
    running.lessons.next()
    assert "toy" in page.sources.text
    assert "example.org" in page.sources.text
    running.lessons.back()
    assert page.sources.text == ""


def test_a_page_begins_at_its_top_and_brings_its_answer(shown, qtbot):
    running, page = shown()
    page.resize(340, 200)
    QTest.qWait(0)
    page.expect(1)
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    running.lessons.next()
    assert bar.value() == 0


def test_lines_are_as_long_with_a_scroll_bar_as_without(shown, qtbot):
    _, page = shown()
    page.resize(360, 2000)
    QTest.qWait(0)
    wide = page.widget().width()
    page.resize(360, 160)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert page.widget().width() == wide


def test_options_are_reached_and_chosen_by_the_keyboard(shown):
    from PySide6.QtCore import Qt

    running, page = shown()
    first = page.question.options[0]
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert running.lessons.prediction == 0


def test_long_words_are_wrapped_and_nothing_is_cut(shown, own_lesson, qtbot):
    lesson = read_lesson(own_lesson)
    long = ("From some of the starts, but not from most of those that were stuck " * 3).strip()
    first = lesson.steps[0]
    one, other = first.options
    number = replace(first.numbers[0], words=long)
    checks = (replace(first.checks[0], above=-100.0, below=1e9, by=0.125),)
    first = replace(
        first,
        title=long[:100],
        question=long,
        options=(replace(one, text=long), other),
        numbers=(number,),
        checks=checks * 3,
        try_next=long,
        goal=replace(first.goal, words=long),
    )
    write_lesson(own_lesson, replace(lesson, title=long[:100], steps=(first,)))
    _, page = shown()
    page.resize(320, 700)
    page.expect(1)
    tall, short = page.question.options
    qtbot.waitUntil(lambda: short.height() < 60)
    assert tall.height() == tall.heightForWidth(tall.width()) > 2 * short.height()
    assert page.widget().width() == page.viewport().width() == 320


def test_a_lesson_elsewhere_says_its_seeds(shown):
    from explorer.core.nets.data_plan import DataPlan
    from explorer.core.nets.tiny_net import TinyNet

    running, _ = shown()
    assert "seed 0" in draw_words(running.document, 0)
    net = TinyNet(DataPlan(seed=4), init_seed=7)
    words = draw_words(replace(running.document, landscape=net), 2)
    assert "draw 2" in words
    assert "data seed 4" in words
    assert "weights seed 7" in words


def test_the_seeds_are_those_that_were_measured_whatever_is_in_the_window(shown):
    running, page = shown()
    page.expect(0)
    said = page.draws.source
    assert running.edit(replace(running.document, seed=99), "Take another seed")
    page.refresh()
    assert page.draws.source == said
    assert "99" not in said


@pytest.mark.parametrize("vary", ["start", "nothing"])
def test_another_draw_is_offered_where_it_would_change_something(shown, own_lesson, vary):
    lesson = read_lesson(own_lesson)
    first = replace(lesson.steps[0], vary=vary)
    write_lesson(own_lesson, replace(lesson, steps=(first, *lesson.steps[1:])))
    _, page = shown()
    page.expect(0)
    assert page.draws.isVisible()
    for button in (page.draws.again_button, page.draws.spread_button):
        assert button.isVisible() == (vary != "nothing")
    assert ("left to chance" in page.draws.source) == (vary == "nothing")


def test_curves_of_a_finding_keep_their_axes():
    x = np.array([0.01, 0.1, 1.0, 10.0])
    finding = Finding(
        {"a": 1.0},
        (Curve("one", x, x**2), Curve("two", x, np.array([1.0, np.nan, 0.0, 4.0]))),
        across="size",
        up="loss",
        log_x=True,
        log_y=True,
    )
    plot = plot_of(finding)
    assert (plot.first, plot.width) == (-2.0, 1.0)
    assert plot.log
    assert plot.log_across
    one, two = plot.lines
    assert one.y.tolist() == pytest.approx([-4.0, -2.0, 0.0, 2.0])
    assert len(two.x) == 2  # neither nothing nor the undefined has a power of ten
    assert plot_of(Finding({}, ())) is None
    assert plot_of(Finding({}, (Curve("none", x[:0], x[:0]),))) is None


def test_curves_have_their_place_before_they_are_known(qtbot):
    view = LessonCurves()
    qtbot.addWidget(view)
    view.show_finding(None)
    before = view.sizeHint().height()
    x = np.arange(5.0)
    view.show_finding(Finding({}, (Curve("one", x, x + 1),), across="units", up="loss"))
    assert view.sizeHint().height() == before
    assert view.plot.is_counted
    view.grab()


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ((3.0, 1.0, 2.0), (1.0, 2.0, 3.0)),
        ((5.0, 5.0), (5.0, 5.0, 5.0)),
        ((1.0, float("nan"), 3.0), (1.0, 2.0, 3.0)),
    ],
)
def test_a_spread_shows_lowest_median_and_highest(qtbot, values, ends):
    strip = SpreadStrip()
    qtbot.addWidget(strip)
    strip.resize(200, 40)
    strip.show_values(values, ("a", "b", "c"), shown=1)
    assert strip.ends == ends
    assert not strip.grab().isNull()


def test_numbers_are_compared_with_others_by_what_those_are(shown, own_lesson):
    lesson = read_lesson(own_lesson)
    first = lesson.steps[0]
    far = replace(first.numbers[0], name="far", words="its twin")
    checks = (replace(first.checks[0], near=None, above="far"),)
    first = replace(first, numbers=(first.numbers[0], far), checks=checks)
    write_lesson(own_lesson, replace(lesson, steps=(first,)))
    running, _ = shown(begun=False)
    assert running.lessons.table()[0].expected == "above …"
    running.begin()
    running.finish()
    assert running.lessons.table()[0].expected == "above 6.25"
