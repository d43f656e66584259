"""The picture of a blind descent: the dark land with its probes, or the map with every path."""

from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPainter

from explorer.core.array import Point
from explorer.core.blind_descent import next_step
from explorer.session.challenge import Challenge, Rivals
from explorer.session.worker import Worker
from explorer.views.background import Ground
from explorer.views.camera import Camera
from explorer.views.challenge_drawing import (
    box_on_screen,
    paint_cross,
    paint_dark,
    paint_ghost,
    paint_glow,
    paint_heights,
    paint_label,
    paint_probe,
    paint_ticks_inside,
    paint_way,
    spot,
)
from explorer.views.challenge_scale import (
    KEY_WIDTH,
    HeightScale,
    paint_key,
    scale_of,
    scale_seen,
)
from explorer.views.challenge_words import probe_words
from explorer.views.numbers import coordinates
from explorer.views.paths import Path
from explorer.views.scene import Mark, marks, paint_heads
from explorer.views.theme import Theme
from explorer.views.trails import Trails

__all__ = ["GamePicture"]

HEADS = 0.9  # size of the play heads


@dataclass(frozen=True, eq=False)
class _Shown:
    """What is drawn when the game is over."""

    paths: tuple[Path, ...]
    marks: tuple[Mark, ...]


class GamePicture(QObject):
    """Paints the game as it stands; when it is over, up to `step`, the looks of all alike."""

    changed = Signal()  # the ground has come in finer

    def __init__(self, challenge: Challenge, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._challenge = challenge
        self._ground = Ground(worker, "ground of the challenge", has_ticks=False)
        self._ground.changed.connect(self.changed)
        self._trails = Trails()
        self._scale: HeightScale = scale_seen(challenge.probes)
        self._rivals: Rivals | None = None
        self._shown: _Shown | None = None
        self.choice = 0  # the probe whose numbers are shown
        self.has_hint = False
        self.step = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        """The optimizers' paths that are shown; none before the end."""
        return self._shown.paths if self._shown else ()

    @property
    def last_step(self) -> int:
        """The step at which all paths are at their ends."""
        own = len(self._challenge.probes) - 1
        return max([own, *(path.trace.steps for path in self.paths)])

    def look(self, camera: Camera) -> bool:
        """Take over the game as it stands; True where the rivals' paths have just come."""
        land, had = self._challenge.land.landscape, self._shown is not None
        if self._challenge.is_over:
            self._scale = scale_of(land)
            self._ground.look(land, camera)
        else:
            self._scale = scale_seen(self._challenge.probes)
        rivals = self._challenge.rivals
        if rivals is None:
            self._shown, self.step = None, 0
        elif not had:
            paths = [
                Path(0, k, k, trace.run.optimizer.name if trace.run else "", trace, trace.points)
                for k, trace in enumerate(rivals.traces)
            ]
            self._shown = _Shown(tuple(paths), marks(land, rivals.found))
        return not had and self._shown is not None

    def paint(
        self, painter: QPainter, camera: Camera, look: Theme, ratio: float, cross: Point | None
    ) -> None:
        """Paint all of it; `cross` is where the keys are, None where they are not used."""
        box = self._challenge.land.landscape.box
        room = box_on_screen(camera, box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._challenge.is_over:
            painter.setClipRect(room.adjusted(-1, -1, 1, 1))
            self._paint_map(painter, camera, look, ratio)
            paint_way(painter, camera, look, self._challenge.probes[: self.step + 1])
        else:
            paint_dark(painter, room, camera, box, look)
            painter.setClipRect(room)
        paint_ticks_inside(painter, room, camera, box, look, is_dark=not self._challenge.is_over)
        self._paint_probes(painter, room, camera, look)
        painter.setClipping(False)
        tall = min(room.height(), look.length(300))
        key = QRectF(room.right() + 16, room.center().y() - tall / 2, KEY_WIDTH, tall)
        paint_key(painter, key, self._scale, look)
        if cross is not None:
            paint_cross(painter, spot(camera, cross), room, look)

    def _paint_map(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        known = self._shown.marks if self._shown else ()
        painter.drawImage(0, 0, self._ground.picture(camera, look, True, known, ratio))
        if self.paths and self.step > 0:
            self._trails.sheet(camera, self.paths, self.step, None, look, ratio).draw(painter)

    def _paint_hint(self, painter: QPainter, camera: Camera, look: Theme) -> None:
        last = self._challenge.probes[-1]
        if self.has_hint and (then := next_step(self._challenge.land.landscape, last)):
            paint_ghost(painter, camera, look, last.point, then)

    def _paint_probes(self, painter: QPainter, room: QRectF, camera: Camera, look: Theme) -> None:
        probes, lowest = self._challenge.probes, self._challenge.lowest
        is_over = self._challenge.is_over
        steepest = max((p.steepness for p in probes if isfinite(p.steepness)), default=0.0)
        for one in () if is_over else probes:
            paint_glow(painter, camera, look, one, self._scale)
        for number, one in enumerate(probes):
            paint_probe(
                *(painter, camera, look, one, str(number) if number else "S", self._scale),
                0.0 if is_over else steepest,
                is_lowest=one is lowest,
                is_chosen=number == self.choice,
            )
        if not is_over:
            self._paint_hint(painter, camera, look)
        if self._shown:
            paint_heads(painter, camera, look, self.paths, self.step, None, HEADS)
        if not is_over:
            paint_heights(painter, camera, look, probes, self.choice, probes.index(lowest))
        name = f"Probe {self.choice}" if self.choice else "Start"
        chosen = probes[self.choice]
        lines = (f"{name} · {coordinates(chosen.point)}", probe_words(chosen))
        paint_label(painter, camera, room, look, chosen, lines)
