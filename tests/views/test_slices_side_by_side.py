"""A panel for each optimizer, all on the slice that they share."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.edits import hide_entrant, remove_entrant
from explorer.session.net_edits import pick_net, set_slice
from explorer.session.opening import opening_document
from explorer.views.slices_side_by_side import EMPTY, SlicesSideBySide

NET = TinyNet(DataPlan("moons", examples=24), hidden=(2,))
RACE = replace(pick_net(opening_document(), NET), steps=12, layout="side-by-side")


def settle(session):
    for _ in range(6):
        session.finish()


@pytest.fixture
def shown(qtbot, session, plain_slices):
    def show(document=RACE):
        opened = session(document, begun=False)
        opened.finish()
        view = SlicesSideBySide(opened)
        view.resize(640, 420)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        settle(opened)
        return opened, view

    return show


@pytest.mark.parametrize("kind", ["anchored", "pca", "line"])
def test_every_optimizer_has_a_panel_with_its_path_alone(shown, kind):
    _session, view = shown(set_slice(RACE, kind=kind))
    assert len(view.planes) == len(RACE.entrants)
    for k, plane in enumerate(view.planes):
        assert {path.entrant for path in plane.shown_paths} == {k}
        assert not plane.grab().isNull()
    assert len({(p.width(), p.height()) for p in view.planes}) == 1
    assert not view._empty.isVisible()


def test_hidden_optimizers_have_no_panel(shown):
    session, view = shown()
    session.edit(hide_entrant(session.document, 1, False), "Hide")
    settle(session)
    assert [plane.entrant for plane in view.planes] == [0, 2, 3]


def test_a_start_dragged_in_one_panel_moves_in_all(shown, pointer):
    session, view = shown()
    plane, viewpoint = view.planes[2], view._survey.viewpoint
    before = np.array(session.document.starts[0])
    at = QPointF(*viewpoint.camera.to_pixels(view._hand.starts())[0].tolist())
    pointer(plane, viewpoint).drag(at, at + QPointF(24, -18))
    settle(session)
    moved = np.array(session.document.starts[0])
    assert not np.allclose(moved, before)
    for k in range(4):
        assert np.allclose(session.race.trace(0, k).points[0], moved)


def test_panning_in_one_pans_all(shown, pointer):
    _session, view = shown()
    viewpoint = view._survey.viewpoint
    before = viewpoint.camera
    corner = QPointF(20, view.planes[1].height() - 20)
    pointer(view.planes[1], viewpoint).drag(corner, corner + QPointF(40, -20))
    assert viewpoint.camera != before


def test_without_an_optimizer_it_says_what_to_do(shown):
    session, view = shown()
    for _ in RACE.entrants:
        session.edit(lambda document: remove_entrant(document, 0), "Remove")
    settle(session)
    assert view.planes == ()
    assert view._empty.text() == EMPTY
    assert view._empty.isVisible()


def test_a_slice_that_cannot_be_laid_says_why(shown):
    session, view = shown()
    session.edit(set_slice(session.document, kind="exact"), "Exact")
    settle(session)
    assert view._empty.text() == session.slicer.problem != ""
