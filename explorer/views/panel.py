"""A panel of side by side: what it shows alone, an optimizer or a start, and what its chip says."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QPainter

from explorer.session.document import Document
from explorer.session.naming import entrant_names, start_name
from explorer.views.chip import paint_chip
from explorer.views.numbers import number
from explorer.views.paths import Path
from explorer.views.results_model import short_words
from explorer.views.theme import Theme

__all__ = ["ALL", "Panel", "paint_panel_chip", "panels_of"]


@dataclass(frozen=True)
class Panel:
    """What one panel shows: the paths of one optimizer, or those from one start, by position."""

    entrant: int | None = None
    start: int | None = None

    def shows(self, start: int, entrant: int) -> bool:
        """Tell whether the path of a start and an optimizer belongs here."""
        return self.entrant in (None, entrant) and self.start in (None, start)

    def name(self, document: Document) -> str:
        """Return what it is a panel of; nothing where it shows all, or what is gone by now."""
        if self.entrant is not None and self.entrant < len(document.entrants):
            return entrant_names(document)[self.entrant].whole
        if self.start is not None and self.start < len(document.starts):
            return start_name(document, self.start)
        return ""


ALL = Panel()


def panels_of(document: Document) -> tuple[Panel, ...]:
    """Return the panels of a document: one for each optimizer that is shown, or for each start."""
    racing = [k for k, entrant in enumerate(document.entrants) if entrant.visible]
    if document.panels == "starts" and document.landscape.dim <= 2:
        return tuple(Panel(start=k) for k in range(len(document.starts))) if racing else ()
    return tuple(Panel(entrant=k) for k in racing)


def paint_panel_chip(
    painter: QPainter,
    width: float,
    look: Theme,
    document: Document,
    panel: Panel,
    paths: Sequence[Path],
    active: int,
    step: int,
) -> None:
    """Paint who is shown in a panel, with the loss at a step and, at the end, the verdict.

    Of an optimizer the path from the `active` start counts, of a start the lowest of its paths.
    """
    if panel.entrant is not None and panel.entrant < len(document.entrants):
        own = next((path for path in paths if path.start == active), None)
        slot = document.entrants[panel.entrant].colour
        paint_chip(painter, width, look, slot, _optimizer(document, panel.entrant, own, step))
    elif panel.start is not None and panel.start < len(document.starts):
        best = _lowest(paths, step)
        slot = -1 if best is None else best.slot
        paint_chip(painter, width, look, slot, _start(document, panel.start, best, step))


def _optimizer(document: Document, entrant: int, path: Path | None, step: int) -> list[str]:
    """Return what a chip says of an optimizer, from the longest to the shortest."""
    name = entrant_names(document)[entrant]
    if path is None:
        return [name.whole, name.brief, name.briefest]
    loss = number(_loss(path, step), 3)
    if not path.has_ended(step):
        ends = [(f"loss {loss}", name.whole), (f"loss {loss}", name.brief)]
    else:
        verdict = path.trace.verdict
        long, short = f"loss {loss} · {verdict.words}", f"{loss} · {short_words(verdict)}"
        ends = [(long, name.whole), (long, name.brief), (short, name.brief), (short, name.briefest)]
    ends += [(loss, name.brief), (loss, name.briefest)]
    return [f"{who} · {words}" for words, who in ends]


def _start(document: Document, start: int, best: Path | None, step: int) -> list[str]:
    """Return what a chip says of a start, from the longest to the shortest."""
    name = start_name(document, start)
    if best is None:
        return [name]
    loss, who = number(_loss(best, step), 3), entrant_names(document)[best.entrant]
    brief = name.removeprefix("Start ")
    return [
        f"{name} · best loss {loss}, {who.whole}",
        f"{name} · best {loss}, {who.brief}",
        f"{name} · best {loss}",
        f"{brief} · {loss}",
    ]


def _lowest(paths: Sequence[Path], step: int) -> Path | None:
    """Return the path that is lowest at a step; one without a value only where none has one."""
    if not paths:
        return None
    losses = [_loss(path, step) for path in paths]
    return paths[int(np.argmin([loss if loss == loss else np.inf for loss in losses]))]


def _loss(path: Path, step: int) -> float:
    return float(path.trace.values[path.step(step)])
