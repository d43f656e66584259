"""The camera: which part of a landscape is seen, and where a point falls on the screen."""

from dataclasses import dataclass, replace

import numpy as np

from explorer.core.array import Array, Box, Point

__all__ = ["Camera", "fitted"]

NARROWEST = 1e-9  # of the size of the coordinates: closer, and float64 shows its steps
WIDEST = 1e12


@dataclass(frozen=True)
class Camera:
    """A rectangle of the plane shown on `width` by `height` pixels. The second axis points up."""

    left: float
    right: float
    low: float
    high: float
    width: int
    height: int

    @property
    def per_pixel(self) -> tuple[float, float]:
        """How far one pixel reaches along each axis."""
        return (self.right - self.left) / self.width, (self.high - self.low) / self.height

    @property
    def is_equal(self) -> bool:
        """Whether a unit is as long across as it is up, so that right angles look right."""
        across, up = self.per_pixel
        return abs(across - up) <= 1e-6 * max(across, up)

    def to_pixels(self, points: Array) -> Array:
        """Return where points (n, 2) fall on the screen, (n, 2), from the upper left corner."""
        across, up = self.per_pixel
        pixels = np.empty((len(points), 2))
        with np.errstate(over="ignore", invalid="ignore"):
            pixels[:, 0] = (points[:, 0] - self.left) / across
            pixels[:, 1] = (self.high - points[:, 1]) / up
        return pixels

    def to_point(self, x: float, y: float) -> Point:
        """Return the point of the plane under a pixel."""
        across, up = self.per_pixel
        return self.left + x * across, self.high - y * up

    def panned(self, x: float, y: float) -> "Camera":
        """Return the camera after the ground was dragged by so many pixels."""
        across, up = self.per_pixel
        return replace(
            self,
            left=self.left - x * across,
            right=self.right - x * across,
            low=self.low + y * up,
            high=self.high + y * up,
        )

    def zoomed(self, factor: float, x: float, y: float, up: bool = True) -> "Camera":
        """Return the camera `factor` times as wide with the point under the pixel kept in place.

        Returns itself where that would be too close or too far; `up` False leaves the second axis.
        """
        at, over = self.to_point(x, y)
        left, right = at + (self.left - at) * factor, at + (self.right - at) * factor
        low, high = self.low, self.high
        if up:
            low, high = over + (low - over) * factor, over + (high - over) * factor
        for near, far in ((left, right), (low, high)):
            if not NARROWEST * max(abs(near), abs(far), 1e-3) < far - near < WIDEST:
                return self
        return replace(self, left=left, right=right, low=low, high=high)

    def resized(self, width: int, height: int) -> "Camera":
        """Return the camera on another number of pixels, with the same middle and scale."""
        across, up = self.per_pixel
        wide, tall = (width - self.width) * across / 2, (height - self.height) * up / 2
        return Camera(
            self.left - wide, self.right + wide, self.low - tall, self.high + tall, width, height
        )


def fitted(box: Box, width: int, height: int, equal: bool, margin: float = 0.0) -> Camera:
    """Return the camera that shows the whole of a box of two ranges.

    `equal` makes units of both axes equally long; `margin` is a share of the box on every side.
    """
    (left, right), (low, high) = box
    across, up = (right - left) * (1 + 2 * margin), (high - low) * (1 + 2 * margin)
    if equal:
        unit = max(across / width, up / height)
        across, up = unit * width, unit * height
    x, y = (left + right) / 2, (low + high) / 2
    return Camera(x - across / 2, x + across / 2, y - up / 2, y + up / 2, width, height)
