"""The example that climbs: a picture beside the nearest real one, or a path over the answers."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.array import Array
from explorer.core.nets.climbing import Climb
from explorer.core.nets.tiny_net import TinyNet
from explorer.views.answers_learner import Learner, learner
from explorer.views.camera import Camera
from explorer.views.climb_drawing import Shown, paint_inputs, paint_path, paint_pictures, plane
from explorer.views.theme import CAPTION, theme, theme_changed

__all__ = ["ClimbScene"]

HOW = (
    "The weights stay as they are; the example changes, a little at each step, in the direction in "
    "which the net grows surer of the class. Beside it: the real example that it is most like."
)


class ClimbScene(QWidget):
    """Draws one step of a climb."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self._ground: tuple[object, QImage, Camera] | None = None
        self.setAccessibleName("The example that climbs")
        self.setToolTip(f"<p>{HOW}</p>")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme_changed.connect(self._redraw)

    def show_step(self, net: TinyNet, weights: Array, climb: Climb, step: int) -> None:
        """Draw a step of a climb with these weights."""
        before = self.shown
        one: Learner | None = before.one if before and before.net == net else learner(net)
        assert one is not None
        self.shown = Shown(net, one, weights, climb, step)
        words = ", ".join(filter(None, self.shown.words))
        self.setAccessibleDescription(f"Step {step}: {words}. {HOW}")
        self.update()

    def clear(self) -> None:
        """Draw nothing."""
        self.shown = self._ground = None
        self.setAccessibleDescription(HOW)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme().length(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown is None:
            return
        look, painter, room = theme(), QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(CAPTION))
        if self.shown.one.is_picture:
            paint_pictures(painter, look, room, self.shown)
        elif len(self.shown.one.features) == 2:
            image, camera = self._plane(self.shown)
            painter.drawImage(0, 0, image)
            paint_path(painter, look, room, self.shown, camera)
        else:
            paint_inputs(painter, look, room, self.shown)
        painter.end()

    def _plane(self, shown: Shown) -> tuple[QImage, Camera]:
        """Return the ground of a path; it is painted again only when it has changed."""
        look, ratio = theme(), self.devicePixelRatioF()
        size = self.width(), self.height()
        key = shown.one, shown.weights.tobytes(), look, ratio, size
        if self._ground is None or self._ground[0] != key:
            self._ground = key, *plane(shown, look, *size, ratio)
        return self._ground[1:]

    def _redraw(self, _: object) -> None:
        self.updateGeometry()
        self.update()
