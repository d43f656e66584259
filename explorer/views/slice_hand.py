"""The hand on a slice: moves, adds and removes the weights that runs start from."""

import numpy as np

from explorer.core.array import Array, Point
from explorer.session.document import Document
from explorer.session.edits import add_start
from explorer.session.net_edits import typed_weights
from explorer.session.session import Session
from explorer.session.slicer import Slice
from explorer.views.chosen_start import ChosenStart
from explorer.views.slice_ground import SliceGround

__all__ = ["SliceHand"]


class SliceHand(ChosenStart):
    """What the hand of a map does, in the coordinates of a plane through many weights.

    A start is moved along the plane: how far off the plane it lies stays as it is.
    """

    def __init__(self, session: Session, ground: SliceGround) -> None:
        super().__init__(session)
        self._ground = ground
        self._grasped: tuple[Slice, Array, Array] | None = None  # weights and coordinates before

    @property
    def point(self) -> Point:
        """Where on the plane the active start is."""
        seen = self._ground.shown
        if seen is None:
            return ()
        return tuple(self._coordinates(seen)[self.active].tolist())

    def starts(self) -> Array:
        """Return the starts as rows (n, 2) of the picture; on a line, with the loss there."""
        seen = self._ground.shown
        if seen is None:
            return np.empty((0, 2))
        places = self._coordinates(seen)
        if places.shape[1] == 1:
            return np.column_stack([places, self._ground.heights_along(places[:, 0])])
        return places

    def move(self, point: Point) -> None:
        """Move the active start; until `release` the plane stays and all moves are one step."""
        seen, start = self._ground.shown, self.active
        if seen is None or not self._belongs(seen):
            return
        if self._grasped is None or self._grasped[0].net.sizes != seen.net.sizes:
            before = np.array(self._session.document.starts[start], dtype=np.float64)
            self._grasped = (seen, before, self._coordinates(seen)[start])
            self._session.slicer.freeze(True)
        held, weights, place = self._grasped
        plane = held.plane
        weights = weights + (np.array(point[: len(place)]) - place) @ plane.directions
        if self._session.edit(
            lambda document: typed_weights(document, start, weights), "Move start", key="start"
        ):
            self._session.focus.hold(weights)
        self.used.emit()

    def release(self) -> None:
        """End a drag."""
        if self._grasped is not None:
            self._grasped = None
            self._session.seal()
            self._session.slicer.freeze(False)
            self._session.focus.hold(None)

    def add(self, point: Point) -> None:
        """Add a start on the plane and make it the active one."""
        seen = self._ground.shown
        if seen is None or not self._belongs(seen):
            return
        place = np.array([point[: len(seen.plane.directions)]])
        weights = tuple(float(w) for w in seen.plane.weights(place)[0])
        if self._session.edit(lambda document: add_start(document, weights), "Add start"):
            self.take(len(self._session.document.starts) - 1)
            self.used.emit()

    def _coordinates(self, seen: Slice) -> Array:
        """Return the starts on the plane, (n, 1 or 2); NaN where they are of another net."""
        document: Document = self._session.document
        if not self._belongs(seen):
            return np.full((len(document.starts), len(seen.plane.directions)), np.nan)
        return seen.plane.project(np.array(document.starts, dtype=np.float64))[0]

    def _belongs(self, seen: Slice) -> bool:
        dim = len(seen.plane.origin)
        return all(len(start) == dim for start in self._session.document.starts)
