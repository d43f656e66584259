"""The O-ring nets: the fits that were published, and what leaving out flights does to a line."""

import numpy as np
import pytest

from explorer.core.landscapes import LANDSCAPES as NETS
from explorer.core.minima import critical_points


def test_the_o_rings_have_the_published_fit() -> None:
    net = NETS["net-o-rings"]
    (found,) = critical_points(net)
    assert found.kind == "minimum"
    x, y = found.point
    # Dalal, Fowlkes & Hoadley 1989: log-odds 15.0429 - 0.23216 T.
    assert y / 10 == pytest.approx(-0.23216, abs=5e-6)
    assert x - 7 * y == pytest.approx(15.0429, abs=5e-5)
    assert found.value == pytest.approx(0.44163, abs=5e-6)
    assert len(net.fit.examples) == 23
    assert sum(t for _, t in net.fit.examples) == 7
    # At 31 °F, far below any flight, it is sure.
    assert net.answers(np.array(found.point), np.array([31.0]))[0] == pytest.approx(
        0.9996, abs=5e-5
    )


def test_the_line_through_the_damaged_rings_is_that_of_least_squares() -> None:
    net = NETS["net-o-rings-count"]
    rows = np.array(net.fit.examples)
    damaged = rows[rows[:, 1] > 0]
    assert (len(rows), len(damaged), rows[:, 1].sum()) == (23, 7, 9)
    # The flights and the temperatures are those of the other O-ring net.
    assert [(u, float(t > 0)) for u, t in rows] == list(NETS["net-o-rings"].fit.examples)
    for examples, slope in ((rows, -0.0475), (damaged, 0.0014)):
        (found,) = critical_points(net.with_examples(examples.tolist()))
        per_degree, at_70 = np.polyfit(examples[:, 0] - 70, examples[:, 1], 1)
        np.testing.assert_allclose(found.point, [at_70, 10 * per_degree], rtol=1e-9)
        assert per_degree == pytest.approx(slope, abs=5e-5)
