"""Plugins: a good file behaves like a built-in rule; a bad one is told in a sentence and changes
nothing.
"""

import shutil
import sys
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.core.descent import descend
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run
from explorer.core.suggestion import suggested
from explorer.plugins.checking import CHECKS, Check, check
from explorer.plugins.errors import PluginError
from explorer.plugins.loading import file_of, load
from explorer.plugins.trial import tried
from explorer.session.edits import add_entrant
from explorer.session.files import FileError, read, write
from explorer.session.opening import opening_document

GOOD = Path(__file__).parent / "cautious_descent.py"
STEP = "return -learning_rate * gradient / sqrt(1.0 + share * share)"


@pytest.fixture(autouse=True)
def _table():
    before = dict(OPTIMIZERS)
    yield
    OPTIMIZERS.clear()
    OPTIMIZERS.update(before)


@pytest.fixture
def changed(tmp_path):
    """Return what writes the good file with something else in it."""

    def write(before: str, after: str, name: str = "mine.py") -> Path:
        text = GOOD.read_text("utf-8")
        assert before in text
        path = tmp_path / name
        path.write_text(text.replace(before, after), "utf-8")
        return path

    return write


def test_a_good_file_gives_an_optimizer_like_any_other():
    (kind,) = load(GOOD)
    assert OPTIMIZERS["cautious-descent"] is kind
    assert load(GOOD) == (kind,)
    hill = LANDSCAPES["himmelblau"]
    (trace,) = descend([Run(hill, suggested(kind, hill), hill.suggested_start)])
    assert trace.verdict.kind == "minimum"
    found = list(check(kind, GOOD, tuple(CHECKS)))
    assert [one.promise for one in found if not one.broken] == list(CHECKS)


WRONG = [
    (STEP, "return gradient, 1.0", r"line 25: `step` must return 1 number \(the move\), not 2"),
    (STEP, "return str(gradient)", "line 25: `step` must return numbers, not str"),
    ("share = gradient / scale", "share = gradient / 0.0", "line 26: ZeroDivisionError"),
    ("share = gradient / scale", "share = unheard_of", "line 26: NameError.*unheard_of"),
    ("scale: float) -> float", "zeal: float) -> float", "asks for 'zeal'"),
    ("return -learning_rate", "return learning_rate", "on a round bowl it ends no lower"),
]


@pytest.mark.parametrize(("before", "after", "words"), WRONG)
def test_a_broken_promise_is_told_with_file_and_line(changed, before, after, words):
    path = changed(before, after)
    (kind,) = load(path)
    last = list(check(kind, path, tuple(CHECKS)))[-1]
    assert pytest.approx(last.broken.count("\n")) == 0
    with pytest.raises(PluginError, match=words):
        raise PluginError(last.broken)
    assert last.broken.startswith("mine.py")


UNLOADABLE = [
    ('key = "cautious-descent"', 'key = "adam"', "called adam already"),
    ('key = "cautious-descent"', 'key = "Mine!"', "needs a `key` of small letters"),
    ('source = "an exercise"', "", "needs a `source`"),
    ('group = "first order"', 'group = "best"', "group of CautiousDescent must be one of"),
    ("@dataclass(frozen=True)", "", "needs @dataclass"),
    ("    @rule()\n", "", "needs a static method `step`"),
    ("param(10.0,", "param(-10.0,", "s must lie between"),
    ("class CautiousDescent(Optimizer)", "class CautiousDescent", "declares no optimizer"),
    ("from math import sqrt", "from math import squirt", "line 4: ImportError"),
    ("from math import sqrt", "from math import (", "SyntaxError"),
    ("from math import sqrt", "raise SystemExit(3)", "line 4: SystemExit: 3"),
]


@pytest.mark.parametrize(("before", "after", "words"), UNLOADABLE)
def test_what_cannot_be_loaded_is_told_and_adds_nothing(changed, before, after, words):
    table = dict(OPTIMIZERS)
    with pytest.raises(PluginError, match=words) as told:
        load(changed(before, after))
    assert "\n" not in str(told.value)
    assert table == OPTIMIZERS


def test_a_file_that_never_comes_back_is_ended(changed):
    endless = changed("        share = gradient / scale", "        while True:\n            pass")
    heard: list[tuple[str, Check]] = []
    report = tried(endless, tuple(CHECKS), 8.0, lambda *one: heard.append(one))
    assert "did not come to an end in 8 seconds" in report.failure
    assert "returns the numbers it declares" in report.failure
    assert heard == []


def test_a_file_that_ends_python_harms_nobody(tmp_path):
    path = tmp_path / "crash.py"
    path.write_text("import os\nos._exit(5)\n", "utf-8")
    assert tried(path, tuple(CHECKS), 60.0).failure == "crash.py: loading it ended Python itself."


def test_the_command_line_loads_checks_and_refuses(changed, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_CACHE", str(tmp_path / "cache"))
    assert main(["--plugin", str(GOOD), "run", "bowl", "-o", "cautious-descent", "--json"]) == 0
    assert '"cautious-descent"' in capsys.readouterr().out
    assert main([f"--plugin={changed(STEP, 'return 1.0, 2.0')}", "list"]) == 2
    assert "mine.py, line 25" in capsys.readouterr().err
    for said in (["--plugin"], ["--plugin", "nowhere.py", "list"], ["check", "nowhere.py"]):
        assert main(said) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_opening_a_document_never_loads_code(tmp_path):
    shutil.copy(GOOD, tmp_path / "cautious_descent.py")
    load(GOOD)
    path = tmp_path / "race.json"
    write(path, add_entrant(opening_document(), "cautious-descent"))
    del OPTIMIZERS["cautious-descent"]
    before = set(sys.modules)
    with pytest.raises(FileError, match="not loaded; start with --plugin"):
        read(path)
    assert set(sys.modules) == before
    load(GOOD)
    assert read(path).entrants[-1].optimizer.key == "cautious-descent"


def test_an_installed_plugin_is_found_by_its_name(monkeypatch):
    class Point:
        name, module = "cautious", "tests.plugins.cautious_descent"

    monkeypatch.setattr("explorer.plugins.loading.entry_points", lambda group: [Point()])
    assert file_of("cautious").name == "cautious_descent.py"
    with pytest.raises(PluginError, match="no installed plugin"):
        file_of("something-else")
