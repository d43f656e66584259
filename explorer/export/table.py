"""The table of results: where each run ended, what it cost, and how we know; text or JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import isfinite
from typing import Any

from explorer.core.array import Point
from explorer.core.landscape import Landscape
from explorer.core.moved_landscape import MovedLandscape
from explorer.core.moves import Moves
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import Training
from explorer.core.optimizer import Optimizer
from explorer.core.param import params
from explorer.core.run import Trace
from explorer.core.sculpted_landscape import humps_of, land_below
from explorer.session.document import Document, Entrant
from explorer.session.race import Race

__all__ = ["as_json", "as_text"]

PLACES = ("start", "ended at", "value")
LEARNED = ("loss", "held-out loss", "right", "held-out right")
RIGHT_OF = {"", "value", "steps", *LEARNED}


def as_text(document: Document, race: Race) -> str:
    """Return the results as a table, with the evidence for each verdict below it."""
    ground = document.landscape
    names = _names(document)
    middle = PLACES if isinstance(ground, Landscape) else LEARNED
    rows: list[Sequence[str]] = [("", "optimizer", *middle, "steps", "evaluations", "verdict")]
    evidence = []
    for number, (start, entrant, trace) in enumerate(_runs(race), 1):
        verdict = trace.verdict
        rows.append(
            (
                str(number),
                names[entrant],
                *_came_of(trace, document.starts[start]),
                str(trace.steps),
                _cost(trace),
                verdict.words,
            )
        )
        evidence.append(f"{number:>3}  {verdict.evidence}")
    lines = [f"{ground.name}: {ground.shown_formula}{_over(ground)}", "", *_aligned(rows), ""]
    settings = [
        f"  {name}: {_settings(entrant)}"
        for name, entrant in zip(names, document.entrants, strict=True)
        if entrant.visible
    ]
    return "\n".join([*lines, "How we know", *evidence, "", "Settings", *settings])


def as_json(document: Document, race: Race) -> str:
    """Return the results as JSON: one object a run; numbers that are not finite are null."""
    ground = document.landscape
    table = {
        "landscape": ground.key,
        "formula": ground.formula,
        "shown": ground.shown_formula,
        "constants": _constants(ground),
        "moves": _moves(ground),
        "humps": [asdict(hump) for hump in humps_of(ground)],
        "box": ground.box if isinstance(ground, Landscape) else None,
        "seed": document.seed,
        "tolerance": document.tolerance,
        "boundary": document.boundary,
        "runs": [
            _result(document.starts[start], document.entrants[entrant].optimizer, trace)
            for start, entrant, trace in _runs(race)
        ],
    }
    return json.dumps(_finite(table), indent=2, ensure_ascii=False, allow_nan=False)


def _over(ground: Landscape | TinyNet) -> str:
    if isinstance(ground, TinyNet):
        return ""
    return "   over " + " × ".join(f"[{low:g}, {high:g}]" for low, high in ground.box)


def _came_of(trace: Trace, start: Point) -> tuple[str, ...]:
    """Return the middle of a row: places and value, or what a net has learned."""
    if isinstance(trace, Training):
        losses = trace.train_losses[-1], trace.held_out_losses[-1]
        shares = trace.train_accuracies[-1], trace.held_out_accuracies[-1]
        return (*(f"{x:.6g}" for x in losses), *(f"{x:.3f}" for x in shares))
    verdict = trace.verdict
    return _place(start), _place(verdict.point), f"{verdict.value:.6g}"


def _constants(ground: Landscape | TinyNet) -> dict[str, float]:
    return {c.name: c.value for c in ground.constants} if isinstance(ground, Landscape) else {}


def _moves(ground: Landscape | TinyNet) -> dict[str, float]:
    """Return how the land was moved: what differs from the land as it is."""
    ground = land_below(ground) if isinstance(ground, Landscape) else ground
    if not isinstance(ground, MovedLandscape):
        return {}
    moves = asdict(ground.moves)
    return {name: value for name, value in moves.items() if value != getattr(Moves(), name)}


def _runs(race: Race) -> Iterator[tuple[int, int, Trace]]:
    for start, row in enumerate(race.traces):
        for entrant, trace in enumerate(row):
            if trace is not None:
                yield start, entrant, trace


def _names(document: Document) -> list[str]:
    """Return a name for each entrant; those that occur more than once are numbered."""
    names = [entrant.optimizer.name for entrant in document.entrants]
    return [
        f"{name} {names[: index + 1].count(name)}" if names.count(name) > 1 else name
        for index, name in enumerate(names)
    ]


def _result(start: Point, optimizer: Optimizer, trace: Trace) -> dict[str, Any]:
    verdict = trace.verdict
    return {
        "optimizer": optimizer.key,
        "settings": {name: getattr(optimizer, name) for name in params(optimizer)},
        "start": start,
        "steps": trace.steps,
        "learned": _learned(trace),
        "stop": trace.stop.name.lower().replace("_", "-"),
        "evaluations": dict(trace.evaluations),
        "verdict": {
            "kind": verdict.kind,
            "is_global": verdict.is_global,
            "point": verdict.point,
            "value": verdict.value,
            "gradient_norm": verdict.gradient_norm,
            "curvatures": verdict.curvatures,
            "minimum": verdict.minimum,
            "period": verdict.period,
            "exponent": verdict.exponent,
            "words": verdict.words,
            "evidence": verdict.evidence,
        },
    }


def _learned(trace: Trace) -> dict[str, float] | None:
    """Return losses, without penalties, and shares of right answers at the end of a training."""
    if not isinstance(trace, Training):
        return None
    return {
        "train_loss": float(trace.train_losses[-1]),
        "held_out_loss": float(trace.held_out_losses[-1]),
        "train_accuracy": float(trace.train_accuracies[-1]),
        "held_out_accuracy": float(trace.held_out_accuracies[-1]),
    }


def _finite(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {key: _finite(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_finite(value) for value in thing]
    if isinstance(thing, float):
        return float(thing) if isfinite(thing) else None
    return thing


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.rjust(width) if rows[0][column] in RIGHT_OF else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _place(point: Sequence[float]) -> str:
    return f"({', '.join(f'{coordinate:.4g}' for coordinate in point)})"


def _cost(trace: Trace) -> str:
    counts = trace.evaluations.items()
    return ", ".join(f"{count} {name}" for name, count in counts if count) or "none"


def _settings(entrant: Entrant) -> str:
    optimizer = entrant.optimizer
    pairs = (f"{name}={getattr(optimizer, name):.6g}" for name in params(optimizer))
    return ", ".join(pairs) or "none"
