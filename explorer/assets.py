"""Where the fonts, icons and data that come with the program lie."""

from pathlib import Path

__all__ = ["asset"]

_HERE = Path(__file__).resolve().parent
# A wheel carries the assets inside the package; a source checkout has them beside it.
_FOLDERS = (_HERE / "assets", _HERE.parent / "assets")


def asset(*parts: str) -> Path:
    """Return the path of a bundled file or folder; FileNotFoundError when it is missing."""
    for folder in _FOLDERS:
        path = folder.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"The program's file {'/'.join(parts)} is missing; install it again.")
