"""Grokking: the net and AdamW as the textbook has them, and what weight decay is good for."""

import numpy as np
import pytest

from explorer.core.experiments.grokking import Grokking
from explorer.core.randomness import SPLIT, WEIGHTS, normals, permutation


def textbook(steps, decay, seed=0):
    """Return both accuracies after so many steps, in double precision and one pair at a time."""
    pairs = [(a, b) for a in range(23) for b in range(23)]
    pairs = [pairs[k] for k in permutation(seed, SPLIT, 529)]
    told = np.zeros((529, 46))
    for row, (a, b) in enumerate(pairs):
        told[row, a] = told[row, 23 + b] = 1.0
    wanted = np.array([(a + b) % 23 for a, b in pairs])
    drawn = normals(seed, WEIGHTS, 69 * 64)
    weights = [
        drawn[: 46 * 64].reshape(46, 64) / 46**0.5,
        drawn[46 * 64 :].reshape(64, 23) / 64**0.5,
    ]
    means, squares = ([np.zeros_like(one) for one in weights] for _ in range(2))
    for k in range(1, steps + 1):
        z = told[:317] @ weights[0]
        outputs = z**2 @ weights[1]
        chances = np.exp(outputs) / np.exp(outputs).sum(axis=1, keepdims=True)
        back = (chances - np.eye(23)[wanted[:317]]) / 317
        slopes = told[:317].T @ (back @ weights[1].T * 2 * z), (z**2).T @ back
        for i, slope in enumerate(slopes):
            means[i] = 0.9 * means[i] + 0.1 * slope
            squares[i] = 0.98 * squares[i] + 0.02 * slope**2
            root = np.sqrt(squares[i] / (1 - 0.98**k)) + 1e-8
            weights[i] = weights[i] * (1 - 0.005 * decay) - 0.005 * means[i] / (1 - 0.9**k) / root
    right = ((told @ weights[0]) ** 2 @ weights[1]).argmax(axis=1) == wanted
    return right[:317].mean(), right[317:].mean()


@pytest.mark.parametrize("steps", [100, 400])
def test_it_learns_as_the_textbook_does(steps):
    found = Grokking(steps=steps).run()
    trained, held = (curve.y[-1] for curve in found.curves)
    assert (trained, held) == pytest.approx(textbook(steps, 0.5), abs=0.02)


@pytest.mark.parametrize("seed", range(3))
def test_the_rule_is_understood_long_after_the_pairs_are_learned(seed):
    numbers = Grokking(seed=seed).run().numbers
    assert numbers["learned"] <= 150
    assert numbers["held-out-when-learned"] < 0.1
    assert numbers["understood"] > 5 * numbers["learned"]
    assert numbers["held-out"] > 0.95


def test_without_weight_decay_it_never_understands():
    numbers = Grokking(weight_decay=0.0).run().numbers
    assert numbers["learned"] <= 150
    assert np.isnan(numbers["understood"])
    assert numbers["held-out"] < 0.3


def test_its_numbers_are_read_off_its_curves():
    found = Grokking(steps=1500).run()
    trained, held = found.curves
    first = int((trained.y > 0.99).argmax())
    assert found.numbers["learned"] == trained.x[first]
    assert found.numbers["held-out-when-learned"] == held.y[first]
    assert found.numbers["understood"] == held.x[int((held.y > 0.95).argmax())]
    assert found.numbers["held-out"] == held.y[-1]
    assert trained.x[-1] == 1500
