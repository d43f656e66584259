"""Data sets that are shipped with the program, as tables of text."""

from functools import cache

import numpy as np

from explorer.assets import asset
from explorer.core.nets.data_plan import OwnData
from explorer.core.nets.data_sets.kind import Drawn
from explorer.core.nets.rows import read_rows
from explorer.core.param import SettingError

__all__ = ["drawn_from", "shipped"]


@cache
def shipped(file: str) -> OwnData:
    """Return the rows of a table in assets/data."""
    try:
        text = asset("data", file).read_text(encoding="utf-8")
    except OSError as problem:
        raise SettingError(f"The table {file} of the program cannot be read: {problem}") from None
    return read_rows(text, file)


def drawn_from(file: str) -> Drawn:
    """Return all inputs and targets of a table."""
    table = np.array(shipped(file).rows, dtype=np.float64)
    return Drawn(table[:, :-1], table[:, -1])
