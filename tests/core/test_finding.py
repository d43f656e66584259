"""Promises of the search: a thing is found by its names first, then by what is said of it."""

import pytest

from explorer.core.finding import (
    OTHER_NAMES,
    idea,
    landscape_rank,
    optimizer_rank,
    summary,
)
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.optimizers.adam import Adam


@pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_every_optimizer_is_found_by_its_names_and_its_words(kind):
    for name in (kind.name, kind.key, kind.group, kind.name.upper(), kind.key.replace("-", " ")):
        assert optimizer_rank(kind, name.split()) == 0
    for said in (summary(kind), kind.source, kind.cost):
        assert optimizer_rank(kind, said.split()) in (0, 1)
    assert optimizer_rank(kind, ["no-such-word"]) is None
    assert optimizer_rank(kind, []) == 0
    assert summary(kind).endswith(".")
    assert idea(kind).startswith(summary(kind))


@pytest.mark.parametrize("row", LANDSCAPES.values(), ids=LANDSCAPES)
def test_every_landscape_is_found_by_its_names_and_its_words(row):
    for name in (row.name, row.key, row.name.upper()):
        assert landscape_rank(row, name.split()) == 0
    for said in (row.line, row.source, row.formula, *row.tags, f"{row.dim}-D"):
        assert landscape_rank(row, said.split()) in (0, 1)
    assert landscape_rank(row, ["no-such-word"]) is None


def test_other_names_are_of_optimizers_that_there_are():
    assert set(OTHER_NAMES) <= set(OPTIMIZERS)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("SGD", "gradient-descent"),
        ("torch.optim.SGD", "gradient-descent"),
        ("heavy ball", "momentum"),
        ("quasi-Newton", "bfgs"),
        ("quasi newton", "bfgs"),
        ("torch.optim.LBFGS", "l-bfgs"),
        ("nelder mead", "nelder-mead"),
        ("simplex", "nelder-mead"),
        ("swarm", "particle-swarm"),
        ("Fletcher-Reeves", "conjugate-gradient"),
        ("line search", "armijo"),
        ("second order", "newton"),
    ],
)
def test_what_people_call_it_finds_it_first(said, first):
    found = (key for key, kind in OPTIMIZERS.items() if optimizer_rank(kind, said.split()) == 0)
    assert next(found) == first


def test_all_words_must_occur():
    assert optimizer_rank(Adam, ["adam", "2015"]) == 1
    assert optimizer_rank(Adam, ["adam", "1847"]) is None
