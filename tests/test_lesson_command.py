"""`landscape-explorer lesson`: opened, printed or checked; refused in one sentence."""

import json
import shlex

import pytest

from explorer.__main__ import main
from explorer.session.lesson_shelf import contents, find

pytestmark = pytest.mark.usefixtures("nothing_remembered")


def run(line: str) -> int:
    try:
        return main(shlex.split(line))
    except SystemExit as ended:
        return ended.code


@pytest.fixture
def balls(tables, lesson_folder):
    """The folder of a small lesson that holds what it says."""
    return lesson_folder(tables)


@pytest.fixture
def broken(tables, lesson_folder):
    """The folder of a lesson that names a measure there is not."""
    tables["steps"][0]["numbers"][0]["measure"] = "beauty"
    return lesson_folder(tables, "broken")


def test_lessons_are_listed(capsys, balls, broken):
    entries = [*contents(), find(balls), find(broken)]
    assert run("list lessons") == 0
    text = capsys.readouterr().out
    assert all(f"  {entry.key} " in text for entry in entries if not entry.fault)
    assert run("list lessons --json") == 0
    listed = {one["key"]: one for one in json.loads(capsys.readouterr().out)["lessons"]}
    assert listed[find(balls).key]["title"] == "Two balls"
    assert listed["valley"]["fault"] is None


def test_a_check_prints_what_was_measured_and_expected(capsys, balls):
    assert run(f"lesson {balls} --check") == 0
    text = capsys.readouterr().out
    assert "Two balls" in text
    assert "within 0.01 of 6.25" in text
    assert "seconds" in text
    # Two checks on one number are a line; then the question and the goal.
    assert "1 lesson: 3 checks hold, 0 missed; " in text


def test_a_check_with_draws_shows_how_far_they_spread(capsys, balls):
    assert run(f"lesson {balls} --check --draws 3") == 0
    assert "median" in capsys.readouterr().out
    assert run(f"lesson {balls} --draws 3 --json") == 0
    (found,) = json.loads(capsys.readouterr().out)["lessons"]
    assert found["passed"] is True
    numbers = [number for step in found["steps"] for number in step["numbers"] if number["name"]]
    assert [number["name"] for number in numbers] == ["end", "share", "far"]
    assert all(len(number["draws"]) == 3 for number in numbers)
    assert all(number["value"] == number["draws"][0] for number in numbers)


def test_a_check_that_fails_is_marked_and_ends_with_1(capsys, tables, lesson_folder):
    tables["steps"][0]["checks"][0]["near"] = 3.0
    folder = lesson_folder(tables)
    assert run(f"lesson {folder} --check") == 1
    text = capsys.readouterr().out
    assert "MISSED" in text
    assert "2 checks hold, 1 missed" in text
    assert run(f"lesson {folder} --json") == 1
    assert json.loads(capsys.readouterr().out)["lessons"][0]["passed"] is False


@pytest.mark.parametrize("bounds", [(-1.0, -2.0), (9.0, 9.0)], ids=["none is", "two are"])
def test_a_question_has_one_right_answer(capsys, tables, lesson_folder, bounds):
    for option, bound in zip(tables["steps"][0]["options"], bounds, strict=True):
        option["holds"] = [{"number": "end", "below": bound}]
    assert run(f"lesson {lesson_folder(tables)} --check") == 1
    assert "1 missed" in capsys.readouterr().out


def test_a_goal_must_not_be_met_as_the_page_opens(capsys, tables, lesson_folder):
    tables["steps"][0]["goal"]["condition"]["below"] = 5.0
    assert run(f"lesson {lesson_folder(tables)} --check") == 1
    assert "1 missed" in capsys.readouterr().out


def test_what_cannot_be_measured_is_said(capsys, tables, lesson_folder):
    tables["steps"][1]["numbers"].append({"name": "odd", "measure": "held-out-accuracy"})
    assert run(f"lesson {lesson_folder(tables)} --check") == 1
    assert "cannot be opened: Step 2 cannot be measured: " in capsys.readouterr().out


def test_all_lessons_are_checked_and_a_bad_one_does_not_hide_the_others(
    capsys, balls, broken, monkeypatch
):
    entries = find(broken), find(balls)
    monkeypatch.setattr("explorer.commands.lessons.contents", lambda: entries)
    assert run("lesson --check") == 1
    text = capsys.readouterr().out
    assert "cannot be opened: Step 1: there is no measure called 'beauty'." in text
    assert "2 lessons: 3 checks hold, 0 missed, 1 cannot be opened; " in text
    assert run("lesson --json") == 1
    first, second = json.loads(capsys.readouterr().out)["lessons"]
    assert ("beauty" in first["fault"], second["passed"]) == (True, True)


def test_without_a_display_the_pages_are_printed(capsys, monkeypatch, balls):
    monkeypatch.setattr("explorer.commands.opening.has_display", lambda: False)
    assert run(f"lesson {balls}") == 0
    text = capsys.readouterr().out
    assert "no display" in text
    assert "A ball ends at 6.25, or 6.3." in text
    assert "- At 6.25 (this came out)" in text
    assert not any(mark in text for mark in ("**", "{", "…"))


def test_printed_pages_fit_80_columns(capsys, monkeypatch):
    monkeypatch.setattr("explorer.commands.opening.has_display", lambda: False)
    assert run("lesson valley") == 0
    pages = capsys.readouterr().out.split("\nTo read\n")[0]
    assert max(map(len, pages.splitlines())) <= 80


def test_with_a_display_the_lesson_is_opened_in_the_app(monkeypatch, balls):
    opened = []
    monkeypatch.setattr("explorer.commands.opening.has_display", lambda: True)
    monkeypatch.setattr("explorer.commands.opening.missing_libraries", lambda window: None)
    monkeypatch.setattr("explorer.app.main", lambda lesson: opened.append(lesson) or 0)
    assert run("lesson valley") == 0
    assert run(f"lesson {balls}") == 0
    assert opened == ["valley", "balls"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("lesson vally", "did you mean valley?"),
        ("lesson vally --check", "did you mean valley?"),
        ("lesson no/such/folder", "no/such/folder"),
        ("lesson", "list lessons"),
        ("lesson valley --draws 1000", "--draws"),
        ("lesson valley --draws=-1", "--draws"),
        ("lesson valley --draws many", "--draws"),
        ("lesson valley extra", "extra"),
        ("list lesson", "lessons"),
    ],
)
def test_bad_input_is_refused_in_one_line(capsys, line, says):
    assert run(line) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
    assert captured.err.count("\n") == 1


def test_a_lesson_at_fault_is_refused_in_one_line(capsys, broken):
    for line in (f"lesson {broken}", f"lesson {broken} --check"):
        assert run(line) == 2
        captured = capsys.readouterr()
        assert (captured.out, captured.err.count("\n")) == ("", 1)
        assert "beauty" in captured.err
