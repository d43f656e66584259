"""The honesty chip: what the map shows under the dot, beside what is true of the net."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from explorer.core.nets.honesty import Honesty
from explorer.core.nets.slice_plan import MapLayer
from explorer.views.theme import theme, theme_changed

__all__ = ["HonestyChip", "is_misleading"]

MISLEADING = 0.1  # of the true loss: more between surface and truth, and the chip warns
BETWEEN = " · "
ROUNDING = 1e-9  # of a distance: less is none
PADDING = 20  # pixels beside the text

TIP = (
    "<p><b>surface</b>: the height of the map under the dot.<br>"
    "<b>true loss</b>: that of the net itself, with all its weights. The stem goes from the one "
    "to the other.<br>"
    "<b>off the plane</b>: how far the weights lie from what the map shows.<br>"
    "<b>of the path</b>: how much of its movement the map can show. A high share alone promises "
    "nothing: compare the two losses.</p>"
    "<p>It turns amber where they differ by more than a tenth.</p>"
)
_TRUE: dict[MapLayer, str] = {
    "train": "true loss",
    "held-out": "true held-out loss",
    "batch": "true batch loss",
    "penalty": "true penalty",
    "difference": "true difference",
}


def is_misleading(honest: Honesty) -> bool:
    """Tell whether surface and truth differ by more than a tenth of the truth."""
    return not abs(honest.surface - honest.true) <= MISLEADING * abs(honest.true) + 1e-12


class HonestyChip(QLabel):
    """A read-out that breaks into lines where there is little room, and warns in amber."""

    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setAccessibleName("How true the map is")
        self.setToolTip(TIP)
        self._pieces: tuple[str, ...] = ()
        self._room = 0
        self._of: tuple[str, int] | None = None
        self._warns = False
        self._colour_it()
        theme_changed.connect(self._colour_it)
        self.hide()

    @property
    def warns(self) -> bool:
        """Whether surface and truth differ by much."""
        return self._warns

    def show_honesty(self, honest: Honesty | None, layer: MapLayer, hidden: int) -> None:
        """Show a measurement; `hidden` weights are in no direction of the map."""
        if honest is None:
            self.hide()
            return
        honest = replace(honest, off=honest.off if honest.off >= ROUNDING else 0.0)
        words = honest.words.replace("true loss", _TRUE[layer]).replace(" -", " \N{MINUS SIGN}")
        weights = "weight" if hidden == 1 else "weights"
        last = f"{hidden:,} {weights} not shown" if hidden > 0 else "nothing left out"
        if (layer, hidden) != self._of:
            self._of = (layer, hidden)
            self.resize(0, 0)  # another read-out takes as much room as it needs
        self._pieces = (*words.split(BETWEEN), last)
        if is_misleading(honest) != self._warns:
            self._warns = not self._warns
            self._colour_it()
        self._fill()
        self.show()

    def fit(self, room: int) -> None:
        """Break the read-out into lines that are at most so many pixels wide."""
        if room != self._room:
            self._room = room
            self.resize(0, 0)
            self._fill()

    def _fill(self) -> None:
        text = "\n".join(_lines(self._pieces, self.fontMetrics(), self._room - PADDING))
        if text == self.text() and self.width():
            return
        self.setText(text)
        self.setAccessibleDescription(text.replace("\n", BETWEEN))
        size = self.sizeHint()
        # It grows with its numbers and never shrinks while it has as many lines: nothing jumps.
        if size.height() == self.height():
            size.setWidth(max(size.width(), self.width()))
        if size != self.size():
            self.resize(size)
            self.resized.emit()

    def _colour_it(self, _: object = None) -> None:
        colour = theme().palette.fair if self._warns else theme().palette.text
        self.setStyleSheet(f"QLabel {{ color: {colour}; }}")


def _lines(pieces: tuple[str, ...], metrics: QFontMetrics, room: int) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]}{BETWEEN}{piece}" if lines else piece
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines
