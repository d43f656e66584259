"""The look: colours, pens, fonts and spacing, dark or light, all from here."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyleFactory

from explorer.assets import asset
from explorer.views.palette import (
    DARK,
    DASHES,
    DIFFERENCE_STOPS,
    LANDSCAPE_STOPS,
    LIGHT,
    MARKERS,
    SLOTS,
    Palette,
)  # fmt: skip
from explorer.views.style_sheet import style_sheet

__all__ = [
    "CAPTION", "CORNER", "GAP", "PRESENTER", "TEXT", "TITLE",
    "Theme", "ThemeName", "apply", "bare", "difference_colours", "landscape_colours", "load_fonts",
    "named", "theme", "theme_changed",
]  # fmt: skip

ThemeName = Literal["dark", "light"]

CAPTION, TEXT, TITLE = 11, 13, 14  # pixels
PRESENTER = 1.4  # how much larger letters are at presenter size
GAP = 4  # all spacing is a multiple of it
CORNER = 7  # radius of cards and chips

REGULAR, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold


class Theme:
    """One look. Ask it for colours by role (a field of Palette) or by an optimizer's slot.

    `scale` multiplies the sizes of all letters, and of what has to grow with them.
    """

    def __init__(self, palette: Palette, scale: float = 1.0) -> None:
        self.palette, self.scale = palette, scale

    @property
    def name(self) -> str:
        """Return "dark" or "light"."""
        return self.palette.name

    @property
    def is_dark(self) -> bool:
        """Tell whether text is bright on dark ground."""
        return self.palette.name == "dark"

    @property
    def is_large(self) -> bool:
        """Tell whether letters have presenter size."""
        return self.scale > 1.0

    def length(self, pixels: float) -> int:
        """Return a length that has to grow with the letters, like the height of a row of text."""
        return round(self.scale * pixels)

    def ink(self, role: str) -> QColor:
        """Return the colour of a role, such as "text", "muted", "accent" or "casing"."""
        return QColor(str(getattr(self.palette, role)))

    def colour(self, slot: int) -> QColor:
        """Return the colour of the optimizer in `slot`; slots repeat after 12."""
        return QColor(self.palette.optimizers[slot % SLOTS])

    def class_colour(self, number: int) -> QColor:
        """Return the colour of the examples of a class; colours repeat after 10."""
        return QColor(self.palette.classes[number % len(self.palette.classes)])

    def marker(self, slot: int) -> str:
        """Return the marker of a slot: its short name in marks.py, one of its own a slot."""
        return MARKERS[slot % SLOTS]

    def dash(self, slot: int) -> list[float]:
        """Return the dash pattern of a slot in pen widths; empty means a solid line."""
        return list(DASHES[slot % SLOTS])

    def pen(
        self, colour: QColor | str, width: float = 1.0, dash: list[float] | None = None
    ) -> QPen:
        """Return a pen `width` pixels wide at any zoom, round at its joins."""
        ink = self.ink(colour) if isinstance(colour, str) else colour
        pen = QPen(ink, width)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setDashPattern(dash)
        return pen

    def font(self, size: int = TEXT, weight: QFont.Weight = REGULAR) -> QFont:
        """Return the program's font, with numbers of equal width; `size` is before scaling."""
        font = QFont(load_fonts())
        font.setPixelSize(self.length(size))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font


class _Changes(QObject):
    changed = Signal(object)  # the Theme now in force


_THEMES = {
    (palette.name, is_large): Theme(palette, PRESENTER if is_large else 1.0)
    for palette in (DARK, LIGHT)
    for is_large in (False, True)
}
_changes = _Changes()
_current = [_THEMES["dark", False]]

theme_changed = _changes.changed
"""Signal with the new Theme; connect to it to draw anew when the look changes."""


def theme() -> Theme:
    """Return the theme now in force."""
    return _current[0]


def named(name: ThemeName) -> Theme:
    """Return the dark or the light theme with letters of ordinary size, whichever is in force."""
    return _THEMES[name, False]


def apply(app: QApplication, name: ThemeName, large: bool | None = None) -> None:
    """Give the whole application the dark or the light look; emits `theme_changed`.

    `large` is presenter size; None leaves the letters as they are.
    """
    look = _THEMES[name, theme().is_large if large is None else large]
    _current[0] = look
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_qt_palette(look))
    app.setFont(look.font())
    app.setStyleSheet(style_sheet(look.palette, look.scale))
    theme_changed.emit(look)


@contextmanager
def bare(app: QApplication) -> Iterator[None]:
    """Leave the style sheet off while many widgets are built, and put it on at the end.

    Qt would style each part anew whenever it is put into another, which takes twice as long.
    """
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


@cache
def load_fonts() -> str:
    """Load the bundled font and return its family name; call with an application running."""
    family = ""
    for weight in ("Regular", "Medium", "SemiBold"):
        number = QFontDatabase.addApplicationFont(
            str(asset("fonts", "inter", f"Inter-{weight}.otf"))
        )
        families = QFontDatabase.applicationFontFamilies(number)
        family = family or (families[0] if families else "")
    return family or QFont().defaultFamily()


@cache
def landscape_colours(count: int = 256) -> NDArray[np.uint8]:
    """Return the colours of the landscape from low to high as (count, 4) RGBA bytes."""
    return _blend(LANDSCAPE_STOPS, count)


@cache
def difference_colours(count: int = 256) -> NDArray[np.uint8]:
    """Return the colours of a difference, nothing in the middle, as (count, 4) RGBA bytes."""
    return _blend(DIFFERENCE_STOPS, count)


def _blend(names: tuple[str, ...], count: int) -> NDArray[np.uint8]:
    stops = np.array([QColor(name).getRgb() for name in names], dtype=np.float64)
    at = np.linspace(0, len(stops) - 1, count)
    columns = [np.interp(at, np.arange(len(stops)), stops[:, k]) for k in range(4)]
    colours = np.rint(np.stack(columns, axis=1)).astype(np.uint8)
    colours.setflags(write=False)
    return colours


def _qt_palette(look: Theme) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    for target, name in (
        (role.Window, "panel"), (role.WindowText, "text"), (role.Base, "field"),
        (role.AlternateBase, "card"), (role.Text, "text"), (role.Button, "card"),
        (role.ButtonText, "text"), (role.BrightText, "bad"), (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"), (role.ToolTipBase, "card"),
        (role.ToolTipText, "text"), (role.PlaceholderText, "muted"), (role.Link, "accent"),
        (role.Mid, "line"), (role.Midlight, "raised"), (role.Light, "raised"),
        (role.Dark, "line"), (role.Shadow, "ground"), (role.Accent, "accent"),
    ):  # fmt: skip
        palette.setColor(target, look.ink(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        faint = look.ink("muted")
        faint.setAlpha(120)
        palette.setColor(QPalette.ColorGroup.Disabled, target, faint)
    return palette
