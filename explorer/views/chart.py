"""A quiet chart: lines and bands, a cursor at the play head, another under the pointer."""

from math import inf

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.views.chart_drawing import (
    draw_band,
    draw_cursor,
    draw_exits,
    draw_grid,
    draw_label,
    draw_line,
    draw_range,
)
from explorer.views.chart_frame import Frame
from explorer.views.chart_hover import draw_hover, snapped
from explorer.views.chart_scale import Range, calm
from explorer.views.plot import Key, Line, Plot
from explorer.views.theme import theme, theme_changed

__all__ = ["Chart"]

SLIP = 4  # pixels that the pointer may be beside the frame
MARGINS = (48, 8, 14, 22)  # left, top, right, bottom: room for labels; fixed, so nothing jumps


class Chart(QWidget):
    """Draws a Plot. Its lines are painted once; the cursors move over that picture."""

    sought = Signal(int)  # the step under the pointer, while pressed
    hovered = Signal(object)  # where the pointer is across, in plain units; None when it has left

    def __init__(self, parent: QWidget | None = None, empty: str = "", seeks: bool = True) -> None:
        super().__init__(parent)
        self._plot: Plot | None = None
        self._empty, self._seeks = empty, seeks
        self._width: Range | None = None
        self._height: Range | None = None
        self._step: int | None = None
        self._range: tuple[int, int] | None = None  # the steps that are played in a loop
        self._at: float | None = None  # the pointer's place, in plain units
        self._chosen: Key | None = None
        self._held: Line | None = None  # the line that the pressed pointer seeks along
        self._ground: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        if seeks:
            self.setCursor(Qt.CursorShape.CrossCursor)
        theme_changed.connect(self._redraw)

    @property
    def plot(self) -> Plot | None:
        """What is drawn now."""
        return self._plot

    @property
    def shown(self) -> tuple[Range | None, Range | None]:
        """The ranges across and up that are drawn now; exponents of ten where logarithmic."""
        return self._width, self._height

    @property
    def step(self) -> int | None:
        """Where the cursor is."""
        return self._step

    @property
    def pointed(self) -> float | None:
        """Where the second cursor is, in plain units; None where there is none."""
        return self._at

    def show_plot(self, plot: Plot | None, empty: str = "") -> None:
        """Draw a plot, in a range that changes no more than it must."""
        old = self._plot
        if plot is None or old is None or _axes(old) != _axes(plot):
            self.forget_ranges()
        self._plot, self._empty = plot, empty or self._empty
        if plot is not None and plot.goal is not None:
            self._height = calm(self._height, plot.goal)
            self._width = calm(self._width, (plot.first, plot.width))
        self._redraw()

    def forget_ranges(self) -> None:
        """Fit the next plot tightly: it has nothing to do with the last."""
        self._width = self._height = None

    def show_step(self, step: int) -> None:
        """Move the cursor to a step."""
        if step != self._step:
            self._step = step
            self.update()

    def show_range(self, steps: tuple[int, int] | None) -> None:
        """Tint the steps that are played in a loop; None: all are played."""
        if steps != self._range:
            self._range = steps
            self.update()

    def point_at(self, at: float | None) -> None:
        """Show the values at a place across, in plain units; None: nowhere."""
        if at != self._at:
            self._at = at
            self.update()

    def choose(self, key: Key | None) -> None:
        """Bring one line forward and let the others fade; None: all alike."""
        if key != self._chosen:
            self._chosen = key
            self._redraw()

    def frame(self) -> Frame | None:
        """Return where the numbers lie now; None while there is nothing to show."""
        if self._plot is None or self._width is None or self._height is None:
            return None
        return Frame(self._rect(), self._width[1], self._height, self._width[0])

    def sizeHint(self) -> QSize:
        return QSize(560, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._ground is None or self._ground.size() != self.size() * ratio:
            self._ground = self._painted(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        frame = self.frame()
        if frame is not None and self._plot is not None and self._range is not None:
            draw_range(painter, frame, self._plot, self._range)
        if frame is not None and self._plot is not None and self._step is not None and self._seeks:
            draw_cursor(painter, frame, self._plot, self._step)
        if frame is not None and self._plot is not None and self._at is not None:
            draw_hover(painter, frame, self._plot, self._at, self._chosen)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._seeks:
            self._held = self._nearest(event.position())
            self._seek(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._seeks:
            self._seek(event.position())
        self._point(event.position())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._at is not None:
            return True  # it would cover what is told; beside the frame it explains the chart
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._redraw()

    def _redraw(self, *_: object) -> None:
        self._ground = None
        self.update()

    def _rect(self) -> QRectF:
        left, top, right, bottom = map(theme().length, MARGINS)
        width, height = self.width() - left - right, self.height() - top - bottom
        return QRectF(left, top, max(10, width), max(10, height))

    def _painted(self, ratio: float) -> QPixmap:
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(theme().ink("panel"))
        painter = QPainter(pixmap)
        plot, frame = self._plot, self.frame()
        if plot is None or frame is None:
            painter.setPen(theme().ink("muted"))
            painter.setFont(theme().font())
            wrapped = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(self._rect(), wrapped, self._empty)
        else:
            draw_grid(painter, frame, plot)
            painter.setClipRect(frame.rect.adjusted(0, 0, 1, 1))
            for band in plot.bands:
                draw_band(painter, frame, band)
            for line in sorted(plot.lines, key=self._is_chosen):
                is_chosen = self._is_chosen(line)
                fades = self._chosen is not None and not is_chosen
                draw_line(painter, frame, line, is_chosen, fades)
            painter.setClipping(False)
            draw_exits(painter, frame, plot)
            draw_label(painter, frame, plot)
        painter.end()
        return pixmap

    def _seek(self, at: QPointF) -> None:
        frame = self.frame()
        if frame is None or self._plot is None:
            return
        x = frame.number(at.x())
        if self._plot.across == "steps":
            self.sought.emit(round(self._plot.plain(x)))
        elif self._held is not None:
            self.sought.emit(self._held.first + int(self._held.x.searchsorted(x)))

    def _point(self, at: QPointF | None) -> None:
        """Move the second cursor to where the pointer is, and tell of it."""
        frame, place = self.frame(), None
        if at is not None and frame is not None and self._plot is not None:
            reached = frame.rect.adjusted(-SLIP, -SLIP, SLIP, SLIP).contains(at)
            place = snapped(self._plot, self._plot.plain(frame.number(at.x()))) if reached else None
        if place != self._at:
            self.point_at(place)
            self.hovered.emit(place)

    def _is_chosen(self, line: Line) -> bool:
        """Tell whether a line is brought forward; that of a band stands for all starts."""
        if self._chosen is None or self._plot is None:
            return False
        return line.key == self._chosen or (
            bool(self._plot.bands) and line.key[1] == self._chosen[1]
        )

    def _nearest(self, at: QPointF) -> Line | None:
        """Return the line nearest above or below the pointer, or else beside it."""
        plot, frame = self._plot, self.frame()
        if plot is None or frame is None:
            return None

        def gap(line: Line) -> float:
            x, y = frame.places(line.x, line.y)
            if not len(x):
                return inf
            row = min(int(x.searchsorted(at.x())), len(x) - 1)
            return abs(float(y[row]) - at.y()) + abs(float(x[row]) - at.x())

        return min(plot.lines, key=gap, default=None)


def _axes(plot: Plot) -> tuple[object, ...]:
    """Return what decides whether a range has anything to do with that of another plot."""
    return plot.label, plot.across, plot.log, plot.log_across
