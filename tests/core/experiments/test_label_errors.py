"""Label errors: what is doubted, and that the nets that doubt have not seen the label."""

import numpy as np
import pytest

from explorer.core.experiments import label_errors
from explorer.core.experiments.label_errors import LabelErrors, doubted


def test_a_label_is_doubted_where_the_other_is_likelier_than_usual():
    given = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    chances = np.array([0.9, 0.8, 0.1, 0.2, 0.1, 0.9])
    # Those labelled 1 have 1 with a mean chance of 0.6; those labelled 0 have 0 with 0.6.
    assert doubted(given, chances).tolist() == [False, False, True, False, False, True]
    less = np.array([0.9, 0.8, 0.45, 0.2, 0.1, 0.55])
    assert not doubted(given, less).any()  # 0.55 is likelier, but less than is usual


def test_labels_all_alike_are_not_doubted_for_nothing():
    assert not doubted(np.ones(3), np.array([0.9, 0.7, 0.6])).any()


@pytest.mark.parametrize("seed", range(3))
def test_most_of_what_is_doubted_is_wrong_indeed(seed):
    numbers = LabelErrors(seed=seed).run().numbers
    assert 0.2 < numbers["flipped"] / 200 < 0.4
    assert numbers["precision"] > 0.6  # three in ten by chance
    assert numbers["recall"] > 0.5
    assert numbers["held-out-before"] > 0.7
    assert abs(numbers["held-out-after"] - numbers["held-out-before"]) < 0.12
    found = round(numbers["precision"] * numbers["doubted"])
    assert numbers["recall"] == pytest.approx(found / numbers["flipped"])


def test_no_net_judges_an_example_that_it_has_seen(monkeypatch):
    """With a memory in place of a net, labels seen are known and all others are 0.5."""
    asked = []

    def remembering(_self, inputs, given, _cancelled):
        known = {tuple(row) for row in inputs.tolist()}

        class Memory:
            def answers(self, _weights, rows):
                asked.extend(tuple(row) for row in rows.tolist())
                return np.array([[0.9 if tuple(row) in known else 0.5 for row in rows.tolist()]])

            def is_right(self, _weights, rows, _targets):
                return np.array([tuple(row) in known for row in rows.tolist()], float)

        return Memory(), given

    monkeypatch.setattr(label_errors.LabelErrors, "_trained", remembering)
    found = LabelErrors(examples=53).run()
    assert len(asked) == len(set(asked)) == 53
    assert found.numbers["doubted"] == 0.0
    assert np.isnan(found.numbers["precision"])
    assert found.numbers["held-out-before"] == 0.0  # held-out examples are others


def test_looking_at_the_most_doubted_first_finds_wrong_labels_sooner():
    doubt, chance = LabelErrors().run().curves
    assert doubt.y[0] == 0.0
    assert doubt.y[-1] == chance.y[-1] == 1.0
    assert doubt.y[50] > 1.8 * chance.y[50]
