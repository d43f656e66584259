"""The plane: a panel that shows a landscape with its paths and answers to pointer and keys."""

from collections.abc import Sequence
from html import escape
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip

from explorer.core.objective import Objective
from explorer.core.recorded_slice import RecordedSlice
from explorer.session.document import Document
from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.curve_trails import paint_curve_trails
from explorer.views.fork_marks import paint_forks
from explorer.views.hand import Hand
from explorer.views.insight import Insight, Seen
from explorer.views.insight_drawing import nearest, paint_insight
from explorer.views.layer import Layer
from explorer.views.one_start import OneStart
from explorer.views.panel import ALL, Panel, paint_panel_chip
from explorer.views.paths import Path, paths
from explorer.views.recorded_path import paint_recorded_path
from explorer.views.scene import Mark, mark_scale, marks, paint_heads, paint_starts
from explorer.views.shown import shown
from explorer.views.theme import Theme, theme, theme_changed
from explorer.views.touch import Touch
from explorer.views.touchable import Touchable
from explorer.views.trails import Trails
from explorer.views.viewpoint import Viewpoint

__all__ = ["GroundPicture", "Plane"]


class GroundPicture(Protocol):
    """What a plane needs of its ground: a map's or a curve's."""

    def picture(
        self, camera: Camera, look: Theme, contours: bool, known: tuple[Mark, ...], ratio: float = 1
    ) -> QImage:
        """Return the ground as a picture of the camera's size."""


class Plane(Touchable):
    """One panel. What it shows of the race, and whether it says so, is up to its `panel`."""

    def __init__(
        self,
        session: Session,
        ground: GroundPicture,
        viewpoint: Viewpoint,
        hand: Hand | OneStart,
        panel: Panel = ALL,
    ) -> None:
        super().__init__(Touch(session, viewpoint, hand), hand)
        self.panel = panel
        self._shown = shown(session)
        self._session, self._ground, self._viewpoint, self._hand = session, ground, viewpoint, hand
        self._under: list[Layer] = []  # on the ground, below the paths
        self._over: list[Layer] = []  # above the play heads
        self._trails = Trails()
        self._insight = Insight(session)
        self._race = session.race
        self._paths: tuple[Path, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._marked: tuple[Objective, Sequence[object]] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(96, 72)
        self._show_race(session.race)
        session.changed.connect(self._show_document)
        session.raced.connect(self._show_race)
        session.mapped.connect(self._refresh)
        session.selected.connect(self._refresh)
        session.playback.moved.connect(self._refresh)
        session.insides.changed.connect(self._refresh)
        viewpoint.changed.connect(self._refresh)
        self._shown.changed.connect(self._refresh)
        hand.changed.connect(self._refresh)
        theme_changed.connect(self._refresh)

    @property
    def shown_paths(self) -> tuple[Path, ...]:
        """The paths that are drawn."""
        return self._paths

    @property
    def seen(self) -> Seen | None:
        """What is drawn of the inside of a step."""
        place = self._session.insides.place
        if place is None or not self.panel.shows(*place):
            return None
        return self._insight.seen(self._viewpoint.camera)

    def add_layer(self, layer: Layer, over: bool = False) -> None:
        """Draw something more: on the ground, or over the play heads."""
        (self._over if over else self._under).append(layer)
        self.update()

    @property
    def entrant(self) -> int | None:
        """The optimizer that it shows alone; None where it shows all."""
        return self.panel.entrant

    def show_panel(self, panel: Panel) -> None:
        """Show something else of the race."""
        if panel != self.panel:
            self.panel = panel
            self._show_race(self._session.race)

    def _show_document(self, document: Document) -> None:
        # The race of the new document comes in the same breath; until it does, the paths stay,
        # so that nothing flickers - but never on another landscape.
        if document.landscape != self._race.document.landscape:
            self._paths = ()
        self.update()

    def _show_race(self, race: Race) -> None:
        self._race = race
        self._paths = paths(race, self.panel.entrant, self.panel.start)
        self.update()

    def _refresh(self, _: object = None) -> None:
        self.update()

    def _known_marks(self) -> tuple[Mark, ...]:
        landscape, found = self._session.document.landscape, self._session.minima
        if self._marked is None or self._marked != (landscape, found):
            self._marks, self._marked = marks(landscape, found), (landscape, found)
        return self._marks

    def paintEvent(self, event: QPaintEvent) -> None:
        look, camera, step = theme(), self._viewpoint.camera, self._session.playback.step
        ratio, selection = self.devicePixelRatioF(), self._session.selection
        landscape = self._session.document.landscape
        small = mark_scale(camera)
        painter = QPainter(self)
        known = self._known_marks() if self._shown.is_on("minima") else ()
        lines = self._shown.is_on("grid" if landscape.dim == 1 else "contours")
        ground = self._ground.picture(camera, look, lines, known, ratio)
        painter.drawImage(0, 0, ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(landscape, RecordedSlice):
            paint_recorded_path(painter, camera, look, landscape, step)
        for layer in self._under:
            layer.paint(painter, camera, look, ratio)
        if landscape.dim == 1:
            paint_curve_trails(painter, camera, look, self._paths, step, selection, ratio)
        elif self._paths and step:
            self._trails.sheet(camera, self._paths, step, selection, look, ratio).draw(painter)
        starts = camera.to_pixels(self._hand.starts())
        focused, locked = self.hasFocus(), self._touch.is_locked
        paint_starts(
            painter, camera, look, starts, self._hand.active, focused, small, locked, ratio
        )
        paint_forks(painter, camera, look, self._paths, step, selection, small)
        paint_heads(painter, camera, look, self._paths, step, selection, small, ratio)
        seen = self.seen
        if seen is not None:
            paint_insight(painter, camera, look, seen)
        for layer in self._over:
            layer.paint(painter, camera, look, ratio)
        document, active = self._session.document, self._hand.active
        paint_panel_chip(
            painter, camera.width, look, document, self.panel, self._paths, active, step
        )
        painter.end()

    def event(self, event: QEvent) -> bool:
        seen = self.seen if isinstance(event, QHelpEvent) and not self.toolTip() else None
        if seen is not None and isinstance(event, QHelpEvent):
            shape = nearest(seen.shapes, QPointF(event.pos()))
            words = f"<p>{escape(shape.words)}</p>" if shape else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def point_at(self, at: QPointF | None) -> None:
        """Have the landscape read under the pointer."""
        dim = self._session.document.landscape.dim
        place = None if at is None else self._viewpoint.camera.to_point(at.x(), at.y())[:dim]
        self._session.point_at(place)
