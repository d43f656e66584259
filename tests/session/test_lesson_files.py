"""Lessons on the disk: what is sound comes back the same, what is not says why in one sentence."""

import json
import os
from dataclasses import replace

import pytest

from explorer.core.landscape import typed
from explorer.session import files
from explorer.session.lesson import LessonError
from explorer.session.lesson_files import read_lesson, write_lesson
from explorer.session.lesson_shelf import contents

SHIPPED = [entry.folder for entry in contents()]


def refusal(folder) -> str:
    with pytest.raises(LessonError) as caught:
        read_lesson(folder)
    sentence = str(caught.value)
    assert sentence[0].isupper()
    assert sentence[-1] in ".?"
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


def contents_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_lesson_is_read_as_it_is_written_down(tables, lesson_folder):
    lesson = read_lesson(lesson_folder(tables))
    assert (lesson.key, lesson.title, lesson.line) == (
        "balls",
        "Two balls",
        "One stays, one does not",
    )
    one, two = lesson.steps
    assert (one.at, two.at, one.vary, two.vary) == (3, "end", "start", "all")
    assert one.document.starts == ((7.0,),)
    assert one.numbers[1].settings == {"starts": 40}
    assert two.numbers[0].runs == ((0, 1),)
    assert one.checks[1].above == "share"
    assert set(lesson.documents) == {"plain.race.json", "heavy.race.json"}


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_lesson_comes_back_as_it_was_saved(folder, tmp_path):
    lesson = read_lesson(folder)
    write_lesson(tmp_path / folder.name, lesson)
    assert read_lesson(tmp_path / folder.name) == lesson
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_folder_that_is_no_lesson_is_refused(tmp_path):
    assert "no folder" in refusal(tmp_path / "nowhere")
    assert "no lesson" in refusal(tmp_path)
    (tmp_path / "lesson.toml").mkdir()
    refusal(tmp_path)
    assert "no folder" in refusal("nul\0byte")
    refusal("x" * 5000)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"title = ", b"[" * 5000, b"a = 1" * 200_000, b"\x00" * 100, b"{}"],
    ids=["empty", "no text", "cut", "deep", "large", "zeros", "json"],
)
def test_damaged_texts_are_refused(tmp_path, data):
    (tmp_path / "lesson.toml").write_bytes(data)
    refusal(tmp_path)


def test_documents_are_read_as_strictly_as_alone(tables, lesson_folder):
    folder = lesson_folder(tables)
    path = folder / "plain.race.json"
    sound = json.loads(path.read_text())
    for break_it, says in (
        ({"version": 999}, "newer version"),
        ({"landscape": {**sound["landscape"], "key": "atlantis"}}, "atlantis"),
        ({"steps": -1}, "plain.race.json"),
        ({"steps": 10**9}, "plain.race.json"),
        ({"format": "other"}, "plain.race.json"),
    ):
        path.write_text(json.dumps({**sound, **break_it}))
        assert says in refusal(folder)
    path.write_bytes(b"{")
    assert "plain.race.json" in refusal(folder)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder_is_refused(tables, lesson_folder, tmp_path):
    folder = lesson_folder(tables)
    (folder / "plain.race.json").rename(tmp_path / "plain.race.json")
    (folder / "plain.race.json").symlink_to(tmp_path / "plain.race.json")
    assert "leads out" in refusal(folder)


def test_saving_replaces_a_lesson_and_nothing_else(tables, lesson_folder, tmp_path):
    lesson = read_lesson(lesson_folder(tables))
    folder = tmp_path / "saved"
    write_lesson(folder, lesson)
    write_lesson(folder, replace(lesson, title="Another title"))
    assert read_lesson(folder).title == "Another title"
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work")
    with pytest.raises(LessonError, match="no lesson"):
        write_lesson(precious, lesson)
    (tmp_path / "file").write_text("a file")
    with pytest.raises(LessonError, match="no lesson"):
        write_lesson(tmp_path / "file", lesson)
    assert contents_of(precious) == {"thesis.txt": b"years of work"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "balls",
        "file",
        "precious",
        "saved",
    ]


def test_what_cannot_be_saved_leaves_the_lesson_that_was_there(
    tables, lesson_folder, tmp_path, monkeypatch
):
    lesson = read_lesson(lesson_folder(tables))
    folder = tmp_path / "saved"
    write_lesson(folder, lesson)
    before = contents_of(folder)
    first = lesson.steps[0]
    unfit = (
        replace(lesson, steps=()),
        replace(lesson, title=""),
        replace(lesson, steps=(replace(first, text="{nothing}"),)),
        replace(lesson, steps=(replace(first, file="../plain.race.json"),)),
        replace(lesson, steps=(replace(first, document=replace(first.document, name="")),)),
    )
    for broken in unfit:
        with pytest.raises(LessonError):
            write_lesson(folder, broken)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("explorer.session.lesson_files.os.replace", full)
    with pytest.raises(LessonError, match="No space left"):
        write_lesson(tmp_path / "new", lesson)
    assert contents_of(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["balls", "saved"]


def test_a_move_that_fails_midway_brings_the_old_lesson_back(
    tables, lesson_folder, tmp_path, monkeypatch
):
    lesson = read_lesson(lesson_folder(tables))
    folder = tmp_path / "saved"
    write_lesson(folder, lesson)
    before, move, moves = contents_of(folder), os.replace, []

    def second_fails(source, target):
        moves.append(target)
        if len(moves) == 2:
            raise OSError(13, "Permission denied")
        move(source, target)

    monkeypatch.setattr("explorer.session.lesson_files.os.replace", second_fails)
    with pytest.raises(LessonError, match="Permission denied"):
        write_lesson(folder, replace(lesson, title="Another"))
    assert contents_of(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["balls", "saved"]


def test_a_typed_formula_in_a_document_is_saved_as_text(tables, lesson_folder, tmp_path):
    lesson = read_lesson(lesson_folder(tables))
    document = replace(lesson.steps[1].document, landscape=typed("x^2", ((-9.0, 9.0),)))
    steps = (replace(lesson.steps[1], document=document, text="A bowl."),)
    write_lesson(tmp_path / "typed", replace(lesson, steps=steps))
    assert read_lesson(tmp_path / "typed").steps[0].document == document
    assert files.read(tmp_path / "typed" / "heavy.race.json") == document
