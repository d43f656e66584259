"""Groups of examples differ in shape where their class does not say as much; a key names them."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from explorer.core.nets.data_sets import DATA_SETS, data_set
from explorer.core.nets.tiny_net import TinyNet, losses_for
from explorer.session.net_edits import change_data, pick_net
from explorer.session.opening import opening_document
from explorer.views.answers_key import AnswersKey
from explorer.views.answers_learner import learner
from explorer.views.answers_points import SHAPES, paint_example
from explorer.views.answers_view import AnswersView
from explorer.views.answers_words import example_words
from explorer.views.theme import theme

TOLD_APART = {  # which groups the examples of a data set belong to, beyond their class
    "two-groups": ("A", "B"),
    "past-decisions": DATA_SETS["past-decisions"].groups,
    "crowd-labels": ("corner", "elsewhere"),
}


def net_on(key: str) -> TinyNet:
    plan = DATA_SETS[key].plan
    return TinyNet(plan, hidden=(2,), loss=losses_for(data_set(plan))[0])


@pytest.fixture
def shown(qtbot, session):
    """Show the answers of a net to a data set: `shown(key, size)` is session and view."""

    def show(key, size=(480, 320)):
        opened = session(pick_net(opening_document(), net_on(key)), begun=False)
        view = AnswersView(opened)
        view.resize(*size)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        opened.focus.hold(np.array(opened.document.starts[0]))
        return opened, view

    return show


@pytest.mark.parametrize("key", DATA_SETS)
def test_a_key_is_there_where_shapes_differ_and_names_each_group(shown, key):
    _, view = shown(key)
    names = tuple(name for _, name in view.key.signs)
    assert names == TOLD_APART.get(key, ())
    assert view.key.isVisible() == bool(names)
    assert all(name in view.key.accessibleDescription() for name in names)


@pytest.mark.parametrize("key", TOLD_APART)
def test_the_shape_of_an_example_is_that_of_its_group(key):
    one = learner(net_on(key))
    groups = data_set(DATA_SETS[key].plan).group
    assert (one.shapes == groups).all()
    for row in (0, len(groups) - 1):
        assert one.groups[groups[row]] in example_words(one, None, row, (0, 1))[0]


@pytest.mark.parametrize("size", [(480, 320), (280, 200), (395, 270)])
@pytest.mark.parametrize("key", TOLD_APART)
def test_the_key_lies_on_no_other_chip_and_inside_the_view(shown, key, size):
    _, view = shown(key, size)
    box = view.key.geometry()
    assert view.rect().contains(box)
    assert not box.intersects(view._title.geometry())
    assert not box.intersects(view.tools.geometry())


def test_a_panel_too_low_for_tools_has_no_key_either(shown):
    _, view = shown("two-groups", (300, 140))
    assert view.key.signs
    assert not view.key.isVisible()


def test_another_data_set_takes_the_key_away(shown):
    session, view = shown("two-groups")
    session.edit(lambda document: change_data(document, key="moons"), "Learn from others")
    assert not view.key.isVisible()


def test_long_names_take_more_lines_rather_than_more_room(qtbot, shown):
    _, view = shown("past-decisions")
    key = AnswersKey(view)
    key.show_learner(learner(net_on("past-decisions")))
    sizes = []
    for room in (1000, 300, 150):
        key.fit(room)
        assert key.width() <= room
        sizes.append((key.width(), key.height()))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0][1] < sizes[1][1] < sizes[2][1]


def test_no_two_shapes_look_alike_in_any_part(qapp):
    look, seen = theme(), set()
    for part in range(3):
        for shape in range(len(SHAPES)):
            image = QImage(24, 24, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            colour = look.class_colour(0)
            paint_example(painter, QPointF(12, 12), look, colour, part, 9.0, shape)
            painter.end()
            seen.add(bytes(image.constBits()))
    assert len(seen) == 3 * len(SHAPES)
