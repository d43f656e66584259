"""The lessons there are: the course, the shelf, and those of the user's own."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import msgspec
from PySide6.QtCore import QStandardPaths

from explorer.assets import asset
from explorer.session.lesson import Lesson, LessonError
from explorer.session.lesson_files import LESSON, read_lesson
from explorer.session.progress import opened_folders, remember_folder

__all__ = ["Entry", "contents", "find", "own_folder"]


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a lesson, or why it cannot be opened."""

    key: str  # what `find` takes: the name of the folder, or where that is taken its path
    title: str
    line: str
    folder: Path
    number: int = 0  # in the course, from 1; 0: on the shelf
    is_own: bool = False  # made by the user, or opened from somewhere else
    fault: str = ""  # one sentence; empty: it can be opened
    steps: int = 0  # how many pages it has; 0: not known

    @property
    def progress_key(self) -> str:
        """The name that progress in it is kept under."""
        return str(self.folder.resolve()) if self.is_own else self.key


class _Contents(msgspec.Struct, forbid_unknown_fields=True):
    """The file contents.toml."""

    course: tuple[str, ...]
    shelf: tuple[str, ...]


def contents() -> tuple[Entry, ...]:
    """Return all lessons: the course in its order, the shelf, then the user's own by title.

    Each is read, so that one that cannot be opened says why and leaves the others alone.
    """
    shipped = tuple(_shipped())
    keys, listed = {entry.key for entry in shipped}, {entry.folder.resolve() for entry in shipped}
    own = []
    for folder in _own_folders():
        if folder.resolve() in listed:
            continue
        listed.add(folder.resolve())
        key = folder.name if folder.name not in keys else str(folder)
        keys.add(key)
        own.append(_entry(key, folder, is_own=True))
    return (*shipped, *sorted(own, key=lambda entry: (entry.title.casefold(), entry.key)))


def find(name: str | Path) -> Entry:
    """Return a lesson by its key, or by the path of its folder, which is remembered.

    Raises LessonError where there is none; a lesson that is there but at fault is returned.
    """
    known = {entry.key: entry for entry in contents()}
    if str(name) in known:
        return known[str(name)]
    folder = Path(name)
    if folder.name == LESSON:
        folder = folder.parent
    if not (isinstance(name, Path) or len(folder.parts) > 1 or _is_folder(folder)):
        near = get_close_matches(str(name), known, 1)
        hint = f"did you mean {near[0]}?" if near else "`landscape-explorer list lessons` has all."
        raise LessonError(f"There is no lesson called {str(name)[:60]}; {hint}")
    if not _is_folder(folder):
        raise LessonError(f"There is no folder {str(folder)[:200]!r}.")
    folder = folder.resolve()
    for entry in known.values():
        if entry.folder.resolve() == folder:
            return entry
    key = folder.name if folder.name not in known else str(folder)
    entry = _entry(key, folder, is_own=True)
    if entry.fault:
        return replace(entry, key=str(folder))
    remember_folder(folder)
    return entry


def own_folder() -> Path:
    """Return where the user's own lessons are kept; it need not be there yet.

    It lies with the user's data; the variable EXPLORER_DATA overrides it.
    """
    if override := os.environ.get("EXPLORER_DATA"):
        return Path(override) / "lessons"
    place = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "landscape-explorer" / "lessons"


def _shipped() -> Iterator[Entry]:
    course = asset("lessons")
    try:
        listed = msgspec.toml.decode((course / "contents.toml").read_bytes(), type=_Contents)
    except (OSError, msgspec.DecodeError) as error:
        raise LessonError(f"The contents of the lessons cannot be read: {error}.") from error
    for number, key in enumerate(listed.course, 1):
        yield _entry(key, course / key, number=number)
    for key in listed.shelf:
        yield _entry(key, course / key)


def _own_folders() -> tuple[Path, ...]:
    """Return the user's lessons: those kept with his data, and those opened from elsewhere."""
    try:
        kept = [folder for folder in own_folder().iterdir() if (folder / LESSON).is_file()]
    except OSError:
        kept = []
    others = [folder for folder in opened_folders() if folder.is_dir()]
    return tuple(dict.fromkeys(sorted(kept) + others))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that is too long, or no name at all
        return False


def _entry(key: str, folder: Path, number: int = 0, is_own: bool = False) -> Entry:
    try:
        lesson = _read(folder, _stamp(folder))
    except LessonError as error:
        return Entry(key, folder.name, "", folder, number, is_own, str(error))
    steps = len(lesson.steps)
    return Entry(key, lesson.title, lesson.line, folder, number, is_own, steps=steps)


@lru_cache(maxsize=256)
def _read(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Lesson:
    """Read a lesson once for each state of its files."""
    return read_lesson(folder)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of a folder does."""
    try:
        found = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
