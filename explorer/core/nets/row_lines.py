"""Lines of a table of text: parted into cells one after the other, and a sample of very many."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice

import numpy as np

from explorer.core.nets.data_plan import MOST_FEATURES, MOST_ROWS
from explorer.core.nets.row_cells import Line, column_names
from explorer.core.param import SettingError
from explorer.core.randomness import DATA, uniforms

__all__ = ["Table", "read_table"]

SEPARATORS = ("\t", ";", ",")
LOOKED_AT = 20  # lines that tell the separator
BLOCK = 8192  # lines that are looked at together
PIECE = 1 << 20  # letters, about, that are parted into lines together


@dataclass(frozen=True)
class Table:
    """Names of the columns, and lines with a cell for each."""

    names: tuple[str, ...]
    decimal_comma: bool
    lines: tuple[Line, ...]  # all, or of very many a sample in their order
    count: int  # of all lines with data


def read_table(text: str, seed: int) -> Table:
    """Return the cells of a text; SettingError names the line that does not fit.

    The text is gone through once. No more lines than a block and a sample are kept in memory.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(text)
    lines = _lines(text, separator)
    first = next(lines, None)
    if first is None:
        raise SettingError("There is no text in it, so there are no rows.")
    width = len(first[1])
    if width < 2:
        raise SettingError(
            "There is one column only; inputs and a target are needed, with commas, semicolons or "
            "tabs between them."
        )
    if width - 1 > MOST_FEATURES:
        raise SettingError(f"There are {width - 1:,} inputs; {MOST_FEATURES} are the most.")
    decimal_comma = separator != ","
    names = column_names(first[1], decimal_comma)
    if names is None:
        names = (*(f"x{k}" for k in range(1, width)), "target")
        lines = chain([first], lines)
    sample, count = _sample(lines, width, seed)
    if not count:
        raise SettingError("There is a header, and there are no rows below it.")
    return Table(names, decimal_comma, sample, count)


def _lines(text: str, separator: str) -> Iterator[Line]:
    """Yield the lines that are not empty, parted into cells."""
    reader = csv.reader(chain.from_iterable(_pieces(text)), delimiter=separator)
    try:
        for cells in reader:
            if len(cells) > 1 or (cells and cells[0].strip()):
                yield reader.line_num, cells
    except csv.Error:
        raise SettingError(
            f"Line {reader.line_num} has a cell without an end: is a quotation mark left open?"
        ) from None


def _pieces(text: str) -> Iterator[StringIO]:
    """Yield the text as short files; one file of it all, or a list of lines, is many times it."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + PIECE) + 1 or len(text)
        yield StringIO(text[at:end], "\n")
        at = end


def _separator(text: str) -> str:
    """Return what parts the first lines into equally many cells, or else the first one best."""
    lines = chain.from_iterable(_pieces(text))
    head = list(islice((line for line in lines if line.strip()), LOOKED_AT))
    most, best = 1, ","
    for separator in SEPARATORS:
        try:
            widths = [len(cells) for cells in csv.reader(head, delimiter=separator)]
        except csv.Error:
            continue
        if widths and min(widths) == max(widths) > 1:
            return separator
        if widths and widths[0] > most:
            most, best = widths[0], separator
    return best


def _sample(lines: Iterator[Line], width: int, seed: int) -> tuple[tuple[Line, ...], int]:
    """Return all lines, or those whose numbers by chance are the lowest, and how many there are."""
    kept: list[tuple[float, Line]] = []
    count, block, highest = 0, 0, 1.0
    while found := list(islice(lines, BLOCK)):
        for number, cells in found:
            if len(cells) != width:
                raise SettingError(
                    f"Line {number} has {_cells(len(cells))}; the first line has {width}."
                )
        chance = uniforms(seed, DATA, len(found), block)
        kept += [(float(chance[k]), found[k]) for k in np.flatnonzero(chance < highest)]
        if len(kept) > MOST_ROWS:
            kept = sorted(kept)[:MOST_ROWS]
            highest = kept[-1][0]
        count += len(found)
        block += 1
    return tuple(sorted(line for _, line in kept)), count


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
