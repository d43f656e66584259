"""`landscape-explorer list`: what there is to race, to measure and to play."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from explorer import api
from explorer.core.experiment import Experiment
from explorer.core.finding import idea
from explorer.core.kinds import KINDS
from explorer.core.landscape import Landscape
from explorer.core.landscapes import SECTIONS
from explorer.core.measure import Measure
from explorer.core.nets.data_sets import DATA_SETS, DataKind, Dial
from explorer.core.optimizer import GROUPS, Optimizer
from explorer.core.param import Param, SettingError, params
from explorer.system_check import missing_libraries

__all__ = ["list_catalogue"]


def list_catalogue(what: str | None, *, as_json: bool, group: str = "", tag: str = "") -> int:
    """Print a part of what there is, like the landscapes, or all of it where `what` is None.

    With a group only its optimizers, with a tag or a kind only such landscapes; SettingError where
    there is no such group or tag.
    """
    part = (group and "optimizers") or (tag and "landscapes") or what
    found = {name: rows() for name, rows in CATALOGUE.items() if part in (None, name)}
    if group:
        found["optimizers"] = [row for row in found["optimizers"] if row["group"] == _group(group)]
    if tag:
        keys = _tagged(tag)
        found["landscapes"] = [row for row in found["landscapes"] if row["key"] in keys]
    if as_json:
        sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
    else:
        sys.stdout.write("\n\n".join(_section(name, rows) for name, rows in found.items()) + "\n")
    return 0


def _group(words: str) -> str:
    group = words.strip().lower().replace("-", " ")
    if group not in GROUPS:
        raise SettingError(
            f"There is no group called {words[:40]!r}; there are {', '.join(GROUPS)}."
        )
    return group


def _tagged(words: str) -> set[str]:
    """Return the keys of the landscapes with a tag, or of a kind as the gallery has them."""
    tag = words.strip().lower().replace("-", " ")
    rows = api.landscapes().values()
    tags = KINDS[tag].tags if tag in KINDS else {tag}
    found = {row.key for row in rows if any(own.replace("-", " ") in tags for own in row.tags)}
    if not found:
        known = sorted({own for row in rows for own in row.tags} | set(KINDS))
        raise SettingError(f"There is no tag called {words[:40]!r}; there are {', '.join(known)}.")
    return found


def _landscape(one: Landscape) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "dim": one.dim,
        "section": _SECTION_OF[one.key],
        "line": one.line,
        "tags": one.tags,
        "formula": one.formula,
        "box": one.box,
        "constants": {constant.name: constant.value for constant in one.constants},
        "minima": one.minima,
        "lowest": one.lowest,
        "start": one.suggested_start,
        "source": one.source,
    }


def _data(kind: DataKind) -> dict[str, Any]:
    return {
        "key": kind.key,
        "name": kind.name,
        "line": kind.line,
        "examples": kind.plan.examples,
        "inputs": kind.features,
        "classes": kind.classes,
        "groups": kind.groups,
        "dials": {
            name: _declared(one.default, one.param) | {"words": one.words}
            for name, one in kind.dials.items()
        },
        "source": kind.source,
    }


def _optimizer(kind: type[Optimizer]) -> dict[str, Any]:
    usual = kind()
    return {
        "key": kind.key,
        "name": kind.name,
        "group": kind.group,
        "about": idea(kind),
        "cost": kind.cost,
        "draws": kind.draws,
        "equation": kind.equation,
        "derivatives": kind.derivatives,
        "settings": _settings(usual),
        "source": kind.source,
        "differs": kind.differs,
    }


def _experiment(kind: type[Experiment]) -> dict[str, Any]:
    return {
        "key": kind.key,
        "name": kind.name,
        "line": kind.line,
        "finds": dict(kind.finds),
        "settings": _settings(kind()),
        "source": kind.source,
    }


def _measure(kind: type[Measure]) -> dict[str, Any]:
    usual = kind()
    numbers = _settings(usual)
    names = {field.name for field in fields(usual)} - set(numbers)
    return {
        "key": kind.key,
        "name": kind.name,
        "line": kind.line,
        "unit": kind.unit,
        "runs": kind.runs,
        "settings": numbers | {name: {"default": getattr(usual, name)} for name in sorted(names)},
    }


def _lessons() -> list[dict[str, Any]]:
    if missing_libraries(window=False):
        return []  # the files of lessons are read with Qt, and all else is not
    from explorer.session.lesson_shelf import contents

    return [
        {
            "key": one.key,
            "title": one.title,
            "line": one.line,
            "number": one.number or None,
            "folder": str(one.folder),
            "fault": one.fault or None,
        }
        for one in contents()
    ]


def _settings(usual: Any) -> dict[str, dict[str, Any]]:
    return {
        name: _declared(getattr(usual, name), declared) for name, declared in params(usual).items()
    }


def _declared(default: float, one: Param) -> dict[str, Any]:
    words = {"words": one.words} if one.words else {}
    return {"default": default, "low": one.low, "high": one.high, "help": one.help} | words


def _section(title: str, rows: list[dict[str, Any]]) -> str:
    """Return the rows below each other, under the headings of their parts where they have any."""
    parts: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for row in rows:
        parts.setdefault(row.get("group") or row.get("section") or "", []).append(row)
    width = max((len(row["key"]) for row in rows), default=0)
    lines = [title]
    for part, members in parts.items():
        common = GROUPS.get(part)  # type: ignore[call-overload]
        lines += [f"  {part}: {common}" if common else f"  {part}"] if part and members else []
        margin = "    " if part else "  "
        lines += [f"{margin}{row['key']:<{width}}  {_line(row)}" for row in members]
    return "\n".join(lines)


def _line(row: Mapping[str, Any]) -> str:
    if "fault" in row:
        number = f"{row['number']}. " if row["number"] else ""
        return f"{number}{row['title']}: {row['fault'] or row['line']}"
    if "formula" in row:
        return f"{row['dim']}D  {row['line'] or row['name']}"
    if row.get("dials"):
        return f"{row['line']} ({', '.join(map(_dial, DATA_SETS[row['key']].dials.items()))})"
    if "line" in row:
        return str(row["line"])
    settings = ", ".join(f"{name}={_usual(one)}" for name, one in row["settings"].items())
    return f"{row['cost']}; {settings or 'no settings'}"


def _usual(setting: Mapping[str, Any]) -> str:
    """Return what a setting begins with: a number, or its word."""
    words, default = setting.get("words"), setting["default"]
    return words[int(default)].replace(" ", "-") if words else f"{default:g}"


def _dial(named: tuple[str, Dial]) -> str:
    name, one = named
    said = "|".join(word.replace(" ", "-") for word in one.words)
    return f"{name}={said or f'{one.default:g}'}"


_SECTION_OF = {
    row.key: title for title, families in SECTIONS.items() for family in families for row in family
}
CATALOGUE: Mapping[str, Callable[[], list[dict[str, Any]]]] = {
    "landscapes": lambda: [_landscape(one) for one in api.landscapes().values()],
    "data": lambda: [_data(kind) for kind in DATA_SETS.values()],
    "optimizers": lambda: [_optimizer(one) for one in api.optimizers().values()],
    "experiments": lambda: [_experiment(one) for one in api.experiments().values()],
    "measures": lambda: [_measure(one) for one in api.measures().values()],
    "lessons": _lessons,
}
