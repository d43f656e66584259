"""How long the surface of a slice takes, beside a Python loop over its points with NumPy.

    python benchmarks/slices.py [--rounds 7] [--loop 400]

200 examples, tanh, both measured in turn in the same run. The loop is timed over some of the points
and scaled up. "one thread" leaves the second core alone; float64 is what a zoom takes.
"""

import argparse
import time
from collections.abc import Callable
from unittest.mock import patch

import numpy as np

from explorer.core.array import Array
from explorer.core.nets import engine, training
from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.planes import plane
from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.nets.surface import survey
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane
from explorer.core.randomness import DATA, normals

HIDDEN = ((4,), (8,), (16, 16), (16, 16, 16))


def main() -> None:
    """Print milliseconds a surface for each net."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--loop", type=int, default=400, help="points of the loop that are timed")
    options = parser.parse_args()
    begun = time.perf_counter()
    training.warm_up()
    print(f"kernels ready after {time.perf_counter() - begun:.1f} s; best (median) milliseconds\n")
    heads = ("51x51", "101x101", "one thread", "float64", "loop 101x101", "ratio", "error")
    print(f"{'net':>14s}" + "".join(f"{head:>16s}" for head in heads))
    for net in [*(TinyNet(DataPlan(), hidden) for hidden in HIDDEN), pictures()]:
        row(net, options.rounds, options.loop)


def pictures() -> TinyNet:
    """Return a 64-16-1 net on 200 examples of 64 numbers."""
    inputs = normals(1, DATA, 200 * 64).reshape(200, 64)
    rows = tuple((*map(float, x), float(x[:8].sum() > 0)) for x in inputs)
    own = OwnData(tuple(f"x{k}" for k in range(64)), "side", ("left", "right"), rows)
    return TinyNet(DataPlan("own", held_out=0.0, own=own), (16,))


def row(net: TinyNet, rounds: int, points: int) -> None:
    """Print one net."""
    start = np.array(net.suggested_start)
    laid = plane(net, SlicePlan("random"), [start[None]], 0, 0)
    coarse, fine = np.linspace(-1.0, 1.0, 51), np.linspace(-1.0, 1.0, 101)
    alone = patch.object(engine, "_helpers", lambda *_: 0)
    exact = patch("explorer.core.nets.surface._shows_rounding", lambda *_: True)
    some = np.linspace(0, 101 * 101 - 1, points).astype(int)
    work: dict[str, Callable[[], object]] = {
        "coarse": lambda: survey(net, laid, "train", coarse, coarse),
        "fine": lambda: survey(net, laid, "train", fine, fine),
        "alone": alone(lambda: survey(net, laid, "train", fine, fine)),
        "exact": exact(lambda: survey(net, laid, "train", fine, fine)),
        "loop": lambda: looped(net, laid, fine, some),
    }
    heights = survey(net, laid, "train", fine, fine)
    assert heights is not None
    known = looped(net, laid, fine, some)
    error = float(np.abs(heights.ravel()[some] / known - 1.0).max())
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, run in work.items():
            begun = time.perf_counter()
            run()
            taken[name].append(1e3 * (time.perf_counter() - begun))
    taken["loop"] = [t * 101 * 101 / points for t in taken["loop"]]
    cells = [f"{min(t):.1f} ({np.median(t):.1f})" for t in taken.values()]
    ratio = min(taken["loop"]) / min(taken["fine"])
    name = "-".join(map(str, net.sizes))
    print(f"{name:>14s}" + "".join(f"{c:>16s}" for c in [*cells, f"{ratio:.1f}x", f"{error:.0e}"]))


def looped(net: TinyNet, laid: WeightPlane, side: Array, some: Array) -> Array:
    """Return the heights at some of the points, one after another."""
    places = np.stack([c.ravel()[some] for c in np.meshgrid(side, side)], axis=1)
    return net.value(laid.weights(places))


if __name__ == "__main__":
    main()
