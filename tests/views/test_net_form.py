"""Promises of the form of the tiny net: all can be set, undone, and refused in words."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSlider

from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.data_sets import DATA_SETS
from explorer.core.nets.network import INITS
from explorer.core.nets.slice_plan import LAYERS, SLICES
from explorer.core.nets.tiny_net import TinyNet, losses_for
from explorer.session.net_edits import (
    change_data,
    change_net,
    pick_net,
    set_slice,
    typed_weights,
)
from explorer.session.opening import opening_document
from explorer.views.choices import Choice
from explorer.views.net_data_card import FLAWS
from explorer.views.net_form import EXACT, NetForm
from explorer.views.net_layers_card import STARTS
from explorer.views.theme import apply

SETTINGS = (
    *("examples", "noise", "held_out", "choosing", "flaw_share"),
    *("init_size", "l1", "l2", "decay", "batch", "init_bias"),
)
NARROW = 196  # pixels: a column of 230 without its margins and the scroll bar


@pytest.fixture
def form(qtbot, qapp, session):
    apply(qapp, "dark")
    opened = session(pick_net(opening_document(), TinyNet()), begun=False)
    made = NetForm(opened, opened.document.landscape)
    made.resize(NARROW, 900)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def net_of(form) -> TinyNet:
    return form._session.document.landscape


def choose(choice: Choice, key: str) -> None:
    """Choose as a hand does."""
    row = choice.findData(key)
    assert row >= 0, f"{key} is not offered"
    choice.setCurrentIndex(row)
    choice.activated.emit(row)


def drag(slider, *ticks: int) -> None:
    slider._slider.setSliderDown(True)
    for tick in ticks:
        slider._slider.setValue(tick)
    slider._slider.setSliderDown(False)
    slider._slider.released.emit()


def sliders(form):
    cards = form.data, form.layers
    forms = (*(f for f, _ in cards[0]._forms()), cards[1]._size, cards[1]._price, cards[1]._rest)
    return {name: slider for one in forms for name, slider in one._rows.items()}


@pytest.mark.parametrize("key", DATA_SETS)
def test_every_data_set_can_be_learned_from_and_undone(form, key):
    session, before = form._session, form._session.document
    choose(form.data._set.choice, key)
    net, plan = net_of(form), DATA_SETS[key].plan
    assert net.data == plan
    assert form.data._form.row("noise").isVisible() == DATA_SETS[key].noise_matters
    assert form.data._source.text() == net.data_set.source
    assert {item.key for item in form.layers._loss.choice.items} == set(losses_for(net.data_set))
    assert form.layers._loss.choice.key == net.loss
    assert form.minimumSizeHint().width() <= NARROW
    session.undo()
    assert session.document == before
    assert form.data._set.choice.key == before.landscape.data.key


def test_every_choice_is_taken_shown_and_undone(form):
    session = form._session
    cases = (
        [(form.layers._activation, key, lambda: net_of(form).activation) for key in ACTIVATIONS]
        + [(form.layers._init, key, lambda: net_of(form).init) for key in INITS]
        + [(form.data._flaw, key, lambda: net_of(form).data.flaw) for key in FLAWS]
        + [(form.layers._loss, key, lambda: net_of(form).loss) for key in ("squared", "hinge")]
        + [(form.slice._kind, k, lambda: session.document.slice.kind) for k in SLICES]
        + [(form.slice._layer, k, lambda: session.document.slice.layer) for k in LAYERS]
    )
    session.edit(lambda document: change_net(document, batch=10, l2=0.1), "Offer all layers")
    for row, key, present in cases:
        if key == "exact":
            continue  # offered to nets of one or two weights alone
        before, was = session.document, row.choice.key
        choose(row.choice, key)
        assert present() == key
        assert row.choice.toolTip()
        assert form.minimumSizeHint().width() <= NARROW
        if session.document != before:
            session.undo()
        assert (session.document, row.choice.key) == (before, was)


def test_the_usual_loss_stays_usual_and_another_stays_while_it_fits(form):
    for key in (*DATA_SETS, "moons"):
        choose(form.data._set.choice, key)
        assert net_of(form).loss == losses_for(net_of(form).data_set)[0]
    choose(form.layers._loss.choice, "hinge")
    choose(form.data._set.choice, "circles")
    assert net_of(form).loss == "hinge"


def test_all_has_words():
    assert set(STARTS) == set(INITS)
    assert all(name and tip for name, tip in (*STARTS.values(), *FLAWS.values()))


@pytest.mark.parametrize("name", SETTINGS)
def test_a_drag_is_one_step_of_undo(form, name):
    session, slider = form._session, sliders(form)[name]
    before = session.document
    most = slider._slider.maximum()
    drag(slider, most // 4, most // 3, most // 2)
    assert session.document != before
    assert session.undo_label.startswith("Change ")
    landscape = session.document.landscape
    taken = getattr(landscape, name, None)
    taken = getattr(landscape.data, name) if taken is None else taken
    assert taken == slider.value
    assert isinstance(taken, int) == slider.param.whole
    session.undo()
    assert session.document == before
    assert slider.value == getattr(before.landscape, name, getattr(before.landscape.data, name, 0))


def test_what_is_refused_is_said_and_shown_as_it_was(form):
    session, said = form._session, []
    session.refused.connect(said.append)
    session.edit(lambda document: change_data(document, held_out=0.9), "Hold out")
    before, slider = session.document, sliders(form)["choosing"]
    drag(slider, slider._slider.maximum())
    assert session.document == before
    assert said
    assert form.data.sentence == said[-1]
    assert slider.value == before.landscape.data.choosing
    assert slider._slider.value() == slider._scale.tick(slider.value)
    drag(sliders(form)["held_out"], 100)
    assert form.data.sentence == ""


def test_draw_again_is_the_next_seed(form):
    data, weights = net_of(form).data_set.inputs.copy(), net_of(form).suggested_start
    form.data._seed.again.click()
    assert net_of(form).data.seed == TinyNet().data.seed + 1
    assert (net_of(form).data_set.inputs != data).any()
    form.layers._seed.again.click()
    assert net_of(form).init_seed == 1
    assert form._session.document.starts[0] == net_of(form).suggested_start != weights
    form._session.edit(lambda document: change_data(document, seed=2**31 - 1), "Last seed")
    form.data._seed.again.click()
    assert net_of(form).data.seed == 0


def test_rows_are_seen_where_they_do_something(form):
    assert not form.data._share.isVisibleTo(form.data._more)
    form.data._more.setChecked(True)
    assert not form.data._share.isVisible()
    choose(form.data._flaw.choice, "flipped")
    assert form.data._share.isVisible()
    assert form.data._notes.isVisible()
    for init in INITS:
        choose(form.layers._init.choice, init)
        assert form.layers._seed.isVisible() == (init in ("random", "he", "xavier"))
        assert form.layers._size.isVisible() == (init == "equal")
    for kind in ("weights", "random", "pca"):
        choose(form.slice._kind.choice, kind)
        assert (
            form.slice._first.isVisible() == form.slice._second.isVisible() == (kind == "weights")
        )
        assert form.slice._seed.isVisible() == (kind == "random")


def test_your_own_start_weights_are_those_that_are_there(form):
    before = form._session.document.starts
    choose(form.layers._init.choice, "typed")
    assert form._session.document.starts == before


def test_a_start_that_was_moved_is_ones_own_until_another_is_chosen(form):
    session = form._session
    moved = tuple(weight + 0.5 for weight in session.document.starts[0])
    session.edit(lambda document: typed_weights(document, 0, moved), "Move start")
    assert form.layers._init.choice.key == "typed"
    assert not form.layers._seed.isVisible()
    choose(form.layers._init.choice, "random")
    assert session.document.starts[0] == net_of(form).suggested_start
    assert form.layers._init.choice.key == "random"
    session.undo()
    assert session.document.starts[0] == moved
    assert form.layers._init.choice.key == "typed"


def test_the_map_offers_what_there_is(form):
    offered = lambda: {item.key for item in form.slice._layer.choice.items}  # noqa: E731
    assert offered() == {"train", "held-out", "difference"}
    form._session.edit(lambda document: change_data(document, held_out=0.0), "Hold out nothing")
    assert offered() == {"train"}
    form._session.edit(lambda document: change_net(document, batch=5, l1=0.1), "Batches")
    assert offered() == {"train", "batch", "penalty"}


def test_units_are_matched_on_a_line_between_nets_of_one_hidden_layer(form):
    session, tick = form._session, form.slice._matched
    assert not tick.isVisible()
    choose(form.slice._kind.choice, "line")
    assert tick.isVisible()
    assert tick.toolTip()
    tick.click()
    assert session.document.slice.matched == 1
    assert tick.isChecked()
    session.undo()
    assert session.document.slice.matched == 0
    assert not tick.isChecked()
    session.edit(lambda document: change_net(document, hidden=(3, 3)), "Add a layer")
    assert not tick.isVisible()
    session.edit(lambda document: set_slice(document, matched=1), "As a file may have it")
    assert tick.isVisible()  # or nobody could turn it off


def test_two_weights_are_never_the_same(form):
    choose(form.slice._kind.choice, "weights")
    plan = form._session.document.slice
    choose(form.slice._first.choice, str(plan.second))
    swapped = form._session.document.slice
    assert (swapped.first, swapped.second) == (plan.second, plan.first)
    choose(form.slice._second.choice, "7")
    choose(form.slice._second.choice, str(swapped.first))
    assert form._session.document.slice.first == 7
    assert len(form.slice._first.choice.items) == net_of(form).dim


def test_every_control_has_a_name_and_teaches(form):
    kinds = QComboBox, QSlider, QLineEdit, QAbstractButton
    for kind in kinds:
        for control in form.findChildren(kind):
            assert control.accessibleName() or getattr(control, "text", str)(), control
            above = control
            while above is not form and not above.toolTip():
                above = above.parentWidget()
            assert above.toolTip(), f"{control.accessibleName()} teaches nothing"


def test_the_wheel_scrolls_instead_of_choosing(form, qapp):
    choice = form.layers._activation.choice
    choice.setFocus()
    where = QPointF(10, 10)
    event = QWheelEvent(
        where, choice.mapToGlobal(where), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    qapp.sendEvent(choice, event)
    assert not event.isAccepted()
    assert choice.key == net_of(form).activation


@pytest.mark.parametrize("key", EXACT)
def test_every_exact_net_is_a_model(form, key):
    choose(form.model.choice, key)
    assert form._session.document.landscape == EXACT[key]
    form._session.undo()
    assert form.model.choice.key == TinyNet.key
