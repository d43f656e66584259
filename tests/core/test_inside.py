"""Inside: the notes of a run belong to its trace, and count what it counted."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.extras import Extras
from explorer.core.inside import inside
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.run import Run
from explorer.core.suggestion import suggested

FAMILY = pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())
HIMMELBLAU = LANDSCAPES["himmelblau"]


def some_run(kind, steps=40):
    return Run(HIMMELBLAU, suggested(kind, HIMMELBLAU), HIMMELBLAU.suggested_start, steps)


@FAMILY
def test_notes_belong_to_the_trace(kind):
    run = some_run(kind)
    (trace,) = descend([run])
    notes = inside(run)
    np.testing.assert_array_equal(notes.points, trace.points)
    np.testing.assert_array_equal(notes.values, trace.values)
    np.testing.assert_array_equal(notes.costs, trace.costs)
    assert notes.steps == trace.steps


@FAMILY
def test_every_look_is_noted(kind):
    run = some_run(kind)
    (trace,) = descend([run])
    looks = inside(run).looks
    if not kind.rule().whole:
        assert len(looks) == 0
        return
    values, slopes = trace.costs[-1, 0] - 1, trace.costs[-1, 1] - (kind.derivatives != "value")
    assert len(looks) == values
    assert int(looks[:, 1].sum()) == slopes
    heights = HIMMELBLAU.value(np.ascontiguousarray(looks[:, 3:]))
    np.testing.assert_allclose(looks[:, 2], heights, rtol=1e-12, atol=1e-10)


@FAMILY
def test_marks_are_finite_and_named(kind):
    notes = inside(some_run(kind))
    for step in range(1, notes.steps + 1):
        for mark in notes.marks(step):
            assert mark.words
            numbers = np.array(
                [v for name in mark.__slots__ if name != "words" for v in flat(getattr(mark, name))]
            )
            assert np.isfinite(numbers).all()


def flat(value):
    return [v for part in value for v in flat(part)] if isinstance(value, tuple) else [value]


@FAMILY
def test_what_is_carried_has_the_symbol_of_the_equation(kind):
    carried = {*kind.rule().memory, *kind.rule().shared, *kind.rule().sizes}
    assert set(kind.symbols) <= carried
    for symbol in kind.symbols.values():
        assert symbol in kind.equation


def test_a_moment_is_the_step_of_the_equation():
    adam = OPTIMIZERS["adam"](0.1)
    moment = inside(Run(HIMMELBLAU, adam, (1.0, 1.0), 5)).moment(2)
    m = adam.beta1 * moment.before["mean"] + (1 - adam.beta1) * moment.gradient
    s = adam.beta2 * moment.before["square"] + (1 - adam.beta2) * moment.gradient**2
    np.testing.assert_allclose(moment.after["mean"], m, rtol=1e-12)
    step = 0.1 * (m / (1 - adam.beta1**2)) / (np.sqrt(s / (1 - adam.beta2**2)) + adam.epsilon)
    np.testing.assert_allclose(moment.next, moment.point - step, rtol=1e-12)


def test_a_scheduled_rate_is_shown_as_it_was():
    optimizer = replace(OPTIMIZERS["gradient-descent"](0.01), extras=Extras(schedule=3, period=1))
    notes = inside(Run(HIMMELBLAU, optimizer, (1.0, 1.0), 5))
    assert notes.moment(4).settings["learning_rate"] == pytest.approx(0.01 / 4)


def test_what_cannot_be_shown_is_refused_in_a_sentence():
    notes = inside(some_run(OPTIMIZERS["gradient-descent"], 3))
    with pytest.raises(SettingError, match="Steps 1 to 3"):
        notes.moment(4)
    with pytest.raises(SettingError, match="too many"):
        inside(Run(HIMMELBLAU, OPTIMIZERS["nelder-mead"](), (1.0, 1.0), 1_000_000))
