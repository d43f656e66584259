"""The eye: from where the surface is seen, and where its points fall on the screen."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, radians, sin, tan

import numpy as np

from explorer.core.array import Array

__all__ = ["NEAREST", "OPENING", "Eye", "Spot", "fitted_eye"]

Spot = tuple[float, float, float]

OPENING = 34.0  # degrees, from the lower to the upper edge of a square picture
NEAREST = 0.02  # what is closer is not drawn


@dataclass(frozen=True)
class Eye:
    """A camera that looks at a target, x and y along the field and z up.

    `turn` are degrees round the upright axis, 0 where it looks along -x; `tilt` degrees above the
    ground; `distance` that to the target. The picture has `width` by `height` pixels, and its
    middle shows the target.
    """

    turn: float
    tilt: float
    distance: float
    target: Spot
    width: int
    height: int

    @cached_property
    def focal(self) -> float:
        """Pixels that a unit takes at distance 1."""
        return 0.5 * min(self.width, 1.6 * self.height) / tan(radians(OPENING / 2))

    @cached_property
    def axes(self) -> Array:
        """What is right, up and back on the screen, as rows (3, 3)."""
        a, e = radians(self.turn), radians(self.tilt)
        right = (-sin(a), cos(a), 0.0)
        up = (-sin(e) * cos(a), -sin(e) * sin(a), cos(e))
        back = (cos(e) * cos(a), cos(e) * sin(a), sin(e))
        return np.array([right, up, back])

    @cached_property
    def place(self) -> Array:
        """Where the eye is, (3,)."""
        found: Array = np.array(self.target) + self.distance * self.axes[2]
        return found

    def numbers(self, scale: float = 1.0, top: int = 0) -> Array:
        """Return what kernels need (16,), for a picture with `scale` times as many pixels.

        Of this picture it may be a band that begins at the row `top`.
        """
        middle = (scale * self.width / 2, scale * self.height / 2 - top)
        return np.array([*self.place, *self.axes.ravel(), scale * self.focal, *middle, NEAREST])

    def to_pixels(self, points: Array) -> Array:
        """Return where points (n, 3) fall on the screen, (n, 2); NaN behind the eye."""
        along = (points - self.place) @ self.axes.T
        far = -along[:, 2]
        far = np.where(far > NEAREST, far, np.nan)
        x = self.width / 2 + self.focal * along[:, 0] / far
        y = self.height / 2 - self.focal * along[:, 1] / far
        return np.column_stack([x, y])

    def to_level(self, x: float, y: float, z: float) -> tuple[float, float] | None:
        """Return which (x, y) at height z lies under a pixel; None above the horizon."""
        ray = self.ray(x, y)
        if ray[2] * (z - self.place[2]) <= 0:
            return None
        reach = (z - self.place[2]) / ray[2]
        return float(self.place[0] + reach * ray[0]), float(self.place[1] + reach * ray[1])

    def ray(self, x: float, y: float) -> Array:
        """Return the way (3,) from the eye through a pixel, 1 long along the view."""
        right = (x - self.width / 2) / self.focal
        up = (self.height / 2 - y) / self.focal
        found: Array = right * self.axes[0] + up * self.axes[1] - self.axes[2]
        return found

    def per_pixel(self, point: Spot) -> float:
        """Return how long a pixel is at a point of space."""
        far = float((self.place - np.array(point)) @ self.axes[2])
        return max(far, NEAREST) / self.focal

    def turned(self, turn: float, tilt: float) -> "Eye":
        """Return the eye after going round the target by so many degrees."""
        return replace(self, turn=(self.turn + turn) % 360.0, tilt=self.tilt + tilt)

    def closer(self, factor: float, point: Spot) -> "Eye":
        """Return the eye at `factor` times its distance from a point, which stays in its pixel."""
        target = np.array(point) + factor * (np.array(self.target) - np.array(point))
        x, y, z = target.tolist()
        return replace(self, distance=self.distance * factor, target=(x, y, z))


def fitted_eye(
    corners: Array, turn: float, tilt: float, size: tuple[int, int], margins: tuple[float, float]
) -> Eye:
    """Return the eye that sees all of the corners (n, 3), with margins across and up in pixels.

    What is seen lies in the middle of the picture.
    """
    width, height = size
    # Where the corners fall depends on the distance; a few rounds settle it.
    eye = Eye(turn, tilt, 5.0, (0.0, 0.0, 0.0), width, height)
    room = np.array([max(width - 2 * margins[0], 8.0), max(height - 2 * margins[1], 8.0)])
    for _ in range(12):
        pixels = eye.to_pixels(corners)
        low, high = np.nanmin(pixels, axis=0), np.nanmax(pixels, axis=0)
        over = float(((high - low) / room).max())
        shift = (low + high) / 2 - (width / 2, height / 2)
        unit = eye.distance / eye.focal
        target = np.array(eye.target) + unit * (shift[0] * eye.axes[0] - shift[1] * eye.axes[1])
        x, y, z = target.tolist()
        eye = replace(eye, distance=max(eye.distance * over, 0.5), target=(x, y, z))
    return eye
