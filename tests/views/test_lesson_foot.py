"""The foot of a lesson: the way on is said in full, in fewer words, or cut short."""

import pytest

from explorer.views.lesson_foot import LessonFoot


@pytest.fixture
def foot(qtbot):
    foot = LessonFoot()
    qtbot.addWidget(foot)
    foot.show_ways(True, "Next lesson: Who says what is right?")
    foot.show()
    return foot


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (700, "Next lesson: Who says what is right? →"),
        (330, "Who says what is right? →"),
    ],
)
def test_a_long_title_loses_what_comes_before_it_first(foot, width, words):
    foot.resize(width, foot.height())
    assert foot.next.text() == words
    assert foot.next.fontMetrics().horizontalAdvance(words) < foot.next.width()
    assert foot.next.accessibleName() == "Next lesson: Who says what is right?"


def test_what_still_does_not_fit_ends_in_dots_and_comes_back(foot):
    foot.resize(240, foot.height())
    assert foot.next.text().startswith("Who")
    assert foot.next.text().endswith("…")
    foot.resize(700, foot.height())
    assert foot.next.text().endswith("→")
