"""A recorded slice on the map: its own path, and at each step how true the slice is."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor

from explorer.core.slice_of import slice_of
from explorer.session.edits import pick_landscape
from explorer.session.opening import opening_document
from explorer.views.landscape_details import LandscapeDetails
from explorer.views.landscape_gallery import FORMULA, NET, ONE, TWO, LandscapeGallery
from explorer.views.map import MapView
from explorer.views.recorded_path import recorded_honesty
from explorer.views.theme import theme
from explorer.window import Window


def loss(weights):
    return float((weights**2).sum())


def found():
    turns = np.linspace(0.0, 2.0, 30)[:, None]
    return slice_of(loss, np.exp(-turns * np.arange(1, 6)) + 0.1 * np.sin(5 * turns))


@pytest.fixture
def opened(session, qtbot):
    document = pick_landscape(opening_document(), found())
    owner = session(replace(document, boundary="stop"))
    view = MapView(owner)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    owner.finish()
    return owner, view


@pytest.mark.parametrize("step", [0, 7, 29, 5000])
def test_surface_and_truth_are_those_of_the_recording(step):
    recorded = found()
    honest = recorded_honesty(recorded, step)
    record, at = recorded.recording, min(step, 29)
    assert honest.true == record.losses[at]
    assert honest.off == record.off[at]
    assert honest.surface == recorded.value(np.array([record.path[at]]))[0]


def test_the_map_says_how_true_it_is_at_the_play_head(opened):
    owner, view = opened
    said = set()
    for step in (0, 10, 20):
        owner.playback.seek(step)
        assert view._honest.isVisible()
        assert "3 weights not shown" in view._honest.text()
        said.add(view._honest.text())
    assert len(said) == 3


def test_the_path_is_drawn_in_the_ink_of_the_text(opened):
    _, view = opened
    image = view.plane.grab().toImage()
    ink = QColor(theme().ink("text")).rgb()
    dark = sum(image.pixel(x, y) == ink for x in range(0, 600, 2) for y in range(0, 400, 2))
    assert dark > 20


def test_a_formula_has_no_meter(opened):
    owner, view = opened
    owner.edit(pick_landscape(owner.document, opening_document().landscape), "Pick")
    owner.finish()
    assert not view._honest.isVisible()


def test_the_whole_window_opens_a_slice_and_goes_back(session, qtbot, tmp_path):
    found().save(tmp_path / "mine.npz")
    owner = session(begun=False)
    window = Window(owner)
    qtbot.addWidget(window, before_close_func=lambda _: owner.new())
    window.resize(1024, 700)
    window.show()
    assert owner.open(tmp_path / "mine.npz")
    details = window.findChild(LandscapeDetails)
    assert "measured at 51" in details._formula.text()
    assert not details._fold.isVisible()
    gallery = window.findChild(LandscapeGallery)
    for tab in (FORMULA, NET, ONE, TWO):
        gallery._choose_tab(tab)
    for layout in ("side-by-side", "map"):
        owner.edit(replace(owner.document, layout=layout), "Layout")
        assert not window.grab().isNull()
    owner.edit(pick_landscape(owner.document, opening_document().landscape), "Pick")
    assert "x² + y" in details._formula.text()
    assert details._fold.isVisible()
