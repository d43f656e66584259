"""The plane of a slice: the panel that draws it and answers to pointer and keys."""

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from explorer.core.array import Array
from explorer.core.nets.honesty import Honesty
from explorer.session.session import Session
from explorer.session.slicer import Slice
from explorer.views.curve_trails import paint_curve_trails
from explorer.views.fork_marks import paint_forks
from explorer.views.numbers import number
from explorer.views.panel import Panel, paint_panel_chip
from explorer.views.paths import Path
from explorer.views.scene import mark_scale, paint_heads, paint_starts
from explorer.views.slice_drawing import paint_gauge, paint_pole, scale_colours
from explorer.views.slice_ground import SliceGround
from explorer.views.slice_hand import SliceHand
from explorer.views.slice_paths import slice_paths, true_value
from explorer.views.slice_viewpoint import SliceViewpoint
from explorer.views.theme import Theme, theme, theme_changed
from explorer.views.touch import Touch
from explorer.views.touchable import Touchable
from explorer.views.trails import DIMMED, Trails, is_dimmed

__all__ = ["SlicePlane"]

REACH = 12.0  # pixels: how near to a play head the pointer asks for it


class SlicePlane(Touchable):
    """Terrain, paths, play heads with their stems, and starts: all on the slice that is shown."""

    pointed = Signal(object)  # (x, y) of the plane under the pointer; None when it has left

    def __init__(
        self, session: Session, ground: SliceGround, viewpoint: SliceViewpoint, hand: SliceHand
    ) -> None:
        super().__init__(Touch(session, viewpoint, hand), hand)
        self.shows_contours = True
        self.entrant: int | None = None
        self.honest: Honesty | None = None  # at the play head of the followed run
        self._session, self._ground, self._viewpoint, self._hand = session, ground, viewpoint, hand
        self._trails = Trails()
        self._paths: tuple[Path, ...] = ()
        self._of: object = None  # what the paths were projected from
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(96, 72)
        for changed in (
            session.changed, session.raced, session.selected, session.playback.moved,
            session.focus.changed, viewpoint.changed, hand.changed, ground.changed, theme_changed,
        ):  # fmt: skip
            changed.connect(self._refresh)

    @property
    def shown_paths(self) -> tuple[Path, ...]:
        """The paths on the slice that is shown, projected anew only when one of both changed."""
        seen, race = self._ground.shown, self._session.race
        of = (seen and seen.plane, race, seen and seen.plan.layer)
        if of != self._of:
            self._of = of
            found = slice_paths(race, seen, self._paths) if seen is not None else ()
            self._paths = tuple(p for p in found if self.entrant in (None, p.entrant))
        return self._paths

    def show_entrant(self, entrant: int) -> None:
        """Show one optimizer alone, and its name."""
        if entrant != self.entrant:
            self.entrant, self._of = entrant, None
            self.update()

    def _refresh(self, _: object = None) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, camera, step = theme(), self._viewpoint.camera, self._session.playback.step
        ratio, selection = self.devicePixelRatioF(), self._session.selection
        small, found = mark_scale(camera), self.shown_paths
        painter = QPainter(self)
        painter.drawImage(0, 0, self._ground.picture(camera, look, self.shows_contours, ratio))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._ground.line is not None:
            paint_curve_trails(painter, camera, look, found, step, selection, ratio)
        elif found and step:
            self._trails.sheet(camera, found, step, selection, look, ratio).draw(painter)
        if self._ground.shown is not None:
            starts = camera.to_pixels(self._hand.starts())
            focused, locked = self.hasFocus(), self._touch.is_locked
            paint_starts(painter, camera, look, starts, self._hand.active, focused, small, locked)
            self._paint_stems(painter, look, self._ground.shown)
            paint_forks(painter, camera, look, found, step, selection, small)
            paint_heads(painter, camera, look, found, step, selection, small)
        document, active = self._session.document, self._hand.active
        panel = Panel(self.entrant)
        paint_panel_chip(painter, camera.width, look, document, panel, found, active, step)
        painter.end()

    def _paint_stems(self, painter: QPainter, look: Theme, seen: Slice) -> None:
        """Paint from every dot a stem to its true loss; that of the followed run comes last."""
        selection, followed = self._session.selection, self._session.focus.followed
        for path in self._paths:
            if (path.start, path.entrant) != followed or self.honest is None:
                at, surface, true = self._standing(path, seen)
                painter.setOpacity(2 * DIMMED if is_dimmed(path, selection) else 1.0)
                self._paint_stem(painter, look, seen, at, surface, true, path.slot, False)
        painter.setOpacity(1.0)
        honest, slots = self.honest, {(p.start, p.entrant): p.slot for p in self._paths}
        if honest is not None and followed in slots:
            at = np.array([*honest.dot, honest.surface])[:2]
            slot = slots[followed]
            self._paint_stem(painter, look, seen, at, honest.surface, honest.true, slot, True)

    def _standing(self, path: Path, seen: Slice) -> tuple[Array, float, float]:
        """Return where a play head is, the surface there as the picture has it, and the truth."""
        step = path.step(self._session.playback.step)
        at = path.points[step]
        return at, self._ground.value_at(*at.tolist()), true_value(path, step, seen)

    def _paint_stem(
        self,
        painter: QPainter,
        look: Theme,
        seen: Slice,
        at: Array,
        surface: float,
        true: float,
        slot: int,
        is_followed: bool,
    ) -> None:
        camera, scale = self._viewpoint.camera, self._ground.scale
        is_line = self._ground.line is not None
        foot = [at[0], surface] if is_line else at
        ends = camera.to_pixels(np.array([foot, [at[0], true]]))
        inside = (ends[0] >= 0).all() and (ends[0] <= (camera.width, camera.height)).all()
        if scale is None or not inside or np.isnan(surface) or np.isnan(true):
            return
        dot = QPointF(*ends[0].tolist())
        if is_line:  # the head itself is at the truth
            y = min(max(float(ends[1, 1]), -20.0), camera.height + 20.0)
            paint_pole(painter, QPointF(dot.x(), y), dot, look, look.colour(slot), is_followed)
            return
        colours = scale_colours(seen.plan.layer)
        paint_gauge(
            painter, dot, look, scale, colours, surface, true, look.colour(slot), is_followed
        )

    def head_words(self, at: QPointF) -> str:
        """Return what a tooltip says of the play head under a pixel; empty where there is none."""
        seen = self._ground.shown
        for path in reversed(self._paths):
            step = path.step(self._session.playback.step)
            pixel = self._viewpoint.camera.to_pixels(path.points[step][None])[0]
            if seen is None or not np.hypot(*(pixel - (at.x(), at.y()))) <= REACH:
                continue
            _, surface, true = self._standing(path, seen)
            off = float(seen.plane.project(path.trace.points[step][None])[1][0])
            return (
                f"<p><b>{path.name}</b>, step {step}<br>surface {number(surface, 3)} · "
                f"true {number(true, 3)}<br>{number(off, 3)} off the plane</p>"
            )
        return ""

    def point_at(self, at: QPointF | None) -> None:
        """Tell which place of the plane is pointed at."""
        place = None if at is None else self._viewpoint.camera.to_point(at.x(), at.y())
        self.pointed.emit(place)
