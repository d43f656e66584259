"""Promises of the fields for exact numbers, and of the sliders beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.core.param import Param
from explorer.views.number_entry import exact, read_number
from explorer.views.number_slider import NumberSlider
from explorer.views.slider import Slider

RATE = Param(1e-6, 10.0, "How far a step goes", log=True, slider_low=1e-4, slider_high=1.0)
STEPS = Param(0, 1000, "How many", whole=True)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_exactly_is_read_back(value: float) -> None:
    assert read_number(exact(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e-3", 1e-3), ("0,5", 0.5), (" \N{MINUS SIGN}2 ", -2.0), ("1E2", 100.0), (".5", 0.5)],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "1e999", "1 2", "0x10", "1,2,3"])
def test_other_text_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.fixture
def row(qtbot):
    made = NumberSlider("learning_rate", RATE, 0.01)
    made.resize(280, 30)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _type(row, text, key=Qt.Key.Key_Return):
    row._entry.setFocus()
    row._entry.selectAll()
    QTest.keyClicks(row._entry, text)
    QTest.keyClick(row._entry, key)


def _mouse(slider, kind, x, button, buttons):
    at = QPointF(x, slider.height() / 2)
    event = QMouseEvent(
        kind, at, slider.mapToGlobal(at), button, buttons, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(slider, event)


def _drag(slider, to):
    left, none, kinds = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, QEvent.Type
    _mouse(slider, kinds.MouseButtonPress, slider.width() / 2, left, left)
    for x in to:
        _mouse(slider, kinds.MouseMove, x, none, left)
    _mouse(slider, kinds.MouseButtonRelease, to[-1], left, none)


def test_a_good_entry_is_announced_once_and_settles(row, qtbot):
    heard, settled = [], []
    row.changing.connect(heard.append)
    row.settled.connect(lambda: settled.append(True))
    _type(row, "2e-3")
    assert heard == [2e-3]
    assert settled
    assert row.value == 2e-3


def test_an_entry_beyond_the_slider_is_taken_exactly(row):
    _type(row, "7.123456789")
    assert row.value == 7.123456789


@pytest.mark.parametrize("text", ["0", "-1", "1e9", "nan", "fast", "1e-9"])
def test_a_bad_entry_is_refused_in_a_sentence_and_the_number_kept(row, text):
    heard = []
    row.changing.connect(heard.append)
    _type(row, text)
    assert row.value == 0.01
    assert heard == []
    assert row._sentence.isVisible()
    assert row._sentence.text().endswith(".")


def test_escape_gives_the_number_back(row):
    row._entry.setFocus()
    row._entry.selectAll()
    QTest.keyClicks(row._entry, "99")
    QTest.keyClick(row._entry, Qt.Key.Key_Escape)
    assert read_number(row._entry.text()) == 0.01
    assert row.value == 0.01


def test_a_drag_announces_rising_numbers_and_settles_once(row):
    heard, settled = [], []
    row.changing.connect(heard.append)
    row.settled.connect(lambda: settled.append(True))
    slider = row._slider
    _drag(slider, [slider.width() * share for share in (0.6, 0.7, 0.8, 0.9, 2.0)])
    assert heard == sorted(heard)
    assert len(heard) >= 5
    assert heard[-1] == 1.0
    assert settled == [True]


def test_being_told_announces_nothing(row):
    heard = []
    row.changing.connect(heard.append)
    row.show_number(0.5)
    assert row.value == 0.5
    assert heard == []


def test_the_wheel_moves_nothing(row):
    place = QPointF(10, 10)
    wheel = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(row._slider, wheel)
    assert row.value == 0.01


def test_keys_move_the_slider(row):
    row._slider.setFocus()
    QTest.keyClick(row._slider, Qt.Key.Key_Right)
    assert row.value > 0.01
    QTest.keyClick(row._slider, Qt.Key.Key_Home)
    assert row.value == 1e-4


def test_whole_numbers_stay_whole(qtbot):
    row = NumberSlider("steps", STEPS, 300)
    qtbot.addWidget(row)
    heard = []
    row.changing.connect(heard.append)
    for tick in range(0, 1001, 37):
        row._slider.setValue(tick)
    assert all(isinstance(number, float) and number == int(number) for number in heard)
    assert isinstance(row.value, int)


def test_a_held_handle_is_not_torn_away(qtbot):
    slider = Slider(100)
    qtbot.addWidget(slider)
    slider.setSliderDown(True)
    slider.setValue(40)
    slider.show_tick(80)
    assert slider.value() == 40
