"""The viewpoint of a slice: which part of its plane is seen."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from explorer.core.array import Box
from explorer.session.slicer import Slice
from explorer.views.camera import Camera, fitted

__all__ = ["SliceViewpoint"]

WIDEST_RATIO = 3.5  # boxes longer than that are first shown with unequal axes
MARGIN = 0.02  # of the box, on every side


class SliceViewpoint(QObject):
    """Fits the slice's box until the user pans or zooms, and after `fit`.

    Slices of one kind follow each other while the paths change: what the user has zoomed to stays.
    On a line only the first axis is panned and zoomed; the second shows the losses.
    """

    changed = Signal(object)  # Camera

    def __init__(self) -> None:
        super().__init__()
        self._slice: Slice | None = None
        self._is_equal = True
        self._is_fitted = True
        self._camera = Camera(-1.0, 1.0, -1.0, 1.0, 640, 480)

    @property
    def camera(self) -> Camera:
        """What is seen now."""
        return self._camera

    @property
    def is_equal(self) -> bool:
        """Whether both axes have the same scale; along a line they never have."""
        return self._is_equal and not self._is_line

    def planned(self, seen: Slice) -> Camera:
        """Return the camera with which a slice is going to be seen."""
        if self._keeps(seen):
            return self._camera
        return self._fitted(seen, self._equal_for(seen))

    def show(self, seen: Slice) -> None:
        """Look at a slice."""
        camera = self.planned(seen)
        if not self._keeps(seen):
            self._is_equal, self._is_fitted = self._equal_for(seen), True
        self._slice = seen
        self._go(camera)

    def resize(self, width: int, height: int) -> None:
        """Follow the size of the panel; what was fitted stays fitted."""
        width, height = max(width, 16), max(height, 16)
        if (width, height) == (self._camera.width, self._camera.height):
            return
        sized = self._camera.resized(width, height)
        if self._is_line:
            sized = replace(sized, low=self._camera.low, high=self._camera.high)
        if self._slice is None or not self._is_fitted:
            self._go(sized)
        else:
            self._camera = sized
            self.fit()
            self.changed.emit(self._camera)

    def fit(self) -> None:
        """Show the slice's whole box."""
        self._is_fitted = True
        if self._slice is not None:
            self._go(self._fitted(self._slice, self._is_equal))

    def set_equal(self, equal: bool) -> None:
        """Give both axes the same scale, or let each fill the panel."""
        if equal != self._is_equal:
            self._is_equal = equal
            self.fit()

    def pan(self, x: float, y: float) -> None:
        """Follow the ground as it is dragged by so many pixels."""
        self._is_fitted = False
        self._go(self._camera.panned(x, 0.0 if self._is_line else y))

    def zoom(self, factor: float, x: float, y: float) -> None:
        """See `factor` times as much, with what is under the pixel kept in place."""
        self._is_fitted = False
        self._go(self._camera.zoomed(factor, x, y, up=not self._is_line))

    def set_heights(self, low: float, high: float) -> None:
        """Show these losses along a line."""
        if self._is_line:
            self._go(replace(self._camera, low=low, high=high))

    @property
    def _is_line(self) -> bool:
        return self._slice is not None and len(self._slice.box) == 1

    def _keeps(self, seen: Slice) -> bool:
        """Tell whether a slice is seen with the camera as it is."""
        old = self._slice
        if old is None or old.net.sizes != seen.net.sizes or not _alike(old, seen):
            return False
        # The live plane moves with each step; its edges must not.
        return not self._is_fitted or seen.box == old.box or seen.plan.kind == "live"

    def _equal_for(self, seen: Slice) -> bool:
        old = self._slice
        return self._is_equal if old is not None and _alike(old, seen) else _suits_equal(seen.box)

    def _fitted(self, seen: Slice, equal: bool) -> Camera:
        width, height = self._camera.width, self._camera.height
        if len(seen.box) > 1:
            return fitted(seen.box, width, height, equal, MARGIN)
        heights = (self._camera.low, self._camera.high)
        camera = fitted((seen.box[0], (0.0, 1.0)), width, height, equal=False)
        return replace(camera, low=heights[0], high=heights[1])

    def _go(self, camera: Camera) -> None:
        if camera != self._camera:
            self._camera = camera
            self.changed.emit(camera)


def _alike(one: Slice, other: Slice) -> bool:
    """Tell whether two planes are of one kind, and of the same weights where they are of two."""
    return one.plane.words == other.plane.words and (
        one.plan.kind != "weights" or one.plane.axes == other.plane.axes
    )


def _suits_equal(box: Box) -> bool:
    if len(box) != 2:
        return False
    (left, right), (low, high) = box
    return 1 / WIDEST_RATIO <= (right - left) / (high - low) <= WIDEST_RATIO
