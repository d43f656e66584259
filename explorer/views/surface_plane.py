"""The panel that shows a surface with its paths, and answers to pointer and keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.core.array import Array
from explorer.core.height_field import Frame, HeightField
from explorer.core.objective import Objective
from explorer.session.document import Document
from explorer.session.locks import locked_sentence
from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.hand import Hand
from explorer.views.paths import Path, paths
from explorer.views.scene import Mark, marks
from explorer.views.shown import shown
from explorer.views.surface_axes import paint_axes, paint_block, paint_sky
from explorer.views.surface_camera import SurfaceCamera
from explorer.views.surface_cloud import paint_surface_clouds
from explorer.views.surface_frames import SurfaceFrames, style
from explorer.views.surface_ground import SurfaceGround
from explorer.views.surface_marks import (
    paint_surface_forks,
    paint_surface_heads,
    paint_surface_marks,
    paint_surface_starts,
)
from explorer.views.surface_paths import COARSE, THIN, SurfaceTrails
from explorer.views.surface_survey import Surface
from explorer.views.surface_touch import Scene, SurfaceTouch
from explorer.views.theme import Theme, theme, theme_changed

__all__ = ["SurfacePlane", "paint_ground"]


def paint_ground(
    painter: QPainter, surface: Surface, frame: Frame, look: Theme, known: Sequence[Mark],
    ratio: float | None = None,
) -> None:  # fmt: skip
    """Paint a surface without its paths: sky, ground, numbers and marks.

    `ratio` is that of `paint_mark`.
    """
    paint_block(painter, frame, surface, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_axes(painter, frame, surface, look)
    paint_surface_marks(painter, frame, surface, look, known, ratio)


class SurfacePlane(QWidget):
    """Draws the ground once for each look at it, and over it what the play head moves."""

    settled = Signal()  # another surface is there to be seen

    def __init__(self, session: Session, hand: Hand) -> None:
        super().__init__()
        self._session, self._hand = session, hand
        self.ground = SurfaceGround(session.worker)
        self.camera = SurfaceCamera(self._field)
        self._frames = SurfaceFrames(session.worker)
        self._touch = SurfaceTouch(session, self.camera, hand, self.scene)
        self._trails = SurfaceTrails()
        self._shown = shown(session)
        self._race = session.race
        self._paths: tuple[Path, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._marked: tuple[Objective, Sequence[object]] | None = None
        self._picture = QImage()
        self._picture_key: object = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(96, 72)
        self._show_race(session.race)
        session.changed.connect(self._show_document)
        session.raced.connect(self._show_race)
        for told in (session.mapped, session.selected, session.playback.moved, hand.changed):
            told.connect(self._refresh)
        for told in (self.camera.changed, self._frames.changed, self._shown.changed, theme_changed):
            told.connect(self._refresh)
        self.ground.changed.connect(self._show_ground)
        session.many.changed.connect(self.update)

    @property
    def shown_paths(self) -> tuple[Path, ...]:
        """The paths that are drawn."""
        return self._paths

    def scene(self) -> Scene | None:
        """Return the surface and the frame that are seen; None until there is a surface."""
        surface = self.ground.surface
        if surface is None:
            return None
        contours, ratio = self._shown.is_on("contours"), self.devicePixelRatioF()
        look = style(theme(), contours)
        return surface, self._frames.frame(surface, self.camera.eye, look, ratio)

    def spots(self, points: Array) -> list[QPointF]:
        """Return where points (n, 2) of the plane are seen; none until there is a surface."""
        scene = self.scene()
        if scene is None:
            return []
        pixels, _ = scene[1].look(scene[0].lay(points)[0])
        return [QPointF(x, y) for x, y in pixels.tolist()]

    def refine(self) -> None:
        """Have the fine picture made now, not only when nothing has moved for a moment."""
        self._frames.refine()

    def _field(self) -> HeightField | None:
        surface = self.ground.surface
        return None if surface is None else surface.field

    def _show_ground(self) -> None:
        self.camera.refit()
        self.settled.emit()
        self.update()

    def _show_document(self, document: Document) -> None:
        # As on the map: until the race of the new document comes, the paths stay, but never on
        # another landscape.
        if document.landscape != self._race.document.landscape:
            self._paths = ()
        self.update()

    def _show_race(self, race: Race) -> None:
        self._race = race
        self._paths = paths(race) if race.document.landscape.dim == 2 else ()
        self.update()

    def _refresh(self, _: object = None) -> None:
        self.update()

    def _known_marks(self) -> tuple[Mark, ...]:
        if not self._shown.is_on("minima"):
            return ()
        landscape, found = self._session.document.landscape, self._session.minima
        if self._marked is None or self._marked != (landscape, found):
            self._marks, self._marked = marks(landscape, found), (landscape, found)
        return self._marks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scene, look = self.scene(), theme()
        if scene is None or self._session.document.landscape.dim != 2:
            paint_sky(painter, self.camera.eye, look)
            painter.end()
            return
        surface, frame = scene
        ratio, selection = self.devicePixelRatioF(), self._session.selection
        step = self._session.playback.step
        is_moving = self._frames.is_moving
        if is_moving:
            paint_ground(painter, surface, frame, look, self._known_marks(), ratio)
        else:
            painter.drawImage(0, 0, self._ground_picture(surface, frame, look, ratio))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_surface_clouds(painter, frame, surface, look, self._session, ratio)
        if self._paths and step:
            gap = COARSE if is_moving else THIN
            trails = self._trails.sheet(
                frame, surface, self._paths, step, selection, look, ratio, gap
            )
            trails.draw(painter)
        hand, touch = self._hand, self._touch
        paint_surface_starts(
            painter, frame, surface, look, hand.starts(), hand.active, self.hasFocus(),
            touch.is_locked, ratio,
        )  # fmt: skip
        paint_surface_forks(painter, frame, surface, look, self._paths, step, selection)
        paint_surface_heads(painter, frame, surface, look, self._paths, step, selection, ratio)
        painter.end()

    def _ground_picture(self, surface: Surface, frame: Frame, look: Theme, ratio: float) -> QImage:
        known = self._known_marks()
        key = (frame, look, known, ratio)
        if key != self._picture_key:
            self._picture_key = key
            size = round(frame.eye.width * ratio), round(frame.eye.height * ratio)
            if (self._picture.width(), self._picture.height()) != size:
                self._picture = QImage(*size, QImage.Format.Format_RGB32)
            self._picture.setDevicePixelRatio(ratio)
            painter = QPainter(self._picture)
            paint_ground(painter, surface, frame, look, known)
            painter.end()
        return self._picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.camera.resize(self.width(), self.height())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._frames.halt()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._touch.press(event)
        self._show_reach(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._touch.move(event)
        self._show_reach(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._touch.release(event)
        self._show_reach(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._touch.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._touch.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._session.point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._touch.key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._touch.key_released(event)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the start points first, then on to the next control."""
        if self._hand.next(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self._hand.take(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hand.release()
        self.update()

    def _show_reach(self, at: QPointF) -> None:
        """Show by the pointer what a press would take hold of, and tell what lies under it."""
        touch, shapes = self._touch, Qt.CursorShape
        if touch.is_turning:
            self.setCursor(shapes.ClosedHandCursor)
            return
        is_on_start = touch.is_dragging or touch.hovers(at)
        is_stuck = is_on_start and touch.is_locked
        self.setToolTip(f"<p>{locked_sentence('starts')}</p>" if is_stuck else "")
        point = touch.point(at)
        if is_on_start:
            self.setCursor(shapes.ForbiddenCursor if is_stuck else shapes.SizeAllCursor)
        else:
            self.setCursor(shapes.OpenHandCursor if point is None else shapes.CrossCursor)
        self._session.point_at(point)
