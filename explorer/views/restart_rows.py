"""One row an optimizer: how often its restarts reached the best, and what else they found."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from explorer.core.restarts import Restarts
from explorer.session.document import Entrant
from explorer.views.elided_label import ElidedLabel
from explorer.views.marker import marker_pixmap
from explorer.views.numbers import coordinates, number
from explorer.views.theme import GAP, theme

__all__ = ["RestartRow", "ShareBar", "found_words"]

NAMED = 4  # minima told with their counts


def found_words(restarts: Restarts, most: int = NAMED) -> str:
    """Return which minima were found and how often, deepest first: (3, 2) × 14 · ..."""
    pairs = zip(restarts.minima, restarts.counts, strict=True)
    told = [f"{coordinates(point)} × {count}" for point, count in pairs if count]
    words = told[:most]
    if len(told) > most:
        words.append(f"{len(told) - most} more minima")
    if restarts.elsewhere:
        words.append(f"{restarts.elsewhere} ended in no minimum")
    return " · ".join(words) or "none ended in a minimum"


class ShareBar(QWidget):
    """A share from 0 to 1 as a bar, with its interval as a thin whisker."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._ends, self._slot = 0.0, (0.0, 0.0), 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, ends: tuple[float, float], slot: int) -> None:
        """Show a share in the colour of an optimizer's slot."""
        self._share, self._ends, self._slot = share, ends, slot
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(90, 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, width, middle = theme(), self.width(), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.ink("line"))
        painter.drawRoundedRect(QRectF(0, middle - 3, width, 6), 3, 3)
        painter.setBrush(look.colour(self._slot))
        painter.drawRoundedRect(QRectF(0, middle - 3, self._share * width, 6), 3, 3)
        low, high = (1 + end * (width - 2) for end in self._ends)
        painter.setPen(look.pen("text", 1.2))
        painter.drawLine(round(low), round(middle), round(high), round(middle))
        for x in (low, high):
            painter.drawLine(round(x), round(middle - 4), round(x), round(middle + 4))
        painter.end()


class RestartRow:
    """The widgets of one optimizer in a grid: two lines, from row 2 × `place` on."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self._marker, self._name, self._bar = QLabel(), QLabel(), ShareBar()
        self._share, self._best, self._found = QLabel(), QLabel(), ElidedLabel()
        self._found.setProperty("role", "caption")
        self._found.setContentsMargins(0, 0, 0, GAP)
        self._widgets = (
            self._marker, self._name, self._bar, self._share, self._best, self._found,
        )  # fmt: skip
        for column, widget in enumerate(self._widgets[:5]):
            grid.addWidget(widget, 2 * place, column)
        grid.addWidget(self._found, 2 * place + 1, 1, 1, 4)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._share.setAlignment(right)
        self._best.setAlignment(right)

    def show_result(self, entrant: Entrant, restarts: Restarts | None, is_known: bool) -> None:
        """Show what came of an optimizer's restarts; None: they are being computed."""
        self._marker.setPixmap(marker_pixmap(entrant.colour))
        self._name.setText(entrant.optimizer.name)
        if restarts is None:
            self._bar.show_share(0.0, (0.0, 0.0), entrant.colour)
            self._share.setText("…")
            self._best.setText("")
            self._found.show_text("computing")
            return
        count, (low, high) = restarts.starts, restarts.interval
        goal = "the global minimum" if is_known else "the lowest value that was found"
        told = f"{round(restarts.success * count)} of {count} starts reached {goal}"
        bounds = f"the true share lies between {low:.0%} and {high:.0%} (95 % interval)"
        self._bar.show_share(restarts.success, (low, high), entrant.colour)
        self._share.setText(f"{restarts.success:.0%} ({100 * low:.0f}–{100 * high:.0f})")
        self._best.setText(number(float(restarts.best.values[-1])))
        self._found.show_text(found_words(restarts))
        for widget in (self._bar, self._share):
            widget.setToolTip(f"<p>{told}; {bounds}.</p>")
        self._bar.setAccessibleName(told)
        best = coordinates(restarts.best.points[-1])
        self._best.setToolTip(f"<p>The lowest value reached, at {best}.</p>")
        self._found.setToolTip(f"<p>{found_words(restarts, 40)}</p>")

    def words(self) -> str:
        """Return all that the row says."""
        texts = (self._name.text(), self._share.text(), self._best.text(), self._found.whole)
        return "  ".join(texts)

    def remove(self) -> None:
        """Take the row away."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
