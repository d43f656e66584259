"""Icons: our own small drawings, in the colours of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from explorer.assets import asset
from explorer.views.theme import theme

__all__ = ["ICONS", "drawing", "icon"]

ICONS = (
    "arrow-down", "arrow-right", "arrow-up", "check", "close", "copy", "die", "eye", "eye-off",
    "fork", "help", "lock", "loop", "moon", "more", "pause", "play", "plus", "redo", "reset",
    "search", "step-back", "step-forward", "sun", "swap", "to-end", "to-start", "trash", "undo",
    "vary", "warning",
)  # fmt: skip
TOKEN = "currentColor"
SIZES = (16, 24, 32, 48)


def icon(name: str, colour: QColor | str | None = None) -> QIcon:
    """Return an icon in the text colour of the present theme, or in `colour`.

    Ask again when the theme changes. KeyError for a name that is not in ICONS.
    """
    if name not in ICONS:
        raise KeyError(name)
    normal = QColor(colour) if colour is not None else theme().ink("text")
    return _icon(name, normal.name(), theme().ink("muted").name())


def drawing(name: str, colour: str) -> bytes:
    """Return the SVG of an icon with its one colour token replaced."""
    return asset("icons", f"{name}.svg").read_text("utf-8").replace(TOKEN, colour).encode()


@lru_cache(maxsize=256)
def _icon(name: str, normal: str, disabled: str) -> QIcon:
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(drawing(name, colour)))
        for size in SIZES:
            made.addPixmap(_pixmap(renderer, size), mode)
    return made


def _pixmap(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
