"""Where a hill or well is grasped: its middle, the ring one width away, a knob for its height."""

from dataclasses import dataclass
from math import hypot
from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF

from explorer.core.hump import Hump
from explorer.core.landscape import Landscape
from explorer.views.camera import Camera
from explorer.views.scene import plane_points

__all__ = ["KNOB", "Handles", "Part", "handles"]

Part = Literal["middle", "ring", "knob"]
REACH = 10.0  # pixels around the middle and the knob
RING = 7.0  # pixels on both sides of the ring
LEAST = 15.0  # pixels: a smaller ring is grasped as if it were as large, beside the middle
KNOB = 30.0  # pixels from the middle up to the knob
FAR = 1e6


@dataclass(frozen=True)
class Handles:
    """One hump in pixels; on a curve the ring is two points of the curve."""

    middle: QPointF
    across: float  # how far the ring reaches to the side, and up
    up: float
    sides: tuple[QPointF, ...]  # on a curve, the ends of its width; else none

    @property
    def knob(self) -> QPointF:
        """Where the knob for the height is."""
        return self.middle - QPointF(0.0, KNOB)

    def part_at(self, at: QPointF, has_knob: bool) -> Part | None:
        """Return what lies under a pixel, or None."""
        away = at - self.middle
        if has_knob and _length(at - self.knob) <= REACH:
            return "knob"
        if _length(away) <= REACH:
            return "middle"
        if self.sides:
            return "ring" if any(_length(at - side) <= REACH for side in self.sides) else None
        share = self._share(at, LEAST)
        # How far the ring is, on the line from the middle through the pixel.
        far = abs(_length(away) - _length(away) / share) if share else FAR
        return "ring" if far <= RING else None

    def is_on(self, at: QPointF) -> bool:
        """Tell whether a pixel lies within the ring, or in reach of the middle."""
        if _length(at - self.middle) <= REACH:
            return True
        if self.sides:
            return abs(at.x() - self.middle.x()) <= self.across
        return self._share(at, 0.5) <= 1.0

    def is_near(self, camera: Camera) -> bool:
        """Tell whether anything of it is in view."""
        x, y = max(self.across, KNOB), max(self.up, KNOB)
        at = self.middle
        return -x <= at.x() <= camera.width + x and -y <= at.y() <= camera.height + y

    def _share(self, at: QPointF, least: float) -> float:
        away = at - self.middle
        return hypot(away.x() / max(self.across, least), away.y() / max(self.up, least))


def handles(hump: Hump, landscape: Landscape, camera: Camera) -> Handles | None:
    """Return where a hump is grasped on a landscape; None where its middle has no height."""
    places = [hump.place]
    if landscape.dim == 1:
        places += [(hump.x - hump.width,), (hump.x + hump.width,)]
    pixels = camera.to_pixels(plane_points(landscape, places))
    if not np.isfinite(pixels[0]).all():
        return None
    middle, *sides = (
        QPointF(x, y) for x, y in np.clip(pixels, -FAR, FAR).tolist() if x == x and y == y
    )
    across, up = camera.per_pixel
    return Handles(middle, min(hump.width / across, FAR), min(hump.width / up, FAR), tuple(sides))


def _length(away: QPointF) -> float:
    return hypot(away.x(), away.y())
