"""Make the pictures of the window under assets/screenshots, with the program itself.

Run: QT_QPA_PLATFORM=offscreen python docs/screenshots.py [part of a name ...]
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtWidgets import QApplication

from explorer.app import show_window
from explorer.core.hump import Hump
from explorer.core.landscapes import LANDSCAPES
from explorer.core.many_starts import ManyStarts
from explorer.core.nets.data_sets import DATA_SETS
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.document import Document
from explorer.session.edits import fork_entrant, pick_landscape
from explorer.session.net_edits import pick_net
from explorer.session.opening import opening_document
from explorer.session.sculpt_edits import add_hump
from explorer.session.session import Session
from explorer.session.variants import vary
from explorer.views import theme
from explorer.views.charts import ANGLE
from explorer.views.map import MapView
from explorer.views.shown import shown
from explorer.window import Window

FOLDER = Path(__file__).parents[1] / "assets" / "screenshots"
MOMENT = 118  # the step that is shown
LARGE, SMALL = (1440, 900), (1024, 700)


def as_it_is(document: Document) -> Document:
    """Return the opening race."""
    return document


def surface(document: Document) -> Document:
    """Return the race on the surface."""
    return replace(document, layout="surface")


def peaks(document: Document) -> Document:
    """Return a race among hills, on the surface."""
    return surface(pick_landscape(document, LANDSCAPES["peaks"]))


def side_by_side(document: Document) -> Document:
    """Return the race in one panel for each optimizer."""
    return replace(document, layout="side-by-side")


def rates(document: Document) -> Document:
    """Return momentum alone, with four learning rates, side by side."""
    return side_by_side(vary(document, 1, "learning_rate"))


def valley(document: Document) -> Document:
    """Return the race in the one-dimensional valley with a trap."""
    return pick_landscape(document, LANDSCAPES["valley"])


def forked(document: Document) -> Document:
    """Return the race with momentum forked to Adam at step 30."""
    return fork_entrant(document, 1, 30, "adam")


def cloud(document: Document) -> Document:
    """Return the race with five hundred starts beside it."""
    return replace(document, many=ManyStarts(500, "sobol", 0))


def sculpted(document: Document) -> Document:
    """Return the race with a hill and a well put on its land."""
    document = add_hump(document, Hump(180.0, -3.4, 1.6, 0.9))
    return add_hump(document, Hump(-150.0, 0.4, -0.6, 1.1))


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


def nothing(window: Window, session: Session) -> None:
    """Leave the window as it is."""


def inspect(window: Window, session: Session) -> None:
    """Show streamlines, and the land at momentum's play head."""
    shown(session).show("streamlines")
    shown(session).show("inspector")
    session.select((0, 1))


def angles(window: Window, session: Session) -> None:
    """Show how far each step is from straight downhill."""
    window.workbench.charts.show_tab(ANGLE)


def sculpt(window: Window, session: Session) -> None:
    """Take up the tool that sculpts."""
    take(window, "Sculpt")


def many(window: Window, session: Session) -> None:
    """Take up the tool for many starts."""
    take(window, "Many starts")


def take(window: Window, tool: str) -> None:
    """Take up a tool of the map."""
    stage = window.findChild(MapView)
    assert isinstance(stage, MapView)
    stage.tools.take(tool)


@dataclass(frozen=True)
class Scene:
    """One picture, as file name, in one look and size: what is open, what is done, and when."""

    name: str
    look: theme.ThemeName
    size: tuple[int, int]
    change: Callable[[Document], Document] = as_it_is
    act: Callable[[Window, Session], None] = nothing
    step: int = MOMENT


def strip(
    name: str,
    change: Callable[[Document], Document] = as_it_is,
    act: Callable[[Window, Session], None] = nothing,
    step: int = MOMENT,
) -> tuple[Scene, ...]:
    """Return the scenes of one view in both looks and both sizes."""
    return tuple(
        Scene(name + small + light, look, size, change, act, step)
        for size, small in ((LARGE, ""), (SMALL, "-small"))
        for look, light in LOOKS
    )


LOOKS: tuple[tuple[theme.ThemeName, str], ...] = (("dark", ""), ("light", "-light"))
SCENES = (
    Scene("opening-race", "dark", LARGE),
    Scene("opening-race-light", "light", LARGE),
    *strip("map", forked),
    *strip("surface", surface),
    *strip("side-by-side", side_by_side),
    *strip("charts", forked, angles),
    *strip("inspector", act=inspect, step=24),
    *strip("sculpting", sculpted, sculpt),
    Scene("peaks", "light", SMALL, peaks, step=300),
    Scene("four-rates", "light", SMALL, rates),
    Scene("many-starts", "dark", LARGE, cloud, many, step=20),
    Scene("many-starts-light", "light", SMALL, cloud, many, step=20),
    Scene("curve", "dark", SMALL, valley),
    Scene("curve-light", "light", LARGE, valley),
    Scene("tiny-net", "dark", LARGE, net),
    Scene("tiny-net-light", "light", SMALL, net),
    Scene("digits", "dark", SMALL, digits),
    Scene("exact-net", "light", LARGE, exact),
)


def settle(application: QApplication) -> None:
    """Let the thumbnails, the ground and the surface be finished."""
    until = monotonic() + 2.0
    while monotonic() < until:
        application.processEvents()


def draw(application: QApplication, opening: Document, scene: Scene) -> None:
    """Draw one picture, in a window of its own."""
    window, session = show_window(application)
    theme.apply(application, scene.look)
    window.resize(*scene.size)
    session.new(scene.change(opening))
    session.begin()
    session.finish()
    settle(application)
    session.playback.pause()
    session.playback.seek(scene.step)
    scene.act(window, session)
    settle(application)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    picture = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    picture.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=1).save(
        FOLDER / f"{scene.name}.png", optimize=True
    )
    print(FOLDER / f"{scene.name}.png")
    session.new()
    session.close()
    window.deleteLater()


def main() -> None:
    """Draw those whose name has one of the words in it, or all."""
    words = sys.argv[1:]
    with TemporaryDirectory() as folder:
        # As on the first launch: nothing is remembered of how wide somebody has made a column.
        os.environ["XDG_CONFIG_HOME"] = folder
        application = QApplication([])
        for scene in SCENES:
            if not words or any(word in scene.name for word in words):
                draw(application, opening_document(), scene)


if __name__ == "__main__":
    main()
