"""Save as lesson: what is typed is seen as a learner sees it, and opens as a lesson at once."""

from dataclasses import replace

import pytest

from explorer.session.lesson_files import read_lesson
from explorer.session.lesson_shelf import own_folder
from explorer.views.save_lesson import SaveLesson
from explorer.views.save_lesson_form import NEW
from explorer.views.save_lesson_question import read_bound


@pytest.fixture
def dialog(session, qtbot, own_lesson):
    running = session()
    made = SaveLesson(running)
    qtbot.addWidget(made)
    return running, made


def fill(form):
    form.title.setText("How deep?")
    form.line.setText("A race to the bottom")
    form.text.setPlainText("Four **optimizers** race.")
    form.asks.setChecked(True)
    form.question.setText("How high does momentum end?")
    form.choose_number("height", (0, 1))
    for place, cells in enumerate((("Deep", "", "1"), ("High", "100%", ""))):
        for field, words in zip(form.options.row(place), cells, strict=True):
            field.setText(words)
    form.answer.setPlainText("It ends at {number}.")


def test_a_lesson_is_saved_and_opens_at_once(dialog):
    running, made = dialog
    document = running.document
    fill(made.form)
    running.finish()
    made.save()
    assert made.error == ""
    folder = own_folder() / "how-deep"
    lesson = read_lesson(folder)
    assert (lesson.title, len(lesson.steps)) == ("How deep?", 1)
    assert lesson.steps[0].document == document
    player = running.lessons
    assert player.lesson == lesson
    running.finish()
    player.predict(0)
    player.reveal()
    assert player.right_options == (0,)


def test_a_page_is_added_to_a_lesson_of_ones_own(dialog):
    running, made = dialog
    before = read_lesson(own_folder() / "balls")
    made.form.choose_target("balls")
    assert made.form.title.isHidden() or not made.form.title.isVisibleTo(made.form)
    made.form.text.setPlainText("And now a race.")
    made.save()
    assert made.error == ""
    lesson = read_lesson(own_folder() / "balls")
    assert lesson.steps[:2] == before.steps
    assert running.lessons.lesson == lesson
    assert running.lessons.index == 2


def test_the_preview_follows_what_is_typed(dialog):
    running, made = dialog
    fill(made.form)
    running.finish()
    assert made.preview.text == "Four **optimizers** race."
    assert [option.text() for option in made.preview.question.options] == ["Deep", "High"]
    assert [option.outcome for option in made.preview.question.options] == ["right", "passed"]


@pytest.mark.parametrize(
    ("bounds", "said"),
    [((("", "1e-30"), ("1e30", "")), "none is"), ((("", "9"), ("", "9")), "2 are")],
)
def test_exactly_one_answer_must_be_right(dialog, bounds, said):
    running, made = dialog
    fill(made.form)
    for place, (above, below) in enumerate(bounds):
        _, low, high = made.form.options.row(place)
        low.setText(above)
        high.setText(below)
    running.finish()
    made.save()
    assert said in made.error
    assert running.lessons.lesson is None


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [("title", "", "title"), ("text", "", "text"), ("text", "An odd { brace", "belongs to no")],
)
def test_what_is_wrong_is_said_and_nothing_is_written(dialog, field, words, said):
    running, made = dialog
    fill(made.form)
    running.finish()
    typed = getattr(made.form, field)
    (typed.setText if field == "title" else typed.setPlainText)(words)
    made.save()
    assert said in made.error
    assert sorted(path.name for path in own_folder().iterdir()) == ["balls"]


def test_a_number_that_makes_no_sense_here_says_so(dialog):
    running, made = dialog
    fill(made.form)
    made.form.choose_number("train-accuracy")
    running.finish()
    said = made.form.number
    assert said
    assert not said.startswith("now")
    made.save()
    assert "none is" in made.error


def test_the_scene_is_saved_as_it_was_when_the_dialog_opened(dialog):
    running, made = dialog
    document = running.document
    running.edit(replace(document, steps=7), "Steps")
    fill(made.form)
    running.finish()
    made.save()
    assert read_lesson(own_folder() / "how-deep").steps[0].document == document
    assert made.form.target == NEW


@pytest.mark.parametrize(
    ("text", "bound"), [("0.5", 0.5), ("50%", 0.5), (" 12 % ", 0.12), ("", None), ("much", None)]
)
def test_a_bound_may_be_said_in_per_cent(text, bound):
    assert read_bound(text) == bound
