"""A lesson: what it claims, what it asks, the scene to touch, and the numbers that answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from explorer.session.document import Document

__all__ = [
    "LOOKS", "Condition", "Goal", "Lesson", "LessonError", "Number", "Option", "Source", "Step",
    "Summary", "Vary",
]  # fmt: skip

# The parts of the window that a step can point out, and what they are called.
LOOKS: Mapping[str, str] = MappingProxyType(
    {
        "map": "the map",
        "curve": "the curve",
        "slice": "the slice through the weights",
        "answers": "what the net answers",
        "net": "the net and its weights",
        "examples": "the examples",
        "checks": "the check of the gradient, and what a step costs",
        "curvature": "how the land bends in all directions",
        "groups": "the errors in each group",
        "dream": "the input that is climbed",
        "goals": "both goals at once",
        "jump": "the robot that jumps",
        "beside": "the picture beside the map",
        "charts": "the charts below",
        "transport": "the play head",
        "landscape": "the landscape and its settings",
        "data": "the data and their settings",
        "optimizers": "the optimizers and their settings",
        "results": "the table of results",
    }
)

Vary = Literal["all", "data", "start", "noise", "nothing"]
Summary = Literal["median", "mean", "lowest", "highest", "share-above"]


class LessonError(ValueError):
    """A lesson cannot be read, written or measured; the message is one sentence for the user."""


@dataclass(frozen=True)
class Number:
    """A number that a lesson measures anew each time it runs; its texts show it as {name}.

    It is read off the step's document, or another one, by a measure; or it is one finding of an
    experiment. With `draws` above 1 it is a summary over so many draws, the shown one first.
    """

    name: str
    words: str = ""  # what it is, for the table of results; empty: not in the table
    document: str = ""  # a file beside the lesson; empty: that of the step
    measure: str = ""  # a key of MEASURES, or
    experiment: str = ""  # a key of EXPERIMENTS
    finding: str = ""  # which number of the experiment
    settings: Mapping[str, float | str] = field(default_factory=dict)  # of measure or experiment
    runs: tuple[tuple[int, int], ...] = ((0, 0),)  # (start, entrant) of the document
    draws: int = 1
    vary: Vary | None = None  # what differs between draws; None: as the step says
    summary: Summary = "median"
    above: float = 0.0  # of "share-above"
    format: str = ""  # like ".1%"; empty: as the measure's unit has it


@dataclass(frozen=True)
class Condition:
    """What must hold of a number: near a value, or above or below a value or another number.

    With `by` it lies at least so far above or below, without it anywhere above or below; `near`
    takes both ends of its range. All that is given must hold. NaN is nowhere.
    """

    number: str
    near: float | None = None
    within: float = 0.0
    above: float | str | None = None
    below: float | str | None = None
    by: float = 0.0


@dataclass(frozen=True)
class Option:
    """An answer one may expect; it is right where all its conditions hold."""

    text: str
    holds: tuple[Condition, ...]


@dataclass(frozen=True)
class Goal:
    """Something to bring about in free play, measured on the race in the window as it changes."""

    words: str
    number: Number
    condition: Condition


@dataclass(frozen=True)
class Source:
    """An entry of the reading list."""

    words: str
    link: str = ""


@dataclass(frozen=True)
class Step:
    """One page: text beside a document, a question before the answer, and what to try next."""

    text: str  # Markdown; {name} or {name:.1%} shows a number of this step or an earlier one
    document: Document
    file: str  # of the document
    title: str = ""
    vary: Vary = "all"  # what another draw changes; where nothing is left to chance, nothing
    at: int | Literal["play", "end"] = "play"  # where the play head goes when the page opens
    then: int | Literal["stay", "play", "end"] = "stay"  # and where when the answer is shown
    look: str = ""  # the part of the window to look at, see LOOKS
    question: str = ""
    options: tuple[Option, ...] = ()
    numbers: tuple[Number, ...] = ()
    answer: str = ""  # Markdown, shown after the prediction
    checks: tuple[Condition, ...] = ()
    try_next: str = ""  # Markdown
    goal: Goal | None = None
    curves: str = ""  # the name of a number whose experiment's curves are drawn


@dataclass(frozen=True)
class Lesson:
    """A lesson as it is played. `documents` are all the files its numbers name."""

    key: str  # the name of its folder
    title: str
    line: str  # one line for the contents
    steps: tuple[Step, ...]
    documents: Mapping[str, Document]
    sources: tuple[Source, ...] = ()
    notes: str = ""  # Markdown: what is a toy here and what is not, seeds
