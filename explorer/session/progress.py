"""Progress: which pages of which lessons were seen, and what was expected right; kept for later."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import msgspec
from PySide6.QtCore import QSettings

__all__ = ["Progress", "forget", "keep", "opened_folders", "progress_of", "remember_folder"]

MOST_FOLDERS = 40
_LESSONS, _FOLDERS = "lessons", "lesson-folders"

T = TypeVar("T")


@dataclass(frozen=True)
class Progress:
    """How far somebody has come in a lesson; steps are counted from 0."""

    furthest: int = -1  # the last page that was seen; −1: none
    is_done: bool = False
    right: tuple[int, ...] = ()  # steps whose outcome was expected right
    wrong: tuple[int, ...] = ()
    goals: tuple[int, ...] = ()  # steps whose goal was met

    def seen(self, step: int, is_last: bool) -> "Progress":
        """Return the progress with one more page seen."""
        furthest = max(self.furthest, step)
        return replace(self, furthest=furthest, is_done=self.is_done or is_last)

    def expected(self, step: int, is_right: bool) -> "Progress":
        """Return the progress with a prediction; the first one of a step counts."""
        if step in self.right or step in self.wrong:
            return self
        if is_right:
            return replace(self, right=(*self.right, step))
        return replace(self, wrong=(*self.wrong, step))

    def reached(self, step: int) -> "Progress":
        """Return the progress with the goal of a step met."""
        return self if step in self.goals else replace(self, goals=(*self.goals, step))


def progress_of(key: str) -> Progress:
    """Return the progress in a lesson; none where what is kept cannot be read."""
    return _kept(f"{_LESSONS}/{quote(key, safe='')}", Progress) or Progress()


def keep(key: str, progress: Progress) -> None:
    """Remember the progress in a lesson."""
    _keep(f"{_LESSONS}/{quote(key, safe='')}", progress)


def forget() -> None:
    """Forget the progress in all lessons."""
    settings = _settings()
    settings.remove(_LESSONS)
    settings.sync()


def opened_folders() -> tuple[Path, ...]:
    """Return the folders of lessons that were opened from elsewhere, the newest first."""
    return tuple(map(Path, _kept(_FOLDERS, tuple[str, ...]) or ()))


def remember_folder(folder: Path) -> None:
    """Remember a folder that a lesson was opened from."""
    others = [one for one in opened_folders() if one != folder]
    _keep(_FOLDERS, [str(one) for one in (folder, *others)][:MOST_FOLDERS])


def _settings() -> QSettings:
    return QSettings("landscape-explorer", "landscape-explorer")


def _kept(name: str, kind: type[T]) -> T | None:
    text = _settings().value(name)
    try:
        return msgspec.json.decode(text, type=kind) if isinstance(text, str) else None
    except msgspec.DecodeError:
        return None


def _keep(name: str, value: object) -> None:
    settings = _settings()
    settings.setValue(name, msgspec.json.encode(value).decode())
    settings.sync()
