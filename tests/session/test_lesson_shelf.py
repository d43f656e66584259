"""The contents: the course, the shelf and one's own; one bad lesson never hides the others."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from explorer.session.lesson import LessonError
from explorer.session.lesson_shelf import contents, find, own_folder
from explorer.session.progress import (
    Progress,
    forget,
    keep,
    opened_folders,
    progress_of,
    remember_folder,
)

pytestmark = pytest.mark.usefixtures("nothing_remembered")


@pytest.fixture
def own():
    folder = own_folder()
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


def test_the_course_is_numbered_and_every_lesson_can_be_found():
    entries = contents()
    numbers = [entry.number for entry in entries if entry.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({entry.key for entry in entries}) == len(entries)
    for entry in entries:
        assert find(entry.key) == entry
        assert find(entry.folder) == entry
        assert find(str(entry.folder / "lesson.toml")) == entry


def test_ones_own_lessons_lie_with_ones_data(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    assert own_folder() == tmp_path / "lessons"
    monkeypatch.delenv("EXPLORER_DATA")
    assert own_folder().parts[-2:] == ("landscape-explorer", "lessons")
    assert own_folder().is_absolute()


def test_ones_own_lessons_come_after_those_that_were_shipped(tables, lesson_folder, own):
    shipped = contents()
    shutil.copytree(lesson_folder(tables), own / "zebra")
    tables["title"] = "A first one"
    shutil.copytree(lesson_folder(tables, "other"), own / "last")
    shutil.copytree(lesson_folder(tables, "third"), own / shipped[0].key)
    (own / "nothing").mkdir()
    (own / "file.txt").write_text("no lesson")
    entries = contents()
    assert entries[: len(shipped)] == shipped
    mine = entries[len(shipped) :]
    assert [entry.title for entry in mine] == ["A first one", "A first one", "Two balls"]
    assert {entry.key for entry in mine} == {"last", "zebra", str(own / shipped[0].key)}
    assert all(entry.is_own and not entry.number for entry in mine)
    assert all(find(entry.key) == entry for entry in entries)


def test_a_bad_lesson_says_why_and_hides_no_other(tables, lesson_folder, own):
    shutil.copytree(lesson_folder(tables), own / "good")
    tables["steps"][0]["numbers"][0]["measure"] = "beauty"
    shutil.copytree(lesson_folder(tables, "bad"), own / "bad")
    faults = {entry.key: entry.fault for entry in contents() if entry.is_own}
    assert faults["good"] == ""
    assert "beauty" in faults["bad"]
    assert find("bad").fault == faults["bad"]


def test_a_lesson_opened_from_elsewhere_is_remembered(tables, lesson_folder):
    folder = lesson_folder(tables).resolve()
    assert folder not in [entry.folder for entry in contents()]
    found = find(folder)
    assert found.is_own
    assert find(found.key) == find(folder) == found
    assert folder in opened_folders()
    assert folder in [entry.folder for entry in contents()]
    shutil.rmtree(folder)
    assert folder not in [entry.folder for entry in contents()]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_lesson_is_listed_twice(tables, lesson_folder, own):
    before = contents()
    remember_folder(before[0].folder)
    assert contents() == before
    folder = lesson_folder(tables)
    (own / "again").symlink_to(folder, target_is_directory=True)
    remember_folder(folder)
    assert len(contents()) == len(before) + 1


def test_a_lesson_is_read_anew_when_a_file_of_it_changes(tables, lesson_folder):
    folder = lesson_folder(tables)
    assert find(folder).title == "Two balls"
    tables["title"] = "Another title"
    assert find(lesson_folder(tables)).title == "Another title"
    (folder / "plain.race.json").unlink()
    assert "missing" in find(folder).fault


@pytest.mark.parametrize("name", ["no-such-lesson", "a/b/c", "x" * 5000, "nul\0byte", "~nobody/x"])
def test_what_is_not_there_is_said(name):
    with pytest.raises(LessonError, match="There is no"):
        find(name)


@pytest.mark.parametrize("key", ["valley", "/home/a b/lesson", "C:\\own\\ä=1", "a/b", "x" * 300])
def test_progress_is_kept_by_any_name(key):
    progress = Progress().seen(2, is_last=False).expected(0, True).expected(1, False).reached(2)
    assert progress == Progress(2, False, (0,), (1,), (2,))
    keep(key, progress)
    assert progress_of(key) == progress
    keep(key, progress.seen(1, is_last=True))
    assert progress_of(key) == Progress(2, True, (0,), (1,), (2,))
    forget()
    assert progress_of(key) == Progress()


def test_only_the_first_prediction_of_a_step_counts():
    progress = Progress().expected(3, False).expected(3, True)
    assert (progress.right, progress.wrong) == ((), (3,))


def test_progress_that_is_damaged_counts_as_none():
    from PySide6.QtCore import QSettings

    settings = QSettings("landscape-explorer", "landscape-explorer")
    for damaged in ("{", '{"furthest": "far"}', "", "7"):
        settings.setValue("lessons/broken", damaged)
        settings.sync()
        assert progress_of("broken") == Progress()
    forget()


def test_only_so_many_folders_are_remembered():
    for number in range(60):
        remember_folder(Path(f"/nowhere/{number}"))
    remember_folder(Path("/nowhere/30"))
    kept = opened_folders()
    assert (kept[0], kept[1], len(kept)) == (Path("/nowhere/30"), Path("/nowhere/59"), 40)
    assert len(set(kept)) == 40


def test_lessons_are_read_beside_the_window_once_its_engine_is_warm(session, monkeypatch):
    threads = []

    def read():
        threads.append(threading.current_thread())

    monkeypatch.setattr("explorer.session.session.contents", read)
    opened = session(begun=False)
    opened.finish()
    assert not threads  # nothing before the window is on the screen
    opened.begin()
    opened.finish()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()
