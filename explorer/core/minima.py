"""Find the minima, saddles and hilltops of a landscape inside its box.

The slope is looked at on a grid. Wherever it may vanish, Newton's method on gradient = 0 runs
from there, many starts at once; the exact Hessian says what was found. Minima at kinks, where no
slope vanishes, are found by value alone (`explorer.core.kinks`). The edge of the box is the edge
of the map, never a minimum.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from threading import Lock
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Point
from explorer.core.ground import typical_range
from explorer.core.kinks import kink_minima
from explorer.core.landscape import Landscape

__all__ = ["CriticalKind", "CriticalPoint", "critical_points", "known_critical_points"]

CriticalKind = Literal["minimum", "saddle", "maximum", "degenerate"]
Cancelled = Callable[[], bool]

GRID = {1: 4001, 2: 161}  # points an axis
SEEDS = 3000  # more starts than this are thinned out
ITERATIONS = 60
LONGEST_STEP = 0.03  # of the box width
ARRIVED = 1e-12  # of the box width
SAME = 1e-6  # of the box width: closer points are one
SINGULAR = 1e-7  # of the largest curvature, or the usual range of values: less counts as none
SLACK = 2e-3  # of the box width: how far off a point without curvature may come to rest
KEPT = 64  # landscapes remembered
CREASE = 1e-4  # of the box width: how far off a saddle it is looked whether it falls
CURVE = 24  # points kept of a whole curve of critical points


@dataclass(frozen=True)
class CriticalPoint:
    """A place where the slope vanishes, or a kink that is lowest nearby.

    `curvatures` are the eigenvalues of the Hessian, ascending; NaN at a kink. "degenerate" is a
    point of a whole curve of them, or an inflection: neither lowest nor highest nearby.
    """

    point: Point
    value: float
    kind: CriticalKind
    curvatures: tuple[float, ...]


_found: dict[Landscape, tuple[CriticalPoint, ...]] = {}
_lock = Lock()


def critical_points(
    landscape: Landscape, cancelled: Cancelled = lambda: False
) -> tuple[CriticalPoint, ...]:
    """Return the critical points inside the box: minima first, deepest first, then the others.

    Takes 0.05 to 1 s the first time and is remembered. Empty, and not remembered, if cancelled.
    """
    if (known := known_critical_points(landscape)) is not None:
        return known
    with np.errstate(all="ignore"):
        found = _search(landscape, cancelled)
    if cancelled():
        return ()
    with _lock:
        while len(_found) >= KEPT:
            del _found[next(iter(_found))]
        _found[landscape] = found
    return found


def known_critical_points(landscape: Landscape) -> tuple[CriticalPoint, ...] | None:
    """Return the critical points if they have been searched for already, at no cost."""
    return _found.get(landscape)


def _search(landscape: Landscape, cancelled: Cancelled) -> tuple[CriticalPoint, ...]:
    count, dim = GRID[landscape.dim], landscape.dim
    low = np.array([low for low, _ in landscape.box])
    width = np.array([high - low for low, high in landscape.box])
    axes = [a + w * np.linspace(0.0, 1.0, count) for a, w in zip(low, width, strict=True)]
    mesh = np.stack([m.ravel() for m in np.meshgrid(*axes, indexing="ij")], axis=1)
    values = landscape.value(mesh).reshape((count,) * dim)
    finite = values[np.isfinite(values)]
    if cancelled() or finite.size == 0 or finite.min() == finite.max():
        return ()
    spread = typical_range(landscape)
    slopes = (landscape.gradient(mesh) * width).T.reshape((dim,) + (count,) * dim)
    arrived = _newton(landscape, low, width, _seeds(slopes), spread, cancelled)
    smooth = _classified(landscape, arrived, width, spread)
    minima = np.array([c.point for c in smooth if c.kind != "saddle"]).reshape(-1, dim)
    kinks = () if cancelled() else kink_minima(landscape, values, minima, spread)
    pointed = [_at_kink(landscape, point) for point in kinks]
    order = {"minimum": 0, "degenerate": 1, "saddle": 2, "maximum": 3}
    return tuple(sorted([*smooth, *pointed], key=lambda c: (order[c.kind], c.value)))


def _seeds(slopes: Array) -> Array:
    """Return where the slope may vanish, in shares of the box (n, dim).

    These are the cells in which every component changes its sign, and the grid points at which
    the slope is less steep than at their neighbours (an inflection changes no sign). Level ground
    is left out.
    """
    dim, count = slopes.shape[0], slopes.shape[1]
    corners = [
        slopes[(slice(None), *(slice(s, count - 1 + s) for s in shift))]
        for shift in product((0, 1), repeat=dim)
    ]
    lowest, highest = corners[0], corners[0]
    for corner in corners[1:]:
        lowest, highest = np.minimum(lowest, corner), np.maximum(highest, corner)
    sloping = (lowest != highest).any(axis=0)
    cells = np.argwhere(((lowest <= 0) & (highest >= 0)).all(axis=0) & sloping) + 0.5
    steepness = np.square(slopes).sum(axis=0)
    inner = steepness[(slice(1, -1),) * dim]
    still, sloping = np.isfinite(inner), inner > 0
    for shift in product((-1, 0, 1), repeat=dim):
        neighbour = steepness[tuple(slice(1 + s, count - 1 + s) for s in shift)]
        still &= ~(neighbour < inner)
        sloping |= neighbour > 0
    still &= sloping
    seeds = np.concatenate([cells, np.argwhere(still) + 1.0]) / (count - 1)
    return np.ascontiguousarray(seeds[:: -(-len(seeds) // SEEDS) or 1])


def _newton(
    landscape: Landscape,
    low: Array,
    width: Array,
    seeds: Array,
    spread: float,
    cancelled: Cancelled,
) -> Array:
    """Return the points (m, dim) at which Newton's method on gradient = 0 came to rest."""
    moving, resting = seeds, [np.empty((0, len(width)))]
    for _ in range(ITERATIONS):
        if not len(moving) or cancelled():
            break
        points = low + width * moving
        gradient = landscape.gradient(points) * width
        hessian = landscape.hessian(points) * width[:, None] * width
        sound = np.isfinite(gradient).all(axis=1) & np.isfinite(hessian).all(axis=(1, 2))
        moving, gradient, hessian = moving[sound], gradient[sound], hessian[sound]
        step, unexplained = _newton_step(gradient, hessian)
        length = np.linalg.norm(step, axis=1)
        level = (unexplained <= 1e-10 * spread) & (np.abs(gradient).max(axis=1) <= 1e-6 * spread)
        at_rest = (length <= ARRIVED) & level
        resting.append(moving[at_rest] + step[at_rest])
        shorter = np.minimum(1.0, LONGEST_STEP / np.maximum(length, ARRIVED))
        moving = moving + step * shorter[:, None]
        stays = ~at_rest & ((moving > -0.02) & (moving < 1.02)).all(axis=1)
        moving, length, level = moving[stays], length[stays], level[stays]
    else:
        resting.append(moving[level & (length <= 1e3 * ARRIVED)])  # no curvature: slow to arrive
    shares = np.concatenate(resting)
    inside = ((shares > 1e-9) & (shares < 1 - 1e-9)).all(axis=1)
    return np.asarray(low + width * shares[inside])


def _newton_step(gradient: Array, hessian: Array) -> tuple[Array, Array]:
    """Return -H⁻¹ g (n, dim) without the directions that do not curve, and the slope in these."""
    curvature, axes = np.linalg.eigh(hessian)
    largest = np.abs(curvature).max(axis=1, initial=0.0, keepdims=True)
    along = np.einsum("nij,ni->nj", axes, gradient)
    usable = np.abs(curvature) > 1e-13 * largest
    unexplained = np.abs(np.where(usable, 0.0, along)).max(axis=1, initial=0.0)
    along = np.where(usable, along / np.where(usable, curvature, 1.0), 0.0)
    return np.asarray(-np.einsum("nij,nj->ni", axes, along)), unexplained


def _distinct(shares: Array, reach: float) -> list[int]:
    """Return the numbers of the points that are further than `reach` from those before."""
    kept: list[int] = []
    for i, share in enumerate(shares):
        if not (np.abs(shares[kept] - share) < reach).all(axis=1).any():
            kept.append(i)
    return kept


def _classified(
    landscape: Landscape, points: Array, width: Array, spread: float
) -> list[CriticalPoint]:
    """Return what the points are, each once, with the lowest first."""
    points = points[np.argsort(landscape.value(points), kind="stable")]
    points = points[_distinct(points / width, SAME)]
    hessians = landscape.hessian(points)
    scaled = np.linalg.eigvalsh(hessians * width[:, None] * width)
    largest = np.abs(scaled).max(axis=1, initial=spread)
    singular = np.abs(scaled).min(axis=1, initial=np.inf) <= SINGULAR * largest
    vague = np.flatnonzero(singular)
    kept = np.sort(np.r_[np.flatnonzero(~singular), vague[_distinct(points[vague] / width, SLACK)]])
    points, singular, scaled = points[kept], singular[kept], scaled[kept]
    values, curvatures = landscape.value(points), np.linalg.eigvalsh(hessians[kept])
    curve = _on_a_curve(points / width, values, singular, spread)
    found, on_curve = [], 0
    for i, point in enumerate(points):
        kind: CriticalKind | None
        if not singular[i]:
            falls, rises = bool((scaled[i] < 0).any()), bool((scaled[i] > 0).any())
            kind = "saddle" if falls and rises else "maximum" if falls else "minimum"
            if kind == "saddle" and _is_crease(landscape, point, width, scaled[i], spread):
                kind = None  # the bottom of a crease is found by its values
        else:
            kind = _by_neighbours(landscape, point, width, spread)
            if curve[i] and kind is not None:
                kind, on_curve = "degenerate" if on_curve < CURVE else None, on_curve + 1
        if kind is not None:
            eigenvalues = tuple(float(c) for c in curvatures[i])
            place = tuple(float(c) + 0.0 for c in point)
            found.append(CriticalPoint(place, float(values[i]), kind, eigenvalues))
    return found


def _is_crease(
    landscape: Landscape, point: Array, width: Array, curvatures: Array, spread: float
) -> bool:
    """Tell whether it rises, both ways, where by its curvature (in shares of the box) it falls."""
    hessian = landscape.hessian(point[None])[0] * width[:, None] * width
    way = CREASE * width * np.linalg.eigh(hessian)[1][:, 0]
    here, one, other = landscape.value(np.array([point, point + way, point - way]))
    noise = 64 * np.finfo(float).eps * max(abs(here), spread)
    return bool(min(one, other) - here > max(noise, 0.5 * CREASE**2 * -curvatures[0]))


def _on_a_curve(
    shares: Array, values: Array, singular: NDArray[np.bool_], spread: float
) -> NDArray[np.bool_]:
    """Tell which singular points have another of the same value not far away."""
    on_curve = np.zeros(len(shares), dtype=bool)
    for i in np.flatnonzero(singular):
        near = np.linalg.norm(shares - shares[i], axis=1) < 0.1
        level = np.abs(values - values[i]) <= 1e-10 * spread
        on_curve[i] = np.count_nonzero(near & level & singular) > 1
    return on_curve


def _by_neighbours(
    landscape: Landscape, point: Array, width: Array, spread: float
) -> CriticalKind | None:
    """Say what a point without curvature is from the values around it.

    None on flat ground and at the edge of where the formula is defined.
    """
    angles = np.linspace(0.0, 2 * np.pi, 48, endpoint=False) + 0.1
    ways = np.array([[-1.0], [1.0]])
    if landscape.dim == 2:
        ways = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    here = float(landscape.value(point[None])[0])
    for radius in (1e-3, 1e-2):
        rise = landscape.value(point + radius * width * ways) - here
        if np.isnan(rise).any():
            return None
        noise = 64 * np.finfo(float).eps * max(abs(here), 1e-3 * spread, float(np.max(rise)))
        if (rise > noise).all():
            return "minimum"
        if (rise < -noise).all():
            return "maximum"
        if (rise > noise).any() and (rise < -noise).any():
            return "saddle" if landscape.dim == 2 else "degenerate"
    return "degenerate" if (np.abs(rise) > noise).any() else None


def _at_kink(landscape: Landscape, point: Array) -> CriticalPoint:
    hessian = landscape.hessian(point[None])[0]
    nothing = (float("nan"),) * landscape.dim
    sound = bool(np.isfinite(hessian).all())
    curvatures = tuple(float(c) for c in np.linalg.eigvalsh(hessian)) if sound else nothing
    value = float(landscape.value(point[None])[0])
    return CriticalPoint(tuple(float(c) + 0.0 for c in point), value, "minimum", curvatures)
