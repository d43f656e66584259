"""Forks: a run that goes on with other settings, or another optimizer, from where it stands."""

from dataclasses import fields, replace

import numpy as np
import pytest

from explorer.core import engine, kernels
from explorer.core.batch import batch
from explorer.core.descent import check_run, descend, descend_interpreted
from explorer.core.extras import Extras
from explorer.core.inside import inside
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError, params
from explorer.core.run import MOST_FORKS, Run, Stop, Stretch
from explorer.core.suggestion import suggested

HIMMELBLAU = LANDSCAPES["himmelblau"]  # a sum of squares, so that all rules can run on it
KINDS = tuple(OPTIMIZERS.values())
FAMILY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
START = (0.25, -0.5)
STEPS = 60


def run_of(kind, **changes):
    """Return a run that has a while to go."""
    return Run(HIMMELBLAU, suggested(kind, HIMMELBLAU), START, STEPS, seed=5, **changes)


def forked(run, step, optimizer=None):
    """Return the same run, forked."""
    past = (*run.past, Stretch(run.optimizer, step))
    return replace(run, optimizer=optimizer or run.optimizer, past=past)


def rows(trace, begin=0, end=None, costs=True):
    """Return what happened from one step to another, the last one included."""
    names = ("points", "values", "gradients", "costs") if costs else (
        "points", "values", "gradients"
    )  # fmt: skip
    return [getattr(trace, name)[begin : None if end is None else end + 1] for name in names]


def same(one, other):
    """Tell whether arrays are the same, bit for bit."""
    return all(np.array_equal(a, b, equal_nan=True) for a, b in zip(one, other, strict=True))


def other_settings(kind):
    """Return the optimizer with its first setting moved a little."""
    optimizer = suggested(kind, HIMMELBLAU)
    for name, declared in params(optimizer).items():
        before = getattr(optimizer, name)
        for wish in (0.7 * before, before + 1):
            value = int(wish) if declared.whole else wish
            if not declared.words and value != before and declared.low <= value <= declared.high:
                return replace(optimizer, **{name: value})
    return optimizer


@FAMILY
def test_a_fork_without_a_change_is_the_run_itself(kind):
    for boundary in ("free", "clamp", "reflect"):
        run = run_of(kind, boundary=boundary)
        whole, *parts = descend([run, *(forked(run, step) for step in (1, 7, 40, STEPS))])
        for part in (*parts, *descend([forked(forked(run, 7), 40)])):
            assert same(rows(whole), rows(part))
            assert part.stop is whole.stop
            assert part.verdict == whole.verdict


@FAMILY
def test_another_optimizer_goes_on_as_if_it_had_started_there(kind):
    place = KINDS.index(kind)
    for before, step in ((KINDS[place - 1], 1), (KINDS[place - 7], 13)):
        past = run_of(before)
        fork = forked(past, step, suggested(kind, HIMMELBLAU))
        whole, both = descend([past, fork])
        if whole.steps < step:
            assert same(rows(whole), rows(both))  # it had ended before
            continue
        start = tuple(both.points[step].tolist())
        fresh = descend([replace(fork, start=start, steps=STEPS - step, past=())])[0]
        assert same(rows(whole, 0, step), rows(both, 0, step))
        assert same(rows(fresh, costs=False), rows(both, step, costs=False))
        assert np.array_equal(both.costs[step + 1 :], both.costs[step] + fresh.costs[1:])
        assert (both.stop, both.verdict.kind) == (fresh.stop, fresh.verdict.kind)
        assert both.steps == step + fresh.steps


@FAMILY
def test_other_settings_keep_what_is_carried(kind):
    step, first, second = 9, suggested(kind, HIMMELBLAU), other_settings(kind)
    fork = forked(replace(run_of(kind), steps=20, tolerance=0.0), step, second)
    (trace,) = descend([fork])
    points, counts = by_hand(fork, [first] * step + [second] * (20 - step))
    np.testing.assert_allclose(trace.points, points[: trace.steps + 1], rtol=1e-9, atol=1e-9)
    assert np.array_equal(trace.costs[-1], counts[trace.steps])
    before, after = descend([replace(fork, optimizer=first, past=()), fork])
    assert same(rows(before, 0, step), rows(after, 0, step))


def by_hand(run, optimizers):
    """Call a rule in plain Python once a step, each time with the settings of that step."""
    kind = type(run.optimizer)
    start = np.array([run.start])
    b = batch(HIMMELBLAU, optimizers[:1], start, [run.seed], [run.tolerance], run.boundary)
    advance, land = engine.plain_rule(kind), kernels.interpreted(HIMMELBLAU, kind.derivatives)
    values, gradients, constants = np.empty(1), np.empty((2, 1)), HIMMELBLAU.constant_values
    points, counts = [b.points[:, 0].copy()], [np.zeros(3)]
    land.slope(b.points, constants, values, gradients)
    b.counts[:, 0] = 1, b.sloped, 0
    with np.errstate(all="ignore"):
        for age, optimizer in enumerate(optimizers, 1):
            settings = np.array(optimizer.settings)[:, None]
            advance(
                *(*land, constants, b.box, b.boundary, age, b.streams, settings, b.extras),
                *(b.looks, b.shared, b.memory, b.points, values, gradients, b.counts, b.stops),
            )
            if not b.whole:
                land.slope(b.points, constants, values, gradients)
                b.counts[:, 0] = age + 1, age + 1, 0
            points.append(b.points[:, 0].copy())
            counts.append(b.counts[:, 0].copy())
    return np.array(points), np.array(counts)


@FAMILY
def test_forks_in_one_batch_are_what_they_are_alone(kind):
    runs = [
        replace(forked(run_of(kind), 9, optimizer), start=(0.3 * i, 0.5 - i), seed=i)
        for i, optimizer in enumerate([suggested(kind, HIMMELBLAU), other_settings(kind)] * 3)
    ]
    runs += [replace(run, past=(Stretch(other_settings(kind), 9),)) for run in runs]
    for run, trace in zip(runs, descend(runs), strict=True):
        (alone,) = descend([run])
        assert same(rows(alone), rows(trace))
        assert alone.verdict == trace.verdict


@FAMILY
def test_what_a_fork_carries_is_noted(kind):
    run = run_of(kind)
    fork = forked(forked(replace(run, optimizer=KINDS[0]()), 5, run.optimizer), 20)
    (trace,) = descend([fork])
    notes = inside(fork)
    assert same(rows(trace), rows(notes))
    if kind is KINDS[0] or trace.steps <= 5:
        return
    assert notes.born == 5
    fresh = inside(replace(run, start=tuple(trace.points[5].tolist()), steps=STEPS - 5))
    for step in range(1, fresh.steps + 1):
        one, other = fresh.moment(step), notes.moment(5 + step)
        for field in fields(one):
            if field.name != "step":
                np.testing.assert_equal(getattr(one, field.name), getattr(other, field.name))


def test_plain_python_follows_the_same_forks():
    adam, descent = (suggested(OPTIMIZERS[k], HIMMELBLAU) for k in ("adam", "gradient-descent"))
    run = forked(forked(forked(run_of(OPTIMIZERS["bfgs"]), 4, adam), 9, descent), 30, adam)
    (compiled,), (plain,) = descend([run]), descend_interpreted([run])
    np.testing.assert_allclose(plain.points, compiled.points, rtol=1e-10)
    assert np.array_equal(plain.costs, compiled.costs)
    assert plain.verdict.words == compiled.verdict.words


def test_schedules_go_on_by_the_steps_of_their_kind():
    descent = OPTIMIZERS["gradient-descent"]
    extras = Extras(schedule=5, period=20, warm_up=8, noise=0.1)
    scheduled = descent(learning_rate=0.01, extras=extras)
    steeper = replace(scheduled, learning_rate=0.02)
    run = Run(HIMMELBLAU, scheduled, START, 40, seed=2, tolerance=0.0)
    fork, plain, late = descend(
        [forked(run, 15, steeper), run, forked(replace(run, optimizer=descent(0.01)), 15, steeper)]
    )
    # The noise, a number for each step, is what is left of a move without slope and rate.
    ages = np.arange(1, 41)
    rates = np.minimum(ages / 8, 1.0) * (1 - np.minimum((ages - 1) / 20, 1.0))
    rates *= np.where(ages <= 15, 0.01, 0.02)
    moves, moving = -np.diff(fork.points, axis=0), rates > 0
    pushes = moves[moving] / rates[moving, None] - fork.gradients[:-1][moving]
    assert 0.03 < pushes.std() < 0.3
    shared = -np.diff(plain.points, axis=0)[:15] / rates[:15, None] - plain.gradients[:15]
    np.testing.assert_allclose(pushes[:15], shared, atol=1e-9)
    assert not np.ptp(late.points[-20:], axis=0).any()  # its rate is 0 from step 21, not 36


def test_who_has_ended_stays_where_it_is():
    bowl = typed("x^2 + y^2")
    flown = OPTIMIZERS["gradient-descent"](learning_rate=3.0)
    calm = OPTIMIZERS["gradient-descent"](learning_rate=0.1)
    for optimizer, stop in ((flown, Stop.DIVERGED), (replace(calm, learning_rate=0.5), Stop.FLAT)):
        run = Run(bowl, optimizer, (1.0, -1.0), 300)
        for after in (calm, OPTIMIZERS["nelder-mead"](), OPTIMIZERS["random-search"]()):
            whole, both = descend([run, forked(run, 200, after)])
            assert both.stop is stop
            assert same(rows(whole), rows(both))
            assert both.verdict == whole.verdict
    start_off = Run(bowl, calm, (9.0, 9.0), 50, boundary="stop")
    assert descend([forked(start_off, 7, flown)])[0].steps == 0


def test_some_of_a_batch_end_before_the_fork_and_others_after():
    descent = OPTIMIZERS["gradient-descent"](learning_rate=0.01)
    starts = [(3.0, 2.0), (0.0, 0.0), (-4.0, 4.5), (3.0, 2.000001), (40.0, 40.0)]
    for after in (OPTIMIZERS["adam"](0.1), replace(descent, learning_rate=0.02)):
        runs = [forked(Run(HIMMELBLAU, descent, start, 90), 30, after) for start in starts]
        traces = descend(runs)
        assert len({trace.steps for trace in traces}) > 2
        for run, trace in zip(runs, traces, strict=True):
            (alone,) = descend([run])
            assert same(rows(alone), rows(trace))
            assert (alone.stop, alone.verdict) == (trace.stop, trace.verdict)


def test_one_variable():
    wells = typed("x^4 - 3*x^2 + x", box=((-3.0, 3.0),))
    run = Run(wells, OPTIMIZERS["momentum"](0.01), (2.5,), 80)
    past, fork = descend([run, forked(run, 11, OPTIMIZERS["newton"]())])
    fresh = descend([replace(run, optimizer=OPTIMIZERS["newton"](), steps=69,
                             start=tuple(fork.points[11].tolist()))])[0]  # fmt: skip
    assert same(rows(past, 0, 11), rows(fork, 0, 11))
    assert same(rows(fresh, costs=False), rows(fork, 11, costs=False))


def test_a_fork_is_judged_by_what_came_after_it():
    descent = OPTIMIZERS["gradient-descent"]
    bowl = typed("x^2 + 2*y^2")
    wild = Run(bowl, descent(learning_rate=0.5), (1.0, 1.0), 300, tolerance=0.0)
    restless, calm, again = descend(
        [wild, forked(wild, 280, descent(0.2)), forked(replace(wild, optimizer=descent(0.2)), 100,
                                                       descent(0.5))]
    )  # fmt: skip
    assert restless.verdict.kind == "cycle"
    assert calm.verdict.kind == "minimum"
    assert again.verdict.kind in ("cycle", "minimum")


GOOD = OPTIMIZERS["adam"]()
NONSENSE = {
    "later than the fork before": (Stretch(GOOD, 9), Stretch(GOOD, 9)),
    "from 1": (Stretch(GOOD, 0),),
    "a whole number": (Stretch(GOOD, 2.5),),
    "forked at step 61": (Stretch(GOOD, STEPS + 1),),
    f"forked {MOST_FORKS} times": tuple(Stretch(GOOD, k + 1) for k in range(MOST_FORKS + 1)),
}


@pytest.mark.parametrize(("words", "past"), NONSENSE.items(), ids=NONSENSE)
def test_a_past_that_cannot_be_is_refused_in_a_sentence(words, past):
    with pytest.raises(SettingError, match=words) as refused:
        check_run(replace(run_of(OPTIMIZERS["adam"]), past=past))
    assert str(refused.value).endswith(".")


def test_the_past_of_a_fork_must_fit_the_landscape():
    squares = OPTIMIZERS["gauss-newton"](), typed("sin(x) + y")
    with pytest.raises(SettingError, match="sum of squares"):
        check_run(Run(squares[1], GOOD, START, past=(Stretch(squares[0], 3),)))
