"""The charts under the landscape: what is hidden does no work, what is seen follows the race."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.core.landscape import typed
from explorer.core.many_starts import ManyStarts
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.edits import hide_entrant, pick_landscape
from explorer.session.net_edits import change_data, pick_net
from explorer.views.charts import (
    ACCURACY,
    ANGLE,
    DISTANCE,
    GAP_TAB,
    LOSS,
    RESTARTS,
    SLOPE,
    STEP,
    TABS,
    ChartsView,
)  # fmt: skip
from explorer.views.plot import Axes
from explorer.views.theme import apply

OF_FORMULAS = (LOSS, GAP_TAB, DISTANCE, SLOPE, STEP, ANGLE)
NET = TinyNet(DataPlan(examples=24), hidden=(3,))


@pytest.fixture
def opened(session, qtbot):
    owner = session()
    view = ChartsView(owner)
    qtbot.addWidget(view)
    view.resize(840, 260)
    view.show()
    return owner, view


def lines_of(view, tab):
    plot = view.charts[tab].chart.plot
    return [] if plot is None else [line.key for line in plot.lines]


@pytest.mark.parametrize("tab", OF_FORMULAS)
def test_a_chart_draws_every_path_of_the_race_when_it_is_seen(opened, tab):
    owner, view = opened
    view.show_tab(tab)
    everyone = [(0, k) for k in range(len(owner.document.entrants))]
    assert lines_of(view, tab) == everyone
    owner.edit(hide_entrant(owner.document, 1, False), "Hide")
    owner.finish()
    assert lines_of(view, tab) == [key for key in everyone if key != (0, 1)]


def test_a_chart_of_undefined_values_says_why_it_is_empty(opened):
    owner, view = opened
    view.show_tab(0)
    owner.edit(lambda document: pick_landscape(document, typed("sqrt(-1-x^2-y^2)")), "Type")
    owner.finish()
    assert view.charts[0].chart.frame() is None
    assert "not defined" in view.charts[0].chart._empty


@pytest.mark.parametrize("tab", OF_FORMULAS)
def test_a_hidden_chart_does_no_work(opened, tab):
    owner, view = opened
    view.show_tab(DISTANCE if tab == LOSS else LOSS)
    before = view.charts[tab].chart.plot
    owner.edit(owner.document.with_start(0, (1.0, 1.0)), "Move start")
    owner.finish()
    assert view.charts[tab].chart.plot is before
    view.show_tab(tab)
    assert view.charts[tab].chart.plot is not before


def test_all_charts_share_their_axes(opened):
    _, view = opened
    view.set_axes(Axes(log=False, across="evaluations"))
    for tab in OF_FORMULAS:
        view.show_tab(tab)
        plot = view.charts[tab].chart.plot
        assert (plot.log, plot.across) == (False, "evaluations")
    view.set_axes(Axes(log=True, log_across=True))
    for tab in set(OF_FORMULAS) - {ANGLE}:
        view.show_tab(tab)
        plot = view.charts[tab].chart.plot
        assert (plot.log, plot.across, plot.log_across) == (True, "steps", True)


def test_the_cursor_follows_the_play_head_and_a_click_moves_it(opened):
    owner, view = opened
    chart = view.charts[0].chart
    owner.playback.seek(9)
    assert chart.step == 9
    chart.sought.emit(4)
    assert owner.playback.step == 4


def test_an_empty_race_leaves_an_empty_chart(opened):
    owner, view = opened
    owner.edit(replace(owner.document, entrants=()), "Remove all")
    owner.finish()
    assert lines_of(view, 0) == []
    view.grab()


@pytest.mark.parametrize("width", [430, 519, 520, 639, 640, 840, 1400])
@pytest.mark.parametrize("tab", [LOSS, STEP, RESTARTS])
def test_nothing_is_cut_off_at_any_width(session, qapp, qtbot, width, tab):
    apply(qapp, "dark")
    home = QWidget()
    qtbot.addWidget(home)
    view = ChartsView(session(begun=False))
    view.setParent(home)
    home.resize(width, 240)
    view.resize(width, 240)
    home.show()
    view.show_tab(tab)
    qapp.processEvents()
    view.layout().activate()
    for button in view.head.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
            assert button.mapTo(view, button.rect().bottomRight()).x() <= width


def test_every_tab_teaches_and_has_a_name(opened):
    _, view = opened
    names = {button.accessibleName() for button in view.findChildren(QPushButton)}
    assert {tab.name for tab in TABS} <= names
    for button in view.findChildren(QPushButton):
        assert button.toolTip()


def buttons_of(view):
    return list(view.head.offered)


def test_the_tabs_that_fit_are_offered(opened):
    owner, view = opened
    assert buttons_of(view) == [LOSS, GAP_TAB, DISTANCE, SLOPE, STEP, ANGLE, RESTARTS]
    view.show_tab(RESTARTS)
    owner.edit(lambda document: pick_net(document, NET), "Net")
    assert buttons_of(view) == [LOSS, ACCURACY, SLOPE, STEP, ANGLE]
    assert view.tab == LOSS
    view.show_tab(ACCURACY)
    owner.edit(lambda document: change_data(document, key="sine"), "Curve")
    assert buttons_of(view) == [LOSS, SLOPE, STEP, ANGLE]
    assert view.tab == LOSS


@pytest.mark.parametrize("tab", [LOSS, ACCURACY])
def test_a_net_has_a_solid_line_for_training_and_a_dashed_one_for_held_out(opened, tab):
    owner, view = opened
    owner.edit(lambda document: pick_net(document, NET), "Net")
    owner.finish()
    view.show_tab(tab)
    lines = view.charts[tab].chart.plot.lines
    everyone = [(0, k) for k in range(len(owner.document.entrants))]
    assert [line.key for line in lines if not line.dash] == everyone
    assert [line.key for line in lines if line.dash] == everyone
    owner.edit(lambda document: change_data(document, held_out=0.0), "All for training")
    owner.finish()
    assert [line.key for line in view.charts[tab].chart.plot.lines] == everyone


def test_a_race_that_is_still_computed_says_so(opened):
    owner, view = opened
    owner.edit(lambda document: pick_net(document, TinyNet(hidden=(16, 16))), "Net")
    if not owner.race.finished and view.charts[LOSS].chart.plot is None:
        assert "computed" in view.charts[LOSS].chart._empty
    owner.finish()
    assert view.charts[LOSS].chart.plot is not None


def test_beside_large_letters_the_last_tabs_are_in_a_menu_that_names_it(session, qtbot, qapp):
    apply(qapp, "dark", large=False)
    home = QWidget()
    qtbot.addWidget(home)
    view = ChartsView(session(begun=False))
    view.setParent(home)
    view.resize(470, 240)
    home.show()
    assert view.head.folded == ()
    apply(qapp, "dark", large=True)
    view.show_tab(LOSS)
    folded = view.head.folded
    assert list(folded) == buttons_of(view)[-len(folded) :]
    assert LOSS not in folded
    view.show_tab(RESTARTS)
    assert (view.head._more.text(), view.head._more.isChecked()) == ("Restarts", True)
    view.head._more.chosen.emit(ANGLE)
    assert (view.tab, view.head._more.text()) == (ANGLE, "Angle")
    view.show_tab(LOSS)
    assert not view.head._more.isChecked()
    apply(qapp, "dark", large=False)
    view.show_tab(LOSS)
    assert view.head.folded == ()


@pytest.mark.parametrize("width", [420, 1000])
def test_switches_and_menus_draw_the_charts_another_way(opened, width):
    _, view = opened
    view.resize(width, 240)
    head = view.head
    is_wide = head.height_wide.isVisible()
    assert is_wide is not head.height_folded.isVisible()
    height, across = (
        (head.height_wide, head.across_wide)
        if is_wide
        else (head.height_folded, head.across_folded)
    )
    height.chosen.emit(2)
    across.chosen.emit(1)
    assert view.axes == Axes(True, "evaluations", log_across=True)
    assert head.height_folded.text() == "Log-log"
    assert head.height_wide.index == 2
    view.show_tab(ANGLE)
    assert not height.isVisible()
    assert across.isVisible()


def test_what_is_under_the_pointer_is_told_by_every_chart(opened):
    _, view = opened
    view.charts[LOSS].chart.hovered.emit(12.0)
    assert {chart.chart.pointed for chart in view.charts} == {12.0}
    view.charts[LOSS].chart.hovered.emit(None)
    assert {chart.chart.pointed for chart in view.charts} == {None}


def test_milliseconds_are_drawn_once_they_are_measured(opened):
    owner, view = opened
    chart = view.charts[LOSS].chart
    view.set_axes(Axes(across="milliseconds"))
    assert chart.frame() is None
    assert "Measuring" in chart._empty
    everyone = [(0, k) for k in range(len(owner.document.entrants))]
    for _ in everyone:
        owner.timing.finish()
    assert lines_of(view, LOSS) == everyone
    for line, trace in zip(chart.plot.lines, owner.race.traces[0], strict=True):
        pace = owner.timing.paces.of(trace.run.optimizer)
        assert line.x[-1] == pytest.approx(pace * (trace.costs[-1] - trace.costs[0]).sum())


def test_large_paths_are_looked_at_beside_the_window(opened, monkeypatch):
    owner, view = opened
    monkeypatch.setattr("explorer.views.race_chart.LARGE", 0)
    view.show_tab(SLOPE)
    assert view.charts[SLOPE].chart.plot is None
    owner.edit(owner.document.with_start(0, (1.0, 1.0)), "Move start")
    owner.finish()
    assert lines_of(view, SLOPE) == [(0, k) for k in range(len(owner.document.entrants))]
    first = view.charts[SLOPE].chart.plot.lines[0]
    assert 10 ** first.y[0] == pytest.approx(np.hypot(-46.0, -38.0))  # of the newest race


def test_a_cloud_of_many_starts_is_a_band_until_it_is_switched_off(opened):
    owner, view = opened
    assert view.head.band.isHidden()
    owner.edit(lambda document: replace(document, many=ManyStarts(count=16)), "Many")
    owner.finish()
    assert view.head.band.isVisible()
    assert view.head.band.isChecked()
    plot, count = view.charts[LOSS].chart.plot, len(owner.document.entrants)
    assert (len(plot.bands), len(plot.lines)) == (count, count)
    view.head.band_chosen.emit(False)
    assert view.charts[LOSS].chart.plot.bands == ()
    view.head.band_chosen.emit(True)
    view.show_tab(SLOPE)  # nothing is known of slopes along a cloud
    assert view.head.band.isHidden()
    assert view.charts[SLOPE].chart.plot.bands == ()


def test_a_few_starts_are_lines_and_a_band_on_request(opened):
    owner, view = opened
    starts = ((0.5, 0.5), (1.0, -1.0), (-2.0, 1.0))
    owner.edit(replace(owner.document, starts=starts), "Starts")
    owner.finish()
    plot, count = view.charts[LOSS].chart.plot, len(owner.document.entrants)
    assert (plot.bands, len(plot.lines)) == ((), 3 * count)
    assert plot.lines[-1].name.endswith(", start 3")
    assert view.head.band.isVisible()
    view.head.band_chosen.emit(True)
    plot = view.charts[LOSS].chart.plot
    assert (len(plot.bands), len(plot.lines)) == (count, count)
    view.set_axes(replace(view.axes, across="evaluations"))
    assert view.head.band.isHidden()
    assert view.charts[LOSS].chart.plot.bands == ()
