"""The map: a landscape of two variables from above, with every path on it."""

from explorer.core.recorded_slice import RecordedSlice
from explorer.session.session import Session
from explorer.views.background import Ground
from explorer.views.chip import INSET
from explorer.views.honesty_chip import HonestyChip
from explorer.views.minima_words import minima_label, minima_tip
from explorer.views.recorded_path import recorded_honesty
from explorer.views.slope_arrows import SlopeArrows
from explorer.views.stage import Stage
from explorer.views.stream_layer import StreamLayer
from explorer.views.toggle_chip import show_checked
from explorer.views.viewpoint import Viewpoint

__all__ = ["MapView"]

CONTOURS = (
    "Lines along which the loss is the same. They follow the colour scale: one height is as far "
    "from the next as one colour"
)
ARROWS = (
    "Arrows that point downhill, where gradient descent would go. A longer one is steeper, by the "
    "logarithm of the slope: twice as long is far more than twice as steep"
)
STREAMLINES = (
    "Lines that run downhill, along the steepest way. They tell the way and not the slope: where "
    "they lie close, ways meet"
)


class MapView(Stage):
    """Heat, isolines, minima, paths and draggable start points of a 2D landscape."""

    def __init__(self, session: Session) -> None:
        landscape = session.document.landscape
        viewpoint = Viewpoint(landscape)
        super().__init__(session, 2, Ground(session.worker, "ground of the map"), viewpoint)
        self._contours = self.add_overlay("Contours", CONTOURS, "contours", "C")
        self._minima = self.add_overlay("Minima", "", "minima", "M")
        self._arrows = self.add_overlay("Arrows", ARROWS, "arrows", "A")
        self._lines = self.add_overlay("Streamlines", STREAMLINES, "streamlines", "S")
        self.plane.add_layer(SlopeArrows(session, self.shown))
        self._streams = StreamLayer(session, self.shown)
        self._streams.changed.connect(self.plane.update)
        self.plane.add_layer(self._streams)
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
        self._honest = HonestyChip(self.plane)
        session.playback.moved.connect(self._show_honesty)
        viewpoint.changed.connect(self._show_axes)
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
        self._honest.fit(self.plane.width() - 2 * INSET)
        above = self.plane.height() - INSET - 18 - self._honest.height()
        self._honest.move(INSET, above - (self._hint.height() + 6) * (not self._hint.isHidden()))
        self._unequal.adjustSize()
        self._unequal.move(
            self.plane.width() - INSET - self._unequal.width(),
            self.plane.height() - INSET - 18 - self._unequal.height() - self.tools.room,
        )

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
