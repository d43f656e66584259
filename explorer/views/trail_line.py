"""A trail as a line in pixels, made once for a path and a camera: what is drawn of it by step."""

from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.trail_compiling import compiled, is_compiled
from explorer.views.paths import Path
from explorer.views.strokes import GAP, LONGEST, UNSEEN, kept_rows

__all__ = ["BEAD_GAP", "TrailLine", "bead_steps", "strung", "trail_line"]

BEAD_EVERY = 5  # steps
BEAD_GAP = 11.0  # pixels: beads closer than that are left out
SEGMENT = 15.0  # pixels of a line that take as long to draw as it takes to begin a segment


@dataclass(frozen=True, eq=False)
class TrailLine:
    """A path in pixels, without the points that nobody would see."""

    pixels: Array  # (n + 1, 2)
    kept: NDArray[np.intp]  # the steps that move the line, ascending
    beads: NDArray[np.intp]  # the steps that carry a bead, ascending
    work: Array  # (n + 1,): how much there is to draw up to each step, in pixels of a line

    def between(self, first: int, last: int, least: int = 0) -> Array:
        """Return the corners of the line from a step to a later one, (m, 2).

        It begins a little earlier, so that the joint with what is drawn already is closed, but not
        before the step `least`.
        """
        begin, middle, end = np.searchsorted(self.kept, (least, first + 1, last + 1))
        rows = self.kept[max(begin, middle - 2) : end]
        if not len(rows) or rows[-1] != last:
            rows = np.append(rows, last)
        return self.pixels[rows]

    def beads_between(self, first: int, last: int) -> NDArray[np.intp]:
        """Return the steps of the beads after a step, up to another one."""
        begin, end = np.searchsorted(self.beads, (first, last), "right")
        return self.beads[begin:end]


def trail_line(path: Path, pixels: Array, longest: float) -> TrailLine:
    """Return the line of a path whose points lie at pixels (n + 1, 2).

    Of a piece of it no more than `longest` pixels are in the picture.
    """
    fork = path.fork if path.is_forked else 0
    beads = strung(pixels, path.fork)
    if not is_compiled():
        kept = kept_rows(pixels)
        kept = np.union1d(kept, [fork]) if fork else kept
        return TrailLine(pixels, kept, beads, _work(pixels, kept, longest))
    kept, work = np.empty(len(pixels), np.intp), np.empty(len(pixels))
    many = compiled()["thin"](pixels, fork, GAP, UNSEEN, LONGEST, SEGMENT, longest, kept, work)
    return TrailLine(pixels, kept[:many], beads, work)


def strung(pixels: Array, first: int) -> NDArray[np.intp]:
    """Return the steps after `first` that carry a bead: those that are not too near the last."""
    if not is_compiled():
        return _apart(pixels, first)
    beads = np.empty(len(pixels), np.intp)
    return beads[: compiled()["string"](pixels, first, BEAD_EVERY, BEAD_GAP, beads)]


def _work(pixels: Array, kept: NDArray[np.intp], longest: float) -> Array:
    """Return how much there is to draw of a line up to each step."""
    work = np.zeros(len(pixels))
    with np.errstate(invalid="ignore", over="ignore"):
        lengths = np.hypot(*np.diff(pixels[kept], axis=0).T)
    work[kept[1:]] = SEGMENT + np.nan_to_num(np.minimum(lengths, longest))
    return np.cumsum(work)


def bead_steps(pixels: Array, first: int, last: int) -> list[int]:
    """Return the steps in (first, last] that may carry a bead: each fifth, and after long jumps."""
    steps = np.arange(first + 1, last + 1)
    with np.errstate(invalid="ignore", over="ignore"):
        jump = np.abs(pixels[first + 1 : last + 1] - pixels[first:last]).max(axis=1, initial=0.0)
    spots = pixels[steps]
    near = np.isfinite(spots).all(axis=1) & (np.abs(spots) < 1e5).all(axis=1)
    return list(steps[near & ((steps % BEAD_EVERY == 0) | (jump > 2 * BEAD_GAP))])


def _apart(pixels: Array, first: int) -> NDArray[np.intp]:
    """Return the steps after `first` that carry a bead: those that are not too near the last."""
    steps = bead_steps(pixels, min(first, len(pixels) - 1), len(pixels) - 1)
    chosen, x0, y0 = [], -1e9, -1e9
    for step, (x, y) in zip(steps, pixels[steps].tolist(), strict=True):
        if hypot(x - x0, y - y0) >= BEAD_GAP:
            chosen.append(step)
            x0, y0 = x, y
    return np.array(chosen, np.intp)
