"""The surface over a plane of weights: the height at each place of a grid, by layer of the map."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets import engine
from explorer.core.nets.slice_plan import MapLayer
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane
from explorer.core.param import SettingError

__all__ = ["LEVELS", "layer_values", "survey"]

LEVELS = (17, 51, 101, 201)  # points a side, coarse to fine
PROBE = 9
DRAFT = 2_700  # points of a grid that need not wait until the map is compiled
FLAT = 1e-3  # a range smaller than this share of the height: rounding of float32 would show
NEAR = 0.05  # a radius, in weights, that is as good as a zoom
LARGE = 1e30  # heights beyond this would overflow on their way in float32

Rows = NDArray[np.int64]


def survey(
    net: TinyNet,
    plane: WeightPlane,
    layer: MapLayer,
    xs: Array,
    ys: Array,
    rows: Rows | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Array | None:
    """Return the heights over a grid of coordinates as (len(ys), len(xs)); None when cancelled.

    A line ignores `ys` and has one row. Layer "batch" is of the examples in `rows`, without them
    of all training examples. Numbers are computed in float32, and in float64 where it would show.
    """
    ys = ys if len(plane.directions) == 2 else np.zeros(1)
    if layer == "penalty":
        return _penalty(net, plane, xs, ys)
    terms = _terms(net, layer, rows)
    single = not _shows_rounding(terms, plane, xs, ys)
    heights = np.zeros((len(ys), len(xs)))
    for term in terms:
        found = _heights(term, plane, xs, ys, single, cancelled)
        if found is None:
            return None
        _add(heights, term.sign, found)
    return heights


def layer_values(net: TinyNet, layer: MapLayer, points: Array, rows: Rows | None = None) -> Array:
    """Return what a layer of the map shows at weights (n, dim), exactly, as (n,).

    It never waits: until the engine is compiled, NumPy answers.
    """
    points = np.ascontiguousarray(points, dtype=np.float64)
    with np.errstate(over="ignore", invalid="ignore"):  # weights that flew away have no loss
        if layer == "penalty":
            return net.penalty(points)
        heights = np.zeros(len(points))
        for term in _terms(net, layer, rows):
            heights += term.sign * term.values(points)
    return heights


class _Term(NamedTuple):
    """What a layer adds up, or takes off: the objective of a net over some of the examples."""

    sign: float
    net: TinyNet
    rows: Rows

    @property
    def problem(self) -> Array:
        return self.net.problem("train", self.rows)

    def values(self, points: Array) -> Array:
        if engine.ready():
            return engine.value(self.problem, points)
        return self.net.value_over(points, self.rows)


def _terms(net: TinyNet, layer: MapLayer, rows: Rows | None) -> list[_Term]:
    """Return what a layer adds up.

    Penalties belong to what training descends; where nets are compared they are left out.
    """
    train = net.data_set.rows("train")
    if layer in ("train", "batch"):
        return [_Term(1.0, net, train if rows is None or layer == "train" else rows)]
    held_out = net.data_set.rows("held-out")
    if not len(held_out):
        raise SettingError("No examples are held out: raise their share to see this layer.")
    plain = replace(net, l1=0.0, l2=0.0) if net.l1 or net.l2 else net
    terms = [_Term(1.0, plain, held_out), _Term(-1.0, plain, train)]
    return terms[:1] if layer == "held-out" else terms


def _add(total: Array, sign: float, found: Array) -> None:
    # Far out both terms may be infinite; their difference then is undefined, and no warning.
    with np.errstate(invalid="ignore", over="ignore"):
        total += sign * found


def _heights(
    term: _Term,
    plane: WeightPlane,
    xs: Array,
    ys: Array,
    single: bool,
    cancelled: Callable[[], bool] | None = None,
) -> Array | None:
    if not engine.ready_surface(single) and len(xs) * len(ys) <= DRAFT:
        return _drafted(term, plane, xs, ys, cancelled)
    return engine.heights(
        term.problem, plane.origin, plane.directions, xs, ys, single=single, cancelled=cancelled
    )


def _drafted(
    term: _Term, plane: WeightPlane, xs: Array, ys: Array, cancelled: Callable[[], bool] | None
) -> Array | None:
    """Return the heights without the compiled map: point by point, for small grids."""
    heights = np.empty((len(ys), len(xs)))
    for k, y in enumerate(ys):
        if cancelled is not None and cancelled():
            return None
        heights[k] = term.values(plane.weights(_places(plane, xs, y)))
    return heights


def _places(plane: WeightPlane, xs: Array, y: float) -> Array:
    """Return the coordinates (n, 1 or 2) of a row of a grid."""
    return np.column_stack([xs, np.full_like(xs, y)])[:, : len(plane.directions)]


def _shows_rounding(terms: Sequence[_Term], plane: WeightPlane, xs: Array, ys: Array) -> bool:
    """Tell whether the rounding of float32 would be seen in the heights between these ends."""
    lengths = np.linalg.norm(plane.directions, axis=1)
    sides = np.array([np.ptp(xs), np.ptp(ys)])[: len(lengths)]
    if float(np.linalg.norm(lengths * sides)) / 2 < NEAR:
        return True
    # The probe depends on the ends alone, so coarse and fine grids decide alike.
    coarse = np.linspace(xs[0], xs[-1], PROBE)
    across = np.linspace(ys[0], ys[-1], PROBE) if len(lengths) == 2 else ys
    total, largest = np.zeros((len(across), PROBE)), 0.0
    for term in terms:
        found = _drafted(term, plane, coarse, across, None)
        assert found is not None
        _add(total, term.sign, found)
        largest = max(largest, float(np.abs(found).max()))
    return not largest < LARGE or float(np.ptp(total)) < FLAT * largest


def _penalty(net: TinyNet, plane: WeightPlane, xs: Array, ys: Array) -> Array:
    heights = np.empty((len(ys), len(xs)))
    for k, y in enumerate(ys):
        heights[k] = net.penalty(plane.weights(_places(plane, xs, y)))
    return heights
