"""The chart: what it draws, where a click seeks, and that it stays calm."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from explorer.views.chart import Chart
from explorer.views.plot import Axes, Line, Plot
from explorer.views.theme import theme


def plot(*heights, axes=None, stretch=1.0):
    lines = tuple(
        Line((0, k), k, f"line {k}", stretch * np.arange(len(y), dtype=float), y, len(y))
        for k, y in enumerate(map(np.asarray, heights))
    )
    width = max(float(line.x[-1]) for line in lines)
    return Plot.of(lines, "loss", axes or Axes(log=False), width)


@pytest.fixture
def chart(qtbot):
    made = Chart(empty="Nothing to draw.")
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


def colours_in(chart):
    image = chart.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_each_line_is_drawn_in_the_colour_of_its_slot(chart):
    chart.show_plot(plot(np.linspace(9, 1, 50), np.linspace(1, 5, 50)))
    seen = colours_in(chart)
    assert theme().colour(0).name() in seen
    assert theme().colour(1).name() in seen


@pytest.mark.parametrize(
    "heights",
    [
        [np.nan] * 5,
        [np.inf, 1.0, -np.inf],
        [1.0],
        [1e308, -1e308, 5.0],
        [0.0, 0.0, 0.0],
        [5e-324, 0.0],
    ],
)
@pytest.mark.parametrize("log", [False, True])
def test_hostile_numbers_are_drawn_without_a_warning(chart, heights, log):
    chart.show_plot(plot(heights, axes=Axes(log=log)))
    chart.show_step(1)
    chart.grab()


def test_an_empty_chart_says_what_to_do(chart):
    before = chart.grab().toImage()
    chart.show_plot(None, "Add an optimizer.")
    assert chart.grab().toImage() != before


def test_a_press_seeks_the_step_under_it_and_a_drag_goes_on(chart, qtbot):
    chart.show_plot(plot(np.linspace(9, 0, 101)))
    sought = []
    chart.sought.connect(sought.append)
    frame = chart.frame()
    for step in (0, 37, 100):
        at = QPoint(round(frame.across(step)), 100)
        qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=at)
        assert abs(sought[-1] - step) <= 1
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(-50, 100))
    assert sought[-1] == 0


def test_against_evaluations_a_press_seeks_on_the_nearest_line(chart, qtbot):
    axes = Axes(log=False, across="evaluations")
    chart.show_plot(plot(np.linspace(9, 5, 101), np.linspace(1, 0, 101), axes=axes, stretch=3.0))
    sought = []
    chart.sought.connect(sought.append)
    frame = chart.frame()
    at = QPoint(round(frame.across(150)), round(frame.up(7)))
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=at)
    assert abs(sought[-1] - 50) <= 1


def test_the_cursor_moves_without_the_lines_being_painted_again(chart, monkeypatch):
    chart.show_plot(plot(np.linspace(9, 0, 101)))
    chart.grab()
    monkeypatch.setattr(Chart, "_painted", lambda *_: pytest.fail("painted again"))
    for step in range(0, 100, 10):
        chart.show_step(step)
        chart.grab()


def test_the_range_does_not_move_while_lines_change_a_little(chart):
    chart.show_plot(plot(np.linspace(100, 0, 101)))
    before = chart.shown
    for top in (97.0, 91.0, 99.0, 85.0):
        chart.show_plot(plot(np.linspace(top, 0, 95)))
        assert chart.shown == before


def test_another_height_is_fitted_anew(chart):
    chart.show_plot(plot(np.linspace(100, 0, 101)))
    chart.show_plot(plot(np.linspace(1, 0, 101), axes=Axes(log=True)))
    assert chart.shown[1][1] == 0


def test_a_line_that_runs_away_is_marked_where_it_leaves(chart):
    wild = Line((0, 1), 3, "Wild", np.arange(50.0), 10.0 ** np.arange(50), 5)
    calm = plot(np.linspace(9, 0, 50))
    chart.show_plot(Plot.of((*calm.lines, wild), "loss", Axes(log=False), 49.0))
    assert chart.shown[1][1] < 1e4
    assert QColor(theme().ink("fair")).name() in colours_in(chart)


def test_lines_fade_behind_the_chosen_one(chart):
    chart.show_plot(plot(np.linspace(9, 1, 50), np.linspace(1, 5, 50)))
    chart.choose((0, 1))
    seen = colours_in(chart)
    assert theme().colour(0).name() not in seen
    assert theme().colour(1).name() in seen
