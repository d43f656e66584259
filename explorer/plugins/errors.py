"""What is wrong with a plugin, with file and line, in one sentence."""

import inspect
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

__all__ = ["PluginError", "line_of", "place_of", "sentence_of"]


class PluginError(ValueError):
    """A plugin cannot be loaded, or does not do what an optimizer must; one sentence."""


def place_of(error: BaseException, path: Path, functions: tuple[Callable[..., Any], ...]) -> str:
    """Return the file, and the line where it went wrong if it lies in the file.

    A rule runs as a copy of its `functions`; lines of the copy are those of the original.
    """
    if isinstance(error, SyntaxError) and error.lineno and error.filename == str(path):
        return f"{path.name}, line {error.lineno}"
    line = 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        line = _line(frame, number, path, functions) or line
    return f"{path.name}, line {line}" if line else path.name


def sentence_of(error: BaseException) -> str:
    """Return what an exception says, in one line that ends with a full stop."""
    said = " ".join((error.msg if isinstance(error, SyntaxError) else str(error)).split())
    kind = type(error).__name__
    return f"{kind}: {said[:300]}".rstrip(".: ") + "."


def line_of(function: Callable[..., Any]) -> int:
    """Return the line of the file in which `def` of a function stands; 0 where that is unknown."""
    try:
        lines, first = inspect.getsourcelines(function)
    except (OSError, TypeError):
        return 0
    before = next((k for k, line in enumerate(lines) if line.lstrip().startswith("def ")), 0)
    return first + before


def _line(
    frame: FrameType, number: int, path: Path, functions: tuple[Callable[..., Any], ...]
) -> int:
    code = frame.f_code
    if code.co_filename == str(path):
        return number
    if code.co_filename == "<kernels>":
        for function in functions:
            if function.__name__ == code.co_name and (first := line_of(function)):
                return first + number - code.co_firstlineno
    return 0
