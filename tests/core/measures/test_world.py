"""Errors by group, misses and false alarms: counted by hand."""

import numpy as np
import pytest

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError

# One input; the net says yes where it is above 0. Held out: two misses of three, one false alarm of
# four, and one example that training sees.
ROWS = [(-1, 1), (-2, 1), (3, 1), (4, 0), (-5, 0), (-6, 0), (-7, 0), (1, 1)]
KINDS = [("two-groups", {}), ("past-decisions", {}), ("tanks", {"noise": 0.04})]


@pytest.fixture
def counted(rows_of, held):
    plan = rows_of(ROWS, ("no", "yes"), ("x",), "hhhhhhht")
    return held(TinyNet(plan, ()), (1.0, 0.0))


def test_without_a_field_the_held_out_examples_are_counted(counted, read):
    assert read("misses", counted) == pytest.approx(2 / 3)
    assert read("false-alarms", counted) == pytest.approx(1 / 4)
    assert read("said-yes", counted) == pytest.approx(2 / 7)
    assert read("group-error", counted) == pytest.approx(3 / 7)
    assert read("field-accuracy", counted) == pytest.approx(4 / 7)
    with pytest.raises(SettingError, match=r"no group called 'B'; there are none\.$"):
        read("misses", counted, group="B")


@pytest.mark.parametrize(("key", "settings"), KINDS)
def test_groups_of_the_field_are_counted_one_by_one(key, settings, raced, read, forward):
    one = raced(TinyNet(DataPlan(key, examples=90, **settings), (4,)), 40)
    net, field = one.run.landscape, one.run.landscape.data_set.field
    says = forward(net, one.trace.points[-1], field.inputs) > 0
    wrong, is_yes = says != (field.targets > 0.5), field.targets > 0.5
    for number, name in enumerate(field.groups):
        here = field.group == number
        assert read("group-error", one, group=name) == pytest.approx(wrong[here].mean())
        assert read("said-yes", one, group=name) == pytest.approx(says[here].mean())
        for measure, asked in (("misses", here & is_yes), ("false-alarms", here & ~is_yes)):
            found = read(measure, one, group=name)
            expected = wrong[asked].mean() if asked.any() else np.nan
            assert found == pytest.approx(expected, nan_ok=True)
    shares = [1 - wrong[field.group == g].mean() for g in range(len(field.groups))]
    assert read("field-accuracy", one) == pytest.approx(np.mean(shares))
    two = f"{field.groups[1]}, {field.groups[0]}"
    assert read("field-accuracy", one, groups=two) == pytest.approx(np.mean(shares[:2]))
    both = np.isin(field.group, [0, 1])
    assert read("group-error", one, group=two) == pytest.approx(wrong[both].mean())
    with pytest.raises(SettingError, match="There is no group called 'nobody'"):
        read("group-error", one, group="nobody")


def test_what_is_taught_of_a_group_is_read_off_its_training_examples(raced, read, rows_of, held):
    one = raced(TinyNet(DataPlan("past-decisions", examples=90), (4,)), 0)
    data = one.run.landscape.data_set
    trained = data.parts == 0
    for number, name in enumerate(data.groups):
        taught = data.targets[trained & (data.group == number)]
        assert read("taught-yes", one, group=name) == pytest.approx(taught.mean())
    assert read("taught-yes", one) == pytest.approx(data.targets[trained].mean())
    shared = rows_of([(0, 0.25), (1, 0.75), (2, 0.5)], ("no", "yes"), ("x",), "tth")
    assert read("taught-yes", held(TinyNet(shared, ()), (1.0, 0.0))) == pytest.approx(0.5)


def test_an_output_that_is_the_brightness_follows_it_wholly(held, raced, read, forward):
    net = TinyNet(DataPlan("tanks", examples=60, noise=0.04), ())
    for size, expected in ((1.0, 1.0), (-0.5, -1.0), (0.0, np.nan)):
        found = read("output-follows-brightness", held(net, [size] * 64 + [0.3]))
        assert found == pytest.approx(expected, nan_ok=True)
    one = raced(TinyNet(net.data, (3,)), 30)
    field = net.data_set.field
    for names, groups in (("", range(6)), ("dark tank,bright tank", (0, 1))):
        inputs = field.inputs[np.isin(field.group, groups)]
        raw = forward(one.run.landscape, one.trace.points[-1], inputs)
        expected = np.corrcoef(raw, inputs.mean(axis=1))[0, 1]
        assert read("output-follows-brightness", one, groups=names) == pytest.approx(expected)
        assert 0.1 < abs(expected) < 0.9999


def test_confidence_where_raters_disagree(ended, read, forward, counted):
    one = ended("opinions")
    field = one.run.landscape.data_set.field
    said = field.targets.reshape(3, -1)
    split = said.min(axis=0) < said.max(axis=0)
    assert 0.3 < split.mean() < 0.7
    raw = forward(one.run.landscape, one.trace.points[-1], field.inputs[: len(split)][split])
    expected = (1 / (1 + np.exp(-np.abs(raw)))).mean()
    assert read("confidence-where-split", one) == pytest.approx(expected)
    assert np.isnan(read("confidence-where-split", counted))
