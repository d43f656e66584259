"""The cost meter counts what a step multiplies."""

from explorer.core.nets.cost import cost
from explorer.core.nets.tiny_net import TinyNet


def test_a_step_of_a_net_with_609_weights() -> None:
    found = cost(TinyNet(hidden=(16, 16, 16)))
    assert (found.weights, found.adjustable, found.examples) == (560, 609, 200)
    assert found.trial == 112_000
    assert found.one_by_one == 68_320_000
    assert found.backpropagation == 329_600
    assert round(found.times) == 207
    assert "68,320,000" in found.words


def test_a_step_sees_one_batch() -> None:
    assert cost(TinyNet(batch=20)).trial * 10 == cost(TinyNet()).trial
    assert cost(TinyNet(batch=1000)).examples == 200


def test_backpropagation_is_never_dearer(net: TinyNet) -> None:
    found = cost(net)
    assert found.backpropagation <= 3 * found.trial
    assert found.one_by_one == found.trial * (net.dim + 1)
