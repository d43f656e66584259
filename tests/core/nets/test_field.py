"""Groups and the field: who an example stands for, and what is true where nobody drew from."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.nets.data_sets import DATA_SETS, as_own, data_set, with_dial

OUTSIDE = [kind for kind in DATA_SETS.values() if kind.outside is not None]
every_kind = pytest.mark.parametrize("kind", OUTSIDE, ids=lambda kind: kind.key)


def by_row(data):
    """Return the group of each example, by its inputs."""
    return dict(zip((row.tobytes() for row in data.inputs), data.group.tolist(), strict=True))


def test_the_data_sets_that_lessons_count_groups_in_have_a_field():
    assert [kind.key for kind in OUTSIDE] == [
        *("tanks", "two-groups", "past-decisions", "crowd-labels", "raters"),
        *("alarms", "copied-moons"),
    ]


@every_kind
def test_a_field_has_enough_of_every_group(kind):
    field = data_set(kind.plan).field
    count = len(field.targets)
    assert field.inputs.shape == (count, len(kind.features))
    assert field.group.shape == (count,)
    assert field.group.dtype == np.int8
    assert np.isfinite(field.inputs).all()
    assert set(field.targets) == set(range(len(kind.classes)))
    assert field.groups == kind.groups
    assert len(set(kind.groups)) == len(kind.groups) == np.unique(field.group).size
    assert np.bincount(field.group).min() >= 320
    assert not any(array.flags.writeable for array in (field.inputs, field.targets, field.group))


@every_kind
def test_a_field_is_drawn_for_itself(kind):
    data = data_set(kind.plan)
    drawn = {row.tobytes() for row in data.inputs}
    assert not any(row.tobytes() in drawn for row in data.field.inputs)


@every_kind
def test_a_field_follows_the_seed_and_not_the_training(kind):
    field = data_set(kind.plan).field
    changes = {"examples": 50, "held_out": 0.5, "flaw": "flipped", "standardised": True}
    same = data_set(replace(kind.plan, **changes)).field
    other = data_set(replace(kind.plan, seed=kind.plan.seed + 1)).field
    assert field.inputs.tobytes() == same.inputs.tobytes()
    assert field.targets.tobytes() == same.targets.tobytes()
    assert field.inputs.tobytes() != other.inputs.tobytes()


@every_kind
def test_a_field_follows_the_dials_of_the_world_alone(kind):
    def changes(name):
        values = kind.dials[name].param.low, kind.dials[name].param.high
        low, high = (kind.outside(with_dial(kind.plan, name, value)) for value in values)
        return any(
            not np.array_equal(one, other) for one, other in zip(low[:3], high[:3], strict=True)
        )

    assert {name for name in kind.dials if changes(name)} == set(kind.world_dials)


@pytest.mark.parametrize("kind", DATA_SETS.values(), ids=lambda kind: kind.key)
def test_groups_of_examples_are_those_of_the_kind_or_unknown(kind):
    data = data_set(kind.plan)
    if data.group is None:
        assert data.groups == ()
        return
    assert data.groups == kind.groups
    assert data.group.shape == data.targets.shape
    assert data.group.dtype == np.int8
    assert data.group.min() >= 0
    assert data.group.max() < len(kind.groups)
    assert not data.group.flags.writeable


@every_kind
@pytest.mark.parametrize("flaw", ["repeated", "one-sided"])
def test_rows_that_go_or_come_take_their_group_along(kind, flaw):
    sound = data_set(kind.plan)
    flawed = data_set(replace(kind.plan, flaw=flaw, flaw_share=0.3))
    if sound.group is None:
        assert flawed.group is None
        return
    known = by_row(sound)
    assert len(flawed.group) == len(flawed.targets)
    assert [known[row.tobytes()] for row in flawed.inputs] == flawed.group.tolist()


@pytest.mark.parametrize("flaw", ["none", "repeated", "one-sided"])
def test_rows_that_count_more_than_once_still_do_when_flawed(flaw):
    plan = with_dial(DATA_SETS["two-groups"].plan, "repeat_b", 7)
    data = data_set(replace(plan, flaw=flaw, flaw_share=0.1))
    for part, times in (("train", 7), ("held-out", 1)):
        rows = data.rows(part)
        of_b = data.inputs[rows[data.group[rows] == 1]]
        assert len(of_b) % times == 0
        assert (np.unique(of_b, axis=0, return_counts=True)[1] % times == 0).all()
    assert any("count 7 times" in note for note in data.notes)


@every_kind
def test_rows_of_ones_own_have_neither_groups_nor_field(kind):
    plan = kind.plan
    for name, each in kind.dials.items():
        plan = with_dial(plan, name, min(each.param.high, 3))
    own = data_set(as_own(plan))
    assert (own.groups, own.group, own.field) == ((), None, None)
    before = data_set(plan)
    assert own.inputs.tobytes() == before.inputs.tobytes()
    assert own.parts.tobytes() == before.parts.tobytes()
    assert set(own.notes) == set(before.notes)
