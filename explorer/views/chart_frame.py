"""Where the numbers of a chart lie on the screen."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF

from explorer.core.array import Array
from explorer.views.chart_scale import Range, thinned

__all__ = ["Frame"]

FAR = 4000.0  # pixels; what lies farther off is drawn as if it lay there


@dataclass(frozen=True)
class Frame:
    """A rectangle in pixels that shows `first` to `width` across and `height` upwards."""

    rect: QRectF
    width: float
    height: Range
    first: float = 0.0

    def across(self, x: float) -> float:
        """Return where a step or an evaluation lies, in pixels."""
        return self.rect.left() + (x - self.first) * self._scale

    def up(self, y: float) -> float:
        """Return where a height lies, in pixels."""
        low, high = self.height
        return self.rect.bottom() - (y - low) / (high - low) * self.rect.height()

    def number(self, pixel: float) -> float:
        """Return the step or evaluation at a pixel, within `first` to `width`."""
        share = (pixel - self.rect.left()) / self.rect.width()
        return self.first + min(1.0, max(0.0, share)) * (self.width - self.first)

    def places(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Return where the points of a line lie, in pixels; undefined points are left out."""
        known = ~np.isnan(y)
        x, y = thinned(x[known], y[known], int(self.rect.width()))
        low, high = self.height
        with np.errstate(over="ignore"):
            up = (y - low) * (self.rect.height() / (high - low))
        across = self.rect.left() + (x - self.first) * self._scale
        return across, self.rect.bottom() - np.clip(up, -FAR, FAR)

    @property
    def _scale(self) -> float:
        """Return the pixels that one step takes."""
        return self.rect.width() / (self.width - self.first)
