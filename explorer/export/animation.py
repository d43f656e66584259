"""Write a race as a GIF that plays it from the start to the end, for ever."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtGui import QColor

from explorer.export.gif import Colour, Frame, write_gif
from explorer.export.stage import running_qt
from explorer.session.document import Document
from explorer.session.race import Race
from explorer.views.picture import Artist
from explorer.views.theme import ThemeName, named

__all__ = ["ANIMATION_SIZE", "write_animation"]

ANIMATION_SIZE = (900, 600)  # pixels
MOST_FRAMES = 150
BLENDS = (1.0, 0.7, 0.4)
FRAME, HOLD = 40, 2500  # milliseconds a frame stays, and the last one


def write_animation(
    path: Path,
    race: Race,
    size: tuple[int, int] = ANIMATION_SIZE,
    theme: ThemeName = "dark",
) -> None:
    """Write a race as a GIF at `path`. Raises OSError where the file cannot be written.

    A race of more steps than there are frames is shown a few steps a frame.
    """
    application = running_qt()
    artist = Artist(race, size, theme)
    steps = _moments(race.length)

    def frames(moments: list[int]) -> Iterator[Frame]:
        for step in moments:
            image = artist.draw(step)
            rows = np.frombuffer(image.constBits(), dtype=np.uint8)
            shape = image.height(), image.bytesPerLine() // 4, 4
            # Qt keeps 32-bit colours as a number: blue, green, red in memory.
            yield np.ascontiguousarray(rows.reshape(shape)[:, : image.width(), 2::-1])

    sample = list(frames([steps[len(steps) // 2], steps[-1]]))
    durations = [FRAME] * (len(steps) - 1) + [HOLD]
    write_gif(path, frames(steps), sample, durations, _line_colours(race.document, theme))
    del application


def _line_colours(document: Document, theme: ThemeName) -> list[Colour]:
    """Return the optimizers' colours and their blends with the casing, as smooth edges need."""
    look = named(theme)
    casing = look.ink("casing")
    return [
        _blend(look.colour(entrant.colour), casing, share)
        for share in BLENDS
        for entrant in document.entrants
    ]


def _blend(over: QColor, under: QColor, share: float) -> Colour:
    def mixed(above: int, below: int) -> int:
        return round(share * above + (1 - share) * below)

    return (
        mixed(over.red(), under.red()),
        mixed(over.green(), under.green()),
        mixed(over.blue(), under.blue()),
    )


def _moments(length: int) -> list[int]:
    """Return the steps to show, the first and the last among them."""
    count = min(length + 1, MOST_FRAMES)
    return sorted({round(step) for step in np.linspace(0, length, count).tolist()})
