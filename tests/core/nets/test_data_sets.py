"""Data sets: the same plan gives the same examples, and only training has the flaw."""

from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from explorer.core.nets import data_sets
from explorer.core.nets.data_plan import DataPlan, Flaw, OwnData, Split
from explorer.core.nets.data_set import PARTS
from explorer.core.nets.data_sets import DATA_SETS, DataKind, as_own, data_set
from explorer.core.nets.data_sets.shipped import shipped
from explorer.core.param import SettingError

KINDS = list(DATA_SETS.values())
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)


def plan_of(kind, **changes):
    """Return the plan of a kind with three parts in it."""
    return replace(kind.plan, **{"held_out": 0.3, "choosing": 0.1, **changes})


def test_every_data_set_is_in_the_menu():
    for path in Path(data_sets.__file__).parent.glob("*.py"):
        module = import_module(f"explorer.core.nets.data_sets.{path.stem}")
        made = [thing for thing in vars(module).values() if isinstance(thing, DataKind)]
        assert all(DATA_SETS[kind.key] is kind for kind in made)
    assert all(kind.key == key == kind.plan.key for key, kind in DATA_SETS.items())


@every_kind
@pytest.mark.parametrize("examples", [1, 2, 3, 10, 23, 301])
def test_examples_are_whole_and_parted(kind, examples):
    data = data_set(plan_of(kind, examples=examples))
    count = min(examples, kind.most or examples)
    assert data.name == kind.name
    assert data.inputs.shape == (count, len(kind.features))
    assert data.targets.shape == data.parts.shape == (count,)
    assert np.isfinite(data.inputs).all()
    assert np.isfinite(data.targets).all()
    if kind.task == "classes":
        assert set(data.targets) <= set(range(len(kind.classes)))
        assert 2 <= len(kind.classes) <= 10
    else:
        assert kind.classes == ()
    rows = np.concatenate([data.rows(part) for part in PARTS])
    assert sorted(rows) == list(range(count))
    assert len(data.rows("train")) >= 1
    if count > 1:
        assert abs(len(data.rows("held-out")) - 0.3 * count) <= 0.5
        assert abs(len(data.rows("choosing")) - 0.1 * count) <= 0.5


@every_kind
def test_equal_plans_give_equal_examples(kind):
    plan = plan_of(kind, flaw="flipped", standardised=True)
    first = data_set(plan)
    data_set.cache_clear()
    second = data_set(replace(plan))
    for name in ("inputs", "targets", "parts", "centre", "scale"):
        assert getattr(first, name).tobytes() == getattr(second, name).tobytes()


@every_kind
def test_another_seed_is_another_draw(kind):
    one, other = (data_set(plan_of(kind, seed=seed)) for seed in (1, 2))
    assert (one.parts != other.parts).any()
    assert (one.inputs != other.inputs).any() == (kind.most is None)


@every_kind
def test_noise_matters_where_the_kind_says_so(kind):
    plain, noisy = (data_set(plan_of(kind, noise=noise)) for noise in (0.0, 1.0))
    differs = (plain.inputs != noisy.inputs).any() or (plain.targets != noisy.targets).any()
    assert differs == kind.noise_matters


@every_kind
def test_classes_are_shared_out_evenly(kind):
    data = data_set(plan_of(kind, held_out=0.5, choosing=0.0))
    for number in range(len(kind.classes)):
        of_class = data.parts[data.targets == number]
        assert abs((of_class == 1).sum() - len(of_class) / 2) <= 1


@every_kind
def test_inputs_are_standardised_by_the_training_part(kind):
    data = data_set(plan_of(kind, standardised=True))
    train = data.inputs[data.rows("train")]
    varies = np.ptp(train, axis=0) > 0
    seen = data.scaled(train)[:, varies]
    assert np.allclose(seen.mean(axis=0), 0.0)
    assert np.allclose(seen.std(axis=0), 1.0)
    assert (data.scale[~varies] == 1.0).all()
    plain = data_set(plan_of(kind, standardised=False))
    assert (plain.seen == plain.inputs.T).all()


@every_kind
@pytest.mark.parametrize("flaw", get_args(Flaw))
def test_own_rows_are_the_same_examples(kind, flaw):
    plan = plan_of(kind, examples=40, flaw=flaw, standardised=True)
    own = as_own(plan)
    before, after = data_set(plan), data_set(own)
    assert own.key == "own"
    for name in ("inputs", "targets", "parts", "centre", "scale"):
        assert getattr(before, name).tobytes() == getattr(after, name).tobytes()
    assert (before.features, before.classes) == (after.features, after.classes)
    assert set(before.notes) == set(after.notes)
    assert as_own(own) is own


def test_editing_rows_leaves_the_others_in_their_parts():
    plan = as_own(DataPlan(examples=30))
    parts = data_set(plan).parts.tolist()
    own = plan.own
    moved = data_set(replace(plan, own=own.moved(3, (9.0, 8.0), 1.0)))
    assert moved.parts.tolist() == parts
    assert (*moved.inputs[3], moved.targets[3]) == (9.0, 8.0, 1.0)
    added = data_set(replace(plan, own=own.added((9.0, 8.0), 1.0)))
    assert added.parts[:-1].tolist() == parts
    removed = data_set(replace(plan, own=own.removed(3)))
    assert removed.parts.tolist() == parts[:3] + parts[4:]
    another = data_set(replace(plan, seed=2))
    assert another.parts.tolist() != parts


def test_drawn_rows_hardly_change_their_parts():
    rows = tuple((0.1 * k, 0.0, float(k % 2)) for k in range(40))
    own = OwnData(("x", "y"), "class", ("a", "b"), rows)
    before = data_set(DataPlan("own", own=own)).parts
    after = data_set(DataPlan("own", own=own.added((0.0, 1.0), 0.0))).parts
    assert (before != after[:-1]).sum() <= 4


def test_a_split_that_does_not_fit_is_drawn_anew():
    rows = ((0.0, 1.0), (1.0, 2.0))
    for parts in ((0, 0, 0), (1, 1), (0, 7)):
        own = OwnData(("x",), "y", (), rows, split=Split(1, 1 / 3, 0.0, parts))
        assert sorted(data_set(DataPlan("own", own=own)).parts) == [0, 1]


def test_the_o_rings_are_those_of_the_paper():
    data = data_set(DATA_SETS["o-rings"].plan)
    assert len(data.targets) == 23
    assert data.targets.sum() == 7
    assert (data.inputs.min(), data.inputs.max()) == (53, 81)
    assert data.inputs[data.targets == 1].ravel().tolist() == [70, 57, 63, 70, 53, 75, 58]


def test_the_penguins_are_all_there():
    data = data_set(DATA_SETS["penguins"].plan)
    counts = Counter(data.classes[int(target)] for target in data.targets)
    assert counts == {"Adelie": 151, "Chinstrap": 68, "Gentoo": 123}
    assert data.inputs.mean(axis=0).round(2).tolist() == [43.92, 17.15, 200.92, 4201.75]


def test_the_digits_are_thirty_of_each():
    data = data_set(DATA_SETS["digits"].plan)
    assert np.bincount(data.targets.astype(int)).tolist() == [30] * 10
    assert (data.inputs.min(), data.inputs.max()) == (0.0, 1.0)
    zero = data.inputs[0].reshape(8, 8)
    assert zero[3:5, 3:5].max() < 0.1  # a hole in the middle


@pytest.mark.parametrize("key", ["penguins", "digits"])
def test_a_table_has_the_columns_that_the_menu_says(key):
    kind, table = DATA_SETS[key], shipped(f"{key}.csv")
    assert (table.features, table.target, table.classes, len(table.rows), table.notes) == (
        *(kind.features, kind.target, kind.classes, kind.most),
        (),
    )


def test_curves_are_curves():
    data = data_set(replace(DATA_SETS["sine"].plan, noise=0.0))
    assert np.allclose(data.targets, np.sin(1.5 * data.inputs[:, 0]), atol=1e-5)
    assert set(data_set(replace(DATA_SETS["step"].plan, noise=0.0)).targets) == {-1.0, 1.0}


def notes(rows, classes=(), **changes):
    features = tuple(f"x{k}" for k in range(1, len(rows[0])))
    own = OwnData(features, "t", classes, tuple(rows))
    return " ".join(data_set(DataPlan("own", own=own, **changes)).notes)


def test_what_looks_wrong_is_said():
    leak = notes([(1.0, 2.0)] * 8 + [(2.0, 3.0)] * 8, held_out=0.5)
    assert "8 of the 8 held-out rows are also in training" in leak
    ab = ("a", "b")
    assert "All training examples are “a”" in notes([(1.0, 0.0), (2.0, 0.0)] * 3, ab)
    missing = notes([(k * 1.0, k % 2 * 1.0) for k in range(9)], (*ab, "c"))
    assert "No training example is “c”" in missing
    assert "The input “x2” is the same" in notes([(k * 1.0, 5.0, k * 2.0) for k in range(9)])
    assert "single example" in notes([(1.0, 2.0)])
    assert "same target" in notes([(k * 1.0, 5.0) for k in range(9)])
    assert notes([(k * 1.0, k % 2 * 1.0) for k in range(9)], ab) == ""


def test_the_largest_and_smallest_numbers_are_standardised():
    for size in (1e100, 1e-90, 1e-300, 5e-324):
        own = OwnData(("x",), "y", (), tuple((k * size, 1.0) for k in (-1, 0, 1, 1, 0, -1)))
        data = data_set(DataPlan("own", own=own, standardised=True))
        assert np.isfinite(data.seen).all()
        assert (data.scale > 0).all()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rows": ()}, "from 1 to 2,000 rows"),
        ({"rows": ((1.0, 2.0),)}, "Row 1 must have 3 numbers"),
        ({"rows": ((1.0, float("nan"), 0.0),)}, "Row 1 must hold numbers"),
        ({"rows": ((1.0, float("inf"), 0.0),)}, "Row 1 must hold numbers"),
        ({"rows": ((1.0, 2.0, 2.0),)}, "class 2"),
        ({"rows": ((1.0, 2.0, 0.5),), "classes": ("a", "b", "c")}, "class 0.5"),
        ({"classes": ("a",)}, "from 2 to 10 classes"),
        ({"features": ()}, "from 1 to 64 inputs"),
    ],
)
def test_rows_that_cannot_be_learned_from_are_refused(change, words):
    sound = {
        "features": ("x", "y"),
        "target": "t",
        "classes": ("a", "b"),
        "rows": ((1.0, 2.0, 0.5),),
    }
    with pytest.raises(SettingError, match=words):
        OwnData(**{**sound, **change})


def test_an_unknown_data_set_is_refused():
    with pytest.raises(SettingError, match="There is no data set called 'sun'"):
        data_set(DataPlan("sun"))
