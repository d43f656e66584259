"""The shape of the program: who may import whom, and the habits every file keeps."""

import ast
import re
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "explorer"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LIMIT = 300

# Part of explorer/ → the parts it may import. What is missing here may import everything.
ALLOWED = {
    "core": {"assets", "core"},
    "session": {"assets", "core", "session"},
    "views": {"assets", "core", "session", "views"},
    "export": {"assets", "core", "session", "views", "export"},
    "window": {"assets", "core", "session", "views", "export", "window"},
    "api": {"core"},
    "plugins": {"core", "plugins", ""},
    "": {"api"},
    "assets": set(),
    "system_check": set(),
}
# Part → the packages from outside that it may import, beside the standard library.
FOREIGN = {
    "core": {"numpy", "numba"},
    "session": {"numpy", "msgspec", "PySide6", "tomli_w"},
    "views": {"numpy", "PySide6", "shiboken6", "contourpy"},
    "export": {"numpy", "PySide6", "PIL"},
    "window": {"PySide6"},
    "app": {"PySide6"},
    "api": {"numpy"},
    "plugins": {"numpy"},
    "assets": set(),
    "cli": set(),
    "commands": set(),
    "": set(),
    "system_check": set(),
}
# Only these may be used by more than one panel; a panel imports no other panel.
PANELS = {
    "charts",
    "curve",
    "goals_view",
    "jump_view",
    "landscape_gallery",
    "map",
    "net_panel",
    "optimizer_cards",
    "results",
    "side_by_side",
    "slice_view",
    "slices_side_by_side",
    "status",
    "surface_view",
    "top_bar",
    "transport",
}
BANNED_MODULES = {"utils", "util", "misc", "common", "helpers", "helper", "manager", "base"}
BANNED_CLASSES = re.compile(r"(Manager|Handler|Helper|Controller)$")

TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES + TESTS}


def part(path: Path) -> str:
    """Return the part of explorer/ a file belongs to; "" is explorer/__init__.py."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def part_of(module: str) -> str:
    """Return the part that a dotted name inside explorer belongs to."""
    name = [*module.split("."), ""][1]
    is_part = (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()
    return name if is_part else ""


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """Yield every module imported, with its statement; type-only imports count as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or "." * node.level
            # `from explorer.core import lanes` may name a module or something inside one.
            yield origin, node
            yield from ((f"{origin}.{alias.name}", node) for alias in node.names)


def imported_at_once(tree: ast.Module) -> set[str]:
    """Return the modules that importing a file imports: not those inside its functions."""
    inside = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    return {module for module, node in imports(tree) if node not in inside}


def at(path: Path, node: ast.AST, what: str) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}: {what}"


def test_imports_point_downwards():
    wrong = [
        at(path, node, module)
        for path in SOURCES
        for module, node in imports(TREES[path])
        if module.split(".")[0] == "explorer"
        and part(path) in ALLOWED
        # `from explorer import api` names explorer as well.
        and module != "explorer"
        and part_of(module) not in ALLOWED[part(path)]
    ]
    assert wrong == []


def test_each_part_uses_only_its_own_libraries():
    wrong = []
    for path in SOURCES:
        here = part(path)
        for module, node in imports(TREES[path]):
            top = module.split(".")[0]
            if top in sys.stdlib_module_names or top == "explorer":
                continue
            is_qt_of_views = here == "session" and module.startswith("PySide6.")
            if top not in FOREIGN.get(here, set()) or (
                is_qt_of_views and module.split(".")[1] != "QtCore"
            ):
                wrong.append(at(path, node, module))
    assert wrong == []


def test_imports_are_absolute():
    wrong = [
        at(path, node, "relative import")
        for path in SOURCES + TESTS
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert wrong == []


def test_the_window_does_not_wait_for_numba():
    """Nothing that the app imports at its start imports numba; functions may, later."""
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in SOURCES
    }
    reached, waiting = set(), ["explorer.app", "explorer.cli", "explorer.api"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in names:
            continue
        reached.add(name)
        found = imported_at_once(TREES[names[name]])
        assert not any(module.split(".")[0] == "numba" for module in found), name
        waiting += found
    assert len(reached) > 50


def test_no_panel_imports_another_panel():
    wrong = [
        at(path, node, module)
        for path in SOURCES
        if path.parent == PACKAGE / "views" and path.stem in PANELS
        for module, node in imports(TREES[path])
        if module.removeprefix("explorer.views.") in PANELS - {path.stem}
    ]
    assert wrong == []


def test_files_stay_short():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES + TESTS
    }
    assert {name: length for name, length in lengths.items() if length > LIMIT} == {}


def test_the_first_line_says_what_a_module_is():
    first = {path: (ast.get_docstring(TREES[path]) or "").split("\n")[0] for path in SOURCES}
    wrong = [
        at(path, TREES[path], line)
        for path, line in first.items()
        if len(line) <= 15 or not (line[0].isupper() or line[0] == "`")
    ]
    assert wrong == []


def test_modules_say_what_is_public():
    def defines(tree: ast.Module) -> bool:
        return any(isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Assign) for n in tree.body)

    def lists(tree: ast.Module) -> bool:
        return any(
            isinstance(n, ast.Assign) and any(getattr(t, "id", "") == "__all__" for t in n.targets)
            for n in tree.body
        )

    wrong = [
        at(path, TREES[path], "no __all__")
        for path in SOURCES
        if defines(TREES[path]) and not lists(TREES[path])
    ]
    assert wrong == []


def test_names_say_what_a_thing_is():
    files = [
        at(path, TREES[path], "say what is in it")
        for path in SOURCES + TESTS
        if BANNED_MODULES & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    classes = [
        at(path, node, node.name)
        for path in SOURCES + TESTS
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.ClassDef) and BANNED_CLASSES.search(node.name)
    ]
    assert files + classes == []


def test_nothing_is_left_unfinished_or_swallowed():
    unfinished = re.compile(r"\b(TODO|FIXME|XXX)\b")
    wrong = [
        at(path, TREES[path], "unfinished")
        for path in SOURCES
        if unfinished.search(path.read_text(encoding="utf-8"))
    ]
    for path in SOURCES:
        for node in ast.walk(TREES[path]):
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                wrong.append(at(path, node, "bare except"))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
                wrong.append(at(path, node, "print"))
    assert wrong == []


def test_no_text_of_a_user_can_reach_an_interpreter():
    """`eval` is nowhere; `exec` and `compile` only where kernels made by us are loaded."""
    wrong = []
    for path in SOURCES:
        banned = {"eval"} if part(path) == "core" else {"eval", "exec", "compile"}
        for node in ast.walk(TREES[path]):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in banned:
                wrong.append(at(path, node, "runs text"))
    assert wrong == []


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
