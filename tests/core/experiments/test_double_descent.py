"""Double descent: the errors of least squares, and the peak where features meet points."""

import numpy as np
import pytest

from explorer.core.experiments.double_descent import RATIOS, DoubleDescent


@pytest.fixture(scope="module")
def found():
    return DoubleDescent().run()


def test_the_error_falls_rises_and_falls_again(found):
    numbers = found.numbers
    assert numbers["worst-ratio"] == 1.0
    assert numbers["as-many"] > 20 * numbers["few"]
    assert numbers["many"] < 1.2 * numbers["few"]
    missed = found.curves[0].y
    at = dict(zip(RATIOS, missed, strict=True))
    assert at[0.05] > at[0.375] < at[0.75] < at[1.0] > at[1.25] > at[2.0] > at[25.0]


def test_points_are_met_exactly_from_as_many_features_on(found):
    new, given = found.curves
    assert new.x.tolist() == [max(1, round(ratio * 40)) for ratio in RATIOS]
    assert given.x.max() < 40
    assert (np.diff(given.y) < 0).all()


def test_more_noise_makes_a_higher_peak_and_none_a_lower_one():
    peaks = [DoubleDescent(noise=noise).run().numbers["as-many"] for noise in (0.0, 0.3, 1.0)]
    assert peaks[0] < peaks[1] < peaks[2]


def test_its_weights_are_the_shortest_of_those_with_the_smallest_error():
    """Recover the answers another way: ridge regression with hardly any ridge."""
    from explorer.core.randomness import DATA, WEIGHTS, derived_seed, normals

    seed = derived_seed(5, 0)
    inputs = normals(seed, DATA, 1040 * 5).reshape(1040, 5)
    truth = np.tanh(1.5 * inputs @ normals(seed, DATA, 5, lane=1) / 5**0.5)
    given = truth[:40] + 0.3 * normals(seed, DATA, 40, lane=2)
    drawn = normals(seed, WEIGHTS, 1000 * 6).reshape(1000, 6)
    features = np.maximum(inputs @ drawn[:, :5].T / 5**0.5 + 0.3 * drawn[:, 5], 0.0)
    finding = DoubleDescent(seed=5, repeats=1).run()
    for count in (15, 60, 400):
        known, here = features[:40, :count], features[:, :count]
        if count < 40:
            weights = np.linalg.solve(known.T @ known, known.T @ given)
        else:
            weights = known.T @ np.linalg.solve(known @ known.T, given)
        wanted = ((here[40:] @ weights - truth[40:]) ** 2).mean()
        row = finding.curves[0].x.tolist().index(count)
        assert finding.curves[0].y[row] == pytest.approx(wanted, rel=1e-7)
