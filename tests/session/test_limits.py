"""What cannot be raced is refused with one sentence, whatever is wrong with it."""

from dataclasses import replace
from math import inf, nan

import pytest

from explorer.core.landscape import Landscape, typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers.adam import Adam
from explorer.core.param import SettingError
from explorer.session.document import Document, Entrant, RestartPlan
from explorer.session.limits import MAX_ENTRANTS, MAX_NAME, MAX_STARTS, check_document
from explorer.session.opening import opening_document

OPENING = opening_document()
WITH_CONSTANT = next(row for row in LANDSCAPES.values() if row.constants)


def _with_constant(value):
    constants = (replace(WITH_CONSTANT.constants[0], value=value), *WITH_CONSTANT.constants[1:])
    landscape = replace(WITH_CONSTANT, constants=constants)
    return Document(landscape, (), (landscape.suggested_start,))


BAD = {
    "a start that is not finite": replace(OPENING, starts=((nan, 0.0),)),
    "a start at infinity": replace(OPENING, starts=((inf, 0.0),)),
    "a huge start": replace(OPENING, starts=((1e300, 0.0),)),
    "a huge start and nobody racing": replace(OPENING, starts=((1e300, 0.0),), entrants=()),
    "no start": replace(OPENING, starts=()),
    "too many starts": replace(OPENING, starts=((0.0, 0.0),) * (MAX_STARTS + 1)),
    "a start of another dimension": replace(OPENING, starts=((0.0,),)),
    "ten million steps": replace(OPENING, steps=10_000_000),
    "too many steps in all": replace(
        OPENING, steps=400_000, starts=((0.0, 0.0),) * 3, entrants=OPENING.entrants
    ),
    "minus one step": replace(OPENING, steps=-1),
    "a negative tolerance": replace(OPENING, tolerance=-1.0),
    "a tolerance that is not a number": replace(OPENING, tolerance=nan),
    "a negative seed": replace(OPENING, seed=-1),
    "no restarts": replace(OPENING, restarts=RestartPlan(starts=0)),
    "negative evaluations": replace(OPENING, restarts=RestartPlan(evaluations=-1)),
    "a negative seed of restarts": replace(OPENING, restarts=RestartPlan(seed=-1)),
    "the same colour twice": replace(OPENING, entrants=(Entrant(Adam(), 0), Entrant(Adam(), 0))),
    "no such colour": replace(OPENING, entrants=(Entrant(Adam(), MAX_ENTRANTS),)),
    "too many optimizers": replace(
        OPENING, entrants=tuple(Entrant(Adam(), i) for i in range(MAX_ENTRANTS + 1))
    ),
    "no name": replace(OPENING, name=""),
    "a name that turns the text around": replace(OPENING, name="\u202eabc"),
    "a long name": replace(OPENING, name="x" * (MAX_NAME + 1)),
    "a box too far out": replace(OPENING, landscape=OPENING.landscape.with_box(((0, 1e30),) * 2)),
    "a constant out of range": _with_constant(1e30),
    "a constant that is not a number": _with_constant(nan),
}


@pytest.mark.parametrize("document", BAD.values(), ids=BAD.keys())
def test_it_is_refused_in_a_sentence(document):
    with pytest.raises(SettingError) as refusal:
        check_document(document)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 200


@pytest.mark.parametrize("box", [((1.0, 1.0),), ((2.0, 1.0),), ((0.0, inf),), ((nan, 1.0),)])
def test_a_box_of_no_or_inverted_width_cannot_be_made(box):
    with pytest.raises(SettingError, match="The box must have"):
        typed("x^2", box)


@pytest.mark.parametrize("steps", [0, 1, 1_000_000])
def test_any_number_of_steps_up_to_a_million_can_be_raced(steps):
    check_document(replace(OPENING, steps=steps, entrants=OPENING.entrants[:1]))


@pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES.keys())
def test_the_whole_catalogue_can_be_raced(landscape: Landscape):
    check_document(Document(landscape, (Entrant(Adam(), 0),), (landscape.suggested_start,)))
