"""A calm frame around a part of the window, for a moment: look here."""

from PySide6.QtCore import QEasingCurve, QPoint, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from explorer.views.theme import theme

__all__ = ["Spotlight"]

LASTS = 2600  # milliseconds
RING = 6  # pixels that the frame takes along each edge
SHADES = 10  # from dark to light: each paints anew what lies under the frame


class Spotlight(QWidget):
    """Lies over its parent without taking anything from it, and fades away by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._light = QVariantAnimation(self)
        self._light.setDuration(LASTS)
        self._light.setStartValue(0.0)
        self._light.setKeyValueAt(0.12, 1.0)
        self._light.setKeyValueAt(0.7, 1.0)
        self._light.setEndValue(0.0)
        self._light.setEasingCurve(QEasingCurve.Type.Linear)
        self._light.valueChanged.connect(self._fade)
        self._light.finished.connect(self.hide)
        self._shade = 0
        self.hide()

    def show_around(self, target: QWidget) -> None:
        """Frame a widget inside the parent, as it lies now; one that is hidden is passed over."""
        parent = self.parentWidget()
        if parent is None or not target.isVisible() or not parent.isAncestorOf(target):
            self.put_out()
            return
        place = QRect(target.mapTo(parent, QPoint(0, 0)), target.size())
        self.setGeometry(place)
        inside = self.rect().adjusted(RING, RING, -RING, -RING)
        # Only the ring is drawn anew while it fades, not the picture that it surrounds.
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))
        self.raise_()
        self.show()
        self._light.stop()
        self._light.start()

    def put_out(self, *_: object) -> None:
        """Go away at once."""
        self._light.stop()
        self.hide()

    def _fade(self, light: object) -> None:
        shade = round(SHADES * float(light)) if isinstance(light, float) else 0
        if shade != self._shade:
            self._shade = shade
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._shade / SHADES)
        painter.setPen(theme().pen("accent", 3.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        painter.end()
