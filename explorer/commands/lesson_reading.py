"""A lesson as plain text, for where there is no window: its pages and their numbers."""

import re
from collections.abc import Iterator
from textwrap import fill

from explorer.session.lesson import Lesson, Step
from explorer.session.lesson_results import rows
from explorer.session.lesson_text import filled, formats
from explorer.session.measuring import measure_step, right_options
from explorer.session.trace_cache import TraceCache

__all__ = ["as_plain_text"]

WIDTH = 80
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")


def as_plain_text(lesson: Lesson) -> str:
    """Return a lesson as text of 80 columns, with its numbers measured now."""
    parts = [f"{lesson.title}\n{'=' * len(lesson.title)}\n{lesson.line}"]
    known: dict[str, float] = {}
    forms, traces = formats(lesson), TraceCache()
    for index, step in enumerate(lesson.steps):
        found = measure_step(lesson, index, known=traces)
        assert found is not None  # nobody cancels
        known |= found.numbers
        title = f"{index + 1} of {len(lesson.steps)}  {step.title}".rstrip()
        parts.append(f"{title}\n{'-' * len(title)}")
        parts += [_plain(filled(text, known, forms, mark="")) for text in _page(step, known)]
    parts.append(_plain(lesson.notes))
    if lesson.sources:
        listed = [f"{one.words}\n  {one.link}".rstrip() for one in lesson.sources]
        parts.append("To read\n" + "\n".join(f"- {one}" for one in listed))
    return "\n\n".join(part for part in parts if part)


def _page(step: Step, known: dict[str, float]) -> Iterator[str]:
    yield step.text
    if step.question:
        right = right_options(step, known)
        yield step.question
        yield "\n".join(
            f"- {option.text}{' (this came out)' if place in right else ''}"
            for place, option in enumerate(step.options)
        )
    yield step.answer
    yield "\n".join(f"- {row.words}: {row.value}" for row in rows(step, known))
    yield step.try_next
    if step.goal is not None:
        yield f"A goal, in the window: {step.goal.words}"


def _plain(markdown: str) -> str:
    """Return Markdown without its marks, in lines that fit; lists keep their lines."""
    text = _MARKS.sub("", _LINK.sub(r"\1 (\2)", markdown.strip()))
    return "\n\n".join(_wrapped(paragraph) for paragraph in re.split(r"\n\s*\n", text))


def _wrapped(paragraph: str) -> str:
    lines = paragraph.split("\n")
    if not any(line.lstrip().startswith(("- ", "* ")) for line in lines):
        lines = [" ".join(lines)]
    return "\n".join(fill(line, WIDTH, subsequent_indent="  " * (len(lines) > 1)) for line in lines)
