"""Draw a race into a PNG or SVG file, as the window draws it."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from explorer.core.param import SettingError
from explorer.export.stage import running_qt
from explorer.export.whole_file import whole_file
from explorer.session.race import Race
from explorer.views.picture import Artist
from explorer.views.relief import Scale
from explorer.views.theme import ThemeName

__all__ = ["PICTURE_SIZE", "write_picture"]

PICTURE_SIZE = (1200, 800)  # pixels
RESOLUTION = 96  # dots an inch, at which Qt takes a pixel for a pixel


def write_picture(
    path: Path,
    race: Race,
    step: int | None = None,
    size: tuple[int, int] = PICTURE_SIZE,
    theme: ThemeName = "dark",
    scale: Scale = "balanced",
) -> None:
    """Draw a race at a step (None: its end) into a `.png` or `.svg` file.

    `scale` says how values become colours, and the heights of a surface. Raises SettingError for
    another ending and OSError where the file cannot be written; what was there before stays then.
    """
    suffix = path.suffix.lower()
    if suffix not in (".png", ".svg"):
        raise SettingError(f"A picture's name ends in .png or .svg, not in {suffix or 'nothing'}.")
    application = running_qt()
    artist = Artist(race, size, theme, scale)
    moment = race.length if step is None else step
    with whole_file(path) as draft:
        if suffix == ".png":
            is_written = artist.draw(moment).save(str(draft))
        else:
            is_written = _write_svg(draft, artist, race, moment, size)
        if not is_written:
            raise OSError(0, "it cannot be written", str(path))
    del application


def _write_svg(path: Path, artist: Artist, race: Race, step: int, size: tuple[int, int]) -> bool:
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setFileName(str(path))
    generator.setSize(QSize(*size))
    generator.setViewBox(QRect(0, 0, *size))
    generator.setResolution(RESOLUTION)
    generator.setTitle(f"Optimizers on {race.document.landscape.name}")
    painter = QPainter()
    if not painter.begin(generator):
        return False
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    artist.paint(painter, step, vector=True)
    return painter.end()
