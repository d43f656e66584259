"""Variants: sensible values within the range, one undo step, and refusals in one sentence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.param import Param, SettingError, params
from explorer.session.document import Entrant
from explorer.session.limits import MAX_ENTRANTS, check_document
from explorer.session.locks import set_lock
from explorer.session.net_edits import pick_net
from explorer.session.opening import opening_document
from explorer.session.variants import spread, varied_settings, vary

OPENING = opening_document()
CASES = [(key, name) for key in OPTIMIZERS for name in params(OPTIMIZERS[key]())]


@pytest.mark.parametrize(("key", "name"), CASES)
def test_values_are_allowed_few_ascending_and_hold_the_present_one(key, name):
    optimizer = OPTIMIZERS[key]()
    declared, value = params(optimizer)[name], getattr(optimizer, name)
    values = spread(declared, value)
    assert value in values
    assert list(values) == sorted(set(values))
    assert 1 <= len(values) <= 4
    assert all(declared.refusal(name, one) is None for one in values)


@given(st.floats(1e-6, 1e3), st.floats(0.0, 1.0), st.booleans(), st.booleans())
def test_any_range_is_kept_to(width, share, is_log, is_whole):
    low = 1.0
    value = low + share * width
    value = float(round(value)) if is_whole else value
    high = max(low + width, value)
    high = float(round(high)) if is_whole else high
    declared = Param(low, max(high, value), "", log=is_log, whole=is_whole)
    for one in spread(declared, value):
        assert declared.refusal("it", one) is None


def test_a_logarithmic_scale_multiplies_and_a_plain_one_divides():
    rate = params(GradientDescent())["learning_rate"]
    assert spread(rate, 0.02) == pytest.approx((0.005, 0.01, 0.02, 0.04))
    assert spread(Param(0.0, 1.0, ""), 0.9) == pytest.approx((0.0, 0.3, 0.6, 0.9))
    assert spread(Param(0.0, 1.0, ""), 0.0) == pytest.approx((0.0, 0.25, 0.5, 0.75))
    assert spread(Param(1, 50, "", log=True, whole=True), 3) == (2, 3, 6, 12)
    assert spread(Param(0, 2, "", whole=True, words=("a", "b", "c")), 1) == (0, 1, 2)
    assert spread(Param(2.0, 2.0, ""), 2.0) == (2.0,)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_learning_rate_comes_first(key):
    settings = list(varied_settings(OPTIMIZERS[key]()))
    assert "learning_rate" not in settings[1:]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_variants_are_sound_and_alone_on_the_screen(key):
    document = replace(OPENING, entrants=(*OPENING.entrants, Entrant(OPTIMIZERS[key](), 7)))
    for name in varied_settings(OPTIMIZERS[key]()):
        varied = vary(document, 4, name)
        check_document(varied)
        shown = [one for one in varied.entrants if one.visible]
        values = [getattr(one.optimizer, name) for one in shown]
        assert values == sorted(values)
        assert 2 <= len(shown) <= 4
        assert {type(one.optimizer) for one in shown} == {OPTIMIZERS[key]}
        assert next(one for one in shown if one.optimizer == OPTIMIZERS[key]()).colour == 7
        assert len(varied.entrants) == 5 + len(shown) - 1
        assert (varied.layout, varied.panels) == ("side-by-side", "optimizers")


def test_those_that_are_there_already_are_shown_again_not_doubled():
    once = vary(OPENING, 0, "learning_rate")
    momentum = next(k for k, one in enumerate(once.entrants) if one.optimizer.key == "momentum")
    other = vary(once, momentum, "learning_rate")
    back = next(k for k, one in enumerate(other.entrants) if one.colour == 0)
    again = vary(other, back, "learning_rate")
    assert len(again.entrants) == len(other.entrants)
    assert [e.colour for e in again.entrants if e.visible] == [
        e.colour for e in once.entrants if e.visible
    ]


def test_too_many_are_refused_in_one_sentence():
    crowd = replace(
        OPENING,
        entrants=tuple(
            Entrant(GradientDescent(learning_rate=0.001 * (k + 1)), k)
            for k in range(MAX_ENTRANTS - 2)
        ),
    )
    with pytest.raises(SettingError, match=r"^At most 12 optimizers race at a time: .*\.$"):
        vary(crowd, 6, "learning_rate")


def test_a_setting_that_is_not_there_is_refused():
    with pytest.raises(SettingError, match="no such setting"):
        vary(OPENING, 0, "momentum")


def test_it_is_one_step_of_undo_and_a_lock_forbids_it(session):
    opened = session(begun=False)
    said = []
    opened.refused.connect(said.append)
    assert opened.edit(lambda document: vary(document, 0, "learning_rate"), "Vary")
    opened.undo()
    assert opened.document == OPENING
    opened.edit(set_lock(OPENING, "optimizers", True), "Lock")
    before = opened.document
    assert not opened.edit(lambda document: vary(document, 0, "learning_rate"), "Vary")
    assert opened.document == before
    assert said == ["The optimizers are locked: to change this, unlock it in the Teach menu."]


def test_a_net_is_trained_with_variants_as_well():
    document = replace(OPENING, entrants=OPENING.entrants[3:])
    varied = vary(pick_net(document, TinyNet()), 0, "learning_rate")
    check_document(varied)
    assert len(varied.entrants) == 4
    assert varied.layout == "side-by-side"
