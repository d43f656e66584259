"""Dials: a plan keeps only what differs, and every end of every dial is data to train on."""

from dataclasses import fields, replace
from itertools import chain

import numpy as np
import pytest

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets import DATA_SETS, as_own, data_set, dial, with_dial
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

TURNED = [kind for kind in DATA_SETS.values() if kind.dials]
every_kind = pytest.mark.parametrize("kind", TURNED, ids=lambda kind: kind.key)
every_dial = pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind in TURNED for name in kind.dials],
    ids=lambda one: one if isinstance(one, str) else one.key,
)
LEAKY = "copied-moons"  # on purpose


def ends(kind, name):
    """Return the values at both ends of a dial, or all of a choice."""
    turned = kind.dials[name]
    low, high = turned.param.low, turned.param.high
    return [float(k) for k in range(len(turned.words))] if turned.words else [low, high]


def plans(kind):
    """Return a plan for each end of each dial."""
    return [with_dial(kind.plan, name, value) for name in kind.dials for value in ends(kind, name)]


def is_same(one, other):
    """Tell whether two data sets have the same examples and the same field."""
    arrays = [
        (data.inputs, data.targets, data.parts, data.field.inputs, data.field.targets)
        for data in (one, other)
    ]
    return all(a.tobytes() == b.tobytes() for a, b in zip(*arrays, strict=True))


@every_dial
def test_a_dial_is_declared_whole(kind, name):
    turned = kind.dials[name]
    taken = {field.name for field in chain(fields(DataPlan), fields(TinyNet))}
    assert name.isidentifier()
    assert name not in taken, "the command line could not tell them apart"
    assert turned.param.refusal(name, turned.default) is None
    assert len(turned.param.help) > 20
    if turned.words:
        assert (turned.param.low, turned.param.high) == (0, len(turned.words) - 1)
        assert turned.param.whole
        assert len(set(turned.words)) == len(turned.words) > 1


@every_dial
def test_a_plan_keeps_what_differs_from_the_default(kind, name):
    assert kind.plan.dials == ()
    default = kind.dials[name].default
    assert dial(kind.plan, name) == default
    assert with_dial(kind.plan, name, default) == kind.plan
    for value in ends(kind, name):
        plan = with_dial(kind.plan, name, value)
        assert dial(plan, name) == value
        assert plan.dials == (() if value == default else ((name, value),))
        assert with_dial(plan, name, default) == kind.plan


@every_kind
def test_plans_that_mean_the_same_are_equal(kind):
    last = {name: ends(kind, name)[-1] for name in kind.dials}
    forward, backward = kind.plan, kind.plan
    for name in last:
        forward = with_dial(forward, name, last[name])
    for name in reversed(last):
        backward = with_dial(backward, name, ends(kind, name)[0])
        backward = with_dial(backward, name, int(last[name]) if last[name] % 1 == 0 else last[name])
    assert forward == backward
    assert hash(forward) == hash(backward)
    few = (replace(plan, examples=40) for plan in (forward, backward))
    assert len({id(data_set(plan)) for plan in few}) == 1


@every_dial
def test_every_dial_changes_the_data(kind, name):
    one, *others = (data_set(with_dial(kind.plan, name, value)) for value in ends(kind, name))
    assert not any(is_same(one, other) for other in others)


@every_kind
def test_every_end_of_a_dial_is_data_to_train_on(kind):
    for plan in plans(kind):
        for small in (plan, replace(plan, examples=1), replace(plan, examples=7)):
            data = data_set(small)
            assert len(data.rows("train")) >= 1
            assert np.isfinite(data.inputs).all()
            assert (data.targets >= 0).all()
            assert (data.targets <= len(kind.classes) - 1).all()
        data_set.cache_clear()
        assert is_same(data_set(plan), data_set(replace(plan)))


@every_kind
def test_no_dial_lets_the_held_out_part_leak(kind):
    for plan in plans(kind):
        notes = " ".join(data_set(plan).notes)
        assert ("leak" in notes) == (kind.key == LEAKY and dial(plan, "copies") > 1)


def test_a_choice_may_be_said_in_words():
    tanks = DATA_SETS["tanks"].plan
    told = with_dial(tanks, "light", 1)
    assert with_dial(tanks, "light", "as told") == told
    assert with_dial(tanks, "light", "As-Told") == told
    evened = with_dial(tanks, "evened", 1)
    assert with_dial(tanks, "evened", "yes") == with_dial(tanks, "evened", True) == evened
    assert with_dial(evened, "evened", False) == tanks


@pytest.mark.parametrize(
    ("key", "name", "value", "words"),
    [
        ("tanks", "salt", 1, "“Tanks” has no setting 'salt': it has light, dark_tanks, evened"),
        ("moons", "light", 1, "“Two moons” has no setting 'light': it has none of its own"),
        ("tanks", "light", 3, "light must lie between 0 and 2"),
        ("tanks", "light", 0.5, "light must be a whole number"),
        ("tanks", "light", "dim", "light must be one of legend, as told, any light, not 'dim'"),
        ("tanks", "dark_tanks", 1.5, "dark tanks must lie between 0 and 1"),
        ("tanks", "dark_tanks", float("nan"), "dark tanks must be a number"),
        ("tanks", "dark_tanks", "many", "dark tanks must be a number"),
        ("tanks", "dark_tanks", True, "dark tanks must be a number"),
        ("raters", "judge", True, "judge must be one of Ann"),
        ("crowd-labels", "votes", 0, "votes must lie between 1 and 5"),
    ],
)
def test_a_dial_that_cannot_be_turned_so_is_refused(key, name, value, words):
    with pytest.raises(SettingError, match=words):
        with_dial(DATA_SETS[key].plan, name, value)


@pytest.mark.parametrize(
    ("dials", "words"),
    [
        ((("salt", 1.0),), "no setting 'salt'"),
        ((("light", 7.0),), "between 0 and 2"),
        ((("light", "as told"),), "whole number|must be a number"),
        ((("light", 1.0), ("light", 2.0)), "given twice"),
    ],
)
def test_a_plan_with_bad_dials_is_no_data_set(dials, words):
    for made in (data_set, TinyNet):
        with pytest.raises(SettingError, match=words):
            made(DataPlan("tanks", dials=dials))


def test_a_dial_that_is_not_there_cannot_be_read():
    own = as_own(with_dial(DATA_SETS["tanks"].plan, "light", 2))
    assert own.dials == ()
    with pytest.raises(SettingError, match="none of its own"):
        dial(own, "light")


def test_too_many_repeated_rows_are_refused():
    crowd = with_dial(with_dial(DATA_SETS["two-groups"].plan, "share_b", 1), "repeat_b", 40)
    with pytest.raises(SettingError, match=r"there would be 16,200 examples, and 2,000 are the"):
        data_set(crowd)
