"""The honesty meter: how far what a slice shows is from what is true of the net."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.directions import sound, thinned
from explorer.core.nets.slice_plan import MapLayer
from explorer.core.nets.surface import layer_values
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane

__all__ = ["Honesty", "honesty"]

Rows = NDArray[np.int64]

MOST_POINTS = 1000


@dataclass(frozen=True, eq=False)
class Honesty:
    """What the map shows under the dot, beside what is true of the weights it stands for."""

    surface: float  # the height of the slice where the weights are projected to
    true: float  # the same layer of the map at the weights themselves
    off: float  # the distance of the weights from the plane
    share: float  # of the variance of the path, 0 to 1, that lies in the plane
    dot: Array  # (1 or 2,) coordinates of the projection

    @property
    def words(self) -> str:
        """The read-out below the map."""
        return (
            f"surface {_number(self.surface)} · true loss {_number(self.true)} · "
            f"off the plane {_number(self.off)} · {_share(self.share)} of the path lies in it"
        )


def honesty(
    net: TinyNet,
    plane: WeightPlane,
    layer: MapLayer,
    points: Array,
    step: int,
    rows: Rows | None = None,
    weights: Array | None = None,
) -> Honesty:
    """Measure a slice at a step of a path (n, dim), or at weights (dim,) that are held instead."""
    here = (points[step] if weights is None else weights)[None]
    dots, off = plane.project(here)
    surface, true = layer_values(net, layer, np.vstack([plane.weights(dots), here]), rows)
    return Honesty(float(surface), float(true), float(off[0]), _share_of(plane, points), dots[0])


def _share_of(plane: WeightPlane, points: Array) -> float:
    # Read at each frame: a thousand points tell the share of a long path to all digits shown.
    return plane.share(sound(thinned(points, MOST_POINTS)))


def _number(value: float) -> str:
    """Return a number in as many figures as a reader compares."""
    if not np.isfinite(value):
        return "undefined" if np.isnan(value) else "∞"
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return f"{value:.3f}" if abs(value) < 100 else f"{value:.0f}"
    return f"{value:.2g}"


def _share(share: float) -> str:
    # What is not quite all of it is not called all of it.
    is_all = share >= 1 - 1e-9
    return f"{100 * (1 if is_all else min(share, 0.999)):.1f} %"
