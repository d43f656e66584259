"""`landscape-explorer list`: the landscapes and optimizers there are."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from explorer import api
from explorer.core.landscape import Landscape
from explorer.core.optimizer import Optimizer
from explorer.core.param import params

__all__ = ["list_catalogue"]


def list_catalogue(what: str | None, *, as_json: bool) -> int:
    """Print the landscapes, the optimizers, or both where `what` is None."""
    found: dict[str, list[dict[str, Any]]] = {}
    if what in (None, "landscapes"):
        found["landscapes"] = [_landscape(one) for one in api.landscapes().values()]
    if what in (None, "optimizers"):
        found["optimizers"] = [_optimizer(one) for one in api.optimizers().values()]
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


def _optimizer(kind: type[Optimizer]) -> dict[str, Any]:
    usual = kind()
    return {
        "key": kind.key,
        "name": kind.name,
        "equation": kind.equation,
        "derivatives": kind.derivatives,
        "settings": {
            name: {
                "default": getattr(usual, name),
                "low": declared.low,
                "high": declared.high,
                "help": declared.help,
            }
            for name, declared in params(kind).items()
        },
        "source": kind.source,
        "differs": kind.differs,
    }


def _section(title: str, rows: list[dict[str, Any]]) -> str:
    width = max(len(row["key"]) for row in rows)
    tell = _landscape_line if title == "landscapes" else _optimizer_line
    return "\n".join([title, *(f"  {row['key']:<{width}}  {tell(row)}" for row in rows)])


def _landscape_line(row: Mapping[str, Any]) -> str:
    return f"{row['dim']}D  {row['line'] or row['name']}"


def _optimizer_line(row: Mapping[str, Any]) -> str:
    settings = ", ".join(f"{name}={one['default']:g}" for name, one in row["settings"].items())
    return f"{settings or 'no settings'}"
