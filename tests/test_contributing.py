"""CONTRIBUTING.md: the diff that it shows is the file that is there."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_diff_of_an_optimizer_is_the_real_one():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    diff = text.split("```diff\n")[1].split("```")[0]
    file, table = diff.split("--- a/explorer/core/optimizers/__init__.py")
    name = file.splitlines()[1].removeprefix("+++ b/")
    added = [line[1:] for line in file.splitlines()[3:]]
    assert added == (ROOT / name).read_text("utf-8").splitlines()
    listed = (ROOT / "explorer/core/optimizers/__init__.py").read_text("utf-8").splitlines()
    for line in table.splitlines()[1:]:
        assert line.startswith("+++") or line == "@@" or line[1:] in listed
