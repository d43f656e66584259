"""Run a whole race at once, without a window: what the command line prints and draws."""

from time import perf_counter

from explorer.core.descent import descend
from explorer.session.document import Document
from explorer.session.limits import check_document
from explorer.session.race import Race

__all__ = ["raced"]


def raced(document: Document) -> Race:
    """Return the finished race of a document; SettingError where a run cannot be taken."""
    check_document(document)
    places = [
        (start, index)
        for start in range(len(document.starts))
        for index, entrant in enumerate(document.entrants)
        if entrant.visible
    ]
    runs = [document.run(start, index) for start, index in places]
    begun = perf_counter()
    found = dict(zip(places, descend(runs), strict=True))
    milliseconds = 1000 * (perf_counter() - begun)
    traces = tuple(
        tuple(found.get((start, index)) for index in range(len(document.entrants)))
        for start in range(len(document.starts))
    )
    return Race(document, traces, milliseconds)
