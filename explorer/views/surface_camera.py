"""The camera of the surface: it goes round the ground, moves along and comes closer."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.core.array import Array
from explorer.core.height_field import TALL, HeightField
from explorer.core.height_field_eye import Eye, Spot, fitted_eye

__all__ = ["SurfaceCamera", "first_eye"]

TURN, TILT = -62.0, 47.0  # degrees: how it looks at first
LOWEST, HIGHEST = 8.0, 88.0  # degrees above the ground
CLOSEST, FARTHEST = 0.12, 14.0
ABOVE = 0.05  # so far the eye stays above the ground
MARGINS = 54.0, 44.0  # pixels round a surface that is fitted: for chips and numbers
SHARE = 0.09  # of the panel: wider they never are


def first_eye(field: HeightField, width: int, height: int) -> Eye:
    """Return the eye that sees all of a field."""
    margins = min(MARGINS[0], SHARE * width), min(MARGINS[1], SHARE * height)
    corners = field.corners
    # The same for low and high ground: it does not jump when the scale changes.
    corners[:, 2] = np.where(corners[:, 2] > 0, 0.8 * TALL, 0.0)
    return fitted_eye(corners, TURN, TILT, (width, height), margins)


class SurfaceCamera(QObject):
    """Where the surface is seen from. It fits the whole of it until one moves, and after `fit`."""

    changed = Signal(object)  # Eye

    def __init__(self, ground: Callable[[], HeightField | None]) -> None:
        super().__init__()
        self._ground = ground
        self._is_fitted = True
        self._eye = Eye(TURN, TILT, 5.0, (0.0, 0.0, 0.2), 640, 480)

    @property
    def eye(self) -> Eye:
        """What is seen now."""
        return self._eye

    @property
    def is_fitted(self) -> bool:
        """Whether it shows the whole surface as at first."""
        return self._is_fitted

    def fit(self) -> None:
        """Show the whole surface as at first."""
        self._is_fitted = True
        field = self._ground()
        if field is not None:
            self._go(first_eye(field, self._eye.width, self._eye.height))

    def refit(self) -> None:
        """Follow a surface of another shape, unless one has moved."""
        if self._is_fitted:
            self.fit()

    def resize(self, width: int, height: int) -> None:
        """Follow the size of the panel; what was fitted stays fitted."""
        width, height = max(width, 16), max(height, 16)
        if (width, height) != (self._eye.width, self._eye.height):
            self._go(replace(self._eye, width=width, height=height))
            self.refit()

    def turn(self, round_: float, over: float) -> None:
        """Go round the surface by so many degrees, and over it."""
        self._is_fitted = False
        tilt = min(max(self._eye.tilt + over, LOWEST), HIGHEST)
        self._go(self._eye.turned(round_, tilt - self._eye.tilt))

    def pan(self, x: float, y: float) -> None:
        """Follow the ground as it is dragged by so many pixels."""
        self._is_fitted = False
        eye = self._eye
        unit = eye.distance / eye.focal
        shift = unit * (y * eye.axes[1] - x * eye.axes[0])
        self._go(replace(eye, target=_within(np.array(eye.target) + shift)))

    def zoom(self, factor: float, point: Spot | None = None) -> None:
        """Come `factor` times as near to a point, which stays in its pixel, or to the target."""
        self._is_fitted = False
        eye = self._eye
        factor = min(max(factor, CLOSEST / eye.distance), FARTHEST / eye.distance)
        if factor != 1.0:
            nearer = eye.closer(factor, eye.target if point is None else point)
            self._go(replace(nearer, target=_within(np.array(nearer.target))))

    def _go(self, eye: Eye) -> None:
        eye = self._above_ground(eye)
        if eye != self._eye:
            self._eye = eye
            self.changed.emit(eye)

    def _above_ground(self, eye: Eye) -> Eye:
        """Return the eye, higher over the target where it would be inside a hill."""
        field = self._ground()
        if field is None:
            return eye
        while (depth := _depth(eye, field)) > 0 and eye.tilt < HIGHEST:
            eye = replace(eye, tilt=min(eye.tilt + 2.0, HIGHEST))
        if depth > 0:  # straight above as well: the target itself lies too deep
            x, y, z = eye.target
            eye = replace(eye, target=(x, y, z + depth))
        return eye


def _depth(eye: Eye, field: HeightField) -> float:
    """Return how much too low the eye is over the ground there; 0 beside the field."""
    x, y, z = eye.place.tolist()
    share = np.array([[x / field.half_x, y / field.half_y]]) / 2 + 0.5
    return float(np.nan_to_num(max(field.heights(share)[0] + ABOVE - z, 0.0)))


def _within(target: Array) -> Spot:
    """Return the target, brought back over the block of ground where it has left it."""
    x, y, z = np.clip(target, (-1.2, -1.2, -0.4), (1.2, 1.2, 1.2)).tolist()
    return x, y, z
