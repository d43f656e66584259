"""Trails: the paths up to the play head, kept as one picture that grows step by step.

To go back is to begin from a picture that was put by on the way, not from the start. Where there is
so much line that nobody could follow it, all of it is drawn fine, which takes a tenth of the time.
"""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from explorer.core.trail_compiling import is_compiled
from explorer.session.selection import Selection
from explorer.views.camera import Camera
from explorer.views.paths import Path
from explorer.views.theme import Theme
from explorer.views.trail_line import BEAD_GAP, TrailLine, bead_steps, trail_line
from explorer.views.trail_painting import CASING, Beads, Stroke
from explorer.views.trail_sheet import TrailSheet

__all__ = ["BEAD", "BEAD_GAP", "CASING", "PAST", "WIDTH", "Trails", "bead_steps", "is_dimmed"]

WIDTH = 2.4  # pixels: the line
PAST = 1.0  # pixels: the line of what a fork shares with nobody who is drawn
BEAD = 5.5  # pixels across
DIMMED = 0.22  # opacity of the paths that are not selected
EACH = 40_000.0  # pixels of line between two pictures that are put by: some 7 milliseconds
CROWDED = 600_000.0  # pixels of line: more are drawn fine
FINE = 1.0  # pixels of the screen
QUICKER = 3.0  # times that a fine line is drawn as quickly
MOST_BYTES = 64_000_000  # of the pictures that are put by


def is_dimmed(path: Path, selection: Selection | None) -> bool:
    """Tell whether another path is selected."""
    return selection is not None and selection != (path.start, path.entrant)


class Trails:
    """Draws only the steps that are new; other paths or another camera are drawn all anew."""

    def __init__(self, width: float = WIDTH, bead: float = BEAD) -> None:
        self._width, self._bead_size = width, bead
        self._key: object = None
        self._sheet = TrailSheet()
        self._done = -1
        self._lines: list[TrailLine] = []
        self._stops: list[int] = []  # the steps whose pictures are put by, ascending
        self._kept: dict[int, TrailSheet] = {}
        self._is_fine = False

    def sheet(
        self,
        camera: Camera,
        paths: Sequence[Path],
        step: int,
        selection: Selection | None,
        look: Theme,
        ratio: float = 1.0,
    ) -> TrailSheet:
        """Return the trails up to `step` on a sheet of the camera's size."""
        # The paths themselves, not their addresses: another path may come to lie at the same.
        key = (camera, look.name, ratio, selection, tuple(paths), is_compiled())
        if key != self._key:
            self._begin(camera, paths, ratio)
            self._key = key
        nearest = max((stop for stop in self._kept if stop <= step), default=0)
        if step < self._done or nearest > self._done:
            self._go_to(nearest)
        while self._done < step:
            place = bisect_right(self._stops, self._done)
            stop = self._stops[place] if place < len(self._stops) else step
            self._draw(paths, min(stop, step), selection, look)
            if self._done == stop and place < len(self._stops):
                self._kept[stop] = self._sheet.copy()
        return self._sheet

    def _begin(self, camera: Camera, paths: Sequence[Path], ratio: float) -> None:
        self._sheet.begin(camera.width, camera.height, ratio)
        # All at once: to ask eight times takes longer than to ask for eight times as much.
        pixels = camera.to_pixels(np.concatenate([np.empty((0, 2)), *(p.points for p in paths)]))
        self._lines, end = [], 0
        for path in paths:
            own = pixels[end : end + len(path.points)]
            self._lines.append(trail_line(path, own, camera.width + camera.height))
            end += len(path.points)
        longest = max((len(line.work) for line in self._lines), default=1)
        work = np.zeros(longest)
        for line in self._lines:
            work[: len(line.work)] += line.work
            work[len(line.work) :] += line.work[-1]
        self._is_fine = bool(work[-1] > CROWDED)
        each = EACH * (QUICKER if self._is_fine else 1.0)
        each = max(each, work[-1] * self._sheet.image.sizeInBytes() / MOST_BYTES)
        self._stops = np.searchsorted(work, np.arange(each, work[-1], each)).tolist()
        self._stops = sorted({stop for stop in self._stops if stop > 0})
        self._kept = {}
        self._go_to(0)

    def _go_to(self, stop: int) -> None:
        """Begin from a picture that was put by, or from none."""
        if stop in self._kept:
            self._sheet = self._kept[stop].copy()
        else:
            self._sheet.clear()
        self._done = stop

    def _draw(
        self, paths: Sequence[Path], step: int, selection: Selection | None, look: Theme
    ) -> None:
        past: list[Stroke] = []
        new: list[Stroke] = []
        beads: list[Beads] = []
        # Selected paths last, so that they lie on top.
        for k in sorted(range(len(paths)), key=lambda k: not is_dimmed(paths[k], selection)):
            path, line = paths[k], self._lines[k]
            first, last = path.step(self._done), path.step(step)
            opacity = DIMMED if is_dimmed(path, selection) else 1.0
            is_bare = path.is_shared and selection != (path.start, path.entrant)
            if path.fork > first and last > first and not is_bare:
                corners = line.between(first, min(last, path.fork))
                past.append(Stroke(corners, path.slot, opacity, PAST, False))
            first = max(first, path.fork)
            if last > first:
                corners = line.between(first, last, path.fork)
                width = (
                    FINE / self._sheet.image.devicePixelRatio() if self._is_fine else self._width
                )
                new.append(Stroke(corners, path.slot, opacity, width, not self._is_fine))
                rows = line.beads_between(first, last)
                if len(rows) and not self._is_fine:
                    beads.append(Beads(line.pixels, rows, path.slot, opacity, self._bead_size))
        # One pixel wide, Qt draws them more quickly.
        self._sheet.paint([*past, *new], beads, look, is_compiled() and not self._is_fine)
        self._done = step
