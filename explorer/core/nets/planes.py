"""Planes: which two directions of the many are shown."""

from collections.abc import Sequence

import numpy as np

from explorer.core.array import Array, Box
from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane

__all__ = ["plane", "view_box"]


def plane(
    net: TinyNet, plan: SlicePlan, paths: Sequence[Array], followed: int, step: int
) -> WeightPlane:
    """Return the plane of a plan."""
    path = paths[followed]
    along = path[-1] - path[0]
    rest = path - path[0]
    u = along / np.linalg.norm(along)
    rest = rest - np.outer(rest @ u, u)
    v = np.linalg.svd(rest, full_matrices=False)[2][0]
    return WeightPlane(path[0], np.array([u, v]), "plane through start and end", ("a", "b"))


def view_box(plane: WeightPlane, paths: Sequence[Array]) -> Box:
    """Return the part of a plane to show first."""
    spots = np.concatenate([plane.project(path)[0] for path in paths])
    low, high = spots.min(axis=0), spots.max(axis=0)
    room = 0.2 * np.maximum(high - low, 1e-3)
    return tuple((float(a), float(b)) for a, b in zip(low - room, high + room, strict=True))
