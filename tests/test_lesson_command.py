"""`landscape-explorer lesson`: opened, printed or checked; refused in one sentence."""

import json
import shlex

import pytest

from explorer.__main__ import main
from explorer.session.lesson_shelf import contents

pytestmark = pytest.mark.usefixtures("nothing_remembered")

VALLEY = next(entry for entry in contents() if entry.key == "valley")


def run(line: str) -> int:
    try:
        return main(shlex.split(line))
    except SystemExit as ended:
        return ended.code


@pytest.fixture
def broken(tmp_path):
    """Make a copy of a lesson, changed by what is given: `broken("ends", "begins")`."""

    def make(old, new):
        folder = tmp_path / "broken"
        folder.mkdir()
        for path in VALLEY.folder.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        text = (folder / "lesson.toml").read_text(encoding="utf-8")
        assert old in text
        (folder / "lesson.toml").write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return make


def test_lessons_are_listed(capsys):
    assert run("list lessons") == 0
    text = capsys.readouterr().out
    assert all(f"  {entry.key} " in text and entry.title in text for entry in contents())
    assert run("list lessons --json") == 0
    (valley,) = (
        one for one in json.loads(capsys.readouterr().out)["lessons"] if one["key"] == "valley"
    )
    assert (valley["title"], valley["fault"]) == (VALLEY.title, None)


def test_a_check_prints_what_was_measured_and_expected(capsys):
    assert run("lesson valley --check") == 0
    text = capsys.readouterr().out
    assert VALLEY.title in text
    assert "MISSED" not in text
    assert "seconds" in text
    assert "1 lesson: " in text


def test_a_check_with_draws_shows_how_far_they_spread(capsys):
    assert run("lesson valley --check --draws 3") == 0
    assert "median" in capsys.readouterr().out
    assert run("lesson valley --draws 3 --json") == 0
    (found,) = json.loads(capsys.readouterr().out)["lessons"]
    assert found["passed"] is True
    numbers = [number for step in found["steps"] for number in step["numbers"] if number["name"]]
    assert numbers
    assert all(len(number["draws"]) == 3 for number in numbers)
    assert all(number["value"] == number["draws"][0] for number in numbers)


def test_a_check_that_fails_is_marked_and_ends_with_1(capsys, broken):
    folder = broken("near = 6.25, within = 0.01", "near = 3.0, within = 0.01")
    assert run(f"lesson {folder} --check") == 1
    text = capsys.readouterr().out
    assert "MISSED" in text
    assert "1 missed" in text
    assert run(f"lesson {folder} --json") == 1
    assert json.loads(capsys.readouterr().out)["lessons"][0]["passed"] is False


def test_all_lessons_are_checked_and_a_bad_one_does_not_hide_the_others(
    capsys, broken, monkeypatch
):
    from explorer.session import lesson_shelf

    folder = broken('measure = "success"', 'measure = "beauty"')
    bad = lesson_shelf.find(folder)
    monkeypatch.setattr("explorer.commands.lessons.contents", lambda: (bad, VALLEY))
    assert run("lesson --check") == 1
    text = capsys.readouterr().out
    assert "cannot be opened: Step 1: there is no measure called 'beauty'." in text
    assert "2 lessons: " in text
    assert "0 missed, 1 cannot be opened" in text
    assert run("lesson --json") == 1
    first, second = json.loads(capsys.readouterr().out)["lessons"]
    assert ("beauty" in first["fault"], second["passed"]) == (True, True)


def test_without_a_display_the_pages_are_printed(capsys, monkeypatch):
    monkeypatch.setattr("explorer.commands.lessons.has_display", lambda: False)
    assert run("lesson valley") == 0
    text = capsys.readouterr().out
    assert "no display" in text
    assert VALLEY.title in text
    assert "(this came out)" in text
    assert not any(mark in text for mark in ("**", "{", "…"))
    lines = text.split("\nTo read\n")[0].splitlines()
    assert max(map(len, lines)) <= 80


def test_with_a_display_the_lesson_is_opened_in_the_app(capsys, monkeypatch):
    opened = []
    monkeypatch.setattr("explorer.commands.lessons.has_display", lambda: True)
    monkeypatch.setattr("explorer.commands.lessons.missing_libraries", lambda window: None)
    monkeypatch.setattr("explorer.app.main", lambda lesson: opened.append(lesson) or 0)
    assert run("lesson valley") == 0
    assert opened == ["valley"]


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
    folder = broken('measure = "success"', 'measure = "beauty"')
    for line in (f"lesson {folder}", f"lesson {folder} --check"):
        assert run(line) == 2
        captured = capsys.readouterr()
        assert (captured.out, captured.err.count("\n")) == ("", 1)
        assert "beauty" in captured.err
