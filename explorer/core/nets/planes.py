"""Planes through the weights of a net: which two directions of many a map shows."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from explorer.core.array import Array, Box
from explorer.core.nets import path_planes
from explorer.core.nets.directions import (
    completed,
    filter_normalised,
    orthonormal,
    principal,
    sound,
    thinned,
    towards,
)
from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.nets.spectrum import top
from explorer.core.nets.symmetry import matched
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane
from explorer.core.param import SettingError

__all__ = ["plane", "view_box", "weight_name"]

AWAY = 100.0  # a weight beyond this would make a dot of all else on the map
MARGIN = 0.15  # beside the paths, of their range
SLIMMEST = 0.3  # the least that one side of the box is of the other
LIVE_POINTS = 100  # of the path; the live plane is laid anew each frame


def plane(
    net: TinyNet, plan: SlicePlan, paths: Sequence[Array], followed: int, step: int
) -> WeightPlane:
    """Lay the plane of a plan through paths (n, dim), one of which is followed.

    `step` is of the followed path and moves the live plane alone. Where there is no path, the
    net's start is one. Raises SettingError, with a sentence for the user, where something lacks.
    """
    paths = list(paths) or [np.array([net.suggested_start])]
    followed = min(followed, len(paths) - 1)
    path = sound(paths[followed])
    match plan.kind:
        case "anchored":
            return path_planes.anchored(path, plan.seed)
        case "pca":
            return path_planes.pca(path, plan.seed)
        case "minima":
            return path_planes.through_ends(paths, followed, plan.seed)
        case "line":
            turned = partial(matched, net) if plan.matched else None
            return path_planes.line(paths, followed, plan.seed, turned)
        case "weights":
            return _two_weights(net, path[-1], plan.first, plan.second)
        case "random":
            return _random(net, path[-1], plan.seed)
        case "hessian":
            return _curvatures(net, path)
        case "live":
            return _live(net, path, min(step, len(path) - 1), plan.seed)
    return _exact(net)


def view_box(plane: WeightPlane, paths: Sequence[Array]) -> Box:
    """Return the ranges of a plane to show first: all paths with a margin, never a mere point."""
    beside = plane.shown or (() if paths else (plane.origin,))
    points = np.concatenate([*(one[None] for one in beside), *map(sound, paths)])
    near = np.abs(points).max(axis=1) <= AWAY
    places, _ = plane.project(points[near] if near.any() else points)
    if plane.reach:
        half = max(plane.reach, (1.0 + MARGIN) * float(np.abs(places).max()))
        return ((-half, half),) * len(plane.directions)
    low, high = places.min(axis=0), places.max(axis=0)
    widest = float((high - low).max())
    if widest > 1e-9 * max(1.0, float(np.abs(places).max())):
        halves = (0.5 + MARGIN) * np.maximum(high - low, SLIMMEST * widest)
    else:
        halves = np.ones(places.shape[1])
    middles = (low + high) / 2
    return tuple((float(m - h), float(m + h)) for m, h in zip(middles, halves, strict=True))


def weight_name(net: TinyNet, index: int) -> str:
    """Return what a weight is, by its place in the vector: "weight 3 (layer 1, unit 2 from y)"."""
    for number, layer in enumerate(net.layers):
        if index >= layer.biases.stop:
            continue
        is_last = number == len(net.layers) - 1
        if index >= layer.biases.start:
            unit = _unit(net, is_last, index - layer.biases.start)
            return f"weight {index} (layer {number + 1}, bias of {unit})"
        row, column = divmod(index - layer.weights.start, layer.inputs)
        source = f"unit {column + 1}" if number else net.data_set.features[column]
        return f"weight {index} (layer {number + 1}, {_unit(net, is_last, row)} from {source})"
    raise SettingError(f"This net has weights 0 to {net.dim - 1}; there is no weight {index}.")


def _unit(net: TinyNet, is_last: bool, row: int) -> str:
    if not is_last:
        return f"unit {row + 1}"
    return f"output {net.data_set.classes[row]}" if net.data_set.outputs > 1 else "output"


def _two_weights(net: TinyNet, end: Array, first: int, second: int) -> WeightPlane:
    labels = weight_name(net, first), weight_name(net, second)
    if first == second:
        raise SettingError("This slice shows two weights: choose two different ones.")
    # From where both are 0, so that a place on the map reads as the two weights themselves.
    origin = end.copy()
    origin[[first, second]] = 0.0
    directions = np.zeros((2, net.dim))
    directions[0, first] = directions[1, second] = 1.0
    return WeightPlane(origin, directions, "two weights, the others as at the end", labels)


def _random(net: TinyNet, end: Array, seed: int) -> WeightPlane:
    drawn = [filter_normalised(net.layers, end, seed, lane) for lane in range(2)]
    # All weights 0 have no length to go by, and one weight a unit leaves one direction alone.
    if len(orthonormal(drawn)) < 2:
        drawn = completed(drawn, 2, net.dim, seed)
    return WeightPlane(
        end,
        np.array(drawn),
        "two random directions around the end, filter-normalised",
        ("random direction 1", "random direction 2"),
        reach=1.0,
    )


def _curvatures(net: TinyNet, path: Array) -> WeightPlane:
    values, vectors = top(net, path[-1], 2)
    if not np.isfinite(values).all():
        raise SettingError(
            "Where this path ends the loss is too large to have its curvatures worked out."
        )
    onwards = path[-1] - path[0]
    return WeightPlane(
        path[-1],
        np.array([towards(v, onwards) for v in vectors]),
        "the two most curved directions at the end",
        tuple(f"along curvature {value:.3g}" for value in values),
    )


def _live(net: TinyNet, path: Array, step: int, seed: int) -> WeightPlane:
    here, some = path[step], thinned(path, LIVE_POINTS)
    move = here - path[step - 1] if step else -net.gradient(here[None])[0]
    spread = some - some.mean(axis=0)
    scale = float(np.abs(spread).max())
    main = principal(spread, 2, scale)
    along = orthonormal([move if np.isfinite(move).all() else np.zeros_like(move)])
    rest = spread - np.outer(spread @ along[0], along[0]) if along else spread
    u, v = completed([*along, *principal(rest, 2, scale)], 2, net.dim, seed)
    if len(main) == 2:
        # Seen always from the same side of the path's own plane, the map turns but does not flip.
        (a, b), (c, d) = ((w @ main[0], w @ main[1]) for w in (u, towards(v, main[0])))
        v = towards(v, main[0]) * (-1.0 if a * d - b * c < 0 else 1.0)
    squares = (spread**2).sum(axis=1)
    widest = float((squares[:, None] + squares - 2 * spread @ spread.T).max())
    label = "along the last step" if step else "down the slope"
    return WeightPlane(
        here,
        np.array([u, v]),
        "plane through the present weights",
        (label if along else "along the path", "along the rest of the path"),
        reach=float(np.sqrt(widest)) or 1.0,
    )


def _exact(net: TinyNet) -> WeightPlane:
    if net.dim > 2:
        raise SettingError(
            f"This net has {net.dim} weights and a map shows two: choose another slice."
        )
    labels = tuple(weight_name(net, k) for k in range(net.dim))
    return WeightPlane(np.zeros(net.dim), np.eye(net.dim), "all weights there are", labels)
