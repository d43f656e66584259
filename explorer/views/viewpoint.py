"""The viewpoint: one camera that several panels share, with zooming, panning and fitting."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from explorer.core.array import Box
from explorer.core.objective import Objective
from explorer.views.camera import Camera, fitted

__all__ = ["Viewpoint"]

WIDEST_RATIO = 3.5  # boxes longer than that are first shown with unequal axes
MARGIN = 0.02  # of the box, on every side

Frame = Callable[[Objective, Camera], Camera]


class Viewpoint(QObject):
    """Where the panels look. It fits the box until the user pans or zooms, and after `fit`.

    `frame`, for a curve, chooses what of the second axis is seen; zooming and panning then
    only touch the first.
    """

    changed = Signal(object)  # Camera

    def __init__(self, landscape: Objective, frame: Frame | None = None) -> None:
        super().__init__()
        self._landscape = landscape
        self._frame = frame
        self._is_equal = _suits_equal(landscape)
        self._is_fitted = True
        self._is_held = False
        self._camera = self._fitted(640, 480)

    @property
    def camera(self) -> Camera:
        """What is seen now."""
        return self._camera

    @property
    def is_equal(self) -> bool:
        """Whether both axes have the same scale; a curve never has."""
        return self._is_equal and self._frame is None

    def show(self, landscape: Objective) -> None:
        """Look at a landscape: the same place as before if only its constants have changed."""
        old, self._landscape = self._landscape, landscape
        if landscape == old:
            return
        is_other = landscape.key != old.key or landscape.formula != old.formula
        if (is_other or landscape.box != old.box) and not self._is_held:
            self._is_equal = _suits_equal(landscape)
            self.fit()
        else:
            self._go(self._camera)

    def resize(self, width: int, height: int) -> None:
        """Follow the size of the panels; what was fitted stays fitted."""
        width, height = max(width, 16), max(height, 16)
        if (width, height) != (self._camera.width, self._camera.height):
            self._go(
                self._fitted(width, height)
                if self._is_fitted
                else self._camera.resized(width, height)
            )

    def hold(self, is_held: bool) -> None:
        """Stay where it is while a landscape is shaped by hand, whatever becomes of it."""
        self._is_held = is_held
        self._go(self._camera)

    def fit(self) -> None:
        """Show the whole box."""
        self._is_fitted = True
        self._go(self._fitted(self._camera.width, self._camera.height))

    def set_equal(self, equal: bool) -> None:
        """Give both axes the same scale, or let each fill the panel."""
        if equal != self._is_equal:
            self._is_equal = equal
            self.fit()

    def pan(self, x: float, y: float) -> None:
        """Follow the ground as it is dragged by so many pixels."""
        self._is_fitted = False
        self._go(self._camera.panned(x, y))

    def zoom(self, factor: float, x: float, y: float) -> None:
        """See `factor` times as much, with what is under the pixel kept in place."""
        self._is_fitted = False
        self._go(self._camera.zoomed(factor, x, y, up=self._frame is None))

    def _go(self, camera: Camera) -> None:
        if self._frame is not None and not self._is_held:
            camera = self._frame(self._landscape, camera)
        if camera != self._camera:
            self._camera = camera
            self.changed.emit(camera)

    def _fitted(self, width: int, height: int) -> Camera:
        box = self._landscape.box
        if len(box) == 1:
            plane: Box = (box[0], (0.0, 1.0))
            camera = fitted(plane, width, height, equal=False)
            return camera if self._frame is None else self._frame(self._landscape, camera)
        # Of a net the first two weights: nobody sees them here, its slice has a view of its own.
        return fitted(box[:2], width, height, self._is_equal, MARGIN)


def _suits_equal(landscape: Objective) -> bool:
    if landscape.dim != 2:
        return False
    (left, right), (low, high) = landscape.box
    ratio = (right - left) / (high - low)
    return 1 / WIDEST_RATIO <= ratio <= WIDEST_RATIO
