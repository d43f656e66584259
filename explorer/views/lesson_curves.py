"""The curves of an experiment as a small chart, with their names below it."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.array import Array
from explorer.core.experiment import Curve, Finding
from explorer.views.chart import Chart
from explorer.views.chart_drawing import LINE_WIDTH
from explorer.views.chart_scale import wanted
from explorer.views.plot import Line, Plot
from explorer.views.theme import CAPTION, theme

__all__ = ["LessonCurves", "plot_of"]

TALL = 150  # pixels of the chart
SAMPLE, SPACE = 22, 14  # pixels: a piece of the line before its name, and between names


def plot_of(finding: Finding) -> Plot | None:
    """Return the chart of a finding's curves; None where nothing can be drawn."""
    lines = tuple(_line(number, curve, finding) for number, curve in enumerate(finding.curves))
    lines = tuple(line for line in lines if len(line.x))
    goal = wanted([line.y for line in lines], finding.log_y)
    if goal is None:
        return None
    across = np.concatenate([line.x for line in lines])
    first, last = float(across.min()), float(across.max())
    return Plot(
        lines,
        "",  # it stands above: in a small chart it would hide the lines
        finding.across,
        finding.log_y,
        last if last > first else first + 1.0,
        goal,
        log_across=finding.log_x,
        first=first,
        is_counted=bool((across == np.round(across)).all()),
    )


class LessonCurves(QWidget):
    """A chart of its own height, so that nothing moves when its curves arrive."""

    def __init__(self) -> None:
        super().__init__()
        self._chart = Chart(empty="The curves are being measured …", seeks=False)
        self._chart.setAccessibleName("Curves of the experiment")
        self._axes, self._names = QLabel(), _Names()
        self._axes.setProperty("role", "caption")
        self._axes.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._axes)
        column.addWidget(self._chart)
        column.addWidget(self._names)

    @property
    def plot(self) -> Plot | None:
        """What is drawn."""
        return self._chart.plot

    def show_finding(self, finding: Finding | None) -> None:
        """Draw the curves of a finding; None: they are still being measured."""
        self._chart.setFixedHeight(theme().length(TALL))
        plot = None if finding is None else plot_of(finding)
        self._chart.show_plot(plot)
        self._axes.setText("…" if finding is None else f"{finding.up}, over {finding.across}")
        names = () if plot is None else tuple((line.slot, line.name) for line in plot.lines)
        self._chart.setAccessibleDescription(", ".join(name for _, name in names))
        self._names.show_names(names)


class _Names(QWidget):
    """Pieces of lines with their names, wrapped like words."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[tuple[int, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_names(self, names: tuple[tuple[int, str], ...]) -> None:
        self._names = names
        self.setVisible(len(names) > 1)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return round(places[-1].bottom()) + 2 if places else 0

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(CAPTION))
        for (slot, name), place in zip(self._names, self._places(self.width()), strict=True):
            pen = QPen(look.colour(slot), LINE_WIDTH)
            if dash := look.dash(slot):
                pen.setDashPattern(dash)
            painter.setPen(pen)
            middle = place.center().y()
            left = place.left()
            painter.drawLine(QPointF(left, middle), QPointF(left + SAMPLE - 5, middle))
            painter.setPen(look.ink("muted"))
            room = place.adjusted(SAMPLE, 0, 0, 0)
            words = painter.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideRight, round(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _places(self, width: int) -> list[QRectF]:
        metrics = QFontMetrics(theme().font(CAPTION))
        tall, left, top = metrics.height() + 2.0, 0.0, 0.0
        places = []
        for _, name in self._names:
            wide = min(SAMPLE + metrics.horizontalAdvance(name) + 1.0, float(width))
            if left and left + wide > width:
                left, top = 0.0, top + tall
            places.append(QRectF(left, top, wide, tall))
            left += wide + SPACE
        return places


def _line(number: int, curve: Curve, finding: Finding) -> Line:
    """Return a curve in axis units, without the points that its axes cannot show."""
    x, y = (np.asarray(values, dtype=np.float64) for values in (curve.x, curve.y))
    x = _exponents(x) if finding.log_x else x
    y = _exponents(y) if finding.log_y else y
    known = np.isfinite(x) & ~np.isnan(y)
    return Line((0, number), number, curve.name, x[known], y[known], int(known.sum()))


def _exponents(values: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.log10(np.where(values > 0, values, np.nan))
    return found
