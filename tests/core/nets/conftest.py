"""Nets of several kinds, and paths of their weights that need no engine."""

from collections.abc import Callable

import numpy as np
import pytest

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.tiny_net import TinyNet

MOONS = DataPlan(examples=60)


def curve() -> DataPlan:
    x = np.linspace(-2.0, 2.0, 30)
    rows = tuple(zip(x.tolist(), np.sin(2.0 * x).tolist(), strict=True))
    return DataPlan("own", own=OwnData(("x",), "y", (), rows))


def three_classes() -> DataPlan:
    angles = np.linspace(0.0, 6.0, 36)
    rows = tuple((float(np.cos(a)), float(np.sin(a)), float(int(a // 2.01))) for a in angles)
    return DataPlan("own", own=OwnData(("x", "y"), "third", ("a", "b", "c"), rows))


NETS: dict[str, Callable[[], TinyNet]] = {
    "2-8-1 tanh": lambda: TinyNet(MOONS),
    "2-1": lambda: TinyNet(MOONS, ()),
    "1-1 curve": lambda: TinyNet(curve(), (), loss="squared"),
    "1-6-1 curve": lambda: TinyNet(curve(), (6,), "sin", "squared"),
    "2-16-16-1 relu": lambda: TinyNet(MOONS, (16, 16), "relu", l2=0.01),
    "2-5-4-3-1 hinge": lambda: TinyNet(MOONS, (5, 4, 3), "leaky-relu", "hinge", l1=0.003),
    "2-4-3 softmax": lambda: TinyNet(three_classes(), (4,), "softplus", "softmax", l2=0.001),
}


@pytest.fixture(params=NETS)
def net(request: pytest.FixtureRequest) -> TinyNet:
    return NETS[request.param]()


def adam(net: TinyNet, rate: float = 0.03, steps: int = 60, seed: int | None = None) -> Array:
    """Return the path of Adam (Kingma and Ba 2015) on all examples at once, (steps + 1, dim)."""
    weights = np.array(net.suggested_start)
    if seed is not None:
        weights = 0.5 * np.random.RandomState(seed).normal(size=net.dim)
    mean, square, path = np.zeros(net.dim), np.zeros(net.dim), [weights]
    for step in range(1, steps + 1):
        gradient = net.gradient(weights[None])[0]
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        scale = np.sqrt(square / (1 - 0.999**step)) + 1e-8
        weights = weights - rate * mean / (1 - 0.9**step) / scale
        path.append(weights)
    return np.array(path)


@pytest.fixture
def walk() -> Callable[..., Array]:
    return adam
