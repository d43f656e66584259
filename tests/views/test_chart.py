"""The chart: what it draws, where a click seeks, and that it stays calm."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from explorer.views.chart import Chart
from explorer.views.chart_hover import MOST_LINES, hover_words
from explorer.views.plot import Axes, Band, Line, Plot
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
@pytest.mark.parametrize("logs", [(False, False), (True, False), (True, True)])
@pytest.mark.parametrize("across", ["steps", "evaluations", "milliseconds"])
def test_hostile_numbers_are_drawn_without_a_warning(chart, heights, logs, across):
    axes = Axes(logs[0], across, logs[1])
    made = plot(heights, axes=axes)
    heights = np.asarray(heights)
    band = Band(0, np.arange(len(heights), dtype=float), heights, heights[::-1])
    chart.show_plot(Plot.of(made.lines, "loss", axes, 5.0, (band,)))
    chart.show_step(1)
    for at in (0.0, 1.0, 1e6):
        chart.point_at(at)
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


def hover(chart, app, x, y=100):
    at = QPointF(x, y)
    where = chart.mapToGlobal(at)
    kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    app.sendEvent(chart, QMouseEvent(kind, at, where, none, none, keys))


@pytest.mark.parametrize("log_across", [False, True])
def test_the_pointer_tells_each_value_at_the_step_under_it(chart, qapp, log_across):
    heights = np.linspace(9, 1, 101), np.linspace(20, 120, 101)
    chart.show_plot(plot(*heights, axes=Axes(log=True, log_across=log_across)))
    told = []
    chart.hovered.connect(told.append)
    frame = chart.frame()
    for step in (0, 1, 37, 100):
        hover(chart, qapp, frame.across(chart.plot.place(step)))
        assert told[-1] == chart.pointed == step
    words = hover_words(chart.plot, 37)
    assert words == ["step 37", f"line 0: {heights[0][37]:.4g}", f"line 1: {heights[1][37]:.4g}"]
    hover(chart, qapp, 5, 5)
    assert told[-1] is chart.pointed is None


def test_against_evaluations_each_line_tells_what_it_had_reached(chart):
    axes = Axes(log=False, across="evaluations")
    chart.show_plot(plot(np.arange(101.0), axes=axes, stretch=3.0))
    assert hover_words(chart.plot, 150.0) == ["150 evaluations", "line 0: 50"]
    assert hover_words(chart.plot, 152.9) == ["153 evaluations", "line 0: 50"]


def test_a_line_that_ended_tells_its_end_and_what_is_undefined_a_dash(chart):
    chart.show_plot(plot(np.arange(5.0), [1.0, np.nan, 3.0]))
    assert hover_words(chart.plot, 1) == ["step 1", "line 0: 1", "line 1: –"]
    assert hover_words(chart.plot, 4) == ["step 4", "line 0: 4", "line 1: 3"]


def test_of_many_lines_a_few_are_told_and_the_chosen_one_always(chart):
    chart.show_plot(plot(*(np.full(5, k) for k in range(20))))
    words = hover_words(chart.plot, 2)
    assert words[0] == f"step 2 · {20 - MOST_LINES} more"
    assert words[1:] == [f"line {k}: {k}" for k in range(MOST_LINES)]
    assert "line 19: 19" in hover_words(chart.plot, 2, (0, 19))
    assert len(hover_words(chart.plot, 2, (0, 19))) == 1 + MOST_LINES


@pytest.mark.parametrize("size", [(200, 90), (460, 150), (900, 400)])
@pytest.mark.parametrize("count", [1, 4, 20])
def test_what_is_told_stays_inside_the_chart_and_moves_nothing(chart, size, count):
    chart.resize(*size)
    chart.show_plot(plot(*(np.linspace(9, k, 50) for k in range(count))))
    before, frame = chart.grab().toImage(), chart.frame()
    for at in (0.0, 10.0, 49.0):
        chart.point_at(at)
        after = chart.grab().toImage()
        changed = [
            x
            for x in range(after.width())
            for y in range(0, after.height(), 3)
            if after.pixel(x, y) != before.pixel(x, y)
        ]
        assert changed
        assert frame.rect.left() - 2 <= min(changed) <= max(changed) <= frame.rect.right() + 2
    assert chart.frame() == frame
    chart.point_at(None)
    assert chart.grab().toImage() == before


def test_the_pointer_does_not_have_the_lines_painted_again(chart, monkeypatch):
    chart.show_plot(plot(np.linspace(9, 0, 101)))
    chart.grab()
    monkeypatch.setattr(Chart, "_painted", lambda *_: pytest.fail("painted again"))
    for step in range(0, 100, 10):
        chart.point_at(float(step))
        chart.grab()


@pytest.mark.parametrize("steps", [3, 40, 2000])
def test_a_press_seeks_on_a_logarithmic_width_too(chart, qtbot, steps):
    chart.show_plot(plot(np.linspace(9, 0, steps + 1), axes=Axes(log_across=True)))
    sought = []
    chart.sought.connect(sought.append)
    for step in (0, 1, steps):
        at = QPoint(round(chart.frame().across(chart.plot.place(step))), 100)
        qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=at)
        assert abs(sought[-1] - step) <= 0.02 * step


def test_a_band_is_filled_lightly_between_its_edges(chart):
    x = np.arange(50.0)
    line = Line((0, 0), 0, "Middle", x, np.full(50, 5.0), 50)
    other = Line((0, 1), 1, "Other", x, np.full(50, 9.0), 50)
    band = Band(0, x, np.full(50, 2.0), np.full(50, 8.0))
    chart.show_plot(Plot.of((line, other), "loss", Axes(log=False), 49.0, (band,)))
    image, frame = chart.grab().toImage(), chart.frame()
    ground = QColor(theme().ink("panel"))

    def colour(height):
        return image.pixelColor(round(frame.across(20.3)), round(frame.up(height)))

    assert colour(6.7) not in (ground, theme().colour(0))
    assert colour(3.3) == colour(6.7)
    assert colour(8.5) == ground
    assert chart.plot.goal[0] <= 2  # the band is in view


def test_a_band_is_chosen_with_any_start_of_its_optimizer(chart):
    x = np.arange(50.0)
    lines = tuple(Line((0, k), k, f"{k}", x, x + 20 * k, 50) for k in range(2))
    bands = tuple(Band(k, x, x + 20 * k, x + 20 * k + 5) for k in range(2))
    chart.show_plot(Plot.of(lines, "loss", Axes(log=False), 49.0, bands))
    chart.choose((3, 1))
    seen = colours_in(chart)
    assert theme().colour(1).name() in seen
    assert theme().colour(0).name() not in seen


def test_the_tooltip_does_not_cover_what_is_told(chart, qapp):
    chart.setToolTip("Explained")
    chart.show_plot(plot(np.linspace(9, 0, 101)))
    hover(chart, qapp, 300)
    at = QPoint(300, 100)
    assert qapp.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    assert chart.pointed is not None
    assert not QToolTip.isVisible()


@pytest.mark.parametrize("across", ["steps", "evaluations"])
def test_the_steps_that_are_looped_are_tinted(chart, across):
    chart.show_plot(plot(np.linspace(9, 0, 101), axes=Axes(log=False, across=across)))
    plain = chart.grab().toImage()
    chart.show_range((20, 40))
    tinted, frame = chart.grab().toImage(), chart.frame()
    changed = [
        plain.pixel(round(frame.across(place)), round(frame.rect.top()) + 30)
        != tinted.pixel(round(frame.across(place)), round(frame.rect.top()) + 30)
        for place in (10, 31, 60)
    ]
    assert changed == [False, across == "steps", False]
    chart.show_range(None)
    assert chart.grab().toImage() == plain
