"""What the net answers: every net and every data set is drawn as it is, and says so."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.data_sets import DATA_SETS, data_set
from explorer.core.nets.tiny_net import TinyNet, losses_for
from explorer.session.edits import hide_entrant, pick_landscape
from explorer.session.net_edits import change_net, pick_net
from explorer.session.opening import opening_document
from explorer.views.answers_view import AnswersView
from explorer.views.theme import apply

EXACT = [key for key, landscape in LANDSCAPES.items() if landscape.fit is not None]


def net_on(key, hidden=(4,), **settings):
    plan = DataPlan(key, **settings)
    return TinyNet(plan, hidden, loss=losses_for(data_set(plan))[0])


def line(*weights, key="moons"):
    """Return a net without hidden layers and the weights of its one unit."""
    return net_on(key, hidden=()), np.array(weights, dtype=np.float64)


@pytest.fixture
def shown(qtbot, session):
    def show(landscape, weights="start", *, size=(480, 320)):
        first = opening_document()
        is_net = isinstance(landscape, TinyNet)
        opened = session((pick_net if is_net else pick_landscape)(first, landscape), begun=False)
        view = AnswersView(opened)
        view.resize(*size)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        if weights is not None:
            start = landscape.suggested_start if isinstance(weights, str) else weights
            opened.focus.hold(np.array(start, dtype=np.float64))
        return opened, view

    return show


def pixels(widget):
    image = widget.grab().toImage()
    raw = np.frombuffer(image.constBits(), dtype=np.uint8)
    return raw.reshape(image.height(), image.width(), 4)[:, :, 2::-1].astype(int)


@pytest.mark.parametrize("key", [*DATA_SETS, *EXACT])
@pytest.mark.parametrize("size", [(480, 320), (320, 240)])
def test_everything_that_learns_is_drawn(shown, key, size):
    _, view = shown(LANDSCAPES[key] if key in EXACT else net_on(key), size=size)
    assert pixels(view).std() > 10
    assert view.answered is not None
    assert view._title.geometry().right() < size[0]
    for chip in (view.tools, view.features):
        assert chip.isHidden() or view.rect().contains(chip.geometry())


@pytest.mark.parametrize("loss", ["cross-entropy", "squared", "hinge"])
@pytest.mark.parametrize("name", ["dark", "light"])
def test_the_ground_is_the_colour_of_the_answer(shown, qapp, loss, name):
    apply(qapp, name)
    net, weights = line(9.0, 0.0, -4.5)
    _, view = shown(replace(net, loss=loss), weights)
    image = pixels(view.plane)
    left, right = image[250, 20], image[250, -20]
    assert left[0] > left[2], "the first class is orange"
    assert right[2] > right[0], "the second is blue"
    apply(qapp, "dark")


def test_each_of_three_classes_has_a_ground_of_its_own(shown):
    net = net_on("penguins", hidden=(), standardised=True)
    seen = set()
    for kind in range(3):
        weights = np.zeros(net.dim)
        weights[12 + kind] = 20.0  # a bias: one class everywhere
        _, view = shown(net, weights)
        seen.add(tuple(pixels(view.plane)[160, 3]))
    assert len(seen) == 3


def test_the_ground_follows_the_weights_that_all_views_show(shown):
    net, weights = line(5.0, 0.0, -2.0)
    session, view = shown(net, weights)
    before = pixels(view.plane)
    session.focus.hold(-weights)
    assert np.abs(pixels(view.plane) - before).mean() > 10
    session.focus.hold(weights)
    # Products of matrices round differently where arrays lie differently in memory.
    assert np.abs(pixels(view.plane) - before).mean() < 0.05


def test_the_title_has_the_accuracy_of_every_part(shown):
    net = net_on("moons", choosing=0.2)
    weights = np.array(net.suggested_start)
    _, view = shown(net, weights, size=(700, 400))
    words = [
        f"{name} {net.is_right(weights, *net.part(part)).mean():.3f}"
        for name, part in (
            ("train", "train"),
            ("held-out", "held-out"),
            ("for choosing", "choosing"),
        )
    ]
    assert view.title == " · ".join(["What the net answers", *words])


def test_a_regression_has_losses_instead(shown):
    net = net_on("sine")
    weights = np.array(net.suggested_start)
    _, view = shown(net, weights, size=(700, 400))
    loss = net.losses(weights, *net.part("train")).mean()
    assert f"loss train {loss:.3g}" in view.title


@pytest.mark.parametrize("key", [*DATA_SETS, *EXACT])
def test_losses_and_wrong_answers_are_those_of_the_net(shown, key):
    landscape = LANDSCAPES[key] if key in EXACT else net_on(key)
    _, view = shown(landscape)
    answered = view.answered
    if key in EXACT:
        value = landscape.value(np.array([landscape.suggested_start]))[0]
        assert answered.losses.mean() == pytest.approx(value, rel=1e-12)
        return
    data, weights = landscape.data_set, np.array(landscape.suggested_start)
    assert np.array_equal(answered.losses, landscape.losses(weights, data.inputs, data.targets))
    if data.classes:
        right = landscape.is_right(weights, data.inputs, data.targets)
        assert np.array_equal(answered.is_wrong, right == 0)


def test_a_wrong_answer_is_ringed(shown):
    net, weights = line(0.0, 0.0, 50.0)
    _, view = shown(net, weights)
    plane = view.plane
    assert plane.answered.is_wrong.sum() == 150
    row = int(np.flatnonzero(plane.answered.is_wrong)[0])
    x, y = plane.pixels[row].astype(int)
    wrong = pixels(plane)[y - 8 : y + 9, x - 8 : x + 9]
    assert wrong.max() > 240, "a white ring"


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e308])
@pytest.mark.parametrize("key", ["moons", "sine", "o-rings", "penguins", "digits"])
def test_weights_that_have_flown_away_are_an_event_with_words(shown, key, bad):
    net = net_on(key)
    weights = np.array(net.suggested_start)
    weights[::2], weights[1::2] = bad, -bad
    _, view = shown(net, weights)
    assert pixels(view).std() > 5
    if np.isnan(bad):
        assert "nothing any more" in view.title


def test_what_cannot_be_shown_says_what_to_do(shown, qtbot):
    _, view = shown(LANDSCAPES["himmelblau"], None)
    assert view._empty.isVisible()
    assert "Tiny net" in view._empty.text()
    assert not view.tools.isVisible()
    assert not view._title.isVisible()


def test_a_race_without_optimizers_says_so_and_still_shows_the_examples(shown):
    session, view = shown(net_on("moons"))
    for entrant in range(len(session.document.entrants)):
        session.edit(hide_entrant(session.document, entrant, False), "Hide")
    assert view.answered is None
    assert "Add one" in view._empty.text()
    assert pixels(view).std() > 10
    assert view.tools.isVisible()


def test_nothing_is_computed_while_it_is_hidden(shown):
    session, view = shown(net_on("moons"))
    before = view.answered
    view.hide()
    session.focus.hold(np.zeros(session.focus.net.dim))
    assert view.answered is before
    view.show()
    assert not view.answered.weights.any()


def test_the_last_answers_stay_while_new_examples_are_learned(shown):
    session, view = shown(net_on("moons"))
    weights = view.answered.weights
    session.focus.hold(None)
    session.edit(change_net(session.document, data=DataPlan("moons", noise=0.3)), "Noise")
    if session.focus.weights is None:
        assert np.array_equal(view.answered.weights, weights)
    session.edit(change_net(session.document, activation="relu"), "Activation")
    if session.focus.weights is None:
        assert view.answered is None, "these weights mean something else to another net"


def test_the_picture_keeps_its_place_while_that_suits(shown):
    session, view = shown(net_on("moons", noise=0.2))
    camera = view.plane.camera
    session.edit(change_net(session.document, data=DataPlan("moons", noise=0.19)), "Noise")
    assert view.plane.camera == camera
    session.edit(change_net(session.document, data=DataPlan("moons", noise=2.0)), "Noise")
    assert view.plane.camera != camera
    points = view.plane.pixels
    assert (points > 0).all()
    assert (points < (view.width(), view.height())).all()


def test_one_example_of_everything_can_be_shown(shown):
    own = OwnData(("a", "b"), "kind", ("no", "yes"), ((1.0, 2.0, 0.0), (1.0, 2.0, 1.0)))
    _, view = shown(TinyNet(DataPlan("own", own=own, examples=2, held_out=0.0)))
    assert pixels(view).std() > 5


def test_values_over_two_inputs_are_heat(shown):
    rows = tuple((x / 4, y / 4, x * y / 16) for x in range(-4, 5) for y in range(-4, 5))
    own = OwnData(("a", "b"), "height", (), rows)
    _, view = shown(TinyNet(DataPlan("own", own=own, examples=81), loss="squared"))
    assert pixels(view.plane).std() > 10
    assert [button.text() for button in view.tools.buttons()] == ["Move", "Add", "Erase"]


@pytest.mark.parametrize("size", [(1, 1), (160, 120), (900, 200), (200, 900)])
@pytest.mark.parametrize("key", ["moons", "sine", "penguins", "digits"])
def test_it_can_have_any_size(shown, key, size):
    _, view = shown(net_on(key))
    view.resize(*size)
    pixels(view)


@pytest.mark.parametrize("key", ["moons", "sine", "digits"])
def test_it_follows_the_theme(shown, qapp, key):
    _, view = shown(net_on(key))
    before = pixels(view)
    apply(qapp, "light")
    assert np.abs(pixels(view) - before).mean() > 10
    apply(qapp, "dark")


def test_it_tells_a_screen_reader_what_it_shows_and_which_keys_there_are(shown):
    _, view = shown(net_on("moons"))
    assert "Two moons" in view.plane.accessibleName()
    assert "Delete" in view.plane.accessibleDescription()
    for button in view.tools.buttons():
        assert button.accessibleName()
        assert button.toolTip()


@pytest.mark.parametrize("name", ["dark", "light"])
def test_photographs_are_light_where_light_fell(shown, qapp, name):
    apply(qapp, name)
    _, view = shown(net_on("tanks"), size=(700, 500))
    grid, data = view.pictures, view.answered.learner
    image = pixels(grid)

    def lit(row):
        inside = grid.place(row).toRect().adjusted(4, 4, -4, -4)
        return image[inside.top() : inside.bottom(), inside.left() : inside.right()].mean()

    shone = [[lit(row) for row in grid.shown[:12] if data.targets[row] == k] for k in (0, 1)]
    assert max(shone[0]) < min(shone[1]), "all tanks stand in the sun, and nothing else does"


def test_pictures_show_what_is_held_out_and_can_be_picked(shown, pointer, qtbot):
    session, view = shown(net_on("digits"), size=(320, 240))
    pictures, data = view.pictures, session.focus.net.data_set
    assert pictures.shown == tuple(data.rows("held-out"))
    hand = pointer(pictures, None)
    hand.hover(pictures.place(pictures.shown[1]).center())
    assert "answer" in view._tip.text()
    hand.click(pictures.place(pictures.shown[1]).center())
    assert session.focus.example == pictures.shown[1]
    qtbot.keyClick(pictures, Qt.Key.Key_Right)
    assert session.focus.example == pictures.shown[2]
    for _ in range(9):
        qtbot.keyClick(pictures, Qt.Key.Key_Down)
    picked = pictures.place(session.focus.example)
    assert pictures.rect().toRectF().contains(picked), "it scrolls to what is picked"
    hand.wheel(QPointF(100, 100), 1)
    qtbot.keyClick(pictures, Qt.Key.Key_Escape)
    assert session.focus.example is None


def test_buttons_that_got_words_have_room_for_them(shown):
    _, view = shown(net_on("moons"), size=(380, 320))
    assert [b.text() for b in view.tools.buttons()] == ["Move", "+", "+", "Erase"]
    view.resize(640, 320)
    assert [b.text() for b in view.tools.buttons()] == ["Move", "+ upper", "+ lower", "Erase"]
    assert all(b.width() >= b.sizeHint().width() for b in view.tools.buttons())
    assert view.tools.width() >= view.tools.sizeHint().width()
