"""What is locked stays as it is, whoever edits it; all else, and the locks, can be changed."""

from dataclasses import replace
from itertools import combinations

import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.session import edits, net_edits
from explorer.session.document import Document, Entrant
from explorer.session.limits import check_document
from explorer.session.locks import LOCKS, check_locks, set_lock
from explorer.session.opening import opening_document

RACE = edits.pick_landscape(opening_document(), LANDSCAPES["rosenbrock"])
NET = net_edits.pick_net(RACE, TinyNet(DataPlan(examples=12), hidden=(3,)))
FIT = edits.pick_landscape(
    RACE, next(row for row in LANDSCAPES.values() if row.fit is not None and row.dim == 2)
)
ADAM = OPTIMIZERS["adam"](learning_rate=0.123)

# What a lock refuses, each with the document it is done to.
KEPT = {
    "landscape": (
        (RACE, lambda d: edits.pick_landscape(d, LANDSCAPES["himmelblau"])),
        (RACE, lambda d: edits.retype_landscape(d, LANDSCAPES["himmelblau"])),
        (RACE, lambda d: edits.set_constant(d, "b", 50.0)),
        (RACE, lambda d: replace(d, landscape=d.landscape.with_box(((-1.0, 1.0),) * 2))),
        (RACE, lambda d: net_edits.pick_net(d, TinyNet())),
        (FIT, lambda d: net_edits.move_example(d, 0, (0.25,))),
        (NET, lambda d: net_edits.change_net(d, hidden=(4,))),
        (NET, lambda d: net_edits.change_net(d, l2=0.1)),
        (NET, lambda d: net_edits.change_data(d, key="xor")),
        (NET, lambda d: net_edits.change_data(d, seed=5)),
        (NET, lambda d: net_edits.move_example(d, 0, (0.25, 0.5))),
        (NET, lambda d: net_edits.add_example(d, (0.25, 0.5), 1.0)),
        (NET, lambda d: net_edits.remove_example(d, 0)),
    ),
    "optimizers": (
        (RACE, lambda d: edits.add_entrant(d, "newton")),
        (RACE, lambda d: edits.remove_entrant(d, 0)),
        (RACE, lambda d: edits.duplicate_entrant(d, 0)),
        (RACE, lambda d: edits.set_optimizer(d, 0, ADAM)),
        (replace(RACE, entrants=(Entrant(ADAM, 0),)), lambda d: edits.reset_settings(d, 0)),
    ),
    "starts": (
        (RACE, lambda d: edits.move_start(d, 0, (1.0, 0.0))),
        (RACE, lambda d: edits.add_start(d, (1.0, 0.0))),
        (edits.add_start(RACE, (1.0, 0.0)), lambda d: edits.remove_start(d, 0)),
        (NET, lambda d: net_edits.typed_weights(d, 0, (0.5,) * d.landscape.dim)),
        (NET, lambda d: net_edits.change_net(d, init="zeros")),
        (NET, lambda d: net_edits.change_net(d, init_seed=4)),
    ),
    "run": (
        (RACE, lambda d: replace(d, steps=7)),
        (RACE, lambda d: replace(d, tolerance=0.5)),
        (RACE, lambda d: replace(d, boundary="clamp")),
        (RACE, lambda d: replace(d, seed=4)),
    ),
}
# What no lock refuses.
FREE = (
    (RACE, lambda d: edits.hide_entrant(d, 0, False)),
    (RACE, lambda d: replace(d, layout="side-by-side")),
    (RACE, lambda d: replace(d, name="Another")),
    (NET, lambda d: net_edits.set_slice(d, kind="weights")),
)
CASES = [(lock, *case) for lock, cases in KEPT.items() for case in cases]


def locked(document: Document, *locks) -> Document:
    return replace(document, locks=tuple(lock for lock in LOCKS if lock in locks))


def refusal(before: Document, after: Document) -> str:
    try:
        check_locks(before, after)
    except SettingError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("lock", "document", "change"), CASES)
def test_a_lock_refuses_in_a_sentence_what_it_keeps(lock, document, change):
    before = locked(document, lock)
    sentence = refusal(before, change(before))
    assert sentence.startswith(LOCKS[lock].name)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(("lock", "document", "change"), CASES)
def test_the_other_locks_let_it_pass(lock, document, change):
    before = locked(document, *(other for other in LOCKS if other != lock))
    assert refusal(before, change(before)) == ""


@pytest.mark.parametrize(("document", "change"), FREE)
def test_some_things_are_never_locked(document, change):
    before = locked(document, *LOCKS)
    assert refusal(before, change(before)) == ""


def test_locks_are_set_and_freed_in_any_order_whatever_is_locked():
    for count in range(len(LOCKS) + 1):
        for locks in combinations(LOCKS, count):
            document = RACE
            for lock in reversed(locks):
                document = set_lock(document, lock, True)
            assert document.locks == locks
            check_document(document)
            for lock in LOCKS:
                for is_locked in (True, False):
                    assert refusal(document, set_lock(document, lock, is_locked)) == ""


@pytest.mark.parametrize("locks", [("run", "landscape"), ("run", "run"), ("door",)])
def test_locks_that_there_are_not_or_in_another_order_are_no_sound_document(locks):
    with pytest.raises(SettingError, match=r"can be locked.*\.$"):
        check_document(replace(RACE, locks=locks))


@pytest.mark.parametrize(
    ("lock", "document", "change"), [(lock, *cases[0]) for lock, cases in KEPT.items()]
)
def test_a_session_refuses_what_is_locked_and_then_takes_it_unlocked(
    session, lock, document, change
):
    opened, told = session(locked(document, lock), begun=False), []
    opened.refused.connect(told.append)
    before = opened.document
    assert not opened.edit(change, "Change")
    assert (opened.document, len(told)) == (before, 1)
    assert opened.edit(lambda d: set_lock(d, lock, False), "Unlock")
    assert opened.edit(change, "Change")
    assert len(told) == 1


def test_a_document_can_be_put_in_place_of_a_locked_one(session):
    opened = session(locked(RACE, *LOCKS), begun=False)
    assert opened.new(NET)
    assert opened.document == NET
