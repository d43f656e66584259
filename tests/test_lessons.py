"""Every lesson that comes with Explorer opens, runs, and finds what it says."""

import re
from functools import lru_cache
from pathlib import Path

import pytest

from explorer.session.draws import drawn_again
from explorer.session.lesson_files import LESSON, read_lesson
from explorer.session.lesson_report import report_on
from explorer.session.lesson_shelf import contents
from explorer.session.limits import check_document
from explorer.session.measuring import measure_draw

ROOT = Path(__file__).resolve().parent.parent / "assets" / "lessons"
ENTRIES = {entry.key: entry for entry in contents() if not entry.is_own}
MOST_WORDS = 650  # about three minutes


@pytest.fixture(params=list(ENTRIES))
def lesson(request):
    return read_lesson(ENTRIES[request.param].folder)


@lru_cache(maxsize=len(ENTRIES))
def report(key):
    return report_on(read_lesson(ENTRIES[key].folder))


def texts(lesson):
    """Yield all that a reader of the lesson reads, in its order."""
    for step in lesson.steps:
        yield step.text
        yield step.question
        yield from (option.text for option in step.options)
        yield step.answer
        yield step.try_next
        if step.goal is not None:
            yield step.goal.words


def test_every_folder_is_listed():
    assert {path.name for path in ROOT.iterdir() if path.is_dir()} == set(ENTRIES)
    assert [entry.key for entry in ENTRIES.values() if entry.fault] == []


@pytest.mark.parametrize("key", ENTRIES)
def test_every_check_holds_and_every_question_has_one_right_answer(key):
    missed = [
        f"step {page.number}: {line.words} is {line.value}, not {line.expected}"
        for page in report(key).pages
        for line in page.lines
        if line.ok is False
    ]
    assert missed == []
    assert report(key).held > 0


@pytest.mark.parametrize("key", ENTRIES)
def test_every_number_that_is_shown_is_a_number(key):
    lines = [line for page in report(key).pages for line in page.lines]
    assert [line.words for line in lines if line.value == "no number" and line.ok is None] == []


def test_every_page_can_be_drawn_again(lesson):
    for index, step in enumerate(lesson.steps):
        for draw in (1, 2):
            check_document(drawn_again(step.document, draw, step.vary))
        found = measure_draw(lesson, index, 1)
        assert set(found.numbers) == {number.name for number in step.numbers}


def test_every_page_reads_well_alone(lesson):
    assert lesson.notes.strip(), "say what is a toy here"
    assert lesson.line.strip()
    for step in lesson.steps:
        assert step.title.strip()
        assert bool(step.question) <= bool(step.answer.strip())
        said = [option.text for option in step.options]
        assert len(set(said)) == len(said)
    assert all(source.link.startswith("https://") for source in lesson.sources if source.link)


def test_a_lesson_takes_three_minutes_to_read(lesson):
    words = sum(len(text.split()) for text in texts(lesson))
    assert words <= MOST_WORDS


def test_a_term_is_introduced_once(lesson):
    """Bold is for the place where a term is explained."""
    bold = [term.lower() for text in texts(lesson) for term in re.findall(r"\*\*(.+?)\*\*", text)]
    assert sorted({term for term in bold if bold.count(term) > 1}) == []
    assert not [term for term in bold if "{" in term], "numbers are bold of themselves"


def test_no_file_lies_about(lesson):
    folder = ENTRIES[lesson.key].folder
    assert {path.name for path in folder.iterdir()} == {LESSON, *lesson.documents}
    assert set(lesson.documents) == {
        name
        for step in lesson.steps
        for name in (step.file, *(number.document for number in step.numbers))
        if name
    }
