"""Races of a lesson: many draws at once, the same numbers, and no training twice."""

from dataclasses import replace

import pytest

from explorer.core.descent import descend
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session import lesson_races
from explorer.session.document import Document, Entrant
from explorer.session.draws import drawn_again
from explorer.session.lesson import Lesson, Number, Step
from explorer.session.lesson_files import write_lesson
from explorer.session.measuring import measure_draw, measure_step, spread
from explorer.session.trace_cache import TraceCache

NET = TinyNet(data=DataPlan(examples=40, seed=3), hidden=(4,))
TRAINED = Document(
    NET, (Entrant(Adam(), 0), Entrant(GradientDescent(), 1)), (NET.suggested_start,), steps=20
)
MAP = Document(
    LANDSCAPES["himmelblau"],
    (Entrant(GradientDescent(learning_rate=0.01), 0),),
    ((0.0, 0.0),),
    steps=30,
)
NUMBERS = (
    Number("one", measure="train-loss"),
    Number("many", measure="train-loss", draws=6, runs=((0, 1),)),
    Number("places", document="map.race.json", measure="height", draws=5, vary="start"),
)
DOCUMENTS = {"net.race.json": TRAINED, "map.race.json": MAP}


def lesson(*numbers):
    steps = tuple(
        Step("Words", TRAINED, "net.race.json", title=title, numbers=numbers)
        for title in ("One", "Two")
    )
    return Lesson("test", "Test", "A line", steps, DOCUMENTS, notes="A toy.")


@pytest.fixture
def raced(monkeypatch):
    """The runs that are computed for numbers, in lists of those that are computed together."""
    pieces = []

    def counted(runs, cancelled):
        pieces.append(list(runs))
        return descend(runs, cancelled)

    monkeypatch.setattr(lesson_races, "descend", counted)
    return pieces


@pytest.mark.parametrize(("room", "pieces"), [(1, 6), (30_000, 3), (10**9, 1)])
def test_numbers_do_not_depend_on_how_many_draws_are_raced_together(
    room, pieces, raced, monkeypatch
):
    whole = measure_step(lesson(*NUMBERS), 0, 2).numbers
    del raced[:]
    monkeypatch.setattr(lesson_races, "PIECE", room)
    assert measure_step(lesson(*NUMBERS), 0, 2).numbers == whole
    assert len(raced) == pieces
    singles = [measure_draw(lesson(*NUMBERS), 0, 2 + k).numbers["many"] for k in range(6)]
    assert whole["many"] == pytest.approx(sum(sorted(singles)[2:4]) / 2, rel=1e-15)


def test_what_is_known_is_not_trained_again(raced):
    asked, known = lesson(*NUMBERS), TraceCache()
    first = measure_step(asked, 0, known=known)
    del raced[:]
    second = measure_step(asked, 1, known=known)
    assert second.numbers == first.numbers
    spread(asked, 0, "many", 6, known=known)
    assert not any(isinstance(run.landscape, TinyNet) for piece in raced for run in piece)


def test_another_draw_is_another_training():
    known = TraceCache()
    asked = lesson(*NUMBERS)
    numbers = [measure_draw(asked, 0, draw, ["one"], known=known).numbers for draw in range(3)]
    assert len({found["one"] for found in numbers}) == 3
    traces = [known.get(drawn_again(TRAINED, draw).run(0, 0)) for draw in range(3)]
    assert [trace.train_losses[-1] for trace in traces] == [found["one"] for found in numbers]


def test_the_window_and_its_numbers_share_their_trainings(session, raced, tmp_path):
    # So long that it cannot be raced before the page is on the screen.
    long = replace(TRAINED, steps=20_000)
    asked = lesson()
    steps = tuple(
        replace(step, document=long, numbers=(Number(name, measure="train-loss"),))
        for step, name in zip(asked.steps, ("first", "second"), strict=True)
    )
    own = replace(asked, steps=steps, documents={"net.race.json": long})
    write_lesson(tmp_path / "own", own)
    opened = session()
    opened.begin()
    assert opened.lessons.open(tmp_path / "own")
    opened.finish()
    opened.lessons.next()
    opened.finish()
    loss = opened.race.trace(0, 0).train_losses[-1]
    assert opened.lessons.numbers == {"second": loss}
    assert not any(raced)
