"""Judge a made-up run through given points."""

from collections.abc import Sequence

import numpy as np

from explorer.core.array import Array
from explorer.core.judge import judge
from explorer.core.landscape import Landscape
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run, Stop
from explorer.core.verdict import Verdict

__all__ = ["judged"]


def judged(
    hill: Landscape, points: Sequence[Sequence[float] | Array] | Array, stop: Stop
) -> Verdict:
    """Judge a made-up run through the points."""
    path = np.array(points, dtype=np.float64).reshape(-1, hill.dim)
    run = Run(hill, OPTIMIZERS["gradient-descent"](), tuple(path[0].tolist()))
    return judge(run, path, hill.value(path), hill.gradient(path), stop)
