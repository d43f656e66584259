"""A small lesson to write down, to break, and to play."""

import copy

import pytest
import tomli_w

from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum
from explorer.session.document import Document, Entrant
from explorer.session.files import write

PLAIN = Document(
    LANDSCAPES["valley"],
    (Entrant(GradientDescent(learning_rate=0.05), 0),),
    ((7.0,),),
    steps=120,
    name="Plain",
)
HEAVY = Document(
    LANDSCAPES["valley"],
    (
        Entrant(GradientDescent(learning_rate=0.05), 0),
        Entrant(Momentum(learning_rate=0.05, momentum=0.9), 1),
    ),
    ((8.0,), (1.0,)),
    steps=200,
    name="Heavy",
)
TABLES = {
    "format": "explorer-lesson",
    "version": 1,
    "title": "Two balls",
    "line": "One stays, one does not",
    "notes": "A toy.",
    "sources": [{"words": "A book", "link": "https://example.org"}],
    "steps": [
        {
            "title": "One",
            "document": "plain.race.json",
            "at": 3,
            "vary": "start",
            "text": "A **ball** ends at {end}, or {end:.1f}.",
            "question": "Where?",
            "options": [
                {"text": "At 2", "holds": [{"number": "end", "near": 2.0, "within": 1.0}]},
                {"text": "At 6.25", "holds": [{"number": "end", "above": 5.0}]},
            ],
            "numbers": [
                {"name": "end", "words": "its end", "measure": "coordinate", "format": ".2f"},
                {"name": "share", "measure": "success", "settings": {"starts": 40}},
            ],
            "checks": [
                {"number": "end", "near": 6.25, "within": 0.01},
                {"number": "end", "above": "share", "by": 1.0},
            ],
            "answer": "It is {end}.",
            "goal": {
                "words": "Reach 2",
                "number": {"name": "goal", "measure": "distance-to-best"},
                "condition": {"number": "goal", "below": 0.05},
            },
        },
        {
            "title": "Two",
            "document": "heavy.race.json",
            "at": "end",
            "text": "Before: {end}. Now: {far}.",
            "numbers": [
                {"name": "far", "measure": "coordinate", "runs": [[0, 1]], "format": ".2f"},
            ],
        },
    ],
}


@pytest.fixture
def tables():
    """The tables of a sound lesson, to be changed at will."""
    return copy.deepcopy(TABLES)


@pytest.fixture
def lesson_folder(tmp_path):
    """Write a lesson into a folder: `lesson_folder(tables, name="balls")`."""

    def make(tables, name="balls"):
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "lesson.toml").write_text(tomli_w.dumps(tables), encoding="utf-8")
        write(folder / "plain.race.json", PLAIN)
        write(folder / "heavy.race.json", HEAVY)
        return folder

    return make


@pytest.fixture
def played(session, tables, lesson_folder, nothing_remembered):
    """Open the small lesson: `played(begun=True)` gives the session and its player."""

    def make(*, begun=True):
        opened = session(begun=begun)
        assert opened.lessons.open(lesson_folder(tables))
        return opened, opened.lessons

    return make
