"""`landscape-explorer list`: what there is to race, to measure and to play."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from explorer import api
from explorer.core.experiment import Experiment
from explorer.core.landscape import Landscape
from explorer.core.measure import Measure
from explorer.core.nets.data_sets import DATA_SETS, DataKind, Dial
from explorer.core.optimizer import Optimizer
from explorer.core.param import Param, params
from explorer.system_check import missing_libraries

__all__ = ["list_catalogue"]


def list_catalogue(what: str | None, *, as_json: bool) -> int:
    """Print a part of what there is, like the landscapes, or all of it where `what` is None."""
    found = {name: rows() for name, rows in CATALOGUE.items() if what in (None, name)}
    if as_json:
        sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
    else:
        sys.stdout.write("\n\n".join(_section(name, rows) for name, rows in found.items()) + "\n")
    return 0


def _landscape(one: Landscape) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "dim": one.dim,
        "line": one.line,
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
    return {"default": default, "low": one.low, "high": one.high, "help": one.help}


def _section(title: str, rows: list[dict[str, Any]]) -> str:
    width = max((len(row["key"]) for row in rows), default=0)
    return "\n".join([title, *(f"  {row['key']:<{width}}  {_line(row)}" for row in rows)])


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
    settings = ", ".join(f"{name}={one['default']:g}" for name, one in row["settings"].items())
    return settings or "no settings"


def _dial(named: tuple[str, Dial]) -> str:
    name, one = named
    said = "|".join(word.replace(" ", "-") for word in one.words)
    return f"{name}={said or f'{one.default:g}'}"


CATALOGUE: Mapping[str, Callable[[], list[dict[str, Any]]]] = {
    "landscapes": lambda: [_landscape(one) for one in api.landscapes().values()],
    "data": lambda: [_data(kind) for kind in DATA_SETS.values()],
    "optimizers": lambda: [_optimizer(one) for one in api.optimizers().values()],
    "experiments": lambda: [_experiment(one) for one in api.experiments().values()],
    "measures": lambda: [_measure(one) for one in api.measures().values()],
    "lessons": _lessons,
}
