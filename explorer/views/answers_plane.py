"""The picture of the answers with the examples on it, for pointer and keys."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.core.array import Array, Box
from explorer.session.session import Session
from explorer.views.answers_curve import curve_values, paint_curve, paint_grid
from explorer.views.answers_ground import paint_ground
from explorer.views.answers_labels import paint_legend, paint_names, paint_words
from explorer.views.answers_learner import Answered, Learner
from explorer.views.answers_points import nearest, paint_picked, paint_points, point_size
from explorer.views.answers_sheet import Sheet, framed, kept
from explorer.views.answers_touch import ADD, MOVE, AnswersTouch
from explorer.views.answers_words import flown_words
from explorer.views.camera import Camera
from explorer.views.theme import Theme, theme, theme_changed
from explorer.views.ticks import paint_ticks

__all__ = ["AnswersPlane"]


class AnswersPlane(QWidget):
    """Shows a sheet with the answers at some weights; a heavy ground only while it is seen."""

    changed = Signal()  # another example is under the pointer

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self.answered: Answered | None = None
        self.camera = Camera(-1.0, 1.0, -1.0, 1.0, 16, 16)
        self.tool: tuple[str, int | None] = (MOVE, None)
        self.hovered: int | None = None
        self._session = session
        self._touch = AnswersTouch(session, self)
        self._clear = (0.0, 0.0, 0.0, False)  # see keep_clear
        self._has_keys = False  # whether the keyboard brought the focus here
        self._is_fitted = True
        self._box: Box = ((-1.0, 1.0), (-1.0, 1.0))
        self._ground: QImage | None = None
        self._ground_key: object = None
        self._is_defined = True  # whether there is an answer everywhere in view
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(96, 72)
        theme_changed.connect(self._refresh)

    @property
    def pixels(self) -> Array:
        """Where the examples are on the panel, (n, 2)."""
        assert self.sheet is not None
        return self.camera.to_pixels(self.sheet.points(self.answered))

    @property
    def is_busy(self) -> bool:
        """Whether the pointer is moving, adding or erasing."""
        return self._touch.is_busy

    def show_answers(self, one: Learner, across: int, up: int, weights: Array | None) -> None:
        """Show two inputs, answered with these weights; None: only the examples."""
        before = self.sheet
        sheet = before
        if sheet is None or (sheet.learner, sheet.across, sheet.up) != (one, across, up):
            sheet = self.sheet = Sheet(one, across, up)
        if before is None or (before.names, before.others) != (sheet.names, sheet.others):
            self._is_fitted, self._box = True, sheet.box
        elif not self.is_busy:
            self._box = kept(self._box, sheet.box)
        self.answered = None if weights is None else Answered(one, weights)
        if self.hovered is not None and self.hovered >= len(one.targets):
            self.hovered = None
        self._frame()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.sheet = self.answered = self.hovered = None
        self.update()

    def keep_clear(self, top: float, bottom: float, left: float, beside: bool) -> None:
        """Keep so many pixels above and below free, and on the lowest line from the left.

        `beside`: the name of the upward axis is beside the title, not below it.
        """
        wanted = top, bottom, left, beside
        if wanted != self._clear and not self.is_busy:
            self._clear = wanted
            self._frame()
            self.update()

    def look(self, camera: Camera) -> None:
        """See another part."""
        self._is_fitted = False
        self.camera = camera
        self.update()

    def fit(self) -> None:
        """See all examples."""
        if self.sheet is not None:
            self._is_fitted, self._box = True, self.sheet.box
            self._frame()
            self.update()

    def _frame(self) -> None:
        width, height = max(self.width(), 16), max(self.height(), 16)
        if self.sheet is not None and self._is_fitted:
            self.camera = framed(self.sheet, self._box, width, height, *self._clear[:2])
        else:
            self.camera = self.camera.resized(width, height)

    def _refresh(self, _: object = None) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, ratio = theme(), self.devicePixelRatioF()
        painter = QPainter(self)
        sheet = self.sheet
        if sheet is None:
            painter.fillRect(self.rect(), look.ink("panel"))
            painter.end()
            return
        painter.drawImage(0, 0, self._ground_picture(sheet, look, ratio))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        one, pixels = sheet.learner, self.pixels
        wrong = self.answered.is_wrong if self.answered else one.targets != one.targets
        paint_points(painter, self.camera, look, one, pixels, wrong, ratio)
        if self.answered is not None and sheet.is_curve:
            paint_curve(painter, sheet, self.answered.weights, self.camera, look)
        self._paint_marked(painter, look, sheet, pixels)
        paint_legend(painter, self.camera, look, one)
        if self.answered is not None and not self._is_defined:
            whole = not np.isfinite(self.answered.weights).all()
            words = flown_words(self._session.focus.step, whole)
            paint_words(painter, self.camera.width, self.camera.height, look, words)
        if self.hasFocus() and self._has_keys:
            painter.setPen(look.pen("accent", 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _ground_picture(self, sheet: Sheet, look: Theme, ratio: float) -> QImage:
        weights = None if self.answered is None else self.answered.weights.tobytes()
        shown = sheet.learner.answering, sheet.across, sheet.up, sheet.names, weights
        key = (*shown, self.camera, self._clear, look, ratio)
        if self._ground is None or key != self._ground_key:
            self._ground, self._is_defined = self._drawn(sheet, look, ratio)
            self._ground_key = key
        return self._ground

    def _drawn(self, sheet: Sheet, look: Theme, ratio: float) -> tuple[QImage, bool]:
        camera = self.camera
        size = round(camera.width * ratio), round(camera.height * ratio)
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(look.ink("panel"))
        painter = QPainter(image)
        defined = True
        if self.answered is not None:
            defined = paint_ground(painter, sheet, self.answered.weights, camera, look)
        if sheet.is_curve:
            paint_grid(painter, camera, look)
        paint_ticks(painter, camera, look)
        if not sheet.others:  # else the choices of what is shown say them
            paint_names(painter, camera, look, sheet.names, *self._clear[2:])
        painter.end()
        return image, defined

    def _paint_marked(self, painter: QPainter, look: Theme, sheet: Sheet, pixels: Array) -> None:
        picked = self._session.focus.example
        size = point_size(self.camera, len(pixels))
        for row in {self.hovered, picked} - {None}:
            if row is None or row >= len(pixels) or not (pixels[row] == pixels[row]).all():
                continue
            x, y = pixels[row].clip(-1e5, 1e5).tolist()
            paint_picked(painter, QPointF(x, y), look, size, row == picked, self._goal(sheet, row))

    def _goal(self, sheet: Sheet, row: int) -> float | None:
        """Return how high the curve runs at an example, in pixels."""
        one = sheet.learner
        if self.answered is None or not sheet.is_curve or len(one.classes) > 2:
            return None
        value = float(curve_values(sheet, self.answered.weights, one.inputs[row, :1])[0, 0])
        up = (self.camera.high - value) / self.camera.per_pixel[1]
        return min(max(up, -1e4), 1e4) if up == up else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._hover(event.position())  # a finger has not hovered before
        self._touch.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._touch.move(event)
        self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._touch.release(event)
        if self.sheet is not None and self._is_fitted:
            self._box = kept(self._box, self.sheet.box)
            self._frame()
        self._hover(event.position())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.tool[0] == MOVE:
            self._touch.double_click(event)
        else:
            self._touch.press(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._touch.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.sheet is None or not self._touch.key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._touch.key_released(event)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Once an example is picked, Tab goes through them; Escape lets Tab go on."""
        is_picked = self.sheet is not None and self._session.focus.example is not None
        if is_picked and self._touch.pick_next(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_keys = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def _hover(self, at: QPointF) -> None:
        if self.sheet is None or self._touch.is_dragging:
            return
        row = nearest(self.pixels, at)
        tool = self.tool[0]
        self._set_hovered(None if tool == ADD else row)
        if tool != MOVE:
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif row is not None:
            is_locked = "landscape" in self._session.document.locks
            shape = Qt.CursorShape.PointingHandCursor if is_locked else Qt.CursorShape.SizeAllCursor
            self.setCursor(shape)
        elif self.is_busy:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def _set_hovered(self, row: int | None) -> None:
        if row != self.hovered:
            self.hovered = row
            self.update()
            self.changed.emit()
