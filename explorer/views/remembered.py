"""What the program remembers between launches: sizes, the look, the last folder."""

from typing import TypeVar

from PySide6.QtCore import QSettings

__all__ = ["remembered", "remembered_number"]

Number = TypeVar("Number", int, float)


def remembered() -> QSettings:
    """Return where the window's size, place and look are remembered."""
    return QSettings("landscape-explorer", "landscape-explorer")


def remembered_number(name: str, default: Number) -> Number:
    """Return a remembered number; the default where there is none or it is not one."""
    try:
        return type(default)(str(remembered().value(name, default)))
    except ValueError:
        return default
