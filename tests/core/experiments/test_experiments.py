"""Promises of every experiment: declared in full, found again bit for bit, cancelled at a word."""

from dataclasses import fields
from importlib import import_module
from itertools import count
from pathlib import Path

import numpy as np
import pytest

import explorer.core.experiments
from explorer.core.experiment import Experiment
from explorer.core.experiments import EXPERIMENTS
from explorer.core.param import SettingError, params

EVERY = pytest.mark.parametrize("kind", EXPERIMENTS.values(), ids=EXPERIMENTS.keys())
# Settings that make an experiment small, for what needs no full one.
SMALL = {
    "double-descent": {"repeats": 3},
    "grokking": {"steps": 150},
    "bootstrap-o-rings": {"resamples": 250},
    "label-errors": {"examples": 50, "steps": 50},
    "same-budget": {"slopes": 10, "repeats": 1},
    "thumbs": {"questions": 20, "repeats": 2},
}


def small(kind, **settings):
    return kind(**{**SMALL.get(kind.key, {}), **settings})


def test_every_file_is_in_the_table():
    listed = set(EXPERIMENTS.values())
    for path in Path(explorer.core.experiments.__file__).parent.glob("*.py"):
        if path.stem != "__init__":
            module = import_module(f"explorer.core.experiments.{path.stem}")
            there = [
                thing
                for thing in vars(module).values()
                if isinstance(thing, type)
                and issubclass(thing, Experiment)
                and thing.__module__ == module.__name__
            ]
            assert there
            assert set(there) <= listed
    assert [kind.key for kind in EXPERIMENTS.values()] == list(EXPERIMENTS)


@EVERY
def test_it_says_what_it_is_and_declares_every_setting(kind):
    assert kind.name
    assert kind.source
    assert kind.line[0].isupper()
    assert all(kind.finds.values())
    assert {field.name for field in fields(kind)} == set(params(kind))
    for name, declared in params(kind).items():
        assert declared.help
        assert declared.low <= getattr(kind(), name) <= declared.high


@EVERY
def test_it_finds_what_it_says_and_the_same_again(kind):
    first, second = small(kind).run(), small(kind).run()
    assert list(first.numbers) == list(kind.finds)
    assert first.across
    assert first.up
    assert first.curves
    for name, value in first.numbers.items():
        assert isinstance(value, float), name
        np.testing.assert_equal(second.numbers[name], value)
    for one, other in zip(first.curves, second.curves, strict=True):
        assert one.name == other.name
        assert one.x.shape == one.y.shape
        assert len(one.x) > 1
        assert np.isfinite(one.x).all()
        assert (np.diff(one.x) >= 0).all()
        assert np.array_equal(one.x, other.x)
        assert np.array_equal(one.y, other.y, equal_nan=True)
        if first.log_y:
            assert (one.y > 0).all()
        if first.log_x:
            assert (one.x > 0).all()


@EVERY
def test_another_seed_is_another_draw(kind):
    one, other = small(kind).run(), small(kind, seed=1).run()
    assert any(not np.array_equal(a.y, b.y) for a, b in zip(one.curves, other.curves, strict=True))


@EVERY
def test_it_can_be_cancelled_at_once_and_on_the_way(kind):
    assert small(kind).run(lambda: True) is None
    asked = count()
    assert small(kind).run(lambda: next(asked) >= 2) is None


@EVERY
def test_settings_out_of_range_are_refused_in_a_sentence(kind):
    for name, declared in params(kind).items():
        for wrong in (declared.low - 1, declared.high + 1, float("nan"), "much"):
            with pytest.raises(SettingError, match=r"^The .* must .*\.$"):
                kind(**{name: wrong})
