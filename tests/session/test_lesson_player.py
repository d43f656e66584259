"""Playing a lesson: its pages in the window, one's own document kept, and everything touchable."""

from dataclasses import replace

import pytest
import tomli_w

from explorer.session.files import write


def told(signal):
    seen = []
    signal.connect(lambda *sent: seen.append(sent))
    return seen


pytestmark = pytest.mark.usefixtures("nothing_remembered")


def state(session):
    return (
        session.document,
        session.is_edited,
        session.undo_label,
        session.redo_label,
        session.path,
        session.selection,
    )


def test_ones_own_document_comes_back_as_it_was(session, tables, lesson_folder, tmp_path):
    opened = session()
    path = tmp_path / "mine.race.json"
    opened.save(path)
    for x in (1.0, 2.0, 3.0):
        opened.edit(lambda d, x=x: d.with_start(0, (x, 1.0)), f"Move to {x:g}")
    opened.undo()
    opened.select((0, 2))
    opened.finish()
    opened.playback.seek(opened.playback.length - 1)
    place = opened.playback.step
    before = state(opened)
    assert before[1:] == (True, "Move to 2", "Move to 3", path, (0, 2))
    folder = lesson_folder(tables)
    assert opened.lessons.open(folder)
    opened.edit(lambda d: d.with_start(0, (1.0,)), "Drag")
    opened.lessons.next()
    assert opened.lessons.open(folder)  # again, from within
    opened.lessons.leave()
    opened.finish()
    assert state(opened) == before
    assert opened.playback.step == place
    opened.redo()
    assert opened.document.starts == ((3.0, 1.0),)
    for _ in range(5):
        opened.undo()
    assert opened.is_edited is False
    opened.lessons.leave()  # nothing is open: nothing happens


def test_a_page_puts_its_document_into_the_window(played):
    opened, player = played()
    assert opened.document == player.step.document
    assert (opened.is_edited, opened.undo_label, opened.path) == (False, None, None)
    player.next()
    assert (player.index, opened.document) == (1, player.lesson.steps[1].document)
    opened.finish()
    assert opened.race.finished
    player.next()  # there is none
    assert player.index == 1
    player.back()
    player.back()
    assert (player.index, opened.document.name) == (0, "Plain")


def test_undo_in_free_play_stops_at_the_page(played):
    opened, player = played()
    opened.edit(lambda d: d.with_start(0, (1.0,)), "Drag")
    opened.edit(lambda d: replace(d, steps=7), "Steps")
    for _ in range(5):
        opened.undo()
    assert opened.document == player.step.document
    assert not player.is_changed


def test_the_play_head_goes_where_the_page_says(played):
    opened, player = played()
    opened.finish()
    assert opened.playback.step == player.step.at == 3
    player.next()
    opened.finish()
    assert opened.playback.step == opened.playback.length > 100
    assert not opened.playback.is_playing


@pytest.mark.parametrize(("at", "step", "plays"), [(0, 0, False), ("play", 0, True)])
def test_a_page_begins_at_its_start_or_plays(session, tables, lesson_folder, at, step, plays):
    tables["steps"][0]["at"] = at
    opened = session()
    opened.lessons.open(lesson_folder(tables))
    opened.finish()
    assert (opened.playback.step, opened.playback.is_playing) == (step, plays)
    opened.lessons.leave()
    assert not opened.playback.is_playing


@pytest.mark.parametrize(
    ("then", "step", "plays"),
    [("stay", 3, False), ("play", 3, True), ("end", 120, False), (7, 7, False)],
)
@pytest.mark.parametrize("is_touched", [False, True])
def test_the_answer_moves_the_play_head_where_the_page_wants_it(
    session, tables, lesson_folder, then, step, plays, is_touched
):
    tables["steps"][0]["then"] = then
    opened = session()
    opened.lessons.open(lesson_folder(tables))
    opened.finish()
    if is_touched:
        opened.edit(lambda d: d.with_start(0, (1.0,)), "Drag")
        opened.finish()
        before = opened.playback.step
    opened.lessons.reveal()
    found = (opened.playback.step, opened.playback.is_playing)
    assert found == ((before, False) if is_touched else (step, plays))
    opened.playback.pause()


@pytest.mark.parametrize(
    ("then", "step", "plays"),
    [("stay", 3, False), ("play", None, True), ("end", 120, False), (7, 7, False)],
)
def test_a_page_that_was_answered_begins_as_its_answer_left_it(
    session, tables, lesson_folder, then, step, plays
):
    def where(opened):
        is_playing = opened.playback.is_playing
        return None if is_playing else opened.playback.step, is_playing

    tables["steps"][0]["then"] = then
    opened = session()
    opened.lessons.open(lesson_folder(tables))
    opened.lessons.reveal()  # before the race is there
    opened.finish()
    assert where(opened) == (step, plays)
    opened.lessons.next()
    opened.finish()
    for again in (opened.lessons.back, opened.lessons.draw_again):
        again()
        opened.finish()
        assert where(opened) == (step, plays)
    opened.playback.pause()


def test_a_race_that_comes_late_does_not_move_the_play_head_of_one_who_plays(played):
    opened, player = played(begun=False)
    opened.edit(lambda d: d.with_start(0, (1.0,)), "Drag")
    opened.playback.seek(0)
    opened.begin()
    opened.finish()
    assert player.is_changed
    assert opened.playback.step == 0


def test_numbers_come_beside_the_window_and_fill_the_texts(played):
    opened, player = played(begun=False)
    assert player.numbers is None
    assert player.fill(player.step.text) == "A **ball** ends at …, or …."
    assert [row.value for row in player.table()] == ["…"]
    measured = told(player.measured)
    opened.begin()
    opened.finish()
    assert measured[-1] == (player.numbers,)
    assert player.numbers["end"] == pytest.approx(6.25, abs=1e-3)
    assert player.fill(player.step.text) == "A **ball** ends at **6.25**, or **6.3**."
    (row,) = player.table()
    assert (row.value, row.ok) == ("6.25", True)


def test_a_page_opened_first_measures_the_earlier_numbers_it_shows(session, tables, lesson_folder):
    opened = session()
    opened.lessons.open(lesson_folder(tables))
    opened.lessons.go(1)
    opened.finish()
    assert opened.lessons.fill("{end}, {far}") == "**6.25**, **2.00**"


def test_what_was_measured_is_not_measured_again(played, monkeypatch):
    opened, player = played()
    opened.finish()

    def fails(*_, **__):
        raise AssertionError("measured again")

    monkeypatch.setattr("explorer.session.lesson_gauge.measure_step", fails)
    folder = player.entry.folder
    player.leave()
    assert player.open(folder)
    assert player.numbers is not None


def test_another_document_ends_the_lesson(played, tmp_path):
    opened, player = played()
    told_of = told(player.opened)
    write(tmp_path / "other.race.json", replace(opened.document, name="Other"))
    assert opened.open(tmp_path / "other.race.json")
    assert (player.lesson, player.step, player.numbers, player.goal) == (None,) * 4
    assert told_of == [(None,)]
    player.leave()
    opened.finish()
    assert opened.document.name == "Other"
    assert not opened.open(tmp_path / "nowhere.race.json")


def test_a_document_that_cannot_be_opened_leaves_the_lesson_open(played, tmp_path):
    opened, player = played()
    assert not opened.open(tmp_path / "nowhere.race.json")
    assert player.lesson is not None


def test_a_lesson_that_cannot_be_opened_leaves_everything_as_it_was(session, tmp_path):
    opened = session()
    refused, before = told(opened.refused), state(opened)
    for name in ("vally", tmp_path, str(tmp_path / "nowhere"), "x" * 5000, "nul\0byte", ""):
        assert not opened.lessons.open(name)
    assert len(refused) == 6
    assert "did you mean valley?" in refused[0][0]
    assert (opened.lessons.lesson, state(opened)) == (None, before)


def test_a_number_that_cannot_be_measured_says_why(session, tables, lesson_folder):
    numbers = tables["steps"][0]["numbers"]
    numbers.append({"name": "odd", "measure": "held-out-accuracy"})
    opened = session()
    refused = told(opened.refused)
    assert opened.lessons.open(lesson_folder(tables))
    opened.finish()
    assert refused == [(opened.lessons.fault,)]
    assert opened.lessons.fault
    assert opened.lessons.numbers is None
    opened.lessons.next()
    assert opened.lessons.fault == ""
    opened.finish()


def test_the_curves_of_an_experiment_are_there_with_its_number(session, tables, lesson_folder):
    step = tables["steps"][0]
    settings = {"steps": 100}
    number = {"name": "late", "experiment": "grokking", "finding": "learned", "settings": settings}
    step["numbers"].append(number)
    step["curves"] = "late"
    opened = session()
    opened.lessons.open(lesson_folder(tables))
    assert opened.lessons.curves is None
    opened.finish()
    assert len(opened.lessons.curves.curves) == 2


def test_a_lesson_changed_on_the_disk_is_read_anew(played, tables):
    opened, player = played()
    opened.finish()
    tables["steps"][0]["text"] = "It is now {share} instead."
    text = tomli_w.dumps(tables)
    (player.entry.folder / "lesson.toml").write_text(text, encoding="utf-8")
    assert player.open(player.entry.folder)
    opened.finish()
    assert player.fill(player.step.text).startswith("It is now **")
