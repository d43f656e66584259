"""A tool: what pointer and keys do on a landscape while it is in the hand."""

from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from explorer.views.camera import Camera

__all__ = ["Tool"]


class Tool(Protocol):
    """Is asked first; what it does not want, the panel does as always: move starts, pan and zoom.

    A press that it takes is followed by moves with the button down, and one release.
    """

    def press(self, at: QPointF, camera: Camera, held: Qt.KeyboardModifier) -> bool:
        """Take hold of what lies at a pixel; False where there is nothing for it."""

    def move(self, at: QPointF, camera: Camera, held: Qt.KeyboardModifier) -> None:
        """Follow the pointer, pressed or not."""

    def release(self, at: QPointF, camera: Camera) -> None:
        """Let go."""

    def wheel(self, event: QWheelEvent, camera: Camera) -> bool:
        """Turn what is in reach, such as the width of a hill; False to zoom as always."""

    def key(self, event: QKeyEvent) -> bool:
        """Answer to a key; False for one that means nothing to it."""

    def cursor(self, at: QPointF, camera: Camera) -> Qt.CursorShape | None:
        """Return what the pointer looks like; None as always."""
