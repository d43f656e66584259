"""The table of results: every run has its row, its evidence, and valid JSON."""

import json
from dataclasses import replace

import pytest

from explorer.core.landscape import typed
from explorer.core.optimizer import GROUPS
from explorer.core.optimizers import OPTIMIZERS
from explorer.export.race import raced
from explorer.export.table import as_json, as_text
from explorer.session.document import Document, Entrant
from explorer.session.opening import opening_document


@pytest.fixture(scope="module")
def document() -> Document:
    opening = replace(opening_document(), steps=30)
    return replace(opening, starts=(*opening.starts, (1.0, 1.0)))


def test_every_run_has_a_row_and_its_evidence(document):
    race = raced(document)
    text = as_text(document, race)
    rows = [line for line in text.splitlines() if line[:1].isdigit() or line[:2] == " 1"]
    assert len(rows) >= len(document.starts) * len(document.entrants)
    for row in race.traces:
        for trace in row:
            assert trace.verdict.words in text
            assert trace.verdict.evidence in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_json_has_an_object_a_run_in_the_order_of_the_race(document):
    runs = json.loads(as_json(document, raced(document)))["runs"]
    assert [(tuple(run["start"]), run["optimizer"]) for run in runs] == [
        (start, entrant.optimizer.key) for start in document.starts for entrant in document.entrants
    ]


def test_hidden_optimizers_do_not_race(document):
    hidden = replace(
        document, entrants=(replace(document.entrants[0], visible=False), *document.entrants[1:])
    )
    race = raced(hidden)
    assert race.finished
    assert all(row[0] is None for row in race.traces)
    runs = json.loads(as_json(hidden, race))["runs"]
    assert len(runs) == len(document.starts) * (len(document.entrants) - 1)


@pytest.mark.parametrize("formula", ["x^4", "log(x)", "sqrt(x - 3)", "exp(exp(x))", "7"])
def test_runs_that_go_wrong_are_still_strict_json(formula):
    kinds = [next(k for k in OPTIMIZERS.values() if k.group == group) for group in GROUPS]
    document = Document(
        landscape=typed(formula),
        entrants=tuple(Entrant(kind(), slot) for slot, kind in enumerate(kinds)),
        starts=((4.0,), (-4.0,)),
        steps=60,
    )
    race = raced(document)
    found = json.loads(as_json(document, race), parse_constant=pytest.fail)
    assert len(found["runs"]) == 2 * len(kinds)
    assert as_text(document, race)
