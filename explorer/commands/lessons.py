"""`landscape-explorer lesson`: open a lesson, read it as plain text, or check its numbers."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from explorer.commands.opening import open_lesson
from explorer.core.param import SettingError
from explorer.session.lesson import Lesson, LessonError
from explorer.session.lesson_files import read_lesson
from explorer.session.lesson_report import Report, report_on
from explorer.session.lesson_shelf import Entry, contents, find

__all__ = ["lesson"]

MOST_DRAWS = 200
COLUMNS = ("step", "number", "value", "expected", "", "seconds")
SPREADS = ("lowest", "median", "highest")


def lesson(options: Namespace) -> int:
    """Open a lesson, or with --check measure and judge it; return the exit status.

    It is 1 where something that was checked does not hold, or a lesson cannot be opened.
    """
    if not 0 <= options.draws <= MOST_DRAWS:
        raise SettingError(f"--draws takes from 1 to {MOST_DRAWS} draws.")
    is_check = options.check or options.draws or options.json
    if options.name is None and not is_check:
        raise SettingError("Say which lesson: `landscape-explorer list lessons` has all.")
    if not is_check:
        return open_lesson(options.name)
    entries = contents() if options.name is None else (_sound(find(options.name)),)
    if options.json:
        return _print_json(entries, options.draws)
    return _print_reports(entries, options.draws)


def _sound(entry: Entry) -> Entry:
    if entry.fault:
        raise LessonError(entry.fault)
    return entry


def _print_reports(entries: Sequence[Entry], draws: int) -> int:
    held, missed, faulty, seconds = 0, 0, 0, 0.0
    for entry in entries:
        report = _report(entry, draws)
        if isinstance(report, str):
            faulty += 1
            sys.stdout.write(f"{entry.title} ({entry.key})\n  cannot be opened: {report}\n\n")
            continue
        sys.stdout.write(_as_text(entry, report, draws) + "\n\n")
        sys.stdout.flush()
        held += report.held
        missed += report.missed
        seconds += report.seconds
    faults = f", {faulty} cannot be opened" if faulty else ""
    count = f"{len(entries)} lesson{'s' if len(entries) > 1 else ''}"
    sys.stdout.write(f"{count}: {held} checks hold, {missed} missed{faults}; {seconds:.1f} s\n")
    return 1 if missed or faulty else 0


def _report(entry: Entry, draws: int) -> Report | str:
    """Return what came of a lesson, or why there is nothing."""
    if entry.fault:
        return entry.fault
    try:
        return report_on(_read(entry), draws)
    except (LessonError, SettingError) as error:
        return str(error)


def _read(entry: Entry) -> Lesson:
    return read_lesson(entry.folder)


def _as_text(entry: Entry, report: Report, draws: int) -> str:
    rows: list[Sequence[str]] = [(*COLUMNS[:3], *(SPREADS if draws else ()), *COLUMNS[3:])]
    for page in report.pages:
        for number, line in enumerate(page.lines):
            spread = line.spread or ("", "", "")
            step, seconds = (str(page.number), f"{page.seconds:.2f}") if not number else ("", "")
            result = {True: "ok", False: "MISSED", None: ""}[line.ok]
            middle = spread if draws else ()
            rows.append((step, line.words, line.value, *middle, line.expected, result, seconds))
    return "\n".join([f"{entry.title} ({entry.key})", *_aligned(rows)])


def _aligned(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  " + "  ".join(cells).rstrip()


def _print_json(entries: Sequence[Entry], draws: int) -> int:
    found: list[dict[str, Any]] = []
    for entry in entries:
        report = _report(entry, draws)
        about = {"key": entry.key, "title": entry.title, "folder": str(entry.folder)}
        if isinstance(report, str):
            found.append({**about, "passed": False, "fault": report})
        else:
            found.append({**about, "passed": not report.missed, **report.as_values()})
    text = json.dumps({"lessons": found}, indent=2, ensure_ascii=False, allow_nan=False)
    sys.stdout.write(text + "\n")
    return 0 if all(one["passed"] for one in found) else 1
