"""How runs are judged where the minima make a whole curve, with curvature 0 along it."""

import pytest

from explorer.core.descent import descend
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.randomness import starts_in
from explorer.core.run import Run
from explorer.core.suggestion import suggested


def trained(key, kind):
    """Return the traces of 200 starts drawn from the box that came close to the curve."""
    landscape = LANDSCAPES[key]
    starts = [tuple(point) for point in starts_in(landscape.box, 7, 0, 200).tolist()]
    optimizer = suggested(OPTIMIZERS[kind], landscape)
    traces = descend([Run(landscape, optimizer, start) for start in starts])
    return [trace for trace in traces if trace.values[-1] < 1e-4]


@pytest.mark.parametrize("key", ["two-weights", "net-product"])
@pytest.mark.parametrize("kind", ["adam", "adagrad", "gradient-descent", "momentum"])
def test_beside_a_curve_of_minima_there_is_no_saddle(key, kind):
    low = trained(key, kind)
    assert len(low) > 20
    assert {trace.verdict.kind for trace in low} <= {"minimum", "budget", "cycle"}
