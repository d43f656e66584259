"""Same budget: what is spent is equal, and the more weights there are the more slopes are worth."""

import numpy as np
import pytest

from explorer.core.experiments import same_budget
from explorer.core.experiments.same_budget import RACERS, SameBudget
from explorer.core.nets.cost import cost


@pytest.mark.parametrize("seed", range(2))
def test_slopes_are_worth_more_the_more_weights_there_are(seed):
    found = SameBudget(seed=seed, repeats=1).run()
    numbers = found.numbers
    for size in ("small", "large"):
        assert numbers[f"adam-{size}"] < numbers[f"descent-{size}"] < numbers[f"nudge-{size}"]
    assert numbers["nudge-small"] < 1.5 * numbers["adam-small"]
    assert numbers["nudge-large"] > 100 * numbers["adam-large"]
    for curve in found.curves:
        assert curve.x.tolist() == [85, 160, 310, 610, 1210, 1482]


def test_all_spend_about_the_same(monkeypatch):
    """Count what each training took, in multiplications and additions of the cost meter."""
    spent = {}
    train = same_budget.train

    def counted(run, cancelled):
        done = train(run, cancelled)
        meter = cost(run.landscape)
        value, gradient, _ = done.costs[-1]
        once = meter.backpropagation if gradient else meter.trial
        spent.setdefault(run.landscape.dim, []).append(once * (gradient or value))
        return done

    monkeypatch.setattr(same_budget, "train", counted)
    found = SameBudget(repeats=1, slopes=20).run()
    assert len(spent) == 6
    for paid in spent.values():
        assert len(paid) == len(RACERS)
        assert max(paid) < 1.1 * min(paid)
    assert all(np.isfinite(curve.y).all() for curve in found.curves)
