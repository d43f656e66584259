"""The status line."""

import pytest

from explorer.core.nets.tiny_net import TinyNet
from explorer.session.net_edits import pick_net
from explorer.session.reading import read_at
from explorer.views.status import IDLE, IDLE_NET, StatusView, reading_words


@pytest.fixture
def opened(session, qtbot):
    owner = session()
    view = StatusView(owner)
    qtbot.addWidget(view)
    view.resize(900, 30)
    view.show()
    return owner, view


def test_it_reads_the_landscape_under_the_pointer(opened):
    owner, view = opened
    assert IDLE in view.words()
    owner.point_at((1.0, 2.0))
    assert "f 68" in view.words()
    assert "∇f (−36, −32)" in view.words()
    owner.point_at(None)
    assert IDLE in view.words()


def test_a_refusal_is_shown_until_its_time_is_over(opened, qtbot):
    owner, view = opened
    owner.refused.emit("That is too much.")
    assert "That is too much." in view.words()
    assert IDLE not in view.words()
    view.show_refusal("")
    assert IDLE in view.words()


def test_it_says_how_long_the_paths_took(opened):
    _, view = opened
    assert " paths in " in view.words()
    assert "fps" not in view.words()


@pytest.mark.parametrize("point", [(0.0, 0.0), (1e300, 1.0), (3.0, 2.0)])
def test_any_place_can_be_put_into_words(opened, point):
    owner, _ = opened
    words = reading_words(read_at(owner.document.landscape, point))
    assert len(words) == 4
    assert all(words)


def test_a_net_is_read_elsewhere_so_the_line_says_what_to_do(opened):
    owner, view = opened
    owner.edit(lambda document: pick_net(document, TinyNet(hidden=(2,))), "Net")
    assert IDLE_NET in view.words()
    owner.undo()
    assert IDLE in view.words()
