"""A game of Blind descent: probes are counted, rivals come at the end, a race comes of it."""

import pytest

from explorer.core.blind_descent import ALLOWED, hidden_land
from explorer.core.descent import descend_interpreted
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.param import SettingError
from explorer.session import challenge as module
from explorer.session.challenge import Challenge
from explorer.session.files import read, write
from explorer.session.limits import check_document
from explorer.session.worker import Worker


@pytest.fixture
def game(qapp, monkeypatch):
    # The engine is tested elsewhere; compiling a formula takes longer than forty steps in Python.
    monkeypatch.setattr(module, "descend", lambda runs, cancelled: descend_interpreted(runs))
    worker = Worker()
    challenge = Challenge(worker)
    challenge.begin(1, 10)
    yield challenge, worker
    worker.close(seconds=60.0)


def probe_all(challenge):
    for k in range(challenge.left):
        assert challenge.probe((0.5 + 0.4 * k, 9.0 - 0.3 * k))


def test_it_begins_with_the_look_at_the_start(game):
    challenge, _ = game
    assert challenge.land == hidden_land(1)
    assert [one.point for one in challenge.probes] == [challenge.land.start]
    assert challenge.left == 10
    assert not challenge.is_over


def test_a_probe_is_counted_and_the_lowest_is_known(game):
    challenge, _ = game
    assert challenge.probe(challenge.land.landscape.minima[0])
    assert challenge.probe((0.0, 10.0))
    assert challenge.left == 8
    assert challenge.lowest is challenge.probes[1]


def test_nothing_off_the_land_and_nothing_after_the_end(game):
    challenge, _ = game
    assert not challenge.probe((-0.1, 5.0))
    assert challenge.left == 10
    probe_all(challenge)
    assert challenge.is_over
    assert not challenge.probe((5.0, 5.0))
    assert len(challenge.probes) == 11


def test_rivals_are_kept_back_until_the_end(game):
    challenge, worker = game
    worker.finish()
    assert challenge.rivals is None
    assert challenge.standings == ()
    probe_all(challenge)
    assert len(challenge.rivals.traces) == 4
    assert len(challenge.standings) == 5


@pytest.mark.parametrize(("probes", "looks"), [(0, 11), (3, 4), (10, 11)])
def test_rivals_have_as_many_looks_as_the_learner_took(game, probes, looks):
    challenge, worker = game
    for k in range(probes):
        challenge.probe((1.0 + 0.5 * k, 5.0))
    challenge.give_up()
    worker.finish()
    assert challenge.looks == looks
    assert challenge.rivals.traces[0].steps == looks - 1


def test_who_looks_at_the_lowest_place_comes_first(game):
    challenge, worker = game
    challenge.probe(challenge.land.landscape.minima[0])
    challenge.give_up()
    worker.finish()
    assert challenge.standings[0].slot is None
    assert challenge.standings[0].gap == pytest.approx(0.0, abs=1e-9)


def test_again_is_the_same_land_and_another_is_the_next(game):
    challenge, worker = game
    before = challenge.land
    probe_all(challenge)
    challenge.again()
    assert challenge.land == before
    assert (challenge.left, challenge.is_over) == (10, False)
    worker.finish()
    challenge.another()
    assert challenge.land == hidden_land(2)
    challenge.give_up()
    assert challenge.standings == ()
    worker.finish()
    assert all(t.run.start == challenge.land.start for t in challenge.rivals.traces)


def test_a_landscape_of_ones_own_is_played_as_it_is(game):
    challenge, worker = game
    saddle = LANDSCAPES["six-hump-camel"].with_box(((-2.0, 2.0), (-1.0, 1.0)))
    challenge.begin_on(saddle, 5, 20)
    assert not challenge.is_hidden
    challenge.give_up()
    worker.finish()
    assert challenge.standings
    assert challenge.document().landscape == saddle
    challenge.another()
    assert (challenge.land.seed, challenge.land.landscape) == (6, saddle)


def test_minima_that_are_not_listed_are_searched_for(game):
    challenge, worker = game
    challenge.begin_on(typed("(x - 1)^2 + (y + 2)^2 + 3"))
    challenge.give_up()
    worker.finish()
    assert challenge.rivals.lowest == pytest.approx(3.0)
    challenge.begin_on(LANDSCAPES["saddle"])
    challenge.give_up()
    worker.finish()
    assert challenge.rivals.lowest is None
    assert challenge.standings[0].gap is None


@pytest.mark.parametrize("seed", range(12))
def test_every_land_makes_a_race_that_can_be_saved(game, seed, tmp_path):
    challenge, _ = game
    challenge.begin(seed)
    document = challenge.document()
    check_document(document)
    write(tmp_path / "race.json", document)
    assert read(tmp_path / "race.json") == document
    assert document.starts == (challenge.land.start,)
    assert document.boundary == "clamp"


@pytest.mark.parametrize("seed", [-1, 1_000_000])
def test_a_seed_out_of_range_is_refused(game, seed):
    challenge, _ = game
    with pytest.raises(SettingError, match="seed"):
        challenge.begin(seed)
    assert challenge.land == hidden_land(1)


def test_only_some_numbers_of_probes_are_allowed(game):
    challenge, _ = game
    with pytest.raises(SettingError, match=str(ALLOWED[0])):
        challenge.begin(1, 15)


def test_the_seeds_go_round(game):
    challenge, _ = game
    challenge.begin(999_999)
    challenge.another()
    assert challenge.land.seed == 0
