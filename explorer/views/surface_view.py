"""The surface: a landscape of two variables as lit ground, with every path on it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from explorer.core.height_field import is_compiled
from explorer.core.landscape import Landscape
from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.chip import INSET, chip_label, fit_chip
from explorer.views.hand import Hand
from explorer.views.legend import start_words
from explorer.views.map_key import LETTER, MapKey
from explorer.views.minima_words import minima_label, minima_tip
from explorer.views.overlay_switches import add_overlay, follow
from explorer.views.relief import Scale
from explorer.views.shown import Overlay, shown
from explorer.views.surface_plane import SurfacePlane
from explorer.views.terrain import landscape_relief
from explorer.views.toggle_chip import ToggleChip, show_checked

__all__ = ["SurfaceView"]

HINT = "Drag the start point, or the ground to turn it. Shift-drag moves it."
OVERLAYS: tuple[Overlay, ...] = ("contours", "minima")
CONTOURS = "Lines of equal height, evenly far apart: where they crowd, the ground is steep"
LOG = (
    "Heights by the logarithm of how far the value is above the lowest: the ground near a minimum "
    "opens up into a funnel"
)
LINEAR = (
    "Heights as the values are. Where a few places are far higher than the rest, all the rest "
    "looks flat"
)
RESET = "Show the whole surface as at first. The key 0 or a double click does the same"
FIRST_TIME = "The surface is being prepared. The first time it takes some seconds."
BAKING = "The surface is being surveyed."
EMPTY = "No optimizer is racing. Add one on the right."
ROOMY = (320, 240)  # pixels: a smaller panel has no key to its colours


class SurfaceView(QWidget):
    """The ground, draggable start points, and the chips that float in the corners."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.hand = Hand(session)
        self.plane = SurfacePlane(session, self.hand)
        self.shown = shown(session)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plane)
        self._place = chip_label(self.plane, "Active start point")
        self._hint = chip_label(self.plane, "Hint")
        self._hint.setText(HINT)
        self._message = chip_label(self.plane, "Why there is nothing to see")
        self._toggles = ToggleChip(self.plane)
        add = self._toggles.add
        self._overlays: dict[Overlay, QToolButton] = {
            overlay: add_overlay(self._toggles, self.shown, overlay) for overlay in OVERLAYS
        }
        self._toggles.set_tip(self._overlays["contours"], CONTOURS)
        self._scales: dict[Scale, QToolButton] = {
            "log": add("Log", LOG, False, self._show_logarithmic, "L"),
            "linear": add("Linear", LINEAR, False, self._show_linear, "N"),
        }
        self._reset = add("Reset", RESET, False, self._fit, "R")
        self.key = MapKey(self.shown, self.plane)
        self.plane.installEventFilter(self)
        session.changed.connect(self._show_document)
        session.mapped.connect(self._refresh)
        self.hand.changed.connect(self._refresh)
        self.hand.used.connect(self._hint.hide)
        self.shown.changed.connect(self._show_overlays)
        self.plane.settled.connect(self._refresh)
        self.plane.camera.changed.connect(self._show_use)
        self._show_overlays()

    def arrange(self) -> None:
        """Put the chips into their corners."""
        width, height = self.plane.width(), self.plane.height()
        for label in (self._place, self._hint, self._message):
            fit_chip(label, width - 2 * INSET)
        self._toggles.fit(width)
        self._place.move(INSET, INSET)
        right = width - INSET - self._toggles.width()
        is_tight = right < self._place.geometry().right() + INSET
        self._toggles.move(max(right, INSET), INSET + (self._place.height() + 6) * is_tight)
        self.key.resize(self.key.sizeHint())
        bottom = height - INSET
        below: tuple[QWidget, ...] = (self.key, self._hint)
        for chip in below:
            if not chip.isHidden():
                bottom -= chip.height()
                chip.move(INSET, bottom)
                bottom -= 6
        middle = (width - self._message.width()) // 2, (height - self._message.height()) // 2
        self._message.move(*middle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_document(self._session.document)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.point_at(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.plane and event.type() == QEvent.Type.Resize:
            self.arrange()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the next kind of scale, or turn a switch."""
        if event.text().upper() == LETTER and not event.isAutoRepeat():
            self.shown.next_scale()
        elif not self._toggles.press(event):
            super().keyPressEvent(event)

    def _fits(self) -> bool:
        landscape = self._session.document.landscape
        return self.isVisible() and isinstance(landscape, Landscape) and landscape.dim == 2

    def _show_document(self, _: Document) -> None:
        if self._fits():
            self.plane.ground.look(self._session.document.landscape, self.shown.scale)
            self._refresh()

    def _show_logarithmic(self, is_on: bool) -> None:
        self.shown.set_scale("log" if is_on else "balanced")

    def _show_linear(self, is_on: bool) -> None:
        self.shown.set_scale("linear" if is_on else "balanced")

    def _fit(self, _: bool) -> None:
        self.plane.camera.fit()
        show_checked(self._reset, False)

    def _show_use(self, _: object) -> None:
        """Put the hint away once somebody has turned the ground."""
        if not self.plane.camera.is_fitted:
            self._hint.hide()

    def _show_overlays(self) -> None:
        follow(self._overlays, self.shown)
        for scale, button in self._scales.items():
            show_checked(button, self.shown.scale == scale)
        self._show_document(self._session.document)

    def _refresh(self, _: object = None) -> None:
        if not self._fits():
            return
        document, landscape = self._session.document, self._session.document.landscape
        minima = self._overlays["minima"]
        minima.setText(minima_label(landscape, self._session.minima))
        self._toggles.set_tip(minima, minima_tip(landscape, self._session.minima))
        self._place.setText(start_words(landscape, self.hand.point))
        if "starts" in document.locks:
            self._hint.hide()
        message = self._trouble()
        self._message.setText(message)
        self._message.setVisible(bool(message))
        is_roomy = self.plane.width() >= ROOMY[0] and self.plane.height() >= ROOMY[1]
        self.key.setVisible(is_roomy)
        self.key.tell(landscape_relief(landscape, self.shown.scale), ())
        self.plane.setAccessibleName(f"Surface of {landscape.name}")
        self.plane.setAccessibleDescription(self._place.text())
        self.arrange()

    def _trouble(self) -> str:
        """Return why there is no surface, or nothing on it."""
        if self.plane.ground.surface is None:
            return BAKING if is_compiled() else FIRST_TIME
        is_racing = any(entrant.visible for entrant in self._session.document.entrants)
        return "" if is_racing else EMPTY
