"""Every example of the README works as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest

import explorer
from explorer.__main__ import main
from explorer.core.optimizers import OPTIMIZERS

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


LINES = [line for block in blocks("sh") for line in block.splitlines()]


@pytest.mark.parametrize("code", blocks("python"), ids=lambda code: code.splitlines()[0])
def test_python_examples_run(code, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})


@pytest.mark.parametrize("line", LINES)
def test_command_lines_work(capsys, qapp, monkeypatch, tmp_path, line):
    monkeypatch.chdir(tmp_path)
    # What opens the window where there is one races without it where there is none.
    monkeypatch.setattr("explorer.commands.opening.has_display", lambda: False)
    monkeypatch.setitem(OPTIMIZERS, "cautious-descent", None)  # gone again after the test
    del OPTIMIZERS["cautious-descent"]
    shutil.copy(ROOT / "tests" / "plugins" / "cautious_descent.py", tmp_path)
    explorer.slice_of(lambda w: float(w @ w), np.eye(3), shape=(9, 9)).save("path.npz")
    command, *arguments = shlex.split(line)
    assert command == "landscape-explorer"
    assert main(arguments) == 0
    assert capsys.readouterr().out
    if "--out" in arguments:
        assert (tmp_path / arguments[-1]).stat().st_size > 1000


def test_there_are_examples():
    assert blocks("python")
    assert len(LINES) >= 5


def test_every_file_it_names_is_there():
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", TEXT):
        assert (ROOT / target.partition("#")[0]).is_file(), target
