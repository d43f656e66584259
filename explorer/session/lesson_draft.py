"""A lesson in the making: what a teacher has typed, with the document that it is about."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.core.measures import MEASURES
from explorer.session.document import Document
from explorer.session.lesson import Condition, Lesson, LessonError, Number, Option, Step
from explorer.session.lesson_files import DOCUMENT

__all__ = ["Draft", "DraftOption", "free_folder", "lesson_of", "number_of", "with_step"]

NUMBER = "number"  # how a teacher calls the number in a text: {number}


@dataclass(frozen=True)
class DraftOption:
    """An answer, and between which bounds the number makes it right; None: open on that side."""

    text: str
    above: float | None = None
    below: float | None = None


@dataclass(frozen=True)
class Draft:
    """What a teacher has typed of a page; all but the text may be empty."""

    title: str = ""  # of the lesson
    line: str = ""
    page: str = ""  # the title of the page
    text: str = ""  # Markdown
    question: str = ""
    options: tuple[DraftOption, ...] = ()
    measure: str = ""  # a key of MEASURES: the number that decides
    run: tuple[int, int] = (0, 0)  # (start, entrant) that it is read off
    answer: str = ""  # Markdown; {number} shows the number
    try_next: str = ""  # Markdown


def lesson_of(draft: Draft, document: Document) -> Lesson:
    """Return a lesson of one page. Raises LessonError, one sentence, where something is missing."""
    if not draft.title.strip():
        raise LessonError("The lesson needs a title.")
    step = _step(draft, document, f"page-1{DOCUMENT}", NUMBER)
    return Lesson(
        key="",
        title=draft.title.strip(),
        line=draft.line.strip(),
        steps=(step,),
        documents={step.file: document},
    )


def with_step(lesson: Lesson, draft: Draft, document: Document) -> Lesson:
    """Return a lesson with one more page at its end. Raises LessonError as `lesson_of` does."""
    files = {step.file for step in lesson.steps} | set(lesson.documents)
    names = {number.name for step in lesson.steps for number in step.numbers}
    names |= {step.goal.number.name for step in lesson.steps if step.goal is not None}
    file = _free(f"page-{len(lesson.steps) + 1}", files, DOCUMENT)
    step = _step(draft, document, file, _free(NUMBER, names))
    documents: Mapping[str, Document] = {**lesson.documents, file: document}
    return replace(lesson, steps=(*lesson.steps, step), documents=documents)


def number_of(draft: Draft, name: str = NUMBER) -> Number:
    """Return the number that decides the question of a draft."""
    kind = MEASURES.get(draft.measure)
    if kind is None:
        raise LessonError("Choose the number that decides which answer is right.")
    return Number(name, words=kind.name, measure=draft.measure, runs=(draft.run,))


def free_folder(parent: Path, title: str) -> Path:
    """Return a folder in `parent` that is not there yet, called after a title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "lesson"
    taken = {path.name for path in parent.iterdir()} if parent.is_dir() else set()
    return parent / _free(name, taken)


def _step(draft: Draft, document: Document, file: str, name: str) -> Step:
    if not draft.text.strip():
        raise LessonError("The page needs a text.")
    question = draft.question.strip()
    if not question and draft.options:
        raise LessonError("The answers to choose from need a question.")
    if question and len(draft.options) < 2:
        raise LessonError("A question needs at least two answers to choose from.")
    has_number = bool(question) or bool(draft.measure)
    return Step(
        text=_named(draft.text, name),
        document=document,
        file=file,
        title=draft.page.strip(),
        question=_named(question, name),
        options=tuple(_option(option, name) for option in draft.options),
        numbers=(number_of(draft, name),) if has_number else (),
        answer=_named(draft.answer, name),
        try_next=_named(draft.try_next, name),
    )


def _option(option: DraftOption, name: str) -> Option:
    if option.above is None and option.below is None:
        raise LessonError(f"When is “{option.text[:60]}” right? Give a bound of the number.")
    return Option(option.text, (Condition(name, above=option.above, below=option.below),))


def _named(text: str, name: str) -> str:
    """Return a text that calls the number of its page by its name in the lesson."""
    return re.sub(rf"\{{{NUMBER}(?=[:}}])", f"{{{name}", text.strip())


def _free(name: str, taken: set[str], ending: str = "") -> str:
    tries = (name if turn == 1 else f"{name}-{turn}" for turn in range(1, len(taken) + 2))
    return next(f"{one}{ending}" for one in tries if f"{one}{ending}" not in taken)
