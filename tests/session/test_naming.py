"""Names tell optimizers of one kind apart, and by no more than that takes."""

from dataclasses import replace

import pytest

from explorer.core.extras import Extras
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.momentum import Momentum
from explorer.core.run import Stretch
from explorer.session.document import Document, Entrant
from explorer.session.naming import entrant_names, start_name
from explorer.session.variants import varied_settings, vary


def named(*entrants):
    numbered = tuple(replace(one, colour=k) for k, one in enumerate(entrants))
    document = Document(LANDSCAPES["himmelblau"], numbered, ((0.0, 0.0),))
    return entrant_names(document)


def racer(optimizer, **more):
    return Entrant(optimizer, 0, **more)


def test_who_is_alone_of_its_kind_is_called_by_its_kind():
    names = named(racer(Adam()), racer(Momentum()))
    assert [(n.whole, n.brief, n.briefest, n.leading) for n in names] == [
        ("Adam",) * 4,
        ("Momentum",) * 4,
    ]


def test_those_of_one_kind_are_called_by_what_differs():
    one, other = named(
        racer(Adam(learning_rate=0.1)), racer(Adam(learning_rate=0.2, extras=Extras(schedule=6)))
    )
    assert one.whole == "Adam, learning rate 0.1, schedule constant"
    assert other.whole == "Adam, learning rate 0.2, schedule cosine"
    assert (other.brief, other.briefest) == ("Adam 0.2 · cosine", "0.2 · cosine")
    assert other.leading == "0.2 · cosine · Adam"


def test_equal_ones_are_numbered_and_hidden_ones_are_in_nobodys_way():
    twin = racer(Adam(learning_rate=0.1))
    assert [n.whole for n in named(twin, twin)] == ["Adam 1", "Adam 2"]
    assert named(twin, replace(twin, visible=False))[0].whole == "Adam"


def test_a_fork_is_told_from_who_was_not_forked():
    past = (Stretch(Adam(learning_rate=0.1), 40),)
    plain, forked = named(racer(Adam(learning_rate=0.1)), racer(Adam(learning_rate=0.1), past=past))
    assert plain.whole == "Adam"
    assert forked.whole == "Adam, forked at step 40"


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_variants_of_any_optimizer_all_have_names_of_their_own(key):
    document = Document(LANDSCAPES["himmelblau"], (racer(OPTIMIZERS[key]()),), ((0.0, 0.0),))
    for name in varied_settings(OPTIMIZERS[key]()):
        varied = vary(document, 0, name)
        names = entrant_names(varied)
        for words in ("whole", "brief", "briefest", "leading"):
            assert len({getattr(one, words) for one in names}) == len(varied.entrants)


def test_a_start_is_called_by_where_it_is():
    document = Document(LANDSCAPES["himmelblau"], (), ((-0.2, 0.7), (1.0, 2.0)))
    assert start_name(document, 0) == "Start (−0.20, 0.70)"
