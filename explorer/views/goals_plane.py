"""The plane of two goals with every run on it, for pointer and keys."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.session.document import Document
from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.goals_cloud import GoalsCloud
from explorer.views.goals_drawing import paint_equal, paint_legend, paint_sheet, plot_rect
from explorer.views.paths import Path, paths
from explorer.views.scene import paint_heads
from explorer.views.theme import Theme, theme, theme_changed
from explorer.views.trails import Trails

__all__ = ["GoalsPlane"]

NEAR = 14.0  # pixels: how close the pointer must come to a point of the cloud
RING = 5.5  # pixels: the ring round the point that is pointed at
BEAD = 4.5  # pixels
SCALE = 0.85  # of the play heads, against those on the map


class GoalsPlane(QWidget):
    """Shows where all designs and all runs lie between two goals; it works while it is seen."""

    changed = Signal()  # another point is pointed at, or it lies elsewhere

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.cloud: GoalsCloud | None = None
        self.picked: int | None = None  # a row of the cloud
        self._raced: Landscape | None = None  # what the paths are on
        self._paths: tuple[Path, ...] = ()
        self._trails = Trails(2.0, BEAD)
        self._camera = Camera(0.0, 1.0, 0.0, 1.0, 16, 16)
        self._rect = QRectF(0, 0, 16, 16)
        self._picture = QImage()
        self._key: object = None
        self._drawn: Array | None = None  # the goals in that picture
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme_changed.connect(self._frame)

    @property
    def shown_paths(self) -> tuple[Path, ...]:
        """The runs that are drawn; their points are their goals."""
        return self._paths

    @property
    def camera(self) -> Camera:
        """Which goals are shown on the pixels of `plot`."""
        return self._camera

    @property
    def plot(self) -> QRectF:
        """Where in the panel the plane lies."""
        return self._rect

    def show_document(self, document: Document) -> None:
        """Follow the landscape; until the race of it is there, its paths stay."""
        landscape = document.landscape
        if not isinstance(landscape, Landscape) or not landscape.goals:
            self.cloud, self._paths, self._raced = None, (), None
        elif self.cloud is None or self.cloud.landscape != landscape:
            self.cloud = GoalsCloud(landscape, self.cloud)
            if self._raced is None or self._raced.goals != landscape.goals:
                self._paths = ()
            self.picked = None
            self._frame()
        self.update()

    def show_race(self, race: Race) -> None:
        """Follow the runs."""
        cloud = self.cloud
        if cloud is None or not isinstance(race.document.landscape, Landscape):
            return
        self._raced = race.document.landscape
        self._paths = tuple(
            replace(path, points=cloud.measure(path.trace.points)) for path in paths(race)
        )
        self.update()

    def pick(self, row: int | None) -> None:
        """Point at a point of the cloud, or at none."""
        if row != self.picked:
            self.picked = row
            point = None
            if row is not None and self.cloud is not None:
                point = tuple(self.cloud.points[row].tolist())
            self._session.point_at(point)
            self.changed.emit()
            self.update()

    def place(self, row: int) -> QPointF:
        """Return where a point of the cloud is seen in the panel."""
        assert self.cloud is not None
        x, y = self._camera.to_pixels(self.cloud.goals[row : row + 1])[0].tolist()
        return self._rect.topLeft() + QPointF(x, y)

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 140)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        cloud, ratio = self.cloud, self.devicePixelRatioF()
        if cloud is None:
            painter.fillRect(self.rect(), look.ink("panel"))
            painter.end()
            return
        painter.drawImage(0, 0, self._sheet(cloud, look, ratio))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._rect)
        painter.translate(self._rect.topLeft())
        self._paint_equal(painter, cloud, look)
        step, selection = self._session.playback.step, self._session.selection
        if self._paths and step:
            self._trails.sheet(self._camera, self._paths, step, selection, look, ratio).draw(
                painter
            )
        painter.setClipping(False)
        paint_heads(painter, self._camera, look, self._paths, step, selection, SCALE)
        painter.resetTransform()
        if self.picked is not None:
            at = self.place(self.picked)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for pen in (look.pen("mark_edge", 3.6), look.pen("mark", 1.8)):
                painter.setPen(pen)
                painter.drawEllipse(at, RING, RING)
        if self.hasFocus():
            painter.setPen(look.pen("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._rect)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pick(self._nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pick(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pick(None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        way = ways.get(Qt.Key(event.key()))
        if way is not None and self.cloud is not None and len(self.cloud.front):
            self._walk(self.cloud.front.tolist(), way)
        elif event.key() == Qt.Key.Key_Escape and self.picked is not None:
            self.pick(None)
        else:
            super().keyPressEvent(event)

    def _walk(self, front: Sequence[int], way: int) -> None:
        """Go along the best compromises."""
        if self.picked in front:
            at = min(max(front.index(self.picked) + way, 0), len(front) - 1)
        else:
            at = 0 if way > 0 else len(front) - 1
        self.pick(front[at])

    def _nearest(self, at: QPointF) -> int | None:
        """Return the point of the cloud under the pointer."""
        if self.cloud is None or not self._rect.contains(at):
            return None
        spot = at - self._rect.topLeft()
        pixels = self._camera.to_pixels(self.cloud.goals)
        away = np.hypot(pixels[:, 0] - spot.x(), pixels[:, 1] - spot.y())
        away[np.isnan(away)] = np.inf
        row = int(away.argmin())
        return row if away[row] <= NEAR else None

    def _paint_equal(self, painter: QPainter, cloud: GoalsCloud, look: Theme) -> None:
        score, way = self.score, cloud.weighing
        if score is not None and way is not None:
            paint_equal(painter, self._camera, look, way, score)

    @property
    def score(self) -> float | None:
        """The height of the chosen run at the play head; None while it is computed."""
        focus = self._session.focus
        training = focus.training
        return None if training is None else float(training.values[focus.step])

    def _sheet(self, cloud: GoalsCloud, look: Theme, ratio: float) -> QImage:
        """Return axes, cloud and front as a picture, which is kept."""
        key = (cloud.names, cloud.weighing is None, self.size(), look, ratio)
        if key != self._key or self._drawn is not cloud.goals:
            self._key, self._drawn = key, cloud.goals
            size = self.size() * ratio
            self._picture = QImage(size, QImage.Format.Format_RGB32)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(look.ink("panel"))
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_legend(painter, self.width(), look, cloud.weighing is not None)
            paint_sheet(painter, self._rect, self._camera, look, cloud, ratio)
            painter.end()
        return self._picture

    def _frame(self, _: object = None) -> None:
        """Show the range of the cloud on the room there is."""
        self._rect = rect = plot_rect(self.width(), self.height(), theme())
        if self.cloud is not None:
            (left, right), (low, high) = self.cloud.box
            size = max(round(rect.width()), 1), max(round(rect.height()), 1)
            self._camera = Camera(left, right, low, high, *size)
        self.update()
