"""Rows from a table of text: what a CSV file must look like, and a clear word when it does not."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from explorer.core.nets.data_plan import MOST_CLASSES, OwnData
from explorer.core.nets.row_cells import Line, class_names, cleaned, is_missing, is_number, number
from explorer.core.nets.row_lines import read_table
from explorer.core.param import SettingError

__all__ = ["MOST_TEXT", "read_file", "read_rows", "write_rows"]

MOST_TEXT = 200_000_000  # bytes or letters

# What the column of the target may be called; without one of these it is the last column.
TARGETS = ("target", "label", "class", "species", "y")
# Whole numbers in a column of one of these names are classes, not values.
CLASS_TARGETS = ("label", "class", "species")


def read_file(path: str | Path) -> OwnData:
    """Return the rows of a file; SettingError says in a sentence why it cannot be read."""
    path = Path(path)
    try:
        if not path.is_file():
            raise SettingError(f"There is no file {path.name}.")
        if path.stat().st_size > MOST_TEXT:
            raise SettingError(_too_large(path.name))
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingError(f"{path.name} is not UTF-8 text: save it as CSV in UTF-8.") from None
    except OSError as problem:
        why = (problem.strerror or "unknown reason").lower()
        raise SettingError(f"{path.name} cannot be read: {why}.") from None
    return read_rows(text, path.name)


def read_rows(text: str, name: str, seed: int = 0) -> OwnData:
    """Return the rows of a table of text; SettingError says in a sentence what is wrong with it.

    Commas, semicolons or tabs part the columns; with the last two, numbers may have a decimal
    comma. A header is optional. Of a very long table a sample is used, and cells are checked in
    the sample only.
    """
    if len(text) > MOST_TEXT:
        raise SettingError(_too_large(name))
    table = read_table(text, seed)
    lines = [line for line in table.lines if not any(map(is_missing, line[1]))]
    if not lines:
        raise SettingError("Every row has an empty cell, so none can be used.")
    names, comma, at = table.names, table.decimal_comma, _target(table.names)
    columns = [column for column in range(len(names)) if column != at]
    inputs = [[number(line, k, names[k], comma) for k in columns] for line in lines]
    classes, targets = _targets(lines, at, names[at], comma)
    return OwnData(
        features=tuple(names[k] for k in columns),
        target=names[at],
        classes=classes,
        rows=tuple((*row, target) for row, target in zip(inputs, targets, strict=True)),
        notes=_notes(table.count, len(table.lines), len(lines)),
        name=name,
    )


def write_rows(data: OwnData) -> str:
    """Return rows as a table of text that `read_rows` takes for the same rows.

    The classes come back sorted, and shares between two classes come back as values.
    """
    header = [f"input {one}" if _is_cell(one) else one for one in data.features]
    is_named = bool(data.classes) and not any(row[-1] % 1 for row in data.rows)
    numbered = is_named and all(is_number(one, False) for one in data.classes)
    last = "class" if numbered and data.target not in CLASS_TARGETS else data.target
    if _target([*header, last]) < len(header) or _is_cell(last):
        last = "target"
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*header, last])
    for *inputs, target in data.rows:
        shown = data.classes[int(target)] if is_named else repr(target)
        writer.writerow([*map(repr, inputs), shown])
    return text.getvalue()


def _is_cell(name: str) -> bool:
    """Tell whether the name of a column would be taken for data."""
    return is_number(name, True) or is_missing(name)


def _target(names: Sequence[str]) -> int:
    """Return the place of the column of the target."""
    known = [name.lower() for name in names]
    last = len(names) - 1
    if known[last] in TARGETS:
        return last
    for wanted in TARGETS:
        # Beside an x, a y is a coordinate like it.
        if wanted in known and not (wanted == "y" and "x" in known):
            return known.index(wanted)
    return last


def _targets(
    lines: Sequence[Line], at: int, name: str, decimal_comma: bool
) -> tuple[tuple[str, ...], list[float]]:
    """Return the classes, if there are any, and the number of the class or the value of each."""
    cells = [cleaned(row[at]) for _, row in lines]
    numeric = sum(is_number(cell, decimal_comma) for cell in cells)
    is_label = name.lower() in CLASS_TARGETS
    if numeric == len(cells) or (2 * numeric > len(cells) and not is_label):
        values = [number(line, at, name, decimal_comma) for line in lines]
        different = sorted(set(values))
        whole = is_label and len(different) <= MOST_CLASSES and all(v % 1 == 0 for v in different)
        if different != [0.0, 1.0] and not whole:
            return (), values
        cells = [f"{value:.0f}" for value in values]
    classes = class_names(cells, name)
    return classes, [float(classes.index(cell)) for cell in cells]


def _notes(count: int, taken: int, used: int) -> tuple[str, ...]:
    """Return what became of the rows that are not used."""
    notes = []
    if taken < count:
        notes.append(f"There are {count:,} rows: {taken:,} of them, drawn by chance, are used.")
    lost = taken - used
    if lost:
        rows = "row has an empty cell and is" if lost == 1 else "rows have an empty cell and are"
        notes.append(f"{lost:,} of {taken:,} {rows} left out.")
    return tuple(notes)


def _too_large(name: str) -> str:
    return f"{name} is over {MOST_TEXT / 1e6:.0f} MB: cut it to some thousand rows first."
