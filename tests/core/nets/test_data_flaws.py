"""Flaws of data: each does what its name says, and to the training part only."""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from explorer.core.nets.data_plan import Flaw
from explorer.core.nets.data_sets import DATA_SETS, data_set

KINDS = list(DATA_SETS.values())
FLAWS = [flaw for flaw in get_args(Flaw) if flaw != "none"]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)


def plan_of(kind, **changes):
    """Return the plan of a kind with three parts in it."""
    return replace(kind.plan, **{"held_out": 0.3, "choosing": 0.1, **changes})


def rows_of(data, part):
    rows = data.rows(part)
    return np.column_stack([data.inputs[rows], data.targets[rows]])


@every_kind
@pytest.mark.parametrize("flaw", FLAWS)
def test_flaws_are_in_the_training_part_only(kind, flaw):
    sound = data_set(plan_of(kind))
    flawed = data_set(plan_of(kind, flaw=flaw, flaw_share=0.25))
    for part in ("held-out", "choosing"):
        assert (rows_of(sound, part) == rows_of(flawed, part)).all()
    before, after = rows_of(sound, "train"), rows_of(flawed, "train")
    wanted = int(0.25 * len(before) + 0.5)
    if flaw == "one-sided":
        assert len(after) == len(before) - wanted
    else:
        assert 1 <= (before != after).any(axis=1).sum() <= wanted
    assert len(flawed.notes) > len(sound.notes) or "copies" in " ".join(flawed.notes)


@every_kind
def test_flipped_labels_are_all_wrong(kind):
    sound, flawed = (data_set(plan_of(kind, flaw=flaw)) for flaw in ("none", "flipped"))
    assert (sound.inputs == flawed.inputs).all()
    train = sound.rows("train")
    changed = (sound.targets != flawed.targets)[train]
    assert changed.sum() == int(0.2 * len(train) + 0.5)
    if kind.classes:
        assert set(flawed.targets) <= set(range(len(kind.classes)))


@every_kind
def test_repeated_rows_leak_across_the_split(kind):
    flawed = data_set(plan_of(kind, flaw="repeated", flaw_share=0.5))
    known = {row.tobytes() for row in rows_of(flawed, "train")}
    leaked = sum(row.tobytes() in known for row in rows_of(flawed, "held-out"))
    assert leaked == len(flawed.rows("held-out"))
    assert any("leak" in note for note in flawed.notes)


@every_kind
def test_a_one_sided_sample_lacks_one_end(kind):
    sound, flawed = (data_set(plan_of(kind, flaw=flaw)) for flaw in ("none", "one-sided"))
    highest = [data.inputs[data.rows("train")].max(axis=0) for data in (sound, flawed)]
    assert (highest[1] <= highest[0]).all()
    assert any("one-sided" in note for note in flawed.notes)


@every_kind
def test_outliers_lie_beyond_all_others(kind):
    sound = data_set(plan_of(kind))
    flawed = data_set(plan_of(kind, flaw="outlier", flaw_share=0.1))
    whole = np.column_stack([sound.inputs, sound.targets])
    rows = np.column_stack([flawed.inputs, flawed.targets])
    far = (rows > whole.max(axis=0)) | (rows < whole.min(axis=0))
    assert far.any(axis=1).sum() == int(0.1 * len(sound.rows("train")) + 0.5)


@every_kind
def test_a_flaw_leaves_something_to_train_on(kind):
    for flaw in FLAWS:
        for examples in (1, 2, 3):
            data = data_set(plan_of(kind, examples=examples, flaw=flaw, flaw_share=0.9))
            assert len(data.rows("train")) >= 1
            assert np.isfinite(data.inputs).all()
