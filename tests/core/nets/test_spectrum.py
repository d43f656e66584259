"""The spectrum is that of the Hessian, and the extreme curvatures of a large net are found."""

from collections.abc import Callable

import numpy as np
import pytest

from explorer.core.array import Array
from explorer.core.nets import spectrum as module
from explorer.core.nets.spectrum import spectrum, top
from explorer.core.nets.tiny_net import TinyNet

Walk = Callable[..., Array]


def differences(net: TinyNet, weights: Array) -> Array:
    steps = 1e-5 * np.eye(net.dim)
    found = (net.gradient(weights + steps) - net.gradient(weights - steps)) / 2e-5
    return (found + found.T) / 2


def test_curvatures_are_those_of_the_slope(net: TinyNet, walk: Walk) -> None:
    weights = walk(net)[-1]
    values = spectrum(net, weights)
    assert values is not None
    assert values.shape == (net.dim,)
    assert (np.diff(values) >= 0.0).all()
    if net.activation not in ("relu", "leaky-relu") and net.loss != "hinge":
        expected = np.linalg.eigvalsh(differences(net, weights))
        assert values == pytest.approx(expected, abs=1e-6 * max(1.0, np.abs(expected).max()))


def test_the_strongest_curvatures_come_first_with_their_directions(
    net: TinyNet, walk: Walk
) -> None:
    weights = walk(net)[10]
    values, vectors = top(net, weights, 2)
    hessian = net.hessian(weights[None])[0]
    assert vectors.shape == (2, net.dim)
    assert abs(values[0]) >= abs(values[1])
    assert abs(values[0]) == pytest.approx(np.abs(np.linalg.eigvalsh(hessian)).max())
    scale = max(1.0, abs(values[0]))
    assert hessian @ vectors.T == pytest.approx(vectors.T * values, abs=1e-9 * scale)


def test_a_large_net_tells_its_extreme_curvatures(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = TinyNet(hidden=(16, 8))
    weights = walk(net)[-1]
    whole = spectrum(net, weights)
    strongest, directions = top(net, weights, 3)
    monkeypatch.setattr(module, "MOST_WEIGHTS", 30)
    few = spectrum(net, weights)
    assert whole is not None
    assert few is not None
    assert len(few) < net.dim
    assert few[-3:] == pytest.approx(whole[-3:], rel=1e-5)
    assert few[0] == pytest.approx(whole[0], rel=1e-3)
    values, vectors = top(net, weights, 3)
    assert values == pytest.approx(strongest, rel=1e-4)
    assert np.abs((vectors * directions).sum(axis=1)) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("most", [30, 700])
def test_the_search_stops_when_it_is_cancelled(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    net = TinyNet()
    monkeypatch.setattr(module, "MOST_WEIGHTS", most)
    assert spectrum(net, np.array(net.suggested_start), lambda: True) is None


@pytest.mark.parametrize("most", [30, 700])
def test_where_the_loss_has_no_number_neither_have_its_curvatures(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = TinyNet(activation="square")
    monkeypatch.setattr(module, "MOST_WEIGHTS", most)
    found = spectrum(net, np.full(net.dim, 1e200))
    assert found is not None
    assert np.isnan(found).all()
