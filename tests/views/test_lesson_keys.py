"""A lesson from the keyboard alone: Tab reaches everything in the order in which it is read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.views.lesson_side import LessonSide


@pytest.fixture
def reading(qtbot, session, own_lesson):
    from PySide6.QtWidgets import QLabel

    running = session()
    side = LessonSide(running, QLabel("race"))
    qtbot.addWidget(side)
    side.resize(380, 800)
    side.show()
    qtbot.waitExposed(side)
    side.activateWindow()
    assert running.lessons.open(own_lesson)
    running.finish()
    QApplication.processEvents()
    return running, side


def walk(side, start, steps):
    """Press Tab so often from a widget, and return the accessible names on the way."""
    start.setFocus()
    seen = []
    for _ in range(steps):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget().accessibleName() or "?")
    return seen


def test_tab_goes_from_the_head_through_the_page_to_the_foot(reading):
    _, side = reading
    assert walk(side, side.head.landscape, 5) == [
        "Optimizers",
        "At 2",
        "At 6.25",
        "Show the answer",
        "Next: The end",
    ]


def test_after_the_answer_tab_reaches_the_draws(reading):
    _, side = reading
    side.page.expect(1)
    assert walk(side, side.head.optimizers, 3) == ["Draw again", "Show the spread", "Next: The end"]


def test_links_of_the_reading_list_are_reached(reading):
    running, side = reading
    running.lessons.next()
    _, links = side.page.sources.texts
    side.head.optimizers.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is links
    QTest.keyClick(links, Qt.Key.Key_Tab)  # within the text, to its link
    assert links.selectedText() == "A book *with* marks"
    assert "Back" in walk(side, links, 3)


def test_tab_walks_the_contents(reading):
    _, side = reading
    side.show_contents()
    rows = [row for row in side.contents.rows if row.isEnabled()]
    rows[0].setFocus()
    names = walk(side, rows[0], len(rows))
    assert names[:-1] == [row.accessibleName() for row in rows[1:]]
    assert names[-1] == side.contents.open_button.text()


@pytest.mark.parametrize("which", ["option", "skip"])
def test_an_answer_hands_the_keyboard_to_no_other_button(reading, which):
    running, side = reading
    question = side.page.question
    pressed = question.options[0] if which == "option" else question.skip
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    assert running.lessons.is_revealed
    assert QApplication.focusWidget() is question.options[0]
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert (running.lessons.index, running.lessons.draw) == (0, 0)
    assert question.options[0].isChecked() is (which == "option")
