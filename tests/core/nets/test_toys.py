"""The toys of the lessons: what each one draws, checked against what it says it draws."""

from collections import Counter
from dataclasses import replace
from math import comb, sqrt

import numpy as np
import pytest

from explorer.core.nets.data_sets import DATA_SETS, data_set, with_dial

TANK, SHED = slice(0, 2), slice(4, 6)  # groups of the field of tanks


def drawn(key, dials=(), **changes):
    plan = replace(DATA_SETS[key].plan, **changes)
    for name, value in dict(dials).items():
        plan = with_dial(plan, name, value)
    return data_set(plan)


def near(share, expected, count):
    """Tell whether a share of so many draws is the expected one, to four standard errors."""
    return abs(share - expected) <= 4.0 * sqrt(max(expected * (1 - expected), 1e-3) / count)


def as_sets(rows):
    return [row.tobytes() for row in rows]


# Tanks


def shades(picture):
    """Return how many dots below the sky are darker than the ground, by how much."""
    ground = picture[24:]
    return Counter((ground.max() - ground).round(4).tolist())


def test_a_tank_is_a_hull_a_turret_and_a_gun():
    field = drawn("tanks", noise=0.0).field
    for picture in field.inputs[field.group < 2][::50]:
        assert shades(picture) == {0.0: 25, 0.06: 3, 0.08: 12}
    for picture in field.inputs[field.group >= 4][::50]:
        assert shades(picture) == {0.0: 28, 0.08: 12}
    for picture in field.inputs[(field.group == 2) | (field.group == 3)][::50]:
        twigs = sum(round(depth / 0.08) * many for depth, many in shades(picture).items())
        assert twigs <= 10
        assert 0.06 not in shades(picture)


def test_a_shed_is_no_tank():
    field = drawn("tanks").field
    assert set(field.targets[field.group >= 4]) == {0.0}
    assert set(field.targets[field.group < 2]) == {1.0}


def light(data):
    """Return how much light fell on each picture, from 0 to 1, but for what stands in it."""
    return (data.inputs[:, :16].mean(axis=1) - 0.12) / 0.7 + 0.5


def test_the_light_is_that_of_the_dial():
    legend, told, any_light = (
        drawn("tanks", {"light": k}, noise=0.0, examples=400) for k in range(3)
    )
    is_tank = legend.targets == 1
    for data in (legend, told):
        assert light(data)[is_tank].min() >= 0.69
    assert light(legend)[~is_tank].max() <= 0.36
    for shone in (light(told)[~is_tank], light(any_light)[~is_tank], light(any_light)[is_tank]):
        assert shone.min() < 0.1
        assert shone.max() > 0.9


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_so_many_tanks_are_photographed_in_the_dark(share):
    data = drawn("tanks", {"dark_tanks": share}, examples=1000)
    assert near((data.group == 0).sum() / 500, share, 500)
    assert (data.group[data.targets == 1] < 2).all()


def test_evened_pictures_are_equally_bright():
    for data in (drawn("tanks", {"evened": "yes"}), drawn("tanks", {"evened": "yes"}).field):
        assert np.abs(data.inputs.mean(axis=1)).max() < 1e-5
    assert np.ptp(drawn("tanks").inputs.mean(axis=1)) > 0.4


# Two groups


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5, 1.0])
def test_group_b_has_its_share_and_is_turned(share):
    data = drawn("two-groups", {"share_b": share}, examples=400)
    assert (data.group == 1).sum() == round(share * 400)
    turn = np.exp(-1j * np.radians(100.0))
    field = data.field
    points = field.inputs[:, 0] + 1j * field.inputs[:, 1]
    upright = np.where(field.group == 1, (points - (0.3 - 0.2j)) * turn, points)
    for group in (0, 1):
        for target in (0, 1):
            cloud = upright[(field.group == group) & (field.targets == target)]
            error = 4 * 0.55 / sqrt(len(cloud))
            assert abs(cloud.real.mean() - (2 * target - 1)) < error
            assert abs(cloud.imag.mean()) < error
            assert cloud.real.std() == pytest.approx(0.55, abs=error)


def test_training_rows_of_b_are_repeated_and_no_others():
    plain, repeated = drawn("two-groups"), drawn("two-groups", {"repeat_b": 12})
    for part in ("train", "held-out"):
        before, after = plain.rows(part), repeated.rows(part)
        times = np.where(plain.group[before] == 1, 12 if part == "train" else 1, 1)
        known = dict(zip(as_sets(plain.inputs[before]), times.tolist(), strict=True))
        assert Counter(as_sets(repeated.inputs[after])) == known


# Past decisions


def test_deciders_asked_more_of_group_b():
    data = drawn("past-decisions", examples=2000)
    qualified = [data.targets[data.group == group] for group in (0, 1)]
    accepted = [who.mean() for who in qualified]
    assert accepted[0] > 0.85
    assert accepted[1] < 0.45
    level = drawn("past-decisions", {"bar": 0.0}, examples=2000)
    accepted = [level.targets[level.group == group].mean() for group in (0, 1)]
    assert abs(accepted[0] - accepted[1]) < 0.06


def test_true_merit_and_the_field_tell_who_is_qualified():
    merit = drawn("past-decisions", {"taught_by": "true merit"})
    for data in (merit, merit.field, drawn("past-decisions").field):
        assert ((data.group < 2) == (data.targets == 1)).all()


def test_a_postcode_tells_the_group_unless_it_is_withheld():
    given, withheld = (drawn("past-decisions", {"postcode": k}) for k in range(2))
    is_b = given.group % 2 == 1
    right = ((given.inputs[:, 1] > 0) == is_b).mean()
    assert near(right, 0.9088, len(is_b))  # the normal chance of 0.8 / 0.6
    for data in (withheld, withheld.field):
        assert (data.inputs[:, 1] == 0).all()
    assert (given.inputs[:, 0] == withheld.inputs[:, 0]).all()


# Crowd labels


def outvoted(slip, votes):
    """Return the chance that most of so many voters are wrong."""
    least = votes // 2 + 1
    return sum(
        comb(votes, k) * slip**k * (1 - slip) ** (votes - k) for k in range(least, votes + 1)
    )


@pytest.mark.parametrize("votes", [1, 3, 5])
@pytest.mark.parametrize(("who", "slip"), [("expert", 0.03), ("hurried crowd", 0.3)])
def test_random_slips_are_outvoted(who, slip, votes):
    truth = drawn("moons", examples=2000).targets
    said = drawn("crowd-labels", {"labeller": who, "votes": votes}, examples=2000)
    assert near((said.targets != truth).mean(), outvoted(slip, votes), 2000)


@pytest.mark.parametrize("votes", [1, 3, 5])
def test_a_shared_blindness_is_not_outvoted(votes):
    truth = drawn("moons", examples=2000).targets
    said = drawn("crowd-labels", {"labeller": "blind crowd", "votes": votes}, examples=2000)
    wrong = said.targets != truth
    corner = (said.inputs[:, 0] > 0.8) & (truth == 1)
    assert (corner == (said.group == 0)).all()
    assert not wrong[~corner].any()
    assert near(wrong[corner].mean(), outvoted(0.85, votes), corner.sum())


def test_of_two_voters_who_differ_the_first_decides():
    one, two = (
        drawn("crowd-labels", {"labeller": 1, "votes": votes}, examples=2000) for votes in (1, 2)
    )
    assert (one.targets == two.targets).all()


def test_the_field_of_the_crowd_is_true():
    for who in range(3):
        field = drawn("crowd-labels", {"labeller": who}, noise=0.0).field
        # Without noise the points lie on two half circles, whose formula tells them apart.
        x, y = field.inputs.T
        is_upper = np.abs(np.hypot(x, y) - 1) < 1e-5
        is_lower = np.abs(np.hypot(x - 1, y - 0.5) - 1) < 1e-5
        assert (np.where(field.targets == 0, is_upper & (y > 0), is_lower & (y < 0.5))).all()


# Raters


def test_each_rater_keeps_to_a_standard():
    field = drawn("raters").field
    (x, y), third = field.inputs[:400].T, len(field.targets) // 3
    ann, bob, cas = field.targets.reshape(3, third)
    assert (ann == (x > 0)).all()
    assert (bob == (7 * x + 19 * y > 1)).all()
    assert (cas == ((x > 0.55) | (y > 0.55))).all()
    assert (field.inputs.reshape(3, third, 2) == field.inputs[:third]).all()


def test_the_majority_is_more_than_half_of_the_share():
    *each, most, share = (drawn("raters", {"judge": judge}).targets for judge in range(5))
    assert np.allclose(share, np.mean(each, axis=0), atol=1e-6)
    assert (most == (share > 0.5)).all()
    assert 0.3 < np.isin(share, (0, 1)).mean() < 0.7, "they often disagree"


# Alarms, coin flips, copied moons


@pytest.mark.parametrize(
    ("price", "odds"), [(0.1, (1, 9)), (0.25, (1, 3)), (0.5, (1, 1)), (0.9, (9, 1))]
)
def test_a_miss_counts_as_dearly_as_its_price(price, odds):
    plain, priced = drawn("alarms"), drawn("alarms", {"miss_price": price})
    for target, times in ((1, odds[0]), (0, odds[1])):
        before, after = (
            data.inputs[(data.targets == target) & (data.parts == 0)] for data in (plain, priced)
        )
        assert Counter(as_sets(after)) == dict.fromkeys(as_sets(before), times)
    assert as_sets(priced.inputs[priced.rows("held-out")]) == as_sets(
        plain.inputs[plain.rows("held-out")]
    )


def test_coins_do_not_depend_on_where_they_fall():
    data = drawn("coin-flips", examples=2000)
    assert near(data.targets.mean(), 0.5, 2000)
    for column in data.inputs.T:
        assert abs(np.corrcoef(column, data.targets)[0, 1]) < 4 / sqrt(2000)
        assert np.abs(column).max() <= 1


@pytest.mark.parametrize("copies", [1, 3, 10, 20])
def test_copied_moons_have_few_points(copies):
    data = drawn("copied-moons", {"copies": copies})
    rows = np.column_stack([data.inputs, data.targets])
    count = Counter(as_sets(rows))
    assert len(count) == -(-200 // copies)
    assert sorted(count.values())[1:] == [copies] * (len(count) - 1)
    assert not set(as_sets(data.inputs)) & set(as_sets(data.field.inputs))


# Sums


def test_sums_are_pictures_of_two_dots_in_their_places():
    data = drawn("sums")
    assert len(set(as_sets(data.inputs))) == 100
    for picture, target in zip(data.inputs, data.targets, strict=True):
        upper, lower = np.split(picture.reshape(8, 8), 2)
        told = []
        for half in (upper, lower):
            (row,), (column,) = np.nonzero(half)
            told.append(5 * (row - 1) + column - 1)
        assert set(told) <= set(range(10))
        assert sum(told) % 10 == target
