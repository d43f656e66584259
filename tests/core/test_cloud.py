"""The cloud of CMA-ES: its weights, its axes and what it learns."""

import numpy as np
import pytest

from explorer.core.cloud import weighed
from explorer.core.descent import descend
from explorer.core.eigen import eigenpairs
from explorer.core.inside import inside
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.run import Run, Stop, check_run

# pycma 4.5.0: weights; mueff, c1, cmu, cc, cs, damps of n = 2, 6 children and of n = 5, 8.
PYCMA = [
    (
        2,
        [
            *(0.6370425712412168, 0.28457025743803294, 0.07838717132075033),
            *(-0.28638378259655295, -0.7649580940851277, -1.1559817781589212),
        ],
        [2.0286114646100617, 0.1548153998964136, 0.08559277942666424, 0.6245545390268264, 0.5, 1.5],
    ),
    (
        5,
        [
            *(0.5299301844787792, 0.2857142857142857, 0.14285714285714282, 0.041498386949792215),
            *(-0.14853743453079063, -0.4055746760130295, -0.6228965671385448, -0.811149352026059),
        ],
        [
            *(2.60017882611318, 0.047292304159400896, 0.04785904960298248, 0.45019955799280803),
            *(0.43397181326609285, 1.4339718132660928),
        ],
    ),
]


@pytest.mark.parametrize(("dim", "weights", "rates"), PYCMA)
def test_weights_and_rates_are_pycmas(dim, weights, rates):
    found = np.empty(len(weights))
    assert weighed(found, len(weights), dim) == pytest.approx(rates, rel=1e-13)
    assert found == pytest.approx(weights, rel=1e-13)


@pytest.mark.parametrize("scale", [1e-150, 1.0, 1e150])
def test_eigenpairs_are_numpys(scale):
    half = np.random.default_rng(1).normal(size=(7, 7))
    whole = scale * (half @ half.T)
    rest, vectors = whole.copy(), np.empty((7, 7))
    eigenpairs(rest, vectors)
    values = np.diag(rest)
    assert np.sort(values) == pytest.approx(np.linalg.eigvalsh(whole), rel=1e-12)
    np.testing.assert_allclose(
        vectors * values @ vectors.T, whole, rtol=0, atol=1e-13 * values.max()
    )
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(7), rtol=0, atol=1e-13)


def test_what_cannot_be_turned_comes_back():
    for matrix in (np.zeros((2, 2)), np.diag([3.0, -1.0]), np.full((2, 2), np.nan)):
        vectors = np.empty((2, 2))
        eigenpairs(matrix.copy(), vectors)
        np.testing.assert_array_equal(vectors, np.eye(2))


def test_the_cloud_takes_the_shape_of_the_valley():
    valley = typed("100*(x + y)^2 + (x - y)^2")
    notes = inside(Run(valley, OPTIMIZERS["cma-es"](1.0), (2.0, 1.0), 60))
    ring, children = notes.marks(60)
    assert len(children.points) == 6
    values, vectors = np.linalg.eigh(np.array(ring.matrix))
    assert values[1] / values[0] == pytest.approx(100, rel=0.8)
    assert abs(vectors[:, 1] @ [1, -1]) / np.sqrt(2) > 0.99


@pytest.mark.parametrize(
    ("restarts", "stop"), [(0, Stop.FINISHED), (1, Stop.BUDGET), (2, Stop.BUDGET)]
)
def test_a_search_that_is_over_ends_or_begins_anew(restarts, stop):
    rule = OPTIMIZERS["cma-es"](2.0, restarts=restarts)
    (trace,) = descend([Run(LANDSCAPES["rastrigin"], rule, (3.2, 2.8), 400)])
    assert trace.stop is stop
    spent = np.diff(trace.costs[:, 0])
    assert spent[0] == 6
    assert (len(set(spent)) > 1) == (restarts > 0)
    assert np.all(np.diff(trace.values) <= 0)


def test_more_variables_than_a_rule_takes_are_refused():
    net = TinyNet(hidden=(16, 16))
    with pytest.raises(SettingError, match=r"^CMA-ES takes at most 100 variables, not \d+\.$"):
        check_run(Run(net, OPTIMIZERS["cma-es"](), net.suggested_start))
