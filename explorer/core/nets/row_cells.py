"""Cells of a table of text: what is a number, what is missing, what is the name of a class."""

import re
from collections.abc import Sequence
from math import inf

from explorer.core.nets.data_plan import LARGEST, MOST_CLASSES
from explorer.core.param import SettingError

__all__ = ["Line", "class_names", "cleaned", "column_names", "is_missing", "is_number", "number"]

MISSING = frozenset(("", "?", "na", "n/a", "nan", "null", "none"))
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
INFINITE = re.compile(r"[+-]?(?:inf|infinity|∞)", re.IGNORECASE)
MOST_SHOWN = 30  # letters of a cell in a message
MOST_NAME = 40  # letters of the name of a column


Line = tuple[int, list[str]]  # its number in the text, counted from 1, and its cells


def is_missing(cell: str) -> bool:
    """Tell whether a cell stands for a number that is not known."""
    return cell.strip().lower() in MISSING


def is_number(cell: str, decimal_comma: bool) -> bool:
    """Tell whether a cell is a number, be it an infinite one."""
    return _parsed(cell, decimal_comma) is not None


def number(line: Line, column: int, name: str, decimal_comma: bool) -> float:
    """Return the number in a cell; SettingError says where none that can be used is."""
    row, cells = line
    cell = cells[column]
    value = _parsed(cell, decimal_comma)
    if value is None:
        raise SettingError(f"Line {row}: “{_short(cell)}” in column “{name}” is not a number.")
    if abs(value) > LARGEST:
        raise SettingError(
            f"Line {row}: the number in column “{name}” is infinite or larger than 1e100."
        )
    return value


def column_names(cells: Sequence[str], decimal_comma: bool) -> tuple[str, ...] | None:
    """Return the names in a first line, or None when it has data already."""
    if any(is_number(cell, decimal_comma) for cell in cells):
        return None
    if any(cell.strip() and is_missing(cell) for cell in cells) or not any(map(str.strip, cells)):
        return None
    names: list[str] = []
    for place, cell in enumerate(cells, 1):
        stem = cleaned(cell)[:MOST_NAME] or f"column {place}"
        name, twin = stem, 2
        while name in names:
            name, twin = f"{stem} ({twin})", twin + 1
        names.append(name)
    return tuple(names)


def class_names(cells: list[str], name: str) -> tuple[str, ...]:
    """Return the different classes in a column, sorted; those that are numbers by size.

    Where there is one class only, the second is what is not it.
    """
    found = {cleaned(cell) for cell in cells}
    if len(found) > MOST_CLASSES:
        raise SettingError(
            f"The target “{name}” has {len(found):,} classes; {MOST_CLASSES} are the most."
        )
    if len(found) == 1:
        only = found.pop()
        return only, f"not {only}"
    if all(is_number(cell, False) for cell in found):
        return tuple(sorted(found, key=lambda cell: (float(_parsed(cell, False) or 0.0), cell)))
    return tuple(sorted(found))


def cleaned(cell: str) -> str:
    """Return a name on one line, without spaces around it."""
    return " ".join(cell.split())


def _parsed(cell: str, decimal_comma: bool) -> float | None:
    text = cell.strip().replace("−", "-")
    if decimal_comma and "." not in text:
        text = text.replace(",", ".", 1)
    if NUMBER.fullmatch(text):
        return float(text)
    return inf if INFINITE.fullmatch(text) else None


def _short(cell: str) -> str:
    text = cleaned(cell)
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"
