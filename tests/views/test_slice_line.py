"""A line through the weights: its curve is in the clear, and paths are at their true losses."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.edits import add_start
from explorer.session.net_edits import pick_net, set_slice
from explorer.session.opening import opening_document

NET = TinyNet(DataPlan("moons", examples=24), hidden=(2,), l2=0.01)


def document_of(**plan):
    """Two trainings, and the line from the end of one to that of the other."""
    document = replace(pick_net(opening_document(), NET), steps=12)
    other = tuple(np.array(document.starts[0]) + 0.5)
    return set_slice(add_start(document, other), kind="line", **plan)


def losses_on_screen(view):
    """Return the rows of pixels in which the curves lie, (n,)."""
    line, camera = view.ground.line, view.viewpoint.camera
    losses = np.concatenate([line.values[0], line.held_out])
    return (camera.high - losses) / (camera.high - camera.low) * camera.height


@pytest.mark.parametrize("layer", ["train", "held-out", "difference", "penalty"])
def test_a_path_is_at_what_is_true_of_its_weights(sliced, layer):
    _, view = sliced(document_of(layer=layer))
    for path in view.plane.shown_paths:
        training = path.trace
        true = {
            "train": training.values,
            "held-out": training.held_out_losses,
            "difference": training.held_out_losses - training.train_losses,
            "penalty": 0.005 * (training.points**2) @ NET.is_weight,
        }[layer]
        assert path.points[:, 1] == pytest.approx(true, abs=1e-9)


@pytest.mark.parametrize("size", [(500, 540), (360, 330), (700, 300)])
def test_no_words_lie_over_the_curve(sliced, size):
    _, view = sliced(document_of(), size=size)
    rows = losses_on_screen(view)
    assert rows.min() > max(c.geometry().bottom() for c in (view._title, view._switches))
    assert rows.max() < view._honesty.geometry().top()
    before = view.viewpoint.camera
    view.resize(size[0], size[1] + 120)
    assert view.viewpoint.camera != before
    assert losses_on_screen(view).max() < view._honesty.geometry().top()


def test_losses_begin_at_zero_unless_they_lie_far_above_it(sliced):
    _, view = sliced(document_of())
    line, camera = view.ground.line, view.viewpoint.camera
    assert camera.low < 0 < line.values.min()
    far = replace(line, values=line.values * 1e-3 + 5.0, held_out=line.held_out * 1e-3 + 5.0)
    view.ground._layers = (far,)
    view.ground.changed.emit()
    assert view.viewpoint.camera.low > 4.0


def test_the_title_is_as_wide_as_its_words(sliced):
    session, view = sliced(document_of(matched=1))
    wide = view._title.width()
    session.edit(lambda d: set_slice(d, kind="anchored"), "Slice")
    for _ in range(6):
        session.finish()
    assert "start and end" in view._title.text()
    assert view._title.width() < wide
