"""What each kind of slice says of the start of a path, and what is true there.

    python benchmarks/honesty.py [--starts 8]

Two moons, 200 training examples, 2-8-1 tanh, Adam 0.03, 400 steps. The first table is of one start,
the second of many: no start is chosen for its figures.
"""

import argparse

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.honesty import honesty, stems
from explorer.core.nets.planes import plane
from explorer.core.nets.slice_plan import SLICES, SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import train
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run

SHOWN = 6  # the start of the first table: its true loss is near that of a net that guesses


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--starts", type=int, default=8)
    options = parser.parse_args()
    net = TinyNet(init_seed=SHOWN)
    paths = [path(net), path(TinyNet(init_seed=SHOWN + 1)), path(TinyNet(init_seed=SHOWN + 2))]
    heads = ("share", "true at start", "surface there", "off the plane", "worst gap")
    print(f"start {SHOWN}, {net.formula}, {len(paths[0]) - 1} steps")
    print(f"{'slice':>26s}" + "".join(f"{head:>15s}" for head in heads))
    for kind, (name, _) in SLICES.items():
        if kind == "exact":
            continue
        laid = plane(net, SlicePlan(kind), paths[:1] if kind == "line" else paths, 0, 0)
        read = honesty(net, laid, "train", paths[0], 0)
        along = stems(net, laid, "train", paths[0])
        gap = float(np.abs(along.surface - along.true).max())
        cells = (read.share, read.true, read.surface, read.off, gap)
        print(f"{name:>26s}" + "".join(f"{cell:15.3f}" for cell in cells))
    print("\nstart   true   anchored: surface, share, worst gap   PCA: surface, share, worst gap")
    for start in range(options.starts):
        compare(TinyNet(init_seed=start), start)


def compare(net: TinyNet, start: int) -> None:
    """Print the line of one start."""
    points = path(net)
    cells = []
    for kind in ("anchored", "pca"):
        laid = plane(net, SlicePlan(kind), [points], 0, 0)
        read = honesty(net, laid, "train", points, 0)
        along = stems(net, laid, "train", points)
        gap = float(np.abs(along.surface - along.true).max())
        cells.append(f"{read.surface:8.3f} {read.share:8.3f} {gap:8.3f}")
    print(f"{start:5d} {read.true:6.3f}  " + "          ".join(cells))


def path(net: TinyNet) -> Array:
    """Return the weights after each step of training."""
    adam = OPTIMIZERS["adam"](learning_rate=0.03)
    done = train(Run(net, adam, net.suggested_start, steps=400, tolerance=0.0))
    assert done is not None
    return done.points


if __name__ == "__main__":
    main()
