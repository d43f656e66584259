"""Loading: run a plugin file and put its optimizers beside the built-in ones."""

import importlib.util
import re
import sys
from dataclasses import fields, is_dataclass
from hashlib import sha256
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import get_args

from explorer.core.optimizer import GROUPS, Derivatives, Optimizer, Rule
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.plugins.errors import PluginError, line_of, place_of, sentence_of

__all__ = ["ENTRY_POINTS", "file_of", "load"]

ENTRY_POINTS = "landscape_explorer.optimizers"  # where installed packages name their files
KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
WORDS = ("name", "equation", "source")


def file_of(said: str) -> Path:
    """Return the file of a plugin: a path, or what an installed package calls it.

    Raises PluginError where there is neither.
    """
    path = Path(said)
    if path.is_file():
        return path.resolve()
    for point in entry_points(group=ENTRY_POINTS):
        if point.name == said:
            found = importlib.util.find_spec(point.module)
            if found is not None and found.origin is not None:
                return Path(found.origin)
    raise PluginError(f"There is no file {said}, and no installed plugin of that name.")


def load(path: Path) -> tuple[type[Optimizer], ...]:
    """Run a plugin file and return its optimizers, which are in OPTIMIZERS from now on.

    Loading the same file again gives the same optimizers. Raises PluginError with file and line,
    and then nothing has been added.
    """
    module = _module(path)
    kinds = tuple(
        kind
        for kind in vars(module).values()
        if isinstance(kind, type)
        and issubclass(kind, Optimizer)
        and kind.__module__ == module.__name__
    )
    if not kinds:
        raise PluginError(
            f"{path.name} declares no optimizer: there is no class in it that extends Optimizer."
        )
    for kind in kinds:
        if refusal := _refusal(kind):
            raise PluginError(f"{path.name}, line {_line(kind)}: {refusal}")
    OPTIMIZERS.update({kind.key: kind for kind in kinds})
    return kinds


def _module(path: Path) -> ModuleType:
    try:
        name = f"explorer_plugin_{sha256(path.read_bytes()).hexdigest()[:16]}"
    except OSError as error:
        raise PluginError(f"{path.name} cannot be read: {error.strerror or error}.") from None
    if (known := sys.modules.get(name)) is not None:
        return known
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise PluginError(f"{path.name} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  (a file may raise anything, SystemExit too)
        del sys.modules[name]
        raise PluginError(f"{place_of(error, path, ())}: {sentence_of(error)}") from None
    return module


def _refusal(kind: type[Optimizer]) -> str | None:
    """Return what is wrong with a declaration, in a sentence, or None."""
    key, label = getattr(kind, "key", None), kind.__name__
    if not isinstance(key, str) or KEY.fullmatch(key) is None:
        return f"{label} needs a `key` of small letters, digits and hyphens."
    if OPTIMIZERS.get(key, kind) is not kind:
        return f"There is an optimizer called {key} already."
    for word in WORDS:
        if not isinstance(getattr(kind, word, None), str) or not getattr(kind, word).strip():
            return f"{label} needs a `{word}`, which is text."
    if getattr(kind, "group", None) not in GROUPS:
        return f"The group of {label} must be one of {', '.join(GROUPS)}."
    if kind.derivatives not in get_args(Derivatives):
        return f"The derivatives of {label} must be one of {', '.join(get_args(Derivatives))}."
    if not is_dataclass(kind) or "__dataclass_fields__" not in vars(kind):
        return f"{label} needs @dataclass(frozen=True) before its class."
    if not isinstance(getattr(getattr(kind, "step", None), "rule", None), Rule):
        return f"{label} needs a static method `step`, declared with @rule or @whole_rule."
    if bare := [f.name for f in fields(kind) if f.name != "extras" and not f.metadata.get("param")]:
        return f"The setting {bare[0]} of {label} needs to be declared with param(...)."
    try:
        hash(kind())
    except SettingError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001  (its own __post_init__ may raise anything)
        return f"{label} cannot be made with its own defaults: {sentence_of(error)}"
    return None


def _line(kind: type[Optimizer]) -> int:
    import inspect

    try:
        return inspect.getsourcelines(kind)[1]
    except (OSError, TypeError):
        return line_of(kind.step) if hasattr(kind, "step") else 1
