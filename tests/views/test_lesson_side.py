"""The right side of the window in a lesson: pages, keys, the list of lessons, and the way out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from explorer.session.lesson_files import write_lesson
from explorer.session.lesson_shelf import contents
from explorer.views.remembered import remembered
from explorer.window import Window

DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, session, own_lesson):
    """The window with nothing but the first race in it."""
    remembered().clear()
    running = session()
    shown = Window(running)
    qtbot.addWidget(shown, before_close_func=lambda _: running.new())
    shown.show()
    qtbot.waitExposed(shown)
    yield running, shown
    running.new()
    shown.close()
    remembered().clear()


@pytest.fixture
def reading(window, own_lesson):
    """The window with the small lesson open and all its numbers known."""
    running, shown = window
    assert running.lessons.open(own_lesson)
    running.finish()
    QApplication.processEvents()
    return running, shown, shown.workbench.side


def test_the_lesson_takes_the_right_side_and_gives_it_back(window, own_lesson):
    running, shown = window
    bench = shown.workbench
    before = running.document
    assert bench.gallery.isVisible()
    assert bench.cards.isVisible()
    running.lessons.open(own_lesson)
    assert bench.side.page.isVisible()
    assert bench.centre.isVisible()
    assert bench.charts.isVisible()
    assert not bench.gallery.isVisible()
    assert not bench.cards.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert bench.gallery.isVisible()
    assert bench.cards.isVisible()
    assert bench.results.isVisible()
    assert not bench.side.head.isVisible()
    assert not bench.side.foot.isVisible()
    assert running.document == before


def test_keys_turn_the_pages(reading):
    running, shown, side = reading
    player = running.lessons
    assert not side.foot.back.isEnabled()
    assert side.foot.next.accessibleName() == "Next: The end"
    QTest.keyClick(shown, Qt.Key.Key_Right, CONTROL)
    assert player.index == 1
    assert side.foot.back.isEnabled()
    QTest.keyClick(shown, Qt.Key.Key_Left, CONTROL)
    assert player.index == 0
    QTest.keyClick(shown, Qt.Key.Key_Left, CONTROL)
    assert player.index == 0


def test_a_digit_expects_and_reveals(reading):
    running, shown, side = reading
    QTest.keyClick(shown, Qt.Key.Key_9)
    QTest.keyClick(shown, Qt.Key.Key_5)
    assert not running.lessons.is_revealed
    QTest.keyClick(shown, Qt.Key.Key_2)
    assert running.lessons.prediction == 1
    assert side.page.answer.heading == "You expected right"
    assert [option.outcome for option in side.page.question.options] == ["passed", "right"]
    QTest.keyClick(shown, Qt.Key.Key_1)  # too late
    assert running.lessons.prediction == 1


def test_enter_reveals_without_an_expectation(reading):
    running, shown, side = reading
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert running.lessons.is_revealed
    assert side.page.answer.heading == "What happened"


def test_the_keys_of_the_play_head_still_work(reading):
    running, shown, _ = reading
    running.playback.seek(5)
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert running.playback.step == 6
    assert running.lessons.index == 0


def test_optimizers_and_landscape_come_beside_the_text(reading):
    _running, shown, side = reading
    bench = shown.workbench
    side.head.landscape.click()
    assert bench.gallery.isVisible()
    side.head.optimizers.click()
    assert bench.cards.isVisible()
    assert bench.results.isVisible()
    assert not side.page.isVisible()
    assert side.head.isVisible()
    assert side.foot.isVisible()
    side.head.optimizers.click()
    assert side.page.isVisible()
    side.head.optimizers.click()
    side.foot.next.click()  # another page is read from its text
    assert side.page.isVisible()
    assert not side.head.optimizers.isChecked()
    assert bench.gallery.isVisible()


def test_the_way_back_to_the_scene_is_offered_when_something_was_changed(reading):
    running, _, side = reading
    assert not side.head.restore.isVisible()
    running.edit(lambda d: d.with_start(0, (1.0,)), "Drag")
    assert side.head.restore.isVisible()
    side.head.restore.click()
    assert running.document == running.lessons.step.document
    assert not side.head.restore.isVisible()
    running.lessons.draw_again()
    assert side.head.restore.text() == "Back to its own draw"
    side.head.restore.click()
    assert running.lessons.draw == 0


def test_steps_are_chosen_in_the_bar(reading):
    running, _, side = reading
    pieces = [piece for piece in side.head.bar.findChildren(object) if hasattr(piece, "click")]
    assert [piece.accessibleName() for piece in pieces] == [
        "Step 1 of 2: One ball",
        "Step 2 of 2: The end",
    ]
    pieces[1].click()
    assert running.lessons.index == 1
    assert [piece.isChecked() for piece in pieces] == [False, True]


def test_the_contents_list_every_lesson_and_open_one(window, own_lesson):
    running, shown = window
    QTest.keyClick(shown, Qt.Key.Key_F1)
    side = shown.workbench.side
    listed = [row.entry for row in side.contents.rows]
    assert listed == list(contents())
    assert not shown.workbench.cards.isVisible()
    mine = next(row for row in side.contents.rows if row.entry.folder == own_lesson)
    assert mine.state == ""
    mine.click()
    assert running.lessons.lesson.title == "Two pages"
    assert side.page.isVisible()
    assert not side.contents.isVisible()
    side.head.contents.click()
    mine = next(row for row in side.contents.rows if row.entry.folder == own_lesson)
    assert mine.state == "step 1 of 2"
    QTest.keyClick(side.contents, Qt.Key.Key_Escape)
    assert side.page.isVisible()


def test_a_broken_lesson_says_why_and_the_others_still_open(window, own_lesson, small_lesson):
    running, shown = window
    broken = own_lesson.with_name("broken")
    write_lesson(broken, small_lesson)
    (broken / "ball.race.json").unlink()
    shown.workbench.side.show_contents()
    rows = {row.entry.key: row for row in shown.workbench.side.contents.rows}
    assert not rows["broken"].isEnabled()
    assert "missing" in rows["broken"].accessibleDescription()
    assert rows["balls"].isEnabled()
    rows["balls"].click()
    assert running.lessons.lesson is not None


def test_the_arrows_walk_the_contents(window, own_lesson, small_lesson):
    _, shown = window
    write_lesson(own_lesson.with_name("balls-2"), replace(small_lesson, title="Three pages"))
    side = shown.workbench.side
    side.show_contents()
    rows = [row for row in side.contents.rows if row.isEnabled()]
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows[1]
    QTest.keyClick(rows[1], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is rows[0]
    QTest.keyClick(rows[0], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is rows[0]


def test_the_end_of_a_lesson_leads_on(reading):
    running, _shown, side = reading
    running.lessons.go(1)
    assert side.foot.next.accessibleName() == "Contents"  # one's own lessons have no order
    side.foot.next.click()
    assert side.contents.isVisible()
    assert running.lessons.lesson is not None


def test_a_lesson_of_the_course_says_its_number_and_leads_to_the_next(window):
    running, shown = window
    course = [entry for entry in contents() if entry.number]
    assert running.lessons.open(course[0].key)
    side = shown.workbench.side
    assert side.head.place == f"Lesson 1 of {len(course)}"
    running.lessons.go(len(running.lessons.lesson.steps) - 1)
    goal = f"Next lesson: {course[1].title}" if len(course) > 1 else "Contents"
    assert side.foot.next.accessibleName() == goal


def test_a_page_points_out_what_it_speaks_of(reading):
    running, shown, _side = reading
    bench = shown.workbench
    assert bench.show_part("curve") is bench.centre
    assert bench.spotlight.isVisible()
    assert bench.spotlight.size() == bench.centre.size()
    running.lessons.next()  # points out nothing
    assert not bench.spotlight.isVisible()
    running.lessons.back()
    bench.show_part("curve")
    bench.spotlight.show_around(bench.centre)
    running.lessons.leave()  # nothing is pointed out in one's own race
    assert not bench.spotlight.isVisible()


def test_closing_in_a_lesson_keeps_what_was_open_before(window, own_lesson, monkeypatch):
    from PySide6.QtWidgets import QMessageBox

    running, shown = window
    running.edit(lambda d: d.with_start(0, (1.0, 1.0)), "Move")
    sizes = shown.workbench.splitters["columns"].sizes()
    running.lessons.open(own_lesson)
    asked = []
    monkeypatch.setattr(
        QMessageBox, "question", lambda *a: asked.append(a) or QMessageBox.StandardButton.Cancel
    )
    assert not shown.close()
    assert len(asked) == 1
    assert running.document.starts == ((1.0, 1.0),)
    assert shown.workbench.splitters["columns"].sizes() == sizes


def test_pages_turn_from_the_picture_too(reading, qtbot):
    running, shown, _ = reading
    shown.activateWindow()
    plane = shown.workbench.centre.currentWidget().findChild(QWidget, options=DIRECT)
    plane.setFocus()
    before = running.document
    QTest.keyClick(plane, Qt.Key.Key_Right, CONTROL)
    assert running.lessons.index == 1
    assert running.document == before


def test_nothing_moves_when_the_way_back_comes_up(reading, qtbot):
    running, _, side = reading
    QApplication.processEvents()
    before = (side.head.height(), side.page.y())
    running.edit(lambda d: d.with_start(0, (1.0,)), "Drag")
    QApplication.processEvents()
    assert side.head.restore.isVisible()
    assert (side.head.height(), side.page.y()) == before


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_O])
def test_another_race_asks_for_what_was_open_before_the_lesson(
    window, own_lesson, monkeypatch, tmp_path, key
):
    from PySide6.QtWidgets import QFileDialog, QMessageBox

    running, shown = window
    file = tmp_path / "race.race.json"
    running.save(file)
    running.edit(lambda d: d.with_start(0, (1.0, 1.0)), "Move")
    running.lessons.open(own_lesson)
    asked = []
    monkeypatch.setattr(
        QMessageBox, "question", lambda *a: asked.append(a) or QMessageBox.StandardButton.Cancel
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    QTest.keyClick(shown, key, CONTROL)
    assert len(asked) == 1
    assert running.lessons.lesson is None
    assert running.document.starts == ((1.0, 1.0),)
