"""The paths of a race as they look on a slice: projected onto its plane."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.directions import sound
from explorer.core.nets.honesty import Honesty, honesty
from explorer.core.nets.surface import layer_values
from explorer.core.nets.training import Training
from explorer.core.nets.weight_plane import WeightPlane
from explorer.session.race import Race
from explorer.session.slicer import Slice
from explorer.views.paths import Path, paths

__all__ = ["Meter", "slice_paths", "true_value"]


def slice_paths(race: Race, seen: Slice, before: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return the paths of a race on the plane of a slice; beside a line, at their true losses.

    A line leaves room to show them: drawn onto its curve, a path would seem to climb every hill
    that it went around.

    Where a run is still trained its path `before` stays, so that nothing flickers.
    """
    dim = len(seen.plane.origin)
    if race.document.landscape.dim != dim:
        return ()
    found = {(path.entrant, path.start): path for path in paths(race)}
    for path in before:
        if path.trace.points.shape[1] == dim and _is_to_come(race, path):
            found.setdefault((path.entrant, path.start), path)
    projected = []
    for _, path in sorted(found.items()):
        with np.errstate(all="ignore"):
            places = seen.plane.coordinates(path.trace.points)
        if places.shape[1] == 1:
            places = np.column_stack([places, _true_values(path, seen)])
        projected.append(replace(path, points=places))
    return tuple(projected)


def _is_to_come(race: Race, path: Path) -> bool:
    """Tell whether the race has a run in the place of a path, and no trace of it yet."""
    document = race.document
    if path.start >= len(document.starts) or path.entrant >= len(document.entrants):
        return False
    racer = document.entrants[path.entrant]
    is_same = racer.visible and racer.colour == path.slot
    return is_same and race.trace(path.start, path.entrant) is None


def true_value(path: Path, step: int, seen: Slice) -> float:
    """Return what a layer of the map is at the weights of a path, off the plane and all."""
    at = path.step(step)
    return float(_true_values(path, seen, slice(at, at + 1))[0])


def _true_values(path: Path, seen: Slice, steps: slice = slice(None)) -> Array:
    """Return what a layer of the map is at steps of a path, (steps,)."""
    trace, layer = path.trace, seen.plan.layer
    if layer == "train" or not isinstance(trace, Training):
        return trace.values[steps]
    if layer == "held-out":
        return trace.held_out_losses[steps]
    if layer == "difference":
        return trace.held_out_losses[steps] - trace.train_losses[steps]
    return layer_values(seen.net, layer, trace.points[steps], seen.rows)


class Meter:
    """Measures how true a slice is at the play head, and remembers what no step changes."""

    def __init__(self) -> None:
        self._of: tuple[WeightPlane, Array] | None = None
        self._share = 1.0

    def measure(self, seen: Slice, points: Array, weights: Array) -> Honesty:
        """Return how far a slice is from the truth at weights (dim,) on a path (n, dim)."""
        if self._of is None or self._of[0] is not seen.plane or self._of[1] is not points:
            self._of = (seen.plane, points)
            self._share = seen.plane.share(sound(points))
        with np.errstate(all="ignore"):
            here = honesty(seen.net, seen.plane, seen.plan.layer, weights[None], 0, seen.rows)
        return replace(here, share=self._share)
