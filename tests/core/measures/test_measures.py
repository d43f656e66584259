"""Promises of all measures, on finished runs of every kind."""

import math
import re
from dataclasses import fields, replace
from importlib import import_module
from pathlib import Path

import pytest

from explorer.core import measures
from explorer.core.measure import Measure
from explorer.core.measures import MEASURES
from explorer.core.param import SettingError, params

SENTENCE = re.compile(r"[A-Z“][^\n]*\.")
# Few starts and members, and the other landscape that some measures need.
NAMES = {"landscape": "himmelblau", "starts": 20, "members": 2, "across": 21}
FAMILY = pytest.mark.parametrize("kind", MEASURES.values(), ids=MEASURES)
SIGNED = {"gap"}  # a difference of shares, which may be negative


def made(kind, ended=None):
    """Return a measure with settings that make sense of a run, as far as any do."""
    own = {field.name for field in fields(kind)} & set(NAMES)
    settings = {name: NAMES[name] for name in own}
    if "landscape" in own and ended is not None and ended.trace.points.shape[1] == 1:
        settings["landscape"] = "double-well"
    return kind(**settings)


def answer(measure, runs):
    """Return the number, or the sentence in which it is refused."""
    try:
        return measure.of(runs)
    except SettingError as refusal:
        return str(refusal)


def test_every_measure_of_the_package_is_in_the_table():
    assert [kind.key for kind in MEASURES.values()] == list(MEASURES)
    found = set()
    for path in Path(measures.__file__).parent.glob("*.py"):
        module = import_module(f"explorer.core.measures.{path.stem}")
        found |= {
            thing
            for thing in vars(module).values()
            if isinstance(thing, type) and issubclass(thing, Measure) and "key" in vars(thing)
        }
    assert found == set(MEASURES.values())


@FAMILY
def test_a_measure_says_what_it_is_in_plain_words(kind):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.key)
    assert kind.name
    assert not kind.name.endswith(".")
    assert SENTENCE.fullmatch(kind.line)
    assert kind.unit in ("share", "loss", "count", "length", "value")
    assert kind.runs >= 1
    assert kind.__doc__


@FAMILY
def test_settings_out_of_range_are_refused_and_the_others_are_names(kind):
    for name, declared in params(kind).items():
        for value in (declared.low - 1, declared.high * 2 + 1, float("nan"), "many"):
            with pytest.raises(SettingError, match=SENTENCE):
                replace(kind(), **{name: value})
    names = [field for field in fields(kind) if field.name not in params(kind)]
    assert all(isinstance(field.default, str) for field in names)


@FAMILY
def test_a_measure_reads_a_number_off_any_run_or_refuses_in_a_sentence(kind, subjects, ended):
    finite = 0
    for subject in subjects:
        runs = [ended(subject)] * kind.runs
        measure = made(kind, runs[0])
        found = answer(measure, runs)
        if isinstance(found, str):
            assert SENTENCE.fullmatch(found), subject
            continue
        assert type(found) is float, subject
        assert measure.of(runs) == found or math.isnan(found), subject
        if not math.isfinite(found):
            continue
        finite += 1
        if kind.unit == "share" and kind.key not in SIGNED:
            assert -1e-12 <= found <= 1 + 1e-12, subject
        if kind.unit == "count":
            assert found == int(found) >= 0, subject
    assert finite


@FAMILY
def test_a_step_beyond_the_end_is_the_end(kind, ended):
    for subject in ("two goals", "two classes"):
        runs = [ended(subject)] * kind.runs
        measure = made(kind, runs[0])
        last = answer(measure, runs)
        if isinstance(last, str):
            continue
        for step in (runs[0].trace.steps, runs[0].trace.steps + 1, 1_000_000):
            assert replace(measure, step=step).of(runs) == pytest.approx(last, nan_ok=True)


@FAMILY
def test_a_measure_refuses_as_many_runs_as_it_does_not_read(kind, ended):
    with pytest.raises(SettingError, match=r"is read off .* runs?, not 0\.$"):
        made(kind).of([])
