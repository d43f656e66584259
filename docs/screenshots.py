"""Make the pictures of the window under assets/screenshots, with the program itself.

Run: QT_QPA_PLATFORM=offscreen python docs/screenshots.py
"""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import monotonic

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtWidgets import QApplication

from explorer.app import show_window
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_sets import DATA_SETS
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.document import Document
from explorer.session.edits import pick_landscape
from explorer.session.net_edits import pick_net
from explorer.views import theme

FOLDER = Path(__file__).parents[1] / "assets" / "screenshots"
MOMENT = 118  # the step that is shown


def side_by_side(document: Document) -> Document:
    """Return the race in one panel for each optimizer."""
    return replace(document, layout="side-by-side")


def valley(document: Document) -> Document:
    """Return the race in the one-dimensional valley with a trap."""
    return pick_landscape(document, LANDSCAPES["valley"])


def net(document: Document) -> Document:
    """Return the training of a tiny net on two moons."""
    return pick_net(document, TinyNet())


def digits(document: Document) -> Document:
    """Return the training of a net on handwritten digits."""
    plan = DATA_SETS["digits"].plan
    return pick_net(document, TinyNet(plan, hidden=(16,), loss="softmax"))


def exact(document: Document) -> Document:
    """Return a net of two weights, whose map is the whole loss."""
    return pick_landscape(document, LANDSCAPES["net-two-sines"])


PICTURES: tuple[
    tuple[str, theme.ThemeName, tuple[int, int], Callable[[Document], Document]], ...
] = (
    ("opening-race", "dark", (1440, 900), lambda document: document),
    ("opening-race-light", "light", (1440, 900), lambda document: document),
    ("side-by-side", "dark", (1440, 900), side_by_side),
    ("side-by-side-light", "light", (1024, 700), side_by_side),
    ("curve", "dark", (1024, 700), valley),
    ("curve-light", "light", (1440, 900), valley),
    ("tiny-net", "dark", (1440, 900), net),
    ("tiny-net-light", "light", (1024, 700), net),
    ("digits", "dark", (1024, 700), digits),
    ("exact-net", "light", (1440, 900), exact),
)


def settle(application: QApplication) -> None:
    """Let the thumbnails and the ground be finished."""
    until = monotonic() + 1.5
    while monotonic() < until:
        application.processEvents()


def main() -> None:
    """Draw them all."""
    application = QApplication([])
    window, session = show_window(application)
    opening = session.document
    for name, look, size, change in PICTURES:
        theme.apply(application, look)
        window.resize(*size)
        session.new(change(opening))
        session.begin()
        session.finish()
        settle(application)
        session.playback.pause()
        session.playback.seek(MOMENT)
        settle(application)
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        window.grab().save(buffer, "PNG")
        picture = Image.open(BytesIO(buffer.data().data())).convert("RGB")
        picture.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=1).save(
            FOLDER / f"{name}.png", optimize=True
        )
        print(FOLDER / f"{name}.png")
    session.close()


if __name__ == "__main__":
    main()
