"""The whole window: it opens with a race, answers the hand, forgets nothing and closes politely."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.session import edits
from explorer.session.net_edits import pick_net
from explorer.views import theme
from explorer.views.curve import CurveView
from explorer.views.map import MapView
from explorer.views.net_panel import NetPanel
from explorer.views.plot import Axes
from explorer.views.side_by_side import SideBySideView
from explorer.views.slice_view import SliceView
from explorer.views.slices_side_by_side import SlicesSideBySide
from explorer.views.surface_view import SurfaceView
from explorer.window import Window, remembered

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(qtbot, session):
    """Return the session and its window on the screen; discards what a test leaves unsaved."""
    remembered().clear()
    running = session()
    window = Window(running)
    qtbot.addWidget(window, before_close_func=lambda _: running.new())
    window.show()
    qtbot.waitExposed(window)
    yield running, window
    running.new()
    window.close()


def test_the_opening_race_ends_in_different_minima(opened):
    session, window = opened
    ends = {trace.verdict.minimum for row in session.race.traces for trace in row}
    assert len(ends) >= 3
    assert window.findChild(MapView).isVisible()


def test_dragging_the_start_in_the_window_moves_every_path(opened, pointer):
    session, window = opened
    before = [trace.points[-1].tolist() for trace in session.race.traces[0]]
    stage = window.findChild(MapView)
    hand = pointer(stage.plane, stage.viewpoint)
    hand.drag(hand.at(*session.document.starts[0]), hand.at(3.0, -4.5))
    after = [trace.points[-1].tolist() for trace in session.race.traces[0]]
    assert all(a != b for a, b in zip(after, before, strict=True))
    assert window.isWindowModified()

    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert [trace.points[-1].tolist() for trace in session.race.traces[0]] == before
    assert not window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert [trace.points[-1].tolist() for trace in session.race.traces[0]] == after


@pytest.mark.parametrize(
    ("key", "layout", "kind"),
    [
        ("rosenbrock", "map", MapView),
        ("rosenbrock", "surface", SurfaceView),
        ("valley", "surface", CurveView),
        ("valley", "map", CurveView),
        ("rosenbrock", "side-by-side", SideBySideView),
        ("valley", "side-by-side", SideBySideView),
    ],
)
def test_the_centre_shows_what_fits_the_document(opened, key, layout, kind):
    session, window = opened
    picked = edits.pick_landscape(session.document, LANDSCAPES[key])
    session.edit(replace(picked, layout=layout), "Pick")
    shown = [
        view
        for centre in (MapView, SurfaceView, CurveView, SideBySideView)
        for view in window.findChildren(centre)
        if view.isVisible()
    ]
    assert [type(view) for view in shown] == [kind]


@pytest.mark.parametrize(
    ("layout", "kind"),
    [("map", SliceView), ("surface", SliceView), ("side-by-side", SlicesSideBySide)],
)
def test_a_net_has_its_slice_and_its_answers(opened, layout, kind):
    session, window = opened
    net = TinyNet(DataPlan(examples=24), hidden=(2,))
    session.edit(lambda document: replace(pick_net(document, net), layout=layout), "Net")
    assert isinstance(window.workbench.centre.currentWidget(), kind)
    assert window.findChild(NetPanel).isVisible()
    session.undo()
    assert not window.findChild(NetPanel).isVisible()
    assert isinstance(window.workbench.centre.currentWidget(), MapView)


@pytest.mark.parametrize("layout", ["map", "surface", "side-by-side"])
def test_the_smallest_window_shows_everything(opened, qapp, layout):
    session, window = opened
    theme.apply(qapp, "dark")
    document = session.document
    for key in ("adam", "newton", "nelder-mead", "adagrad", "rmsprop", "nesterov", "momentum"):
        document = edits.add_entrant(document, key)
    session.edit(replace(document, layout=layout), "Many")
    window.resize(window.minimumSize())
    QApplication.processEvents()
    assert window.size() == window.minimumSize()
    assert window.centralWidget().minimumSizeHint().width() <= window.width()
    picture = window.grab()
    assert not picture.isNull()


def test_an_optimizer_removed_while_it_plays_leaves_the_race_running(opened):
    session, window = opened
    session.playback.play()
    session.edit(edits.remove_entrant(session.document, 0), "Remove")
    window.grab()
    assert session.playback.is_playing
    assert len(session.race.traces[0]) == len(session.document.entrants)
    session.playback.pause()


def test_the_theme_switches_and_is_remembered(opened):
    _, window = opened
    before = theme.theme().name
    window._switch_theme()
    assert theme.theme().name != before
    assert remembered().value("theme") == theme.theme().name
    window._switch_theme()
    assert theme.theme().name == before


def test_size_and_splitters_come_back(opened, qtbot, session):
    _, window = opened
    window.resize(900, 650)  # no more than the screen that tests have
    right = window.workbench.splitters["right"]
    right.setSizes([200, 300])
    sizes = right.sizes()
    window.close()
    again = Window(session())
    qtbot.addWidget(again)
    again.show()
    qtbot.waitExposed(again)
    assert again.height() == 650
    assert again.workbench.splitters["right"].sizes() == sizes


def test_sides_that_a_narrow_window_squeezed_come_back_in_a_wide_one(opened, qtbot, session):
    _, window = opened
    columns = window.workbench.splitters["columns"]

    def widths(shown, width):
        shown.resize(width, 650)
        shown.workbench.resize(width, 600)
        qtbot.wait(20)
        left, _, right = shown.workbench.splitters["columns"].sizes()
        return left, right

    usual = widths(window, 1400)
    assert usual == (250, 310)
    squeezed = widths(window, 760)
    assert sum(squeezed) < sum(usual)
    assert widths(window, 1400) == usual
    columns.setSizes([300, 760, 340])
    columns.splitterMoved.emit(300, 1)  # as by hand
    widths(window, 760)
    window.close()
    again = Window(session())
    qtbot.addWidget(again)
    again.show()
    qtbot.waitExposed(again)
    assert widths(again, 1400) == pytest.approx((300, 340), abs=3)


def test_chart_and_playback_come_back(opened, qtbot, session):
    running, window = opened
    window.workbench.charts.show_tab(2)
    window.workbench.charts.set_axes(Axes(log=False, across="evaluations"))
    running.playback.set_speed(4.0)
    running.playback.set_loop(True)
    window.close()
    fresh = session()
    again = Window(fresh)
    qtbot.addWidget(again)
    assert (again.workbench.charts.tab, again.workbench.charts.axes) == (
        2,
        Axes(log=False, across="evaluations"),
    )
    assert (fresh.playback.speed, fresh.playback.loop) == (4.0, True)


@pytest.mark.parametrize("nonsense", ["", "lots", "nan", "-1", "1e99"])
def test_nonsense_in_the_settings_does_no_harm(qtbot, session, nonsense):
    for name in (
        "geometry",
        "right side",
        "right",
        "chart",
        "linear",
        "loop",
        "speed",
        "theme",
        "folder",
    ):
        remembered().setValue(name, nonsense)
    window = Window(session())
    qtbot.addWidget(window)
    assert not window.grab().isNull()
    remembered().clear()


@pytest.mark.parametrize(
    ("answer", "closes"),
    [
        (QMessageBox.StandardButton.Cancel, False),
        (QMessageBox.StandardButton.Discard, True),
    ],
)
def test_closing_asks_about_unsaved_changes(opened, monkeypatch, answer, closes):
    session, window = opened
    session.edit(edits.move_start(session.document, 0, (1.0, 1.0)), "Move")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)
    assert window.close() is closes
    assert session.document.starts[0] == (1.0, 1.0)


def test_a_race_saved_from_the_window_opens_again(opened, monkeypatch, tmp_path):
    session, window = opened
    session.edit(edits.move_start(session.document, 0, (1.0, 1.0)), "Move")
    target = tmp_path / "mine.race.json"
    monkeypatch.setattr(
        "explorer.views.document_dialogs.QFileDialog.getSaveFileName", lambda *_: (str(target), "")
    )
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert target.exists()
    assert not window.isWindowModified()
    saved = session.document
    session.new()
    monkeypatch.setattr(
        "explorer.views.document_dialogs.QFileDialog.getOpenFileName", lambda *_: (str(target), "")
    )
    QTest.keyClick(window, Qt.Key.Key_O, CONTROL)
    assert session.document.starts == saved.starts


def test_a_picture_is_written_from_the_window(opened, monkeypatch, tmp_path):
    _, window = opened
    target = tmp_path / "race.png"
    monkeypatch.setattr(
        "explorer.views.document_dialogs.QFileDialog.getSaveFileName", lambda *_: (str(target), "")
    )
    window._ask_export()
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_refusal_is_said_and_nothing_is_lost(opened):
    session, window = opened
    said = []
    session.refused.connect(said.append)
    before = session.document
    for change in (
        lambda d: edits.move_start(d, 0, (float("nan"), 0.0)),
        lambda d: edits.move_start(d, 0, (1e300, 0.0)),
        lambda d: replace(d, steps=10_000_000),
        lambda d: replace(d, landscape=d.landscape.with_box(((1, 1), (0, 1)))),
        lambda d: replace(d, landscape=d.landscape.with_box(((2, 1), (0, 1)))),
    ):
        session.edit(change, "Bad")
    assert len(said) == 5
    assert session.document == before
    window.grab()


@pytest.mark.parametrize("formula", ["sqrt(-1-x^2-y^2)", "0*x*y + 3", "1/(x*y)", "exp(exp(x*y))"])
def test_hard_formulas_leave_the_window_alive(opened, formula):
    from explorer.core.landscape import typed

    session, window = opened
    session.edit(lambda d: edits.pick_landscape(d, typed(formula)), "Type")
    session.finish()
    assert not window.grab().isNull()
    assert session.race.finished
