"""A lesson made of what is on the screen: it is sound, opens again, and takes more pages."""

from dataclasses import replace

import pytest

from explorer.session.lesson import LessonError
from explorer.session.lesson_draft import Draft, DraftOption, free_folder, lesson_of, with_step
from explorer.session.lesson_files import read_lesson, write_lesson
from explorer.session.lesson_limits import check_lesson
from explorer.session.measuring import measure_step, right_options
from explorer.session.opening import opening_document

DRAFT = Draft(
    title="A race",
    line="Which one is deep?",
    page="One",
    text="See **this**.",
    question="How deep?",
    options=(DraftOption("Deep", below=1.0), DraftOption("High", above=1.0)),
    measure="height",
    run=(0, 1),
    answer="It is {number}, or {number:.1e}.",
    try_next="Drag it.",
)


def test_a_draft_becomes_a_sound_lesson_that_opens_again(tmp_path):
    document = opening_document()
    lesson = lesson_of(DRAFT, document)
    check_lesson(lesson)
    write_lesson(tmp_path / "race", lesson)
    again = read_lesson(tmp_path / "race")
    assert replace(again, key="") == lesson
    assert again.steps[0].document == document
    numbers = measure_step(again, 0).numbers
    assert right_options(again.steps[0], numbers) == (0,)


def test_one_more_page_keeps_the_others_and_names_its_number_anew(tmp_path):
    document = opening_document()
    other = replace(document, steps=40)
    lesson = lesson_of(DRAFT, document)
    for _ in range(3):
        lesson = with_step(lesson, DRAFT, other)
    check_lesson(lesson)
    write_lesson(tmp_path / "race", lesson)
    again = read_lesson(tmp_path / "race")
    assert len(again.steps) == 4
    assert again.steps[0] == lesson.steps[0]
    assert [step.document.steps for step in again.steps] == [300, 40, 40, 40]
    names = [step.numbers[0].name for step in again.steps]
    assert len(set(names)) == 4
    assert again.steps[3].answer == f"It is {{{names[3]}}}, or {{{names[3]}:.1e}}."


def test_a_page_without_a_question_is_a_lesson_too():
    lesson = lesson_of(Draft(title="Look", text="Only words."), opening_document())
    check_lesson(lesson)
    assert lesson.steps[0].numbers == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " "}, "title"),
        ({"text": ""}, "text"),
        ({"question": ""}, "need a question"),
        ({"options": DRAFT.options[:1]}, "at least two"),
        ({"options": (DraftOption("Deep"), DraftOption("High", above=1.0))}, "bound"),
        ({"measure": ""}, "number that decides"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(change, said):
    with pytest.raises(LessonError) as error:
        lesson_of(replace(DRAFT, **change), opening_document())
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_is_called_after_the_title_and_is_never_one_that_is_there(tmp_path):
    assert free_folder(tmp_path, "The Válley at 6.25!").name == "the-valley-at-6-25"
    assert free_folder(tmp_path, "../../etc").name == "etc"
    assert free_folder(tmp_path, "谷").name == "lesson"
    (tmp_path / "lesson").mkdir()
    assert free_folder(tmp_path, "谷").name == "lesson-2"
    assert free_folder(tmp_path / "not-there", "a" * 200).name == "a" * 40
