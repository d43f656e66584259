"""How a lesson is written down: the tables of its lesson.toml, strict and of limited size."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from explorer.session.document import Document
from explorer.session.lesson import (
    Condition,
    Goal,
    Lesson,
    Number,
    Option,
    Source,
    Step,
    Summary,
    Vary,
)

__all__ = ["FORMAT", "VERSION", "StoredLesson", "read_tables", "tables_of"]

FORMAT, VERSION = "explorer-lesson", 1

_Name = Annotated[str, Meta(min_length=1, max_length=40)]
_Key = Annotated[str, Meta(max_length=80)]
_Line = Annotated[str, Meta(max_length=300)]
_Words = Annotated[str, Meta(min_length=1, max_length=300)]
_Text = Annotated[str, Meta(max_length=8000)]
_File = Annotated[str, Meta(max_length=120)]
_Bound = float | Annotated[str, Meta(max_length=40)]
_Count = Annotated[int, Meta(ge=0, le=1_000_000)]

T = TypeVar("T")


class _Table(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A table that holds what is known of, and nothing else."""


class _Condition(_Table):
    number: _Name
    near: float | None = None
    within: float = 0.0
    above: _Bound | None = None
    below: _Bound | None = None
    by: float = 0.0


class _Option(_Table):
    text: _Words
    holds: Annotated[tuple[_Condition, ...], Meta(min_length=1, max_length=8)]


class _Number(_Table):
    name: _Name
    words: _Line = ""
    document: _File = ""
    measure: _Key = ""
    experiment: _Key = ""
    finding: _Key = ""
    settings: Annotated[dict[_Key, float | _Key], Meta(max_length=40)] = {}
    runs: Annotated[tuple[tuple[_Count, _Count], ...], Meta(min_length=1, max_length=12)] = (
        (0, 0),
    )
    draws: Annotated[int, Meta(ge=1, le=200)] = 1
    vary: Vary | None = None
    summary: Summary = "median"
    above: float = 0.0
    format: Annotated[str, Meta(max_length=12)] = ""


class _Goal(_Table):
    words: _Words
    number: _Number
    condition: _Condition


class _Source(_Table):
    words: Annotated[str, Meta(min_length=1, max_length=600)]
    link: _Line = ""


class _Step(_Table):
    document: Annotated[str, Meta(min_length=1, max_length=120)]
    text: Annotated[str, Meta(min_length=1, max_length=8000)]
    title: Annotated[str, Meta(max_length=120)] = ""
    at: _Count | Literal["play", "end"] = "play"
    then: _Count | Literal["stay", "play", "end"] = "stay"
    vary: Vary = "all"
    look: _Key = ""
    question: Annotated[str, Meta(max_length=1000)] = ""
    options: Annotated[tuple[_Option, ...], Meta(max_length=8)] = ()
    numbers: Annotated[tuple[_Number, ...], Meta(max_length=40)] = ()
    answer: _Text = ""
    checks: Annotated[tuple[_Condition, ...], Meta(max_length=60)] = ()
    try_next: _Text = ""
    goal: _Goal | None = None
    curves: Annotated[str, Meta(max_length=40)] = ""


class StoredLesson(_Table):
    """A whole lesson.toml of version 1."""

    format: Literal["explorer-lesson"]
    version: Literal[1]
    title: Annotated[str, Meta(min_length=1, max_length=120)]
    line: _Line
    steps: Annotated[tuple[_Step, ...], Meta(min_length=1, max_length=40)]
    notes: _Text = ""
    sources: Annotated[tuple[_Source, ...], Meta(max_length=60)] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The documents it names, each once, in their order."""
        named = [
            file
            for step in self.steps
            for file in (step.document, *(number.document for number in step.numbers))
        ]
        return tuple(dict.fromkeys(file for file in named if file))


def read_tables(stored: StoredLesson, key: str, documents: Mapping[str, Document]) -> Lesson:
    """Return the lesson of its tables, with the documents they name."""
    return Lesson(
        key=key,
        title=stored.title,
        line=stored.line,
        steps=tuple(_step(step, documents) for step in stored.steps),
        documents=documents,
        sources=_read(stored.sources, tuple[Source, ...]),
        notes=stored.notes,
    )


def tables_of(lesson: Lesson) -> dict[str, Any]:
    """Return the tables of a lesson as plain values; msgspec.ValidationError where unfit."""
    steps = []
    for step in lesson.steps:
        table = {name: value for name, value in vars(step).items() if name != "file"}
        steps.append(_plain(table | {"document": step.file}))
    tables = {
        "format": FORMAT,
        "version": VERSION,
        "title": lesson.title,
        "line": lesson.line,
        "notes": lesson.notes,
        "sources": _plain(lesson.sources),
        "steps": steps,
    }
    plain: dict[str, Any] = msgspec.to_builtins(msgspec.convert(tables, StoredLesson))
    return plain


def _step(stored: _Step, documents: Mapping[str, Document]) -> Step:
    return Step(
        text=stored.text,
        document=documents[stored.document],
        file=stored.document,
        title=stored.title,
        vary=stored.vary,
        at=stored.at,
        then=stored.then,
        look=stored.look,
        question=stored.question,
        options=_read(stored.options, tuple[Option, ...]),
        numbers=_read(stored.numbers, tuple[Number, ...]),
        answer=stored.answer,
        checks=_read(stored.checks, tuple[Condition, ...]),
        try_next=stored.try_next,
        goal=None if stored.goal is None else _read(stored.goal, Goal),
        curves=stored.curves,
    )


def _read(stored: object, kind: type[T]) -> T:
    """Return what tables stand for: the dataclasses have the same fields."""
    return msgspec.convert(msgspec.to_builtins(stored), kind)


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value)
