"""Numbers of a lesson: measured anew, summed up over draws, and judged; equal ones are equal."""

from dataclasses import replace
from itertools import pairwise
from math import inf, nan

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.param import SettingError
from explorer.session.document import Document, Entrant
from explorer.session.draws import drawn_again, study_drawn_again
from explorer.session.lesson import Condition, Lesson, Number, Option, Step
from explorer.session.lesson_results import known_up_to, pages_needed, rows, says
from explorer.session.measuring import (
    holds,
    measure_draw,
    measure_number,
    measure_step,
    right_options,
    spread,
    study,
    summary_of,
)

NET = TinyNet(data=DataPlan(examples=40, seed=3), hidden=(4,), init_seed=5, batch=8)
TRAINED = Document(
    NET,
    (Entrant(Adam(), 0), Entrant(GradientDescent(), 1)),
    (NET.suggested_start, NET.initial("random", 6)),
    steps=20,
    seed=7,
)
MAP = Document(
    LANDSCAPES["himmelblau"],
    (Entrant(GradientDescent(learning_rate=0.01), 0),),
    ((0.0, 0.0), (1.0, 2.0)),
    steps=30,
)
VARIES = ("all", "data", "start", "noise")


def lesson(*numbers, document=MAP, **others):
    step = Step("", document, "a.race.json", numbers=numbers, **others)
    return Lesson("test", "Test", "", (step,), {"a.race.json": document, "b.race.json": TRAINED})


@pytest.mark.parametrize("vary", VARIES)
@pytest.mark.parametrize("document", [MAP, TRAINED], ids=["map", "net"])
def test_draws_are_the_same_each_time_and_draw_0_is_the_document(document, vary):
    assert drawn_again(document, 0, vary) is document
    draws = [drawn_again(document, draw, vary) for draw in range(4)]
    assert draws == [drawn_again(document, draw, vary) for draw in range(4)]
    if document is TRAINED or vary != "data":
        assert all(one != other for one, other in pairwise(draws))


def test_a_draw_changes_what_it_says_and_nothing_else():
    data, start, noise = (drawn_again(TRAINED, 2, vary) for vary in ("data", "start", "noise"))
    assert data == replace(TRAINED, landscape=replace(NET, data=replace(NET.data, seed=5)))
    assert noise == replace(TRAINED, seed=9)
    other = replace(NET, init_seed=7)
    starts = (other.suggested_start, NET.initial("random", 8))
    assert start == replace(TRAINED, landscape=other, starts=starts)
    everything = drawn_again(TRAINED, 2, "all")
    assert (everything.seed, everything.starts) == (9, starts)
    assert everything.landscape == replace(other, data=replace(NET.data, seed=5))


def test_weights_set_by_hand_stay_where_they_are():
    by_hand = TRAINED.with_start(1, (0.25,) * NET.dim)
    drawn = drawn_again(by_hand, 1, "start")
    assert drawn.starts[1] == by_hand.starts[1]
    assert drawn.starts[0] != by_hand.starts[0]


def test_seeds_stay_in_their_range():
    last = replace(NET, init_seed=2**31 - 1, data=replace(NET.data, seed=2**31 - 1))
    starts = (last.suggested_start,)
    drawn = drawn_again(replace(TRAINED, landscape=last, starts=starts, seed=2**63 - 1), 1)
    assert (drawn.landscape.init_seed, drawn.landscape.data.seed, drawn.seed) == (0, 0, 0)


def test_other_starts_lie_in_the_box_and_never_repeat():
    drawn = [start for draw in range(1, 40) for start in drawn_again(MAP, draw, "start").starts]
    assert all(MAP.landscape.contains(start) for start in drawn)
    assert len(set(drawn)) == len(drawn) == 78
    assert np.ptp(np.array(drawn), axis=0).min() > 6.0  # the box is 10 wide or more


def test_numbers_are_read_off_the_right_run_of_the_right_document():
    asked = lesson(
        Number("here", measure="height", runs=((1, 0),)),
        Number("there", document="b.race.json", measure="height", runs=((0, 1),)),
        Number("early", measure="coordinate", settings={"step": 3.0, "index": 1.0}),
    )
    found = measure_step(asked, 0).numbers
    here, first = descend([MAP.run(1, 0), MAP.run(0, 0)])
    (there,) = descend([TRAINED.run(0, 1)])
    assert found == {
        "here": here.values[-1],
        "there": there.values[-1],
        "early": first.points[3, 1],
    }
    (number, *_), step = asked.steps[0].numbers, asked.steps[0]
    assert measure_number(number, asked.documents, step) == found["here"]


def test_each_run_is_raced_once_a_draw(monkeypatch):
    raced = []

    def counted(runs, cancelled):
        raced.extend(runs)
        return descend(runs, cancelled)

    monkeypatch.setattr("explorer.session.lesson_races.descend", counted)
    asked = lesson(
        *(Number(f"n{k}", measure="coordinate", settings={"index": k % 2}) for k in range(6)),
        Number("many", measure="height", draws=3),
        vary="start",
    )
    measure_step(asked, 0)
    assert len(raced) == len(set(raced)) == 3


def test_a_number_of_many_draws_sums_them_up():
    singles = [
        measure_draw(lesson(Number("n", measure="height"), vary="start"), 0, draw).numbers["n"]
        for draw in range(7)
    ]
    expected = {"median": np.median, "mean": np.mean, "lowest": np.min, "highest": np.max}
    for draw in (0, 2):
        for summary, of in expected.items():
            many = lesson(Number("n", measure="height", draws=5, summary=summary), vary="start")
            found = measure_step(many, 0, draw).numbers["n"]
            assert found == pytest.approx(of(singles[draw : draw + 5]), rel=1e-15)
    bar = sorted(singles[:5])[2]
    many = Number("n", measure="height", draws=5, summary="share-above", above=bar)
    assert measure_step(lesson(many, vary="start"), 0).numbers["n"] == 0.4
    found = spread(lesson(Number("n", measure="height"), vary="start"), 0, "n", draws=7)
    assert found.values == tuple(singles)
    assert (found.lowest, found.median, found.highest) == (
        min(singles),
        sorted(singles)[3],
        max(singles),
    )


def test_a_number_may_vary_otherwise_than_its_step():
    numbers = (Number("still", measure="height", vary="noise"), Number("moved", measure="height"))
    asked = lesson(*numbers, vary="start")
    first, second = (measure_draw(asked, 0, draw).numbers for draw in (0, 1))
    assert first["still"] == second["still"]  # this optimizer uses no chance
    assert first["moved"] != second["moved"]


def test_an_experiment_runs_once_for_all_its_numbers_and_draws_by_its_seed():
    settings = {"steps": 100, "seed": 4}
    asked = lesson(
        *(
            Number(name, experiment="grokking", finding=name, settings=settings)
            for name in ("learned", "held-out")
        )
    )
    found = measure_step(asked, 0)
    assert found.findings["learned"] is found.findings["held-out"]
    assert found.numbers["held-out"] == found.findings["learned"].numbers["held-out"]
    another = study_drawn_again(study(asked.steps[0].numbers[0]), 3)
    assert (another.seed, another.steps) == (7, 100)


def test_measuring_can_be_given_up():
    asked = lesson(Number("n", document="b.race.json", measure="height", draws=4))
    assert measure_step(asked, 0, 0, lambda: True) is None
    assert spread(asked, 0, "n", 3, lambda: True) is None
    experiment = Number("n", experiment="grokking", finding="learned")
    assert measure_step(lesson(experiment), 0, 0, lambda: True) is None
    questions = iter([False] * 3)  # each of the four draws asks at least once
    assert measure_step(asked, 0, 0, lambda: next(questions, True)) is None


def test_what_makes_no_sense_is_said():
    with pytest.raises(SettingError):
        measure_step(lesson(Number("n", measure="held-out-accuracy")), 0)
    with pytest.raises(SettingError, match="no setting"):
        study(Number("n", measure="height", settings={"colour": 1.0}))


def test_summaries_of_nan_are_nan_but_a_share_counts_it_out():
    for summary in ("median", "mean", "lowest", "highest"):
        assert np.isnan(summary_of(Number("n", draws=3, summary=summary), [1.0, nan, 2.0]))
    share = Number("n", draws=4, summary="share-above", above=1.0)
    assert summary_of(share, [1.0, nan, 2.0, inf]) == 0.5


@pytest.mark.parametrize(
    ("condition", "values", "ok"),
    [
        (Condition("a", near=0.5, within=0.1), (0.5, 0.42, 0.58), True),
        (Condition("a", near=0.5, within=0.1), (0.39, 0.61, nan, inf), False),
        (Condition("a", near=0.5), (0.5,), True),
        (Condition("a", above=0.5), (0.5000001, inf), True),
        (Condition("a", above=0.5), (0.5, 0.4, nan, -inf), False),
        (Condition("a", below=0.5), (0.4, -inf), True),
        (Condition("a", below=0.5), (0.5, nan), False),
        (Condition("a", above="b", by=0.25), (1.25, 2.0), True),
        (Condition("a", above="b", by=0.25), (1.0, 1.2, nan), False),
        (Condition("a", below="b", by=0.25), (0.75,), True),
        (Condition("a", below="b", by=0.25), (0.8, 1.0), False),
        (Condition("a", above="nothing"), (1e9,), False),
        (Condition("a", below="c"), (-1e9,), False),
        (Condition("a", above=0.0, below=1.0), (0.5,), True),
        (Condition("a", above=0.0, below=1.0), (0.0, 1.0), False),
    ],
)
def test_conditions_hold_as_they_say(condition, values, ok):
    for value in values:
        assert holds(condition, {"a": value, "b": 1.0, "c": nan}) is ok
    assert not holds(condition, {})


@pytest.mark.parametrize(
    ("condition", "words", "of_a_share"),
    [
        (Condition("a", near=0.56, within=0.01), "within 0.01 of 0.56", "1 percentage point"),
        (Condition("a", near=0.5), "0.5", "50%"),
        (Condition("a", below="train", by=0.2), "at least 0.2 below train", "20 percentage points"),
        (Condition("a", above=0.9), "above 0.9", "above 90%"),
        (Condition("a", above=-1.5, below=2), "above −1.5 and below 2", "below 200%"),
    ],
)
def test_conditions_are_said_in_words(condition, words, of_a_share):
    assert says(condition) == words
    assert of_a_share in says(condition, is_share=True)


def test_the_table_says_what_came_and_what_was_expected():
    numbers = (
        Number("a", "its height", measure="height"),
        Number("b", measure="height"),
        Number("c", "its way", measure="travelled", format=".1f"),
    )
    checks = (Condition("a", near=1.0, within=0.5), Condition("a", above="b"))
    step = Step("", MAP, "", numbers=numbers, checks=checks)
    first, second = rows(step, {"a": 1.25, "b": 2.0, "c": 0.04})
    assert first == ("a", "its height", "1.25", "within 0.5 of 1; above b", False)
    assert second == ("c", "its way", "0.0", "", None)
    assert rows(step, {"a": 1.25, "b": 1.0})[0].ok is True
    assert [row.ok for row in rows(step, {"a": 1.25})] == [None, None]
    assert rows(step, {})[0].value == "…"
    assert rows(step, {"a": 9.0, "b": 2.0}, is_judged=False)[0].ok is None
    assert [row.name for row in rows(step, {}, everything=True)] == ["a", "b", "c"]
    assert rows(step, {}, called={"b": "“the other”"})[0].expected.endswith("above “the other”")


def test_exactly_the_options_that_hold_are_right():
    options = (
        Option("low", (Condition("a", below=1.0),)),
        Option("high", (Condition("a", above=1.0), Condition("a", below="b"))),
    )
    step = Step("", MAP, "", question="?", options=options)
    assert right_options(step, {"a": 0.0, "b": 2.0}) == (0,)
    assert right_options(step, {"a": 1.5, "b": 2.0}) == (1,)
    assert right_options(step, {"a": 3.0, "b": 2.0}) == ()


def test_a_page_needs_the_numbers_of_earlier_pages_that_it_shows():
    first = Step("", MAP, "", numbers=(Number("a", measure="height"),))
    second = Step("", MAP, "", numbers=(Number("b", measure="height"),))
    third = Step("{a}", MAP, "", checks=(Condition("c", above="a"),))
    fourth = Step("", MAP, "", try_next="{b:.1f}")
    whole = Lesson("", "", "", (first, second, third, fourth), {})
    assert [pages_needed(whole, k) for k in range(4)] == [(0,), (1,), (2, 0), (3, 1)]
    assert known_up_to(whole, 3) == {"a": 0, "b": 1}
