"""A quiet chart: lines over steps or evaluations, a cursor at the play head, click to seek."""

from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.views.chart_drawing import (
    LINE_WIDTH,
    MARGINS,
    Exit,
    draw_exits,
    draw_grid,
    draw_line,
    mixed,
    places,
)
from explorer.views.chart_scale import Range, calm
from explorer.views.series import Key, Line, Plot
from explorer.views.theme import CAPTION, theme, theme_changed

__all__ = ["Chart"]

HEAD = 10.0  # size of a marker at the play head, px
FADED = 0.4


class Chart(QWidget):
    """Draws a Plot. Its lines are painted once; the cursor moves over that picture."""

    sought = Signal(int)  # the step under the pointer, while pressed

    def __init__(self, parent: QWidget | None = None, empty: str = "", seeks: bool = True) -> None:
        super().__init__(parent)
        self._plot: Plot | None = None
        self._empty, self._seeks = empty, seeks
        self._width: Range | None = None
        self._height: Range | None = None
        self._step: int | None = None
        self._chosen: Key | None = None
        self._held: Line | None = None  # the line that the pressed pointer seeks along
        self._ground: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
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

    def show_plot(self, plot: Plot | None, empty: str = "") -> None:
        """Draw a plot, in a range that changes no more than it must."""
        old = self._plot
        if plot is None or old is None or (old.label, old.across, old.log) != (
            plot.label, plot.across, plot.log
        ):  # fmt: skip
            self.forget_ranges()
        self._plot, self._empty = plot, empty or self._empty
        if plot is not None and plot.goal is not None:
            self._height = calm(self._height, plot.goal)
            self._width = calm(self._width, (0.0, plot.width))
        self._redraw()

    def forget_ranges(self) -> None:
        """Fit the next plot tightly: it has nothing to do with the last."""
        self._width = self._height = None

    def show_step(self, step: int) -> None:
        """Move the cursor to a step."""
        if step != self._step:
            self._step = step
            self.update()

    def choose(self, key: Key | None) -> None:
        """Bring one line forward and let the others fade; None: all alike."""
        if key != self._chosen:
            self._chosen = key
            self._redraw()

    def frame(self) -> QRectF:
        """Return where the lines are, without the labels, in pixels."""
        left, top, right, bottom = MARGINS
        size = self.size()
        return QRectF(
            left, top, max(10, size.width() - left - right), max(10, size.height() - top - bottom)
        )

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
        if self._step is not None and self._seeks:
            self._draw_cursor(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._seeks:
            self._held = self._nearest(event.position())
            self._seek(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._seeks:
            self._seek(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._redraw()

    def _redraw(self, *_: object) -> None:
        self._ground = None
        self.update()

    def _painted(self, ratio: float) -> QPixmap:
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(theme().ink("panel"))
        painter = QPainter(pixmap)
        plot, frame = self._plot, self.frame()
        if plot is None or self._height is None or self._width is None:
            painter.setPen(theme().ink("muted"))
            painter.setFont(theme().font())
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(frame, int(wrap), self._empty)
        else:
            draw_grid(painter, frame, self._width[1], self._height, plot.log)
            self._draw_label(painter, frame, plot)
            painter.setClipRect(frame.adjusted(0, 0, 1, 1))
            for line in sorted(plot.lines, key=lambda line: line.key == self._chosen):
                self._draw_line(painter, frame, line)
            painter.setClipping(False)
            draw_exits(painter, frame, self._exits(plot, frame))
        painter.end()
        return pixmap

    def _draw_label(self, painter: QPainter, frame: QRectF, plot: Plot) -> None:
        painter.setPen(theme().ink("muted"))
        painter.setFont(theme().font(CAPTION))
        corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(frame.adjusted(0, 4, -8, 0), corner, f"{plot.label} · {plot.across}")

    def _draw_line(self, painter: QPainter, frame: QRectF, line: Line) -> None:
        assert self._width is not None
        assert self._height is not None
        look, colour = theme(), theme().colour(line.slot)
        is_chosen = line.key == self._chosen
        if self._chosen is not None and not is_chosen:
            colour = mixed(colour, look.ink("panel"), FADED)
        x, y = places(line.x, line.y, frame, self._width[1], self._height)
        pen = QPen(colour, LINE_WIDTH + 0.6 * is_chosen)
        draw_line(painter, x, y, pen, look.dash(line.slot))

    def _exits(self, plot: Plot, frame: QRectF) -> list[Exit]:
        assert self._width is not None
        assert self._height is not None
        low, high = self._height
        found: list[Exit] = []
        for line in plot.lines:
            over = line.y > high
            under = (line.y < low) & (not plot.log)
            if not (over.any() or under.any()):
                continue
            row = int((over | under).argmax())
            at = frame.left() + line.x[row] * frame.width() / self._width[1]
            found.append((at, bool(over[row]), theme().colour(line.slot), line.name))
        return found

    def _draw_cursor(self, painter: QPainter) -> None:
        plot, frame = self._plot, self.frame()
        if plot is None or self._width is None or self._height is None or self._step is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if plot.across == "steps":
            x = frame.left() + min(self._step, self._width[1]) / self._width[1] * frame.width()
            painter.setPen(QPen(theme().ink("text"), 1))
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
        painter.setPen(theme().pen("panel", 1.5))
        for line in plot.lines:
            row = line.row(self._step)
            height = line.y[row : row + 1]
            across, y = places(line.x[row : row + 1], height, frame, self._width[1], self._height)
            if not len(y) or not frame.top() - 1 <= y[0] <= frame.bottom() + 1:
                continue
            painter.setBrush(theme().colour(line.slot))
            painter.save()
            painter.translate(across[0], y[0])
            painter.scale(HEAD, HEAD)
            painter.drawPath(Symbols[theme().marker(line.slot)])
            painter.restore()

    def _seek(self, at: QPointF) -> None:
        if self._plot is None or self._width is None:
            return
        frame = self.frame()
        share = min(1.0, max(0.0, (at.x() - frame.left()) / frame.width()))
        x = share * self._width[1]
        if self._plot.across == "steps":
            self.sought.emit(round(x))
        elif self._held is not None:
            self.sought.emit(self._held.first + int(self._held.x.searchsorted(x)))

    def _nearest(self, at: QPointF) -> Line | None:
        """Return the line nearest above or below the pointer."""
        plot, frame = self._plot, self.frame()
        if plot is None or self._width is None or self._height is None:
            return None

        def gap(line: Line) -> float:
            assert self._width is not None
            assert self._height is not None
            x, y = places(line.x, line.y, frame, self._width[1], self._height)
            if not len(x):
                return float("inf")
            row = min(int(x.searchsorted(at.x())), len(x) - 1)
            return abs(float(y[row]) - at.y()) + abs(float(x[row]) - at.x())

        return min(plot.lines, key=gap, default=None)
