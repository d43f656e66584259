"""`landscape-explorer run` and `render`: race optimizers, and print or draw what came of it."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from explorer.commands import arguments
from explorer.core.param import SettingError
from explorer.export.race import raced
from explorer.export.table import as_json, as_text
from explorer.system_check import missing_libraries

__all__ = ["render", "run"]

PICTURES = (".png", ".svg", ".gif")


def run(options: Namespace) -> int:
    """Race the optimizers and print the table of results."""
    document = arguments.document(options)
    race = raced(document)
    show = as_json if options.json else as_text
    sys.stdout.write(show(document, race) + "\n")
    return 0


def render(options: Namespace) -> int:
    """Race the optimizers and draw the race into a file, as the window draws it."""
    path = Path(options.out)
    if path.suffix.lower() not in PICTURES:
        raise SettingError(f"--out takes a name ending in .png, .svg or .gif, not {path.name!r}.")
    if not path.parent.is_dir():
        raise SettingError(f"There is no folder {str(path.parent)!r} to write {path.name} into.")
    size = arguments.size(options.size)
    document = arguments.document(options)
    if options.side_by_side:
        document = replace(document, layout="side-by-side")
    if sentence := missing_libraries(window=False):
        raise SettingError(sentence)
    race = raced(document)
    if path.suffix.lower() == ".gif":
        from explorer.export.animation import write_animation

        write_animation(path, race, size=size, theme=options.theme)
    else:
        from explorer.export.picture import write_picture

        write_picture(path, race, size=size, theme=options.theme)
    sys.stdout.write(f"Wrote {path}\n")
    return 0
