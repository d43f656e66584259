"""The key of a map: which colour stands for which value, on which scale, and what signs mean."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QActionGroup, QColor, QFontMetrics, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from explorer.views.hatching import hatching
from explorer.views.numbers import number
from explorer.views.relief import SCALES, TOP, Relief, Scale
from explorer.views.shown import Shown
from explorer.views.slope_arrows import paint_faint
from explorer.views.theme import CAPTION, CORNER, Theme, landscape_colours, theme

__all__ = ["LETTER", "SCALE_WORDS", "MapKey", "Sign"]

Sign = Literal["arrows", "streamlines", "undefined", "outside"]

LETTER = "K"
WIDE, BAR, LINE, PADDING = 168, 8, 15, 7  # pixels
BRIEF = 140  # pixels wide in a small map, where the name stands between the numbers
SWATCH = 18  # pixels: a sign in front of its words
SHADES = 256
SCALE_WORDS: dict[Scale, str] = {
    "balanced": "Half by rank, half by logarithm: valleys and heights are both seen. Between two "
    "colours the step in value is not always the same",
    "linear": "Equal steps of colour are equal steps of the value. Where a few places are far "
    "higher than the rest, all the rest looks flat",
    "log": "Equal steps of colour are equal factors of the height above the lowest value: the "
    "ground near a minimum opens up",
    "quantile": "Every colour covers an equal part of the box, whatever the values are",
}
SIGN_WORDS: dict[Sign, str] = {
    "arrows": "downhill; longer: steeper (log)",
    "streamlines": "downhill, the steepest way",
    "undefined": "no value here",
    "outside": "outside the box",
}


@dataclass(frozen=True, eq=False)
class _Told:
    """What the key says: a scale, its relief, and the signs that are in view."""

    scale: Scale
    relief: Relief
    signs: tuple[Sign, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The values at the low end, the middle and the high end of the bar."""
        if len(self.relief.values) == 1:
            return (number(float(self.relief.values[0]), 3),)
        values = self.relief.value(np.array([0.0, TOP / 2, TOP]))
        return tuple(number(float(value), 3) for value in values)


class MapKey(QToolButton):
    """A small chip in the lower left corner; a click offers the other scales."""

    def __init__(self, shown: Shown, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self._told: _Told | None = None
        self._key: object = None
        self._is_brief = False
        self._picture = QImage()
        self.setAccessibleName("Colour scale")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        kinds = QActionGroup(self._menu)
        for scale in SCALES:
            action = self._menu.addAction(scale.capitalize())
            action.setCheckable(True)
            action.setData(scale)
            action.setToolTip(f"<p>{SCALE_WORDS[scale]}.</p>")
            kinds.addAction(action)
        kinds.triggered.connect(lambda action: shown.set_scale(action.data()))
        self._menu.aboutToShow.connect(self._check)
        self.setMenu(self._menu)
        self.hide()

    @property
    def words(self) -> str:
        """All that it says, in a line."""
        if self._told is None:
            return ""
        told = [f"Height, {self._told.scale}: {' · '.join(self._told.numbers)}"]
        return "; ".join([*told, *(SIGN_WORDS[sign] for sign in self._told.signs)])

    @property
    def signs(self) -> tuple[Sign, ...]:
        """The signs that are explained."""
        return self._told.signs if self._told else ()

    def tell(self, relief: Relief, signs: tuple[Sign, ...], is_brief: bool = False) -> bool:
        """Show a relief on the present scale; True where the chip has another size than before."""
        before = (self.sizeHint(), self.isHidden())
        self._is_brief = is_brief
        told, scale = self._told, self._shown.scale
        if told is None or (told.scale, told.relief, told.signs) != (scale, relief, signs):
            self._told = _Told(scale, relief, signs)
            self.setToolTip(
                f"<p>How high each colour is. {SCALE_WORDS[scale]}. Click for another scale, or "
                f"press {LETTER}.</p>"
            )
            self.setAccessibleDescription(self.words)
            self.update()
        self.show()
        return before != (self.sizeHint(), self.isHidden())

    def sizeHint(self) -> QSize:
        look = theme()
        rows = len(self._told.signs) if self._told else 0
        metrics = QFontMetrics(look.font(CAPTION))
        texts = [metrics.horizontalAdvance(SIGN_WORDS[sign]) for sign in self.signs]
        least = look.length(BRIEF if self._is_brief else WIDE)
        wide = max([least, *(t + look.length(SWATCH) + 2 * PADDING for t in texts)])
        return QSize(wide, look.length(LINE) * (2 - self._is_brief + rows) + BAR + 2 * PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._told is None:
            return
        # The map below is painted at every step, and with it what floats over it.
        key = (self._told, theme(), self.size(), self.hasFocus(), self.devicePixelRatioF())
        if key != self._key:
            self._key, self._picture = key, self._drawn(self._told, theme())
        painter = QPainter(self)
        painter.drawImage(0, 0, self._picture)
        painter.end()

    def _drawn(self, told: _Told, look: Theme) -> QImage:
        ratio = self.devicePixelRatioF()
        image = QImage(self.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.hasFocus() else "chip_line"
        painter.setPen(look.pen(edge))
        painter.setBrush(look.ink("chip"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER - 1, CORNER - 1
        )
        painter.setFont(look.font(CAPTION))
        tall, left, top = look.length(LINE), float(PADDING), float(PADDING)
        room = self.width() - 2.0 * PADDING
        side = Qt.AlignmentFlag.AlignVCenter
        for sign in told.signs:
            swatch = QRectF(left, top, look.length(SWATCH) - 5, tall)
            _paint_sign(painter, look, sign, swatch)
            painter.setPen(look.ink("text"))
            words = QRectF(left + look.length(SWATCH), top, room, tall)
            painter.drawText(words, side, SIGN_WORDS[sign])
            top += tall
        title, numbers = f"Height · {told.scale}", told.numbers
        if self._is_brief:
            numbers = (numbers[0], f"{told.scale} ▾", numbers[-1] if len(numbers) > 1 else "")
        else:
            painter.setPen(look.ink("muted"))
            painter.drawText(QRectF(left, top, room, tall), side, title)
            painter.drawText(QRectF(left, top, room, tall), side | Qt.AlignmentFlag.AlignRight, "▾")
            top += tall
        _paint_bar(painter, QRectF(left, top, room, BAR), look)
        painter.setPen(look.ink("text"))
        row = QRectF(left, top + BAR, room, tall)
        ways = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter)
        for text, way in zip(numbers, (*ways, Qt.AlignmentFlag.AlignRight), strict=False):
            painter.drawText(row, way | side, text)
        painter.end()
        return image

    def _check(self) -> None:
        for action in self._menu.actions():
            action.setChecked(action.data() == self._shown.scale)


def _paint_bar(painter: QPainter, bar: QRectF, look: Theme) -> None:
    colours = landscape_colours(SHADES)[: int(SHADES * TOP)]
    row = np.ascontiguousarray(colours)
    image = QImage(row.data, len(row), 1, len(row) * 4, QImage.Format.Format_RGBA8888)
    painter.drawImage(bar, image)
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar)


def _paint_sign(painter: QPainter, look: Theme, sign: Sign, box: QRectF) -> None:
    middle, left, right = box.center().y(), box.left(), box.right()
    if sign in ("arrows", "streamlines"):
        painter.fillRect(box.adjusted(0, 2, 0, -2), _ground())
        barb = 4.0
        tip = right - 1 if sign == "arrows" else box.center().x() + 2
        line = [left + 1, middle, right - 1, middle]
        heads = [[tip, middle, tip - barb, middle + turn * 0.6 * barb] for turn in (1, -1)]
        paint_faint(painter, look, np.array([line, *heads]))
        return
    patch = box.adjusted(0, 2, 0, -2)
    if sign == "undefined":
        painter.setBrushOrigin(QPointF(patch.topLeft()))
        painter.fillRect(patch, hatching(look))
    else:
        painter.fillRect(patch, _ground())
        outside = patch.adjusted(patch.width() / 2, 0, 0, 0)
        for _ in range(2):  # twice, as it has to be seen on a patch this small
            painter.fillRect(outside, look.ink("shade"))
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(patch)


def _ground() -> QColor:
    """Return the colour of ground of middling height."""
    red, green, blue, _ = (int(c) for c in landscape_colours(SHADES)[SHADES // 2])
    return QColor(red, green, blue)
