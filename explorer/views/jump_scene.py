"""The jumping robot at its spot, with both flights over the ground."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.views.jump_clock import JumpClock
from explorer.views.jump_drawing import (
    Pose,
    paint_angle,
    paint_flights,
    paint_ground,
    paint_meter,
    paint_robot,
    scene,
)
from explorer.views.jump_pair import JumpPair
from explorer.views.theme import theme, theme_changed

__all__ = ["JumpScene"]

ROW = 17  # pixels of a line of the read-out below the scene


class JumpScene(QWidget):
    """Paints a pair of jumps, and the robots on their way while the clock plays one."""

    def __init__(self, clock: JumpClock) -> None:
        super().__init__()
        self._clock = clock
        self._pair: JumpPair | None = None
        self._slot = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        clock.moved.connect(self.update)
        theme_changed.connect(self._redraw)

    @property
    def pair(self) -> JumpPair | None:
        """What is drawn."""
        return self._pair

    def show_pair(self, pair: JumpPair | None, slot: int) -> None:
        """Draw other jumps, of a robot in the colour of an optimizer's slot; None: nothing."""
        self._pair, self._slot = pair, slot
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme().length(4 * ROW + 90))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, pair = theme(), self._pair
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        meter = 4 * look.length(ROW)
        if pair is not None:
            inside = self.rect().toRectF().adjusted(12, 0, -12, 0)
            view = scene(self.width(), self.height() - meter - 6, look, pair)
            painter.save()
            painter.setClipRect(view.rect)
            paint_ground(painter, view, look)
            colour, poses = look.colour(self._slot), self._clock.poses()
            if poses is not None:
                paint_robot(painter, view, look, pair, poses[0], colour, is_ghost=True)
            standing = Pose() if poses is None else poses[1]
            paint_robot(painter, view, look, pair, standing, colour)
            paint_flights(painter, view, look, pair)
            if poses is None:
                paint_angle(painter, view, look, pair)
            painter.restore()
            inside.setTop(inside.bottom() - meter)
            paint_meter(painter, inside, look, pair)
        painter.end()

    def _redraw(self, _: object) -> None:
        self.updateGeometry()
        self.update()
