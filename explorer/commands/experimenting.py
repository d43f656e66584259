"""`landscape-explorer experiment`: run a study with its settings, and print what it finds."""

import json
import sys
from collections.abc import Sequence
from math import isfinite, isnan
from typing import Any

from explorer import api
from explorer.commands.parser import Parser
from explorer.core.experiment import Experiment, Finding
from explorer.core.param import SettingError, params

__all__ = ["experiment"]


def experiment(key: str, arguments: Sequence[str]) -> int:
    """Run the experiment of a key with the settings typed after it; return the exit status."""
    kind = api.experiments().get(key)
    if kind is None:
        known = ", ".join(api.experiments())
        raise SettingError(f"There is no experiment called {key!r}; there is {known}.")
    options = vars(_parser(kind).parse_args(arguments))
    as_json = options.pop("json")
    given = {name: value for name, value in options.items() if value is not None}
    finding = api.experiment(key, **given)
    sys.stdout.write((_as_json if as_json else _as_text)(kind, given, finding) + "\n")
    return 0


def _parser(kind: type[Experiment]) -> Parser:
    usual = kind()
    parser = Parser(
        prog=f"landscape-explorer experiment {kind.key}",
        description=f"{kind.line}. Source: {kind.source}",
        allow_abbrev=False,
    )
    for name, declared in params(usual).items():
        default = getattr(usual, name)
        parser.add_argument(
            *dict.fromkeys((f"--{name.replace('_', '-')}", f"--{name}")),
            dest=name,
            type=int if declared.whole else float,
            metavar="NUMBER",
            help=f"{declared.help} ({default:g}; from {declared.low:g} to {declared.high:g})",
        )
    parser.add_argument("--json", action="store_true", help="as JSON, the curves with it")
    return parser


def _as_text(kind: type[Experiment], given: dict[str, float], finding: Finding) -> str:
    settings = ", ".join(f"{name}={value:g}" for name, value in given.items())
    title = f"{kind.name} ({settings})" if settings else kind.name
    width = max(map(len, kind.finds))
    lines = [
        f"  {name:<{width}}  {_shown(finding.numbers[name]):>10}  {words}"
        for name, words in kind.finds.items()
    ]
    return "\n".join([title, *lines])


def _shown(value: float) -> str:
    return "none" if isnan(value) else f"{value:.5g}"


def _as_json(kind: type[Experiment], given: dict[str, float], finding: Finding) -> str:
    usual = kind()
    found: dict[str, Any] = {
        "experiment": kind.key,
        "settings": {name: given.get(name, getattr(usual, name)) for name in params(usual)},
        "numbers": {name: _known(value) for name, value in finding.numbers.items()},
        "across": finding.across,
        "up": finding.up,
        "curves": [
            {"name": one.name, "x": list(map(_known, one.x)), "y": list(map(_known, one.y))}
            for one in finding.curves
        ],
    }
    return json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False)


def _known(value: float) -> float | None:
    """Return a number as JSON has it: there is none for NaN."""
    return float(value) if isfinite(value) else None
