"""A layer: something more to draw on a landscape, beside its ground, its paths and its starts."""

from typing import Protocol

from PySide6.QtGui import QPainter

from explorer.views.camera import Camera
from explorer.views.theme import Theme

__all__ = ["Layer"]


class Layer(Protocol):
    """Paints in pixels from the upper left corner of a panel; a panel never asks it for more."""

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint what the camera sees; `ratio` device pixels a pixel."""
