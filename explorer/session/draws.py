"""Draw again: the same set-up with other random examples, another start, or other noise."""

from dataclasses import replace
from typing import Any, TypeVar

from explorer.core.experiment import Experiment
from explorer.core.landscape import Landscape
from explorer.core.measure import Measure
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.randomness import starts_in
from explorer.session.document import Document
from explorer.session.lesson import Vary

__all__ = ["drawn_again", "study_drawn_again"]

_SEEDS = 2**31  # seeds of data and weights lie below; those of a document may be larger

Study = TypeVar("Study", bound=Measure | Experiment)


def drawn_again(document: Document, draw: int, vary: Vary = "all") -> Document:
    """Return another draw of a document; draw 0 is the document as it is.

    Draw n adds n to the seeds: of the data, of the initial weights, or of the noise. On a map,
    where a start has no seed, all starts are drawn evenly from the box instead. Weights that were
    typed or dragged by hand stay where they are.
    """
    if draw == 0:
        return document
    if vary in ("all", "data") and isinstance(document.landscape, TinyNet):
        document = _with_other_data(document, document.landscape, draw)
    if vary in ("all", "start"):
        document = _with_other_starts(document, draw)
    if vary in ("all", "noise"):
        document = replace(document, seed=(document.seed + draw) % 2**63)
    return document


def study_drawn_again(study: Study, draw: int) -> Study:
    """Return a measure or an experiment with its seed, if it has one, moved on by `draw`."""
    seed = getattr(study, "seed", None)
    if draw == 0 or not isinstance(seed, int):
        return study
    changes: dict[str, Any] = {"seed": (seed + draw) % _SEEDS}
    return replace(study, **changes)


def _with_other_data(document: Document, net: TinyNet, draw: int) -> Document:
    plan = replace(net.data, seed=(net.data.seed + draw) % _SEEDS)
    return replace(document, landscape=replace(net, data=plan))


def _with_other_starts(document: Document, draw: int) -> Document:
    ground = document.landscape
    if isinstance(ground, Landscape):
        count = len(document.starts)
        places = starts_in(ground.box, 0, (draw - 1) * count, count)
        return replace(document, starts=tuple(map(tuple, places.tolist())))
    before, seed = ground, ground.init_seed
    ground = replace(ground, init_seed=(seed + draw) % _SEEDS)
    starts = tuple(
        ground.initial(ground.init, (ground.init_seed + number) % _SEEDS)
        if start == before.initial(before.init, (seed + number) % _SEEDS)
        else start
        for number, start in enumerate(document.starts)
    )
    return replace(document, landscape=ground, starts=starts)
