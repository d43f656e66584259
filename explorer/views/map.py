"""The map: a landscape of two variables from above, with every path on it."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from explorer.core.array import Box
from explorer.core.recorded_slice import RecordedSlice
from explorer.session.session import Session
from explorer.views.background import Ground
from explorer.views.camera import Camera
from explorer.views.chip import INSET
from explorer.views.honesty_chip import HonestyChip
from explorer.views.map_key import LETTER, MapKey, Sign
from explorer.views.minima_words import minima_label, minima_tip
from explorer.views.recorded_path import recorded_honesty
from explorer.views.sculpt import add_sculpting
from explorer.views.slope_arrows import SlopeArrows
from explorer.views.stage import Stage
from explorer.views.stream_layer import StreamLayer
from explorer.views.terrain import landscape_relief
from explorer.views.theme import theme
from explorer.views.toggle_chip import show_checked
from explorer.views.viewpoint import MARGIN, Viewpoint

__all__ = ["MapView"]

SLOPES: tuple[Literal["arrows", "streamlines"], ...] = ("arrows", "streamlines")
ROOMY = (520, 340)  # pixels: smaller maps have no room to explain signs
BESIDE = 0.04  # of the view: less of what lies outside the box is not worth a word


class MapView(Stage):
    """Heat, isolines, minima, paths and draggable start points of a 2D landscape."""

    def __init__(self, session: Session) -> None:
        landscape = session.document.landscape
        viewpoint = Viewpoint(landscape)
        self._map_ground = Ground(session.worker, "ground of the map")
        super().__init__(session, 2, self._map_ground, viewpoint)
        self._contours = self.add_overlay("contours")
        self._minima = self.add_overlay("minima")
        self._arrows = self.add_overlay("arrows")
        self._lines = self.add_overlay("streamlines")
        self.plane.add_layer(SlopeArrows(session, self.shown))
        self._streams = StreamLayer(session, self.shown)
        self._streams.changed.connect(self.plane.update)
        self.plane.add_layer(self._streams)
        self.add_inspector()
        self.add_sees()
        self._equal = self.add_toggle(
            "Equal axes",
            "A unit across is as long as a unit up, so that right angles look right",
            viewpoint.is_equal,
            viewpoint.set_equal,
            "E",
        )
        self._unequal = self.add_note(
            "Right angles will not look right · E",
            "The axes have different scales. Press E, or click here, to make them equal.",
            lambda: viewpoint.set_equal(True),
        )
        add_sculpting(session, self)
        self._honest = HonestyChip(self.plane)
        self.key = MapKey(self.shown, self.plane)
        session.playback.moved.connect(self._show_honesty)
        viewpoint.changed.connect(self._show_axes)
        self._map_ground.changed.connect(self._show_key)
        self._show_axes()

    def refresh(self) -> None:
        """Say how many minima there are, and how true a recorded slice is."""
        landscape, found = self._session.document.landscape, self._session.minima
        self._minima.setText(minima_label(landscape, found))
        self._toggles.set_tip(self._minima, minima_tip(landscape, found))
        self._show_honesty()

    def arrange(self) -> None:
        """Put the chips into their corners."""
        super().arrange()
        self.key.resize(self.key.sizeHint())
        self._honest.fit(self.plane.width() - 2 * INSET)
        bottom = self.plane.height() - INSET - 18
        self.key.move(INSET, bottom - self.key.height())
        beside = INSET + self.key.width() + 6
        end = self.plane.width() if self.tools.isHidden() else self.tools.x()
        if beside + self._hint.width() + INSET <= end:
            self._hint.move(beside, bottom - self._hint.height())
            stack: tuple[QWidget, ...] = (self.key, self._honest)
        else:
            stack = (self.key, self._hint, self._honest)
        for chip in stack:
            if not chip.isHidden():
                bottom -= chip.height()
                chip.move(INSET, bottom)
                bottom -= 6
        self._unequal.adjustSize()
        self._unequal.move(
            self.plane.width() - INSET - self._unequal.width(),
            self.plane.height() - INSET - 18 - self._unequal.height() - self.tools.room,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the next kind of scale, or turn a switch."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key[f"Key_{LETTER}"] and held == Qt.KeyboardModifier.NoModifier:
            self.shown.next_scale()
        else:
            super().keyPressEvent(event)

    def _look(self, _: object = None) -> None:
        super()._look()
        self._show_key()

    def _show_key(self, _: object = None) -> None:
        """Say what the colours are, and what signs are in view, where there is room for it."""
        landscape = self._session.document.landscape
        if not self._fits():
            return
        signs: list[Sign] = []
        wide, tall = (theme().length(size) for size in ROOMY)
        is_roomy = self.plane.width() >= wide and self.plane.height() >= tall
        if is_roomy:
            signs += [sign for sign in SLOPES if self.shown.is_on(sign)]
            signs += ["undefined"] * self._map_ground.has_gaps
            signs += ["outside"] * _sees_outside(landscape.box, self.viewpoint.camera)
        if self.key.tell(landscape_relief(landscape, self.shown.scale), tuple(signs), not is_roomy):
            self.arrange()

    def _show_honesty(self, _: object = None) -> None:
        landscape = self._session.document.landscape
        if isinstance(landscape, RecordedSlice):
            honest = recorded_honesty(landscape, self._session.playback.step)
            self._honest.show_honesty(honest, "train", landscape.recording.weights - 2)
        else:
            self._honest.hide()

    def _show_axes(self, _: object = None) -> None:
        equal = self.viewpoint.is_equal
        show_checked(self._equal, equal)
        self._unequal.setVisible(not equal)


def _sees_outside(box: Box, camera: Camera) -> bool:
    """Tell whether a part worth a word of the view lies outside the box."""
    share = 1.0
    ranges = ((camera.left, camera.right), (camera.low, camera.high))
    for (low, high), (least, most) in zip(box, ranges, strict=True):
        share *= max(min(high, most) - max(low, least), 0.0) / (most - least)
    return share < 1 - BESIDE - 4 * MARGIN
