"""Open the app; where there is no display, run its race all the same and write it to files."""

import sys
from pathlib import Path

from explorer.system_check import has_display, missing_libraries

__all__ = ["open_app", "open_lesson", "race_without_display"]


def open_app(path: Path | None = None) -> int:
    """Show the window, with the document at `path` where one is given; return the exit status."""
    if path is not None:
        if sentence := missing_libraries(window=False):
            return _refuse(sentence)
        from explorer.session.files import FileError, read

        try:
            read(path)
        except FileError as error:
            return _refuse(str(error))
    if not has_display():
        return race_without_display(path)
    if sentence := missing_libraries(window=True):
        return _refuse(sentence)
    from explorer.app import main

    return main(None if path is None else str(path))


def open_lesson(name: str) -> int:
    """Show the window with a lesson, by its key or folder; without a display, print its pages."""
    if sentence := missing_libraries(window=False):
        return _refuse(sentence)
    from explorer.commands.lesson_reading import as_plain_text
    from explorer.session.lesson_files import read_lesson
    from explorer.session.lesson_shelf import find

    entry = find(name)
    lesson = read_lesson(entry.folder)
    if not has_display():
        sys.stdout.write("There is no display here, so this lesson is printed.\n\n")
        sys.stdout.write(as_plain_text(lesson) + "\n")
        return 0
    if sentence := missing_libraries(window=True):
        return _refuse(sentence)
    from explorer.app import main

    return main(lesson=entry.key)


def race_without_display(path: Path | None = None) -> int:
    """Run the opening race (or the document at `path`) without a window.

    Prints the table of results and writes `race.png` and `race.gif` into the current folder.
    """
    from explorer.export.race import raced
    from explorer.export.table import as_text
    from explorer.session.files import read
    from explorer.session.opening import opening_document

    document = opening_document() if path is None else read(path)
    sys.stdout.write("There is no display here, so this race runs without its window.\n\n")
    race = raced(document)
    sys.stdout.write(as_text(document, race) + "\n")
    sys.stdout.flush()
    if sentence := missing_libraries(window=False):
        return _refuse(sentence)
    from explorer.export.animation import write_animation
    from explorer.export.picture import write_picture

    try:
        write_picture(Path("race.png"), race)
        write_animation(Path("race.gif"), race)
    except OSError as error:
        return _refuse(f"No picture was written: {error}")
    sys.stdout.write("Wrote race.png and race.gif.\n")
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"landscape-explorer: {' '.join(sentence.split())}\n")
    return 2
