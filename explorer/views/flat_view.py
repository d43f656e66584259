"""The flat view of a race, for pictures: a landscape as it is, or a net on its slice."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.minima import critical_points
from explorer.core.nets.planes import plane, view_box
from explorer.core.nets.slice_objective import SliceObjective
from explorer.core.objective import Objective
from explorer.session.race import Race
from explorer.views.paths import Path
from explorer.views.scene import Mark, marks, plane_points

__all__ = ["FlatView", "flat_view"]


@dataclass(frozen=True, eq=False)
class FlatView:
    """What is drawn: an objective of one or two variables, its marks, and where starts are."""

    landscape: Objective
    marks: tuple[Mark, ...]
    starts: Array  # (n, 2)

    def places(self, path: Path) -> Array:
        """Return where a path goes in the picture, (n + 1, 2)."""
        if not isinstance(self.landscape, SliceObjective):
            return path.points
        return _on_slice(self.landscape, path.trace.points)


def flat_view(race: Race) -> FlatView:
    """Return how a race is drawn; SettingError where the wanted slice cannot be laid."""
    document, landscape = race.document, race.document.landscape
    if isinstance(landscape, Landscape):
        known = marks(landscape, critical_points(landscape))
        return FlatView(landscape, known, plane_points(landscape, document.starts))
    found = [trace.points for row in race.traces for trace in row if trace is not None]
    laid = plane(landscape, document.slice, found, 0, race.length)
    box = view_box(laid, found)
    # This step's batch is of a play head; a picture shows what all of the training sees.
    layer = "train" if document.slice.layer == "batch" else document.slice.layer
    shown = SliceObjective(landscape, laid, layer, box)
    return FlatView(shown, (), _on_slice(shown, np.array(document.starts)))


def _on_slice(shown: SliceObjective, points: Array) -> Array:
    places, _ = shown.plane.project(points)
    return places if shown.dim == 2 else np.column_stack([places, shown.value(places)])
