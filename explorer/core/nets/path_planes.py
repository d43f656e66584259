"""Planes through paths: through start and end, along principal directions, through three ends.

They need no net, only weights, so they serve paths that were trained elsewhere as well.
"""

from collections.abc import Callable, Sequence

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.directions import (
    completed,
    differ,
    end_of,
    orthonormal,
    principal,
    sound,
    thinned,
    towards,
)
from explorer.core.nets.weight_plane import WeightPlane
from explorer.core.param import SettingError

__all__ = ["anchored", "line", "pca", "through_ends"]

RANDOM = "in a random direction"


def anchored(path: Array, seed: int = 0) -> WeightPlane:
    """Lay the plane through start and end of a path (n, dim), and along what is left of it.

    Where nothing is left, or the path did not move, a random direction takes the place.
    """
    path = sound(path)
    start, away = path[0], thinned(path) - path[0]
    chord = orthonormal([path[-1] - start])
    # From the start, not from the mean: with it, the plane has to hold both ends.
    rest = away - np.outer(away @ chord[0], chord[0]) if chord else away
    left = principal(rest, 2, float(np.abs(away).max()))
    u, v = completed([*chord, *left], 2, len(start), seed)
    labels = [*["along start → end"] * len(chord), *["along the rest of the path"] * len(left)]
    return WeightPlane(
        start,
        np.array([u if chord else towards(u, away.sum(axis=0)), towards(v, rest.sum(axis=0))]),
        "plane through start and end of the path",
        (*labels[:2], *[RANDOM] * (2 - len(labels))),
    )


def pca(path: Array, seed: int = 0) -> WeightPlane:
    """Lay the plane of the two directions in which a path (n, dim) varies most, through its end.

    Directions are about the mean, as principal components are; the end is the net that is kept.
    """
    path = sound(path)
    end, some = path[-1], thinned(path)
    spread = some - some.mean(axis=0)
    found = principal(spread, 2, float(np.abs(spread).max()))
    u, v = completed(found, 2, len(end), seed)
    labels = ["along 1st principal direction", "along 2nd principal direction"][: len(found)]
    return WeightPlane(
        end,
        np.array([towards(u, end - path[0]), towards(v, end - path[0])]),
        "two principal directions of the path, through its end",
        (*labels, *[RANDOM] * (2 - len(found))),
    )


def through_ends(paths: Sequence[Array], followed: int = 0, seed: int = 0) -> WeightPlane:
    """Lay the plane through three different ends, that of the followed path among them."""
    chosen: list[int] = []
    for k in (followed, *range(len(paths))):
        if len(chosen) < 3 and all(differ(paths[k], paths[j]) for j in chosen):
            chosen.append(k)
    if len(chosen) < 3:
        there = "only one" if len(chosen) == 1 else "only two"
        raise SettingError(
            f"This slice goes through three different ends and there are {there}: "
            "add optimizers or starts."
        )
    first, second, third = (end_of(paths[k]) for k in sorted(chosen))
    u, v = completed([second - first, third - first], 2, len(first), seed)
    return WeightPlane(
        first,
        np.array([u, towards(v, third - first)]),
        "plane through the ends of three paths",
        ("from one end to another", "towards a third end"),
    )


def line(
    paths: Sequence[Array],
    followed: int = 0,
    seed: int = 0,
    turned: Callable[[Array, Array], Array] | None = None,
) -> WeightPlane:
    """Lay the line from the end of the first path to that of another, the followed one first.

    Where there is one end alone, it goes from start to end of the followed path. `turned` gives,
    for both ends, the weights that the line leads to in place of the other's.
    """
    begin, end = sound(paths[followed])[0], end_of(paths[followed])
    words, label = "straight line from start to end of the path", "along start → end"
    for k in (followed, *range(1, len(paths))):
        if differ(paths[0], paths[k]):
            begin, end = end_of(paths[0]), end_of(paths[k])
            words, label = "straight line between the ends of two paths", "from end to end"
            if turned is not None:
                end = turned(begin, end)
                words = f"{words}, the units of the other matched"
            break
    found = orthonormal([end - begin])
    u = completed(found, 1, len(begin), seed)[0]
    return WeightPlane(begin, u[None], words, (label if found else RANDOM,), shown=(begin, end))
