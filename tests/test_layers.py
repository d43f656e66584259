"""The shape of the program: who may import whom, and the habits every file keeps."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "explorer"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LIMIT = 300

# Part of explorer/ → the parts it may import. What is missing here may import everything.
ALLOWED = {
    "core": {"core"},
    "session": {"core", "session"},
    "views": {"assets", "core", "session", "views"},
    "export": {"assets", "core", "session", "views", "export"},
    "window": {"assets", "core", "session", "views", "export", "window"},
    "api": {"core"},
    "": {"api"},
    "assets": set(),
    "system_check": set(),
}
# Part → the packages from outside that it may import, beside the standard library.
FOREIGN = {
    "core": {"numpy", "numba"},
    "session": {"numpy", "msgspec", "PySide6"},
    "views": {"numpy", "PySide6", "pyqtgraph", "contourpy"},
    "export": {"numpy", "PySide6", "pyqtgraph", "PIL"},
    "window": {"PySide6"},
    "app": {"PySide6"},
    "api": {"numpy"},
    "assets": set(),
    "cli": set(),
    "commands": set(),
    "": set(),
    "system_check": set(),
}
QT_OF_SESSION = {"PySide6.QtCore"}
# Only these may be used by more than one panel; a panel imports no other panel.
PANELS = {
    "charts",
    "curve",
    "landscape_gallery",
    "map",
    "optimizer_cards",
    "results",
    "side_by_side",
    "status",
    "top_bar",
    "transport",
}
BANNED_MODULES = {"utils", "util", "misc", "common", "helpers", "helper", "manager", "base"}
BANNED_CLASSES = re.compile(r"(Manager|Handler|Helper|Controller)$")


def part(path: Path) -> str:
    """Return the part of explorer/ a file belongs to; "" is explorer/__init__.py."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """Yield every module imported, with its statement; type-only imports count as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            assert node.module is not None
            if node.module in ("explorer", "PySide6"):
                yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)
            else:
                yield node.module, node


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


every_source = pytest.mark.parametrize("path", SOURCES, ids=named)
every_file = pytest.mark.parametrize("path", SOURCES + TESTS, ids=named)


@every_source
def test_imports_point_downwards(path):
    here = part(path)
    for module, node in imports(parsed(path)):
        if module.split(".")[0] == "explorer":
            there = [*module.split("."), ""][1]
            if not (PACKAGE / there).is_dir() and not (PACKAGE / f"{there}.py").is_file():
                there = ""
            allowed = ALLOWED.get(here)
            assert allowed is None or there in allowed, f"line {node.lineno}: {module}"


@every_source
def test_each_part_uses_only_its_own_libraries(path):
    import sys

    here = part(path)
    for module, node in imports(parsed(path)):
        top = module.split(".")[0]
        if top in sys.stdlib_module_names or top == "explorer":
            continue
        assert top in FOREIGN.get(here, set()), f"line {node.lineno}: {module}"
        if here == "session" and top == "PySide6":
            assert any(module.startswith(name) for name in QT_OF_SESSION), module


@every_source
def test_numba_is_imported_inside_functions_only(path):
    tree = parsed(path)
    inside = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
    }
    for module, node in imports(tree):
        if module.split(".")[0] == "numba":
            assert node in inside, f"line {node.lineno}: the window would wait for numba"


@every_source
def test_no_panel_imports_another_panel(path):
    if path.parent != PACKAGE / "views":
        return
    for module, node in imports(parsed(path)):
        if module.startswith("explorer.views."):
            other = module.split(".")[2]
            assert path.stem not in PANELS or other not in PANELS, f"line {node.lineno}: {module}"


@every_file
def test_files_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LIMIT


@every_source
def test_the_first_line_says_what_a_module_is(path):
    text = ast.get_docstring(parsed(path))
    assert text, "a module begins with a docstring"
    first = text.splitlines()[0]
    assert len(first) > 15
    assert first[0].isupper() or first[0] == "`"


@every_source
def test_modules_say_what_is_public(path):
    tree = parsed(path)
    defines = any(isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Assign) for n in tree.body)
    listed = any(
        isinstance(n, ast.Assign) and any(getattr(t, "id", "") == "__all__" for t in n.targets)
        for n in tree.body
    )
    assert listed or not defines


@every_file
def test_names_say_what_a_thing_is(path):
    parts = set(path.relative_to(ROOT).with_suffix("").parts)
    if path.is_relative_to(PACKAGE / "core" / "optimizers"):
        parts -= {"base"}
    assert not parts & BANNED_MODULES
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef):
            assert not BANNED_CLASSES.search(node.name), node.name


@every_source
def test_nothing_is_left_unfinished_or_swallowed(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", text)
    for node in ast.walk(parsed(path)):
        assert not (isinstance(node, ast.ExceptHandler) and node.type is None), node.lineno
        is_print = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
        assert not is_print, node.lineno


@every_source
def test_no_user_text_can_reach_an_interpreter(path):
    """`eval` is nowhere; `exec` and `compile` only where the kernels' own source is loaded."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "eval", node.lineno
            if node.func.id in ("exec", "compile"):
                assert part(path) == "core", node.lineno


def test_every_optimizer_is_in_the_menu():
    from explorer.core.optimizer import Optimizer
    from explorer.core.optimizers import OPTIMIZERS

    listed = set(OPTIMIZERS.values())
    folder = PACKAGE / "core" / "optimizers"
    for path in folder.glob("*.py"):
        if path.stem not in ("__init__", "base"):
            module = f"explorer.core.optimizers.{path.stem}"
            assert any(kind.__module__ == module for kind in listed), f"{path.name} is not listed"
    assert [kind.key for kind in OPTIMIZERS.values()] == list(OPTIMIZERS)
    declared = {
        kind
        for kind in every_subclass(Optimizer)
        if kind.__module__.startswith("explorer.") and kind.__dict__.get("key")
    }
    assert declared == listed


def every_subclass(kind: type) -> set[type]:
    below = set(kind.__subclasses__())
    return below | set(chain.from_iterable(every_subclass(child) for child in below))


def test_every_landscape_is_in_the_gallery():
    from importlib import import_module

    from explorer.core.landscape import Landscape
    from explorer.core.landscapes import LANDSCAPES

    listed = list(LANDSCAPES.values())
    assert [one.key for one in listed] == list(LANDSCAPES)
    for path in (PACKAGE / "core" / "landscapes").glob("*.py"):
        if path.stem == "__init__":
            continue
        module = import_module(f"explorer.core.landscapes.{path.stem}")
        for thing in vars(module).values():
            members = thing if isinstance(thing, list | tuple) else [thing]
            if isinstance(thing, dict):
                members = list(thing.values())
            for member in members:
                if isinstance(member, Landscape):
                    assert member.key in LANDSCAPES, f"{member.key} of {path.name} is not listed"
